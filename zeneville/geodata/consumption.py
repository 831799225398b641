"""Measured consumption by address: open data of Enedis, and of the ministry for gas and networks.

Enedis tells electricity of homes of addresses with ten dwellings or more, the ministry (SDES, from
GRDF and the networks) gas in MWh of the higher heating value, electricity and heat by address.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import Transformer

from zeneville.errors import Fault, InputError
from zeneville.geodata import addresses, cells, frame, match, names, values
from zeneville.messages import Message, with_others

KWH_PER_MWH = 1000.0
#: what an address can use in a year, MWh
SENSIBLE_MWH = (0.0, 100_000.0)
#: energy of a row (FILIERE: E, G, C or words) -> our column
ENERGIES = {
    "e": "measured_electricity_kwh_per_year",
    "electricite": "measured_electricity_kwh_per_year",
    "g": "measured_gas_kwh_per_year",
    "gaz": "measured_gas_kwh_per_year",
    "gaz_naturel": "measured_gas_kwh_per_year",
    "c": "measured_heat_kwh_per_year",
    "chaleur": "measured_heat_kwh_per_year",
    "reseau_de_chaleur": "measured_heat_kwh_per_year",
}
#: share by which the dwellings of an address and of its building may differ
DWELLINGS_APART = 0.25


def is_consumption(columns: list[str]) -> bool:
    """True for a table with a consumption in MWh, a year and an address."""
    found = names.find("consumption", columns)
    return {"mwh", "year"} <= set(found) and bool({"address", "ban_id", "ban_address"} & set(found))


def understand(path: Path, table: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault], dict[str, str]]:
    """Rows of the newest year: column of ours, kWh, meters, address key, BAN id, point.

    Rows without figure (kept secret) or beyond :data:`SENSIBLE_MWH` are refused and told.
    """
    found = names.find("consumption", table.columns)
    lines = [f"line {line}" for line in table.index]

    def raw(ours: str) -> pd.Series:
        column = found.get(ours)
        return table[column] if column else pd.Series([None] * len(table), index=table.index)

    def numbers(ours: str) -> tuple[np.ndarray, list[Fault]]:
        return cells.numbers(str(path), lines, found.get(ours, ours), raw(ours))

    out = pd.DataFrame(index=table.index)
    faults: list[Fault] = []
    for name in ("mwh", "meters", "year"):
        out[name], more = numbers(name)
        faults += more
    out["column"], more = _energy(path, lines, found, raw)
    faults += more
    towns = raw("commune")
    keys = [addresses.key(one, town) for one, town in zip(raw("address"), towns, strict=True)]
    known = [addresses.key(one) for one in raw("ban_address")]
    best = [one or other for one, other in zip(known, keys, strict=True)]
    out["address_key"] = pd.Series(best, out.index, dtype=object)
    out["ban_id"] = pd.Series([values.text(one) for one in raw("ban_id")], out.index, dtype=object)
    _points(out, raw)
    low, high = SENSIBLE_MWH
    usable = (out["mwh"] > low) & (out["mwh"] <= high) & out["column"].notna()
    if not usable.all():
        faults.append(_refused(path, out[~usable]))
    kept = out[usable]
    if kept.empty:
        raise InputError([*faults, _nothing(path)])
    kept = kept[kept["year"].isna() | (kept["year"] == kept["year"].max())]
    return kept, faults, {theirs: ours for ours, theirs in found.items()}


def join(
    path: Path, buildings: gpd.GeoDataFrame, rows: pd.DataFrame
) -> tuple[gpd.GeoDataFrame, list[Fault], dict[str, int]]:
    """Buildings with what their meters counted, the sum of the rows of their addresses.

    A building whose dwellings differ by more than a quarter from the meters of homes that the
    address counts shares it with others: then nothing is taken, and told.
    """
    pairs = match.rows(buildings, rows)
    buildings = buildings.copy()
    faults: list[Fault] = []
    found = rows.loc[pairs["line"]].assign(
        building=pairs["building"].to_numpy(), how=pairs["how"].to_numpy()
    )
    for column, part in found.groupby("column"):
        each = part.groupby("building").agg(
            mwh=("mwh", "sum"), meters=("meters", "sum"), how=("how", "first"), year=("year", "max")
        )
        homes = buildings["dwellings"].reindex(each.index)
        shared = (each["meters"] - homes).abs() > DWELLINGS_APART * homes
        shared &= (each["meters"] > 1) & (column == ENERGIES["e"])
        faults += [
            _shared(path, str(name), each.loc[name], homes[name]) for name in each.index[shared]
        ]
        each = each[~shared]
        if each.empty:
            continue
        year = each["year"].map(lambda one: f" of {one:.0f}" if one == one else "")
        told = f"meters, {path.name}" + year + ", " + each["how"]
        frame.put(buildings, str(column), each["mwh"] * KWH_PER_MWH, told)
        buildings[column] = buildings[column].astype(float)
    lost = len(rows) - pairs["line"].nunique()
    if lost:
        faults.append(_unmatched(path, lost, len(rows)))
    ways = pairs["how"].str.replace(r", \d+ m$", "", regex=True).value_counts()
    return buildings, faults, {str(way): int(count) for way, count in ways.items()}


def _energy(
    path: Path, lines: list[str], found: dict[str, str], raw: Any
) -> tuple[pd.Series, list[Fault]]:
    """The column of ours; a table of Enedis has no column of energies."""
    if "energy" not in found:
        electricity = pd.Series(ENERGIES["e"], raw("mwh").index, dtype=object)
        return electricity, []
    words = [names.plain(value) for value in raw("energy")]
    unknown = sorted({word for word in words if word not in ENERGIES})
    faults = [
        Fault(
            str(path),
            Message("{line} and others like it", line=cells.place(lines[words.index(word)])),
            Message("{energy} {word!r}", energy=found["energy"], word=word),
            Message("E (electricity), G (gas) or C (heat)"),
            Message("Left out; correct it."),
            "row",
            "consumption-energy",
        )
        for word in unknown
    ]
    return pd.Series([ENERGIES.get(word) for word in words], raw("mwh").index, dtype=object), faults


def _points(out: pd.DataFrame, raw: Any) -> None:
    def numbers(ours: str) -> np.ndarray:
        read = [values.number(value) for value in raw(ours)]
        return np.array([np.nan if one is None else one for one in read], dtype=float)

    x, y = numbers("east"), numbers("north")
    latitude, longitude = numbers("latitude"), numbers("longitude")
    if np.isfinite(latitude).any():
        move = Transformer.from_crs(4326, 2154, always_xy=True)
        east, north = move.transform(longitude, latitude)
        x, y = np.where(np.isnan(x), east, x), np.where(np.isnan(y), north, y)
    out["x"] = np.where(np.isfinite(x), x, np.nan)
    out["y"] = np.where(np.isfinite(y), y, np.nan)


def _refused(path: Path, rows: pd.DataFrame) -> Fault:
    return Fault(
        str(path),
        with_others(Message("line {line}", line=rows.index[0]), len(rows) - 1),
        Message(
            "{count} rows have no consumption, a negative one or more than {most:,.0f} MWh",
            count=len(rows),
            most=SENSIBLE_MWH[1],
        ),
        Message("MWh a year of an address"),
        Message("Left out; small addresses are kept secret by the operator."),
        "row",
        "consumption-refused",
    )


def _nothing(path: Path) -> Fault:
    return Fault(
        str(path),
        "",
        Message("has no row with a consumption"),
        Message("MWh a year by address"),
        Message("Export it again, or leave it out."),
        code="no-rows",
    )


def _shared(path: Path, building: str, row: pd.Series, homes: float) -> Fault:
    return Fault(
        str(path),
        Message("building {name}", name=building),
        Message(
            "its address has {meters:.0f} meters of homes, the building {homes:.0f} dwellings",
            meters=row["meters"],
            homes=homes,
        ),
        Message("as many, a quarter more or less"),
        Message(
            "Its consumption is not taken; join the buildings of the address "
            "or correct the dwellings."
        ),
        "row",
        "consumption-shared",
    )


def _unmatched(path: Path, count: int, total: int) -> Fault:
    return Fault(
        str(path),
        "",
        Message(
            "{count} of {total} addresses are of no building of the stock", count=count, total=total
        ),
        Message("addresses of the stock"),
        Message("Left out; give the stock addresses with their commune, or BAN ids."),
        "row",
        "unmatched",
    )
