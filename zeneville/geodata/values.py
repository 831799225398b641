"""Values as people and programs write them: numbers, years, yes and no."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import numpy as np

from zeneville.geodata.names import plain

#: what stands in a cell that says nothing
BLANK = {
    *("", "na", "n_a", "nan", "none", "null", "nc", "nr", "nd", "inconnu", "inconnue"),
    *("non_renseigne", "non_renseignee", "sans_objet", "nat", "vide"),
}
NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")
UNIT = re.compile(r"\s*(m²|m2|m|kwh|mwh|logements?|lgts?|niveaux|étages?|etages?|€|%)\.?$", re.I)
#: spans of years, decades and centuries as people and OpenStreetMap write them, made plain
SPAN, DECADE = re.compile(r"^(\d{4})_(?:a_)?(\d{4})$"), re.compile(r"^(\d{3}0)s$")
CENTURY = re.compile(r"^c(\d{2})$")
#: day 0 of the calendar of spreadsheets
EPOCH = dt.datetime(1899, 12, 30)
YES = {"oui", "o", "yes", "y", "true", "vrai", "t", "1", "1_0"}
#: periods of construction of the certificates, as the year in their middle
PERIODS = {
    "avant_1948": 1940,
    "1948_1974": 1961,
    "1975_1977": 1976,
    "1978_1982": 1980,
    "1983_1988": 1986,
    "1989_2000": 1995,
    "2001_2005": 2003,
    "2006_2012": 2009,
    "2013_2021": 2017,
    "apres_2021": 2022,
}


def blank(value: Any) -> bool:
    """True where a cell says nothing: empty, ``NA``, ``inconnu``, ``-``."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return True
    return plain(value) in BLANK


def number(value: Any) -> float | None:
    """A number however it is written, NaN for a blank cell, ``None`` for what is no number.

    ``1 234,5`` and ``1.234,5`` (decimal comma, spaces of thousands, also narrow ones), ``1,234.5``,
    a unit behind. One comma alone is a decimal comma.
    """
    if isinstance(value, (bool, dt.date, dt.time)):
        return None
    if isinstance(value, (int, float, np.integer, np.floating)):
        return float(value)
    if blank(value):
        return float("nan")
    text = UNIT.sub("", re.sub(r"[\s\u00a0\u202f']", "", str(value)))
    if "," in text and "." in text:
        thousands = "." if text.rindex(",") > text.rindex(".") else ","
        text = text.replace(thousands, "")
    elif text.count(",") > 1:
        text = text.replace(",", "")
    if not NUMBER.fullmatch(text):
        return None
    return float(text.replace(",", "."))


def year(value: Any) -> float | None:
    """Year of a date, a period or a number; NaN for a blank, ``None`` for what is none.

    A year in a cell formatted as a date comes as a day of 1902 to 1905: its number of days since
    1899-12-30 is the year that was typed. A number of days from 1950 on is a date.
    """
    if isinstance(value, (dt.datetime, dt.date)):
        return _year_of_date(dt.datetime(value.year, value.month, value.day))
    if blank(value):
        return float("nan")
    middle = period(value)
    if middle is not None:
        return middle
    text = plain(value)
    parts = text.split("_")
    if len(parts) >= 3 and all(part.isdecimal() for part in parts[:3]):
        first, last = int(parts[0]), int(parts[2])
        return float(first if first >= 1000 else last)
    found = number(value)
    if found is not None and 18264 <= found <= 73415:
        return float((EPOCH + dt.timedelta(days=found)).year)
    return found


def period(value: Any) -> float | None:
    """Middle of a period (``1948-1974``, ``avant 1948``, ``1930s``, ``C19``), else ``None``."""
    text = plain(value)
    if text in PERIODS:
        return float(PERIODS[text])
    span, decade, century = SPAN.match(text), DECADE.match(text), CENTURY.match(text)
    if span:
        return float((int(span[1]) + int(span[2])) // 2)
    if decade:
        return float(int(decade[1]) + 5)
    return float(100 * int(century[1]) - 50) if century else None


def typed_as_date(value: Any) -> bool:
    """True for a year that a spreadsheet shows as a day of 1902 to 1905."""
    if not isinstance(value, (dt.datetime, dt.date)):
        return False
    days = (dt.datetime(value.year, value.month, value.day) - EPOCH).days
    return 1000 <= days <= 2100 and (value.month, value.day) != (1, 1)


def _year_of_date(day: dt.datetime) -> float:
    return float((day - EPOCH).days if typed_as_date(day) else day.year)


def yes(value: Any) -> bool:
    """True for oui, true, vrai, 1 and their like."""
    return not blank(value) and plain(value) in YES


def text(value: Any) -> str | None:
    """Text of a cell, ``None`` for a blank one; a whole number has no ``.0``."""
    if blank(value):
        return None
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()
