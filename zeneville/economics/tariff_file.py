"""The YAML file of tariffs: plain data, checked against the layout, all faults at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from zeneville import yaml_problems
from zeneville.errors import Fault, InputError, Where
from zeneville.messages import Message

#: entry -> figures that it must have
FIGURES = {
    "exchange_fee_eur_per_kwh": ("high_peak", "high_off_peak", "low_peak", "low_off_peak", "vat"),
    "exchange_standing_eur_per_year": ("value",),
    "electricity_standing_eur_per_year": ("kva_6", "kva_9", "kva_36"),
    "gas": ("eur_per_kwh_hhv", "hhv_over_lhv", "standing_eur_per_year"),
    "wood_eur_per_kwh": ("value",),
    "heat_eur_per_kwh": ("value",),
}
#: entry -> the ways in which it may give a price
PRICES = {
    "retail_eur_per_kwh": (("hourly",), ("value",), ("peak", "off_peak")),
    "field_feed_in_eur_per_kwh": (("hourly",), ("value",)),
}
CLASS = (("hourly",), ("eur_per_kwh",))
#: lists of whole numbers -> the least and the largest
LISTS = {"off_peak_hours": (0, 23), "high_season_months": (1, 12)}
HOURS = 8760
LAYOUT = Message("the layout of the shipped tariffs")
COPY = Message("Copy the shipped file and change its figures.")
NUMBER = Message("a number")
CORRECT = Message("Correct the value.")


def read(file: Path) -> tuple[dict[str, Any], str]:
    """The data of a file and its text.

    Raises
    ------
    InputError
        With every fault: no text, no YAML, keys missing, values that are no numbers.
    """
    try:
        text = file.read_text(encoding="utf-8")
        data = yaml.safe_load(text)
    except UnicodeDecodeError as error:
        value, where = Message("is not UTF-8 text"), Message("byte {start}", start=error.start)
        raise InputError([_fault(file, where, value, LAYOUT, COPY)]) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError([_not_yaml(file, error)]) from error
    faults = check(file, data)
    if faults:
        raise InputError(faults)
    return data, text


def check(file: Path, data: Any) -> list[Fault]:
    """Every fault of the layout."""
    if not isinstance(data, dict):
        return [_fault(file, "", Message("holds no keys and values"), LAYOUT, COPY)]
    faults = [] if "name" in data else [_missing(file, "name")]
    for key, (least, most) in LISTS.items():
        faults += _list(file, data, key, least, most)
    for key, names in FIGURES.items():
        faults += _entry(file, key, data.get(key), (names,))
    for key, ways in PRICES.items():
        faults += _entry(file, key, data.get(key), ways)
    classes = data.get("feed_in")
    if not isinstance(classes, list) or not classes:
        return [*faults, _missing(file, "feed_in")]
    for place, one in enumerate(classes):
        faults += _entry(file, f"feed_in.{place}", one, CLASS)
        if isinstance(one, dict):
            faults += _numbers(file, f"feed_in.{place}", one, ("upper_kwp",))
            faults += [] if "class" in one else [_missing(file, f"feed_in.{place}.class")]
    return faults


def _entry(file: Path, key: str, entry: Any, ways: Sequence[tuple[str, ...]]) -> list[Fault]:
    """Faults of an entry that gives its figures in one of some ways."""
    if not isinstance(entry, dict):
        return [_missing(file, key)]
    odd = [name for name in entry if not isinstance(name, str)]
    if odd:
        return [_other(file, key, odd[0], Message("names of figures; decimals have a point"))]
    names = next((way for way in ways if way[0] in entry), ways[-1])
    if names == ("hourly",):
        return _hourly(file, key, entry["hourly"])
    return _numbers(file, key, entry, names)


def _numbers(file: Path, key: str, entry: dict[str, Any], names: Iterable[str]) -> list[Fault]:
    faults = []
    for name in names:
        where = f"{key}.{name}"
        if name not in entry:
            faults.append(_missing(file, where))
        elif not _is_number(entry[name]):
            faults.append(_other(file, where, entry[name], NUMBER))
    return faults


def _hourly(file: Path, key: str, values: Any) -> list[Fault]:
    given = values if isinstance(values, list) else []
    count = sum(_is_number(value) for value in given)
    if count == HOURS and len(given) == HOURS:
        return []
    return [
        _fault(
            file,
            Message("key {key}.hourly", key=key),
            Message("{count} values", count=count),
            Message("8760 hourly prices"),
            Message("Give one price for every hour of the year, without 29 February."),
            "tariff-hours",
        )
    ]


def _list(file: Path, data: dict[str, Any], key: str, least: int, most: int) -> list[Fault]:
    if key not in data:
        return [_missing(file, key)]
    values = data[key]
    sound = isinstance(values, list) and all(
        isinstance(value, int) and least <= value <= most for value in values
    )
    wanted = Message("a list of whole numbers from {least} to {most}", least=least, most=most)
    return [] if sound else [_other(file, key, values, wanted)]


def _is_number(value: Any) -> bool:
    """True for a finite number; text, true and false are none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and np.isfinite(value)


def _not_yaml(file: Path, error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None)
    where: Where = Message("line {line}", line=mark.line + 1) if mark else ""
    if not isinstance(error, yaml.YAMLError):
        return _fault(file, where, Message("is nested too deeply"), LAYOUT, COPY)
    value = Message("YAML {problem}", problem=yaml_problems.told(error))
    return _fault(file, where, value, LAYOUT, COPY)


def _missing(file: Path, key: str) -> Fault:
    return _fault(file, Message("key {key}", key=key), Message("is missing"), LAYOUT, COPY)


def _other(file: Path, key: str, value: Any, expected: Message) -> Fault:
    told = Message("value {value}", value=repr(value)[:60])
    return _fault(file, Message("key {key}", key=key), told, expected, CORRECT)


def _fault(
    file: Path,
    where: Where,
    value: Message,
    expected: Message,
    remedy: Message,
    code: str = "tariff-key",
) -> Fault:
    return Fault(str(file), where, value, expected, remedy, code=code)
