"""Legal time of the hours of a year in fixed UTC+1: people live by the clock, not by the sun."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

Array = np.ndarray[Any, Any]

WORKDAY, SATURDAY, SUNDAY = 0, 1, 2

#: public holidays of the labour code, article L3133-1: fixed dates, and days after Easter Sunday
FIXED_HOLIDAYS = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
DAYS_AFTER_EASTER = (1, 39, 50)


@dataclass(frozen=True)
class LegalTime:
    """Arrays over the hours T: clock ``hour`` 0-23, ``day`` type, ``month`` 1-12, and whether
    schools are closed (``school_holiday``). Public holidays are Sundays."""

    hour: Array
    day: Array
    month: Array
    school_holiday: Array


def legal_time(time: pd.DatetimeIndex) -> LegalTime:
    """French legal time of stamps in fixed UTC+1 (naive).

    Summer time runs from the last Sunday of March to the last Sunday of October, 01:00 UTC
    (directive 2000/84/EC).
    """
    summer = np.zeros(len(time), dtype=bool)
    for year in np.unique(time.year):
        start, end = (_last_sunday(int(year), month) + pd.Timedelta(hours=2) for month in (3, 10))
        summer |= np.asarray((time >= start) & (time < end))
    clock = time + pd.to_timedelta(summer.astype(int), unit="h")
    day = np.select([clock.dayofweek == 6, clock.dayofweek == 5], [SUNDAY, SATURDAY], WORKDAY)
    day[clock.normalize().isin(_public_holidays(np.unique(clock.year)))] = SUNDAY
    of_year = np.asarray(clock.month * 100 + clock.day)
    closed = np.zeros(len(time), dtype=bool)
    for first, last in _school_holidays():
        closed |= (of_year >= first) & (of_year <= last)
    return LegalTime(np.asarray(clock.hour), day, np.asarray(clock.month), closed)


def _last_sunday(year: int, month: int) -> pd.Timestamp:
    last = pd.Timestamp(year, month, 31)
    return last - pd.Timedelta(days=(last.dayofweek + 1) % 7)


def _public_holidays(years: Array) -> list[pd.Timestamp]:
    out = []
    for year in years:
        sunday = pd.offsets.Easter().rollforward(pd.Timestamp(int(year), 1, 1))
        out += [pd.Timestamp(int(year), month, day) for month, day in FIXED_HOLIDAYS]
        out += [sunday + pd.Timedelta(days=days) for days in DAYS_AFTER_EASTER]
    return out


@cache
def _school_holidays() -> tuple[tuple[int, int], ...]:
    """First and last day of each holiday as month * 100 + day."""
    text = Path(__file__).with_name("school_holidays.csv").read_text(encoding="utf-8")

    def number(month_day: str) -> int:
        month, day = month_day.split("-")
        return int(month) * 100 + int(day)

    return tuple(
        (number(row["first"]), number(row["last"])) for row in csv.DictReader(text.splitlines())
    )
