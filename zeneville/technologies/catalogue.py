"""The catalogue: figures with range, unit, year, source and status; remembers what was used."""

from __future__ import annotations

import csv
import difflib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

import pandas as pd

from zeneville.errors import Fault, InputError
from zeneville.messages import Message, fixed

Result = TypeVar("Result")

COLUMNS = ("key", "value", "low", "high", "unit", "basis", "year", "source", "status", "note")


@dataclass(frozen=True)
class Entry:
    """One figure. ``low`` and ``high`` are NaN where no range is known."""

    key: str
    value: float
    low: float
    high: float
    unit: str
    basis: str
    year: str
    source: str
    status: str
    note: str


class Catalogue:
    """Figures by key; :meth:`used` tells which ones a run has asked for."""

    def __init__(self, entries: Mapping[str, Entry]):
        self._entries = dict(entries)
        self._used: set[str] = set()

    def __getitem__(self, key: str) -> Entry:
        if key not in self._entries:
            raise KeyError(f"the catalogue has no {key!r}")
        self._used.add(key)
        return self._entries[key]

    def value(self, key: str) -> float:
        """The figure, noted as used."""
        return self[key].value

    def asked_in(self, work: Callable[[], Result]) -> tuple[Result, frozenset[str]]:
        """What ``work`` gives, and the keys that it asked for."""
        before, self._used = self._used, set()
        try:
            return work(), frozenset(self._used)
        finally:
            self._used |= before

    def all(self) -> pd.DataFrame:
        """Every entry, sorted by key, with the columns of :data:`COLUMNS`; none counts as used."""
        rows = [asdict(self._entries[key]) for key in sorted(self._entries)]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def used(self) -> pd.DataFrame:
        """The entries asked for so far, sorted by key, with the columns of :data:`COLUMNS`."""
        rows = [asdict(self._entries[key]) for key in sorted(self._used)]
        return pd.DataFrame(rows, columns=list(COLUMNS))


#: how units of parts of a whole begin
SHARES = ("share", "fraction", "m2 heated/m2 gross")
#: no water of a building or network is hotter; a larger figure is in kelvin
HOTTEST_DEGC = 200.0
#: units of figures that divide others: lives, yields, lengths, what materials lead and hold
DIVIDING = frozenset(
    {
        *("yr", "year", "yield", "ratio", "m", "m2", "m2 heated/m2 gross", "kWhth/kWhe"),
        *("m2/person", "m2/dwelling", "persons/dwelling", "l at 40 degC/adult equivalent/day"),
        *("W/mK", "MJ/m3K"),
    }
)


def read(overrides: Mapping[str, tuple[float, str]] | None = None) -> Catalogue:
    """Read the package's catalogue and apply the overrides of a case.

    Parameters
    ----------
    overrides
        Key -> (value, source). They get status ``case``.

    Raises
    ------
    InputError
        For keys that the catalogue does not have, each with the nearest known one.
    """
    entries = {}
    for file in _files():
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()):
            entries[row["key"]] = _entry(row)
    faults = []
    for key, (value, source) in (overrides or {}).items():
        if key not in entries:
            near = difflib.get_close_matches(key, entries, n=1, cutoff=0.4)
            faults.append(
                Fault(
                    "case.yaml",
                    Message("key assumptions.{key}", key=key),
                    Message("the catalogue has no {key!r}", key=key),
                    Message("a key of the catalogue"),
                    (
                        Message("Did you mean {near!r}?", near=near[0])
                        if near
                        else Message("Remove it.")
                    ),
                    code="assumption-unknown",
                )
            )
            continue
        told = _impossible(key, value, entries[key])
        if told is not None:
            faults.append(told)
            continue
        entries[key] = replace(entries[key], value=value, source=source, status="case")
    if faults:
        raise InputError(faults)
    return Catalogue(entries)


def _impossible(key: str, value: float, entry: Entry) -> Fault | None:
    """An override that no figure of that kind can have: a zero that divides, or another sign
    where the range of the figure has none of it."""
    if value < 0 <= entry.value and not value >= entry.low:
        sign, remedy, code = (
            Message("zero or more"),
            Message("Correct the sign."),
            "assumption-negative",
        )
    elif value > 1.0 >= entry.value and entry.unit.startswith(SHARES):
        sign, remedy, code = (
            Message("at most 1"),
            Message("Give the share of one, not the percentage."),
            "assumption-share",
        )
    elif entry.unit == "degC" and value > HOTTEST_DEGC >= entry.value:
        sign, remedy, code = (
            Message("degrees Celsius"),
            Message("The value looks like kelvin: subtract 273.15."),
            "assumption-kelvin",
        )
    elif value == 0 < entry.value and _divides(key, entry.unit):
        sign, remedy, code = (
            Message("more than zero"),
            Message("Correct the value."),
            "assumption-zero",
        )
    else:
        return None
    return Fault(
        "case.yaml",
        Message("key assumptions.{key}", key=key),
        Message("value {value:g} {unit}", value=value, unit=fixed(entry.unit)),
        Message("{sign} (the catalogue says {value:g})", sign=sign, value=entry.value),
        remedy,
        code=code,
    )


def _divides(key: str, unit: str) -> bool:
    """Whether a zero of that figure cannot be; smallest sizes (``_least_``) may be none."""
    return "_least_" not in key and (unit in DIVIDING or unit.startswith("kWh heat/"))


def _entry(row: Mapping[str, str]) -> Entry:
    def number(text: str | None) -> float:
        return float(text) if text not in (None, "") else float("nan")

    return Entry(
        key=row["key"],
        value=number(row["value"]),
        low=number(row["low"]),
        high=number(row["high"]),
        unit=row["unit"],
        basis=row.get("basis", ""),
        year=row["year"],
        source=row["source"],
        status=row["status"],
        note=row["note"],
    )


def _files() -> list[Path]:
    """The catalogue and the small tables of figures beside each stage."""
    here = Path(__file__).parent
    return [*sorted(here.glob("*.csv")), *sorted(here.parent.glob("*/assumptions.csv"))]
