"""Any table without regard to geometry: text, workbook, parquet, or attributes of geodata."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd

from zeneville.errors import Fault, InputError
from zeneville.geodata import spreadsheet, text_table
from zeneville.messages import Message

TEXT = (".csv", ".txt", ".tsv")
WORKBOOKS = (".xlsx", ".xlsm", ".ods", ".xls")
PARQUET = (".parquet", ".geoparquet", ".pq")
#: headings of columns of geometry
GEOMETRIES = ("WKT", "wkt", "geom_cstr", "geom_groupe", "geometry")
#: first bytes of files that carry the wrong ending
MARKS = {
    b"PK\x03\x04": Message("a zip archive or a workbook"),
    b"PAR1": Message("parquet"),
    b"SQLi": Message("a GeoPackage"),
}
AGAIN = Message("Export it again.")


def is_table(path: Path) -> bool:
    """True for text and workbooks, by the end of the name."""
    return path.suffix.lower() in (*TEXT, *WORKBOOKS)


def has_footprints(path: Path) -> bool:
    """True for all but tables; of these for GeoParquet and a text with a heading of geometry."""
    end = path.suffix.lower()
    if end in PARQUET and path.is_file():
        return any(name in _parquet_schema(path).names for name in GEOMETRIES)
    if end not in TEXT or not path.is_file():
        return not is_table(path)
    with path.open("rb") as file:
        head = file.readline(4096).decode("utf-8", errors="replace").lower()
    return re.search(r"(^|[^a-z_])\"?(wkt|geom_cstr|geom_groupe)\"?([^a-z_]|$)", head) is not None


def read(
    path: Path, sheet: str | None = None, keep: text_table.Keep | None = None
) -> tuple[pd.DataFrame, list[Fault]]:
    """The table with its cells as they are, and the rows that were refused.

    ``keep`` chooses columns of a text by its headings, see :mod:`zeneville.geodata.text_table`.

    Raises
    ------
    InputError
        When the file is missing, mislabelled or unreadable.
    """
    if not path.is_file():
        raise _fault(
            path, Message("there is no such file"), "table-missing", Message("Correct the path.")
        )
    end = path.suffix.lower()
    with path.open("rb") as file:
        mark = file.read(4)
    if end in TEXT:
        if mark in MARKS:
            raise _fault(
                path,
                Message("is called {end} and is {kind}", end=end, kind=MARKS[mark]),
                "mislabelled",
            )
        return text_table.read(path, keep)
    if end in WORKBOOKS:
        if mark[:2] != b"PK" and mark != b"\xd0\xcf\x11\xe0":
            raise _fault(
                path, Message("is called {end} and is no workbook", end=end), "mislabelled"
            )
        return spreadsheet.read(path, sheet)
    if end in PARQUET:
        return parquet(path), []
    raise _fault(path, Message("ends in {end!r}", end=end), "table-format")


def headings(table: pd.DataFrame) -> list[str]:
    """Every heading of a table, also of columns that were not kept."""
    return list(table.attrs.get("headings", [str(name) for name in table.columns]))


def parquet(path: Path) -> pd.DataFrame:
    """A parquet file, with geometry where it is GeoParquet."""
    located = b"geo" in (_parquet_schema(path).metadata or {})
    try:
        return gpd.read_parquet(path) if located else pd.read_parquet(path)
    except (OSError, ValueError) as error:
        raise _fault(
            path, Message("is no whole parquet file ({error})", error=error), "table-unreadable"
        ) from error


def _parquet_schema(path: Path) -> Any:
    import pyarrow.parquet as pq

    try:
        return pq.read_schema(path)
    except (OSError, ValueError) as error:
        raise _fault(
            path, Message("is no whole parquet file ({error})", error=error), "table-unreadable"
        ) from error


def _fault(path: Path, value: Message, code: str, remedy: Message = AGAIN) -> InputError:
    expected = Message("a table: CSV, xlsx, ods or parquet")
    return InputError([Fault(str(path), "", value, expected, remedy, code=code)])
