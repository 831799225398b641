"""Tables of values of the decree of 31 March 2021 (method 3CL-DPE 2021, annex 1).

One csv file per table under ``tables/``. Descriptors are the identifiers of the certificate's
enumerations; ``row``, where a table has it, is the number by which certificates name a row. The
named row is an input: it holds choices that the other entries do not (which heating counts, how
much of a facade is insulated), and old certificates leave the others out.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zeneville.demand.dpe.certificate import Item

FOLDER = Path(__file__).parent / "tables"

Row = Mapping[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """All rows of a table as text."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _index(name: str, columns: tuple[str, ...]) -> dict[tuple[str, ...], Row]:
    found: dict[tuple[str, ...], Row] = {}
    for row in rows(name):
        found.setdefault(tuple(row[column] for column in columns), row)
    return found


def find(name: str, **descriptors: object) -> Row | None:
    """Row whose columns have these values, the first one where several have; ``None`` without."""
    wanted = {column: "" if value is None else str(value) for column, value in descriptors.items()}
    return _index(name, tuple(wanted)).get(tuple(wanted.values()))


def number(name: str, column: str, **descriptors: object) -> float | None:
    """Figure of ``column`` in the row that :func:`find` gives."""
    row = find(name, **descriptors)
    return None if row is None or not row[column] else float(row[column])


def named(name: str, column: str, item: Item, entry: str) -> float | None:
    """Figure of ``column`` in the row whose number the certificate gives as ``entry``."""
    row = item.number(entry)
    return None if row is None else number(name, column, row=int(row))
