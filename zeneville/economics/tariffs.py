"""Tariffs: prices of every hour, from a shipped file or the user's; refused when they cheat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from zeneville.economics import tariff_file
from zeneville.errors import Fault, InputError
from zeneville.messages import Message, with_others

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Tariffs:
    """Hourly prices (8760,) in EUR a kWh and yearly charges in EUR, VAT as each entry says.

    ``off_peak_hours`` are hours of the day, 0 to 23. What is sold may have a price below zero, as
    spot prices have: it is then curtailed.
    """

    name: str
    retail: Array
    fee: Array
    feed_in: Array
    feed_in_class: tuple[str, ...]
    upper_kwp: tuple[float, ...]
    field_feed_in: Array
    gas_per_kwh_lhv: float
    gas_standing: float
    wood_per_kwh: float
    heat_per_kwh: float
    standing_6_kva: float
    standing_9_kva: float
    standing_36_kva: float
    exchange_standing: float
    off_peak_hours: tuple[int, ...]
    assumptions: pd.DataFrame = field(repr=False)
    text: str = field(default="", repr=False)


def read(name_or_path: str | Path, base_year: int, folder: Path | None = None) -> Tariffs:
    """Read tariffs by shipped name or from a YAML file.

    A user's file has the layout of the shipped one; ``retail_eur_per_kwh``, a class of ``feed_in``
    and ``field_feed_in_eur_per_kwh`` may also have ``hourly: [8760 numbers]`` as their price.

    Raises
    ------
    InputError
        All at once: file missing, key missing, 8760 hours not given, retail price below zero,
        feed-in above retail, fee below zero; with the hours named.
    """
    file = _find(name_or_path, folder)
    data, text = tariff_file.read(file)
    tariffs = replace(_build(data, base_year), text=text)
    faults = _faults(file, tariffs)
    if faults:
        raise InputError(faults)
    return tariffs


#: what :func:`scaled` can scale: parts of the file, and the names of their prices
PARTS = {
    "electricity": (("retail_eur_per_kwh", ("value", "peak", "off_peak", "hourly")),),
    "gas": (("gas", ("eur_per_kwh_hhv",)),),
    "feed_in": (("feed_in", ("eur_per_kwh",)), ("field_feed_in_eur_per_kwh", ("value",))),
}


def scaled(tariffs: Tariffs, base_year: int, by: Mapping[str, float]) -> Tariffs:
    """The same tariffs with some prices a kWh times a factor; standing charges stay.

    Parameters
    ----------
    by
        Factors of ``electricity`` bought, ``gas``, ``feed_in``.

    Raises
    ------
    InputError
        Where the new prices cheat, as those of a file.
    """
    data = yaml.safe_load(tariffs.text)
    for part, factor in by.items():
        for key, names in PARTS[part]:
            for item in data[key] if isinstance(data[key], list) else [data[key]]:
                for name in names:
                    if name in item:
                        item[name] = (factor * np.array(item[name], dtype=float)).tolist()
    file = Path(f"{tariffs.name}, " + ", ".join(f"{part} x {by[part]:g}" for part in by))
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    made = replace(_build(data, base_year), text=text)
    faults = _faults(file, made)
    if faults:
        raise InputError(faults)
    return made


def _find(name_or_path: str | Path, folder: Path | None) -> Path:
    shipped = Path(__file__).parent / f"{name_or_path}.yaml"
    if shipped.is_file():
        return shipped
    path = Path(name_or_path)
    path = path if path.is_absolute() or folder is None else folder / path
    if not path.is_file():
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    Message("there are no such tariffs"),
                    Message("a shipped name or a YAML file"),
                    Message("Use france-2026 or give the file."),
                    code="tariff-missing",
                )
            ]
        )
    return path


def _calendar(base_year: int) -> pd.DatetimeIndex:
    hours = pd.date_range(f"{base_year}-01-01", f"{base_year}-12-31 23:00", freq="h")
    return hours[~((hours.month == 2) & (hours.day == 29))]


def _build(data: dict[str, Any], base_year: int) -> Tariffs:
    calendar = _calendar(base_year)
    off_peak = np.isin(calendar.hour, data["off_peak_hours"])
    high = np.isin(calendar.month, data["high_season_months"])
    retail = data["retail_eur_per_kwh"]
    if "hourly" in retail:
        hourly = np.array(retail["hourly"], dtype=float)
    elif "value" in retail:
        hourly = np.full(8760, float(retail["value"]))
    else:
        hourly = np.where(off_peak, retail["off_peak"], retail["peak"]).astype(float)
    fees = data["exchange_fee_eur_per_kwh"]
    fee = (1 + fees["vat"]) * np.where(
        high,
        np.where(off_peak, fees["high_off_peak"], fees["high_peak"]),
        np.where(off_peak, fees["low_off_peak"], fees["low_peak"]),
    )
    classes = data["feed_in"]
    standing = data["electricity_standing_eur_per_year"]
    gas = data["gas"]
    return Tariffs(
        name=str(data["name"]),
        retail=hourly,
        fee=fee,
        feed_in=np.array([_sold(item, "eur_per_kwh") for item in classes]),
        feed_in_class=tuple(item["class"] for item in classes),
        upper_kwp=tuple(float(item["upper_kwp"]) for item in classes),
        field_feed_in=_sold(data["field_feed_in_eur_per_kwh"], "value"),
        gas_per_kwh_lhv=gas["eur_per_kwh_hhv"] * gas["hhv_over_lhv"],
        gas_standing=gas["standing_eur_per_year"],
        wood_per_kwh=data["wood_eur_per_kwh"]["value"],
        heat_per_kwh=data["heat_eur_per_kwh"]["value"],
        standing_6_kva=standing["kva_6"],
        standing_9_kva=standing["kva_9"],
        standing_36_kva=standing["kva_36"],
        exchange_standing=data["exchange_standing_eur_per_year"]["value"],
        off_peak_hours=tuple(int(hour) for hour in data["off_peak_hours"]),
        assumptions=_table(data),
    )


def _sold(entry: dict[str, Any], name: str) -> Array:
    """(8760,) EUR a kWh of what is sold: one price, or one for every hour."""
    if "hourly" in entry:
        return np.array(entry["hourly"], dtype=float)
    return np.full(8760, float(entry[name]))


def _table(data: dict[str, Any]) -> pd.DataFrame:
    rows = []
    told = ("basis", "year", "status", "source", "class", "hourly")
    for key, entry in data.items():
        for item in entry if isinstance(entry, list) else [entry]:
            if not isinstance(item, dict):
                continue
            for name, value in item.items():
                if name in told:
                    continue
                label = ".".join(
                    str(part)
                    for part in (
                        "tariff",
                        key,
                        item.get("class", ""),
                        "" if name == "value" else name,
                    )
                    if part
                )
                rows.append(
                    {
                        "key": label,
                        "value": value,
                        "unit": "EUR/kWh" if "kwh" in key + name else "EUR/year or share",
                        "basis": item.get("basis", ""),
                        "year": str(item.get("year", "")),
                        "source": item.get("source", ""),
                        "status": item.get("status", ""),
                    }
                )
    return pd.DataFrame(rows)


def _faults(file: Path, tariffs: Tariffs) -> list[Fault]:
    faults = []
    for bad, value, expected, remedy, code in (
        (
            tariffs.retail < 0,
            Message("retail price below zero"),
            Message("a retail price of at least zero"),
            Message("Correct the price: a negative one makes wasting electricity pay."),
            "tariff-negative",
        ),
        (
            (tariffs.feed_in > tariffs.retail).any(axis=0)
            | (tariffs.field_feed_in > tariffs.retail),
            Message("selling dearer than buying"),
            Message("feed-in at most the retail price"),
            Message("Correct one of the two: buying in order to sell would pay."),
            "tariff-arbitrage",
        ),
        (
            tariffs.fee < 0,
            Message("exchange fee below zero"),
            Message("a fee of at least zero"),
            Message("Correct the fee."),
            "tariff-fee",
        ),
    ):
        hours = np.flatnonzero(bad)
        if len(hours):
            shown = ", ".join(str(hour) for hour in hours[:5])
            named = with_others(Message("{shown}", shown=shown), len(hours) - 5)
            worst = tariffs.retail[hours].min()
            faults.append(
                Fault(
                    str(file),
                    Message("hours {named} of the year", named=named),
                    Message("{value} (retail {worst:g} EUR/kWh)", value=value, worst=worst),
                    expected,
                    remedy,
                    code=code,
                )
            )
    return faults
