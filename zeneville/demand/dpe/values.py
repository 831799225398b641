"""Tables of the regulatory method, one CSV file each; where each is from is ``sources.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Row = Mapping[str, str]

#: climate zones in the order of the certificate's identifiers 1 to 8
ZONES = ("H1a", "H1b", "H1c", "H2a", "H2b", "H2c", "H2d", "H3")
#: altitude classes 1 to 3: below 400 m, 400 to 800 m, above 800 m
ALTITUDES = (1, 2, 3)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@cache
def rows(table: str) -> tuple[Row, ...]:
    """Rows of ``tables/TABLE.csv``, values as text."""
    file = Path(__file__).with_name("tables") / f"{table}.csv"
    return tuple(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


@cache
def by_id(table: str, column: str) -> dict[int, tuple[Row, ...]]:
    """Rows by each of the identifiers (separated by blanks) of a column."""
    found: dict[int, list[Row]] = {}
    for row in rows(table):
        for identifier in row[column].split():
            found.setdefault(int(identifier), []).append(row)
    return {key: tuple(items) for key, items in found.items()}


def one(table: str, **wanted: str) -> Row:
    """The first row whose columns have the wanted values.

    Raises
    ------
    KeyError
        Where the table has no such row.
    """
    for row in rows(table):
        if all(row[column] == value for column, value in wanted.items()):
            return row
    raise KeyError(f"{table} has no row with {wanted}")


def zone_group(zone: str) -> str:
    """``H1 H2`` or ``H3``, as the tables of machines are divided."""
    return "H3" if zone.startswith("H3") else "H1 H2"


def zone_index(zone: str | Array) -> Array:
    """Position of zones such as ``H1a`` in ``ZONES``."""
    order = {name: position for position, name in enumerate(ZONES)}
    return np.vectorize(order.__getitem__, otypes=[int])(np.asarray(zone))


@cache
def _monthly(variable: str) -> Array:
    """Values (old heavy walls no/yes, altitude, zone, month); NaN where the decree has none."""
    table = np.full((2, len(ALTITUDES), len(ZONES), 12), np.nan)
    for row in rows("monthly_systems"):
        if row["variable"] != variable:
            continue
        walls = {"no": 0, "yes": 1, "any": slice(None)}[row["heavy_old_walls"]]
        altitude = slice(None) if row["altitude_class"] == "any" else int(row["altitude_class"]) - 1
        table[walls, altitude, ZONES.index(row["zone"])] = [float(row[month]) for month in MONTHS]
    return table


def monthly(
    variable: str,
    zone: str | Array,
    altitude_class: int | Array = 1,
    heavy_old_walls: bool | Array = False,
) -> Array:
    """A conventional climate quantity of the decree (section 18), shape (..., 12)."""
    table = _monthly(variable)
    walls = np.asarray(heavy_old_walls).astype(int)
    altitude = np.asarray(altitude_class).astype(int) - 1
    found: Array = table[walls, altitude, zone_index(zone)]
    return found


def base_temperature(zone: str | Array, altitude_class: int | Array = 1) -> Array:
    """Outdoor base temperature, degC (section 18.1)."""
    table = np.full((len(ZONES), len(ALTITUDES)), np.nan)
    for row in rows("base_temperature"):
        for position, name in enumerate(ZONES):
            if name.startswith(row["zones"]):
                table[position, int(row["altitude_class"]) - 1] = float(row["temperature_degc"])
    found: Array = table[zone_index(zone), np.asarray(altitude_class).astype(int) - 1]
    return found
