"""The table of every array, column and key that crosses a stage or is stored.

``variables.toml`` says dims, unit, meaning and bounds once; results take their units from it,
``docs/data_dictionary.md`` is made of it, and tests hold what is stored against it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import xarray as xr

#: datasets in the order in which they are made: a later one keeps the names of those before it
DATASETS = ("coordinates", "stock", "needs", "plan")
#: tables and summaries, each with names of its own
TABLES = ("batiments", "toitures", "equipements", "reseaux", "summary", "solar")
UNBOUNDED = float("inf")


@dataclass(frozen=True)
class Variable:
    """``unit`` is blank for text; ``keys`` says what the keys of a nested object are."""

    name: str
    meaning: str
    dims: tuple[str, ...] = ()
    unit: str = ""
    low: float = -UNBOUNDED
    high: float = UNBOUNDED
    keys: str = ""


@dataclass(frozen=True)
class Unit:
    """A unit as it is written, what it says in words, and the bounds of what is counted in it."""

    name: str
    says: str
    low: float = -UNBOUNDED
    high: float = UNBOUNDED


@cache
def _text() -> dict[str, dict[str, dict[str, Any]]]:
    file = Path(__file__).with_suffix(".toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def units() -> dict[str, Unit]:
    """Every unit that may be used, by how it is written."""
    return {name: Unit(name, **entry) for name, entry in _text()["units"].items()}


def bounds(name: str, unit: str) -> tuple[float, float]:
    """Bounds of an array of the decision problem: its own where it has any, else its unit's."""
    of_unit, own = units()[unit], _text()["bounds"].get(name, {})
    return own.get("low", of_unit.low), own.get("high", of_unit.high)


def of_problem() -> tuple[str, ...]:
    """Arrays of the decision problem that have bounds of their own."""
    return tuple(_text()["bounds"])


@cache
def of(place: str) -> dict[str, Variable]:
    """What is first made at a place of :data:`DATASETS` or :data:`TABLES`, by name."""
    return {name: _variable(name, entry) for name, entry in _text()[place].items()}


def _variable(name: str, entry: dict[str, Any]) -> Variable:
    unit = entry.get("unit", "")
    floor = units()[unit] if unit else Unit("", "")
    return Variable(
        name,
        entry["meaning"],
        tuple(entry.get("dims", ())),
        unit,
        entry.get("low", floor.low),
        entry.get("high", floor.high),
        entry.get("keys", ""),
    )


@cache
def until(place: str) -> dict[str, Variable]:
    """What a dataset of that place may hold: names of its own and of all places before it."""
    found: dict[str, Variable] = {}
    for step in DATASETS[: DATASETS.index(place) + 1]:
        found |= of(step)
    return found


def described(data: xr.Dataset, place: str) -> xr.Dataset:
    """The dataset with ``units`` and ``long_name`` of every variable that the table knows.

    Raises
    ------
    ValueError
        Where the code that made a variable gave it another unit than the table.
    """
    known, out = until(place), data.copy()
    for name in out.variables:
        entry = known.get(str(name))
        if entry is None:
            continue
        attrs = out[name].attrs
        if entry.unit:
            stated = attrs.setdefault("units", entry.unit)
            if stated != entry.unit:
                raise ValueError(f"{name} is in {stated!r}, variables.toml says {entry.unit!r}")
        attrs.setdefault("long_name", entry.meaning)
    return out
