"""Shapes of a day by day type, as in EN 16798-1 or measured, laid on the hours of a year."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from zeneville.demand.legal_time import SATURDAY, SUNDAY, WORKDAY, LegalTime

Array = np.ndarray[Any, Any]

DAYS = {"workday": WORKDAY, "saturday": SATURDAY, "sunday": SUNDAY}
HOURS = tuple(f"h{hour:02d}" for hour in range(24))


@cache
def _table() -> dict[str, Array]:
    text = Path(__file__).with_name("day_shapes.csv").read_text(encoding="utf-8")
    table: dict[str, Array] = {}
    for row in csv.DictReader(text.splitlines()):
        shape = table.setdefault(row["key"], np.full((3, 24), np.nan))
        shape[DAYS[row["day"]]] = [float(row[hour]) for hour in HOURS]
    return table


def laid(key: str, legal: LegalTime) -> Array:
    """(T,) values of the shape ``key`` (workday, Saturday, Sunday) by legal time."""
    return np.asarray(_table()[key][legal.day, legal.hour])


def mean_one(values: Array) -> Array:
    """The same shape with an annual mean of 1."""
    return np.asarray(values / values.mean())
