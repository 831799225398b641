"""The package's own weather table: CSV with ``# key: value`` lines, UTC+1, starts of hours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from zeneville.errors import Fault, InputError, Where
from zeneville.messages import Message, with_others
from zeneville.weather import dataset

#: degrees that the heading of a file may give
PLACE = {"latitude": (-90.0, 90.0), "longitude": (-180.0, 180.0)}
#: how pandas tells a row of too many cells
TOO_MANY = re.compile(r"Expected (\d+) fields in line (\d+), saw (\d+)")
SEPARATED = Message("columns separated by commas, decimals by points")


def read(path: Path, base_year: int) -> xr.Dataset:
    """Read a table with the columns of the weather dataset.

    Raises
    ------
    InputError
        With every fault of the heading, then of the columns, then of the cells.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    attrs = _heading(path, lines)
    table = _table(path)
    lacking = [name for name in dataset.VARIABLES if name not in table]
    if lacking:
        raise InputError([_lacks(path, lacking, list(table.columns))])
    first_line = next(at for at, line in enumerate(lines, 2) if not line.startswith("#"))
    faults = [
        fault for name in dataset.VARIABLES for fault in _cells(path, table[name], first_line)
    ]
    if faults:
        raise InputError(faults)
    columns = {name: table[name].to_numpy(float) for name in dataset.VARIABLES}
    return dataset.assemble(str(path), columns, base_year, first_line, **attrs)


def _heading(path: Path, lines: list[str]) -> dict[str, Any]:
    """Values of the lines above the table; the place as numbers."""
    attrs: dict[str, Any] = {}
    for line in lines:
        if not line.startswith("#"):
            break
        key, _, value = line[1:].partition(":")
        attrs[key.strip()] = value.strip()
    faults = []
    for key, (low, high) in PLACE.items():
        degrees = _number(attrs.get(key))
        if not low <= degrees <= high:
            faults.append(_place(path, key, attrs.get(key), low, high))
        attrs[key] = degrees
    if faults:
        raise InputError(faults)
    attrs["altitude_m"] = float(np.nan_to_num(_number(attrs.get("altitude_m"))))
    attrs["synthetic"] = int(attrs.get("synthetic") == "1")
    return attrs


def _number(text: str | None) -> float:
    """The number of a heading, NaN where it is none."""
    try:
        return float(text or "nan")
    except ValueError:
        return float("nan")


def _table(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, comment="#")
    except pd.errors.ParserError as error:
        found = TOO_MANY.search(str(error))
        if found is None:
            raise
        expected, line, cells = found.groups()
        raise InputError(
            [
                _fault(
                    path,
                    Message("line {line}", line=line),
                    Message("has {found} cells", found=cells),
                    Message("{expected}, as there are headings", expected=expected),
                    Message("Write decimals with points, and one row an hour."),
                    "weather-cells",
                )
            ]
        ) from error


def _cells(path: Path, column: pd.Series, first_line: int) -> list[Fault]:
    """The first cell that is no number, with how many there are; blank ones are gaps."""
    numbers = pd.to_numeric(column, errors="coerce")
    wrong = np.flatnonzero((numbers.isna() & column.notna()).to_numpy())
    if not len(wrong):
        return []
    return [
        _fault(
            path,
            with_others(Message("line {line}", line=wrong[0] + first_line), len(wrong) - 1),
            Message("{column} {value!r}", column=column.name, value=str(column.iloc[wrong[0]])),
            Message("a number"),
            Message("Correct the cells; decimals are written with points."),
            "weather-cells",
        )
    ]


def _place(path: Path, key: str, value: Any, low: float, high: float) -> Fault:
    told = Message("is missing") if value is None else Message("value {value}", value=value)
    return _fault(
        path,
        Message("key {key}", key=key),
        told,
        Message("degrees from {low:g} to {high:g}", low=low, high=high),
        Message("Add `# {key}: ...` above the table, in degrees.", key=key),
        "weather-place",
    )


def _lacks(path: Path, lacking: list[str], found: list[str]) -> Fault:
    separated = len(found) == 1
    return _fault(
        path,
        Message("header"),
        Message("lacks {lacking}", lacking=", ".join(lacking)),
        SEPARATED
        if separated
        else Message("columns {variables}", variables=", ".join(dataset.VARIABLES)),
        Message("Export it again with commas.") if separated else Message("Add the columns."),
        "weather-columns",
    )


def _fault(
    path: Path, where: Where, value: Message, expected: Message, remedy: Message, code: str
) -> Fault:
    return Fault(str(path), where, value, expected, remedy, code=code)
