"""Certificates of the DPE observatory as a table: old accented labels and new snake_case names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pyproj import Transformer

from zeneville.errors import Fault, InputError
from zeneville.geodata import cells, fields, frame, names, tables, values
from zeneville.geodata.bdnb import LETTERS
from zeneville.messages import Message, either, with_others

SOURCE = "DPE"
#: kinds of certificate: of a house, of one flat, of a whole block
KINDS = {"maison": "house", "appartement": "flat", "immeuble": "block"}
INSULATION = ("wall_insulation", "roof_insulation", "floor_insulation", "window_insulation")
#: the method's words for the quality of insulation
QUALITIES = ("insuffisante", "moyenne", "bonne", "très bonne")
TEXTS = (
    *("number", "replaces", "block_number", "rnb_id", "ban_id", "bdnb_group", "address"),
    "heating_installation",
)
#: what a certificate can say; outside, its row is refused
SENSIBLE = {"area_m2": (5.0, 200_000.0), "primary_kwh_per_m2": (0.0, 5000.0)}
#: CO2 of a kWh of heat by energy, kg (decree of 31 March 2021, annex 7); wood and networks vary
CO2_KG_PER_KWH = {"electricity": 0.079, "gas": 0.227, "oil": 0.324}
#: share by which a certificate may miss these before its first energy is not that of its heating,
#: and ratio below which its two figures are not in the same unit
CO2_APART, CO2_NONE = 0.35, 0.005
#: mainland France in Lambert 93, metres
WEST, EAST, SOUTH, NORTH = 0.0, 1.3e6, 6.0e6, 7.2e6


def is_certificates(columns: list[str]) -> bool:
    """True for a table with letters, areas and dates of certificates."""
    found = names.find("dpe", columns)
    return all(name in found for name in ("dpe_class", "date")) and "home_area_m2" in found


def read(path: Path) -> tuple[pd.DataFrame, list[Fault], dict[str, str]]:
    """Certificates of a file, see :func:`understand`."""
    table, faults = tables.read(path, None, _known)
    certificates, more, columns = understand(path, table)
    return certificates, faults + more, columns


def _known(headings: list[str]) -> set[str]:
    return {name for several in names.find_all("dpe", headings).values() for name in several}


def understand(path: Path, table: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault], dict[str, str]]:
    """One row a certificate that can be used, index the line of the file; rows refused.

    Columns: ``number``, ``date`` (ISO text), ``kind``, ``dpe_class``, ``climate_class``,
    ``construction_year`` with ``construction_year_told``, ``area_m2`` (of what it certifies),
    ``dwellings``, ``storeys``, ``heating_energy``, ``primary_kwh_per_m2``, ``co2_kg_per_m2``,
    ``heating_kwh`` a year, qualities of insulation, transmittances where given, identifiers,
    ``x`` and ``y`` (EPSG:2154).

    Raises
    ------
    InputError
        When the columns of letters or areas are missing.
    """
    found = names.find_all("dpe", table.columns)
    lacking = [name for name in ("dpe_class", "home_area_m2") if name not in found]
    if lacking:
        raise InputError([_lacking(path, name) for name in lacking])
    lines = [f"line {line}" for line in table.index]
    raw = _first_given(table, found)
    out = pd.DataFrame(index=table.index)
    faults: list[Fault] = []
    for name in TEXTS:
        out[name] = _texts(raw(name))
    out["kind"] = [KINDS.get(names.plain(value)) for value in raw("kind")]
    for name in ("dpe_class", "climate_class"):
        out[name] = _letters(raw(name))
    out["date"] = [str(values.text(value) or "")[:10] for value in raw("date")]
    for name in (
        *("home_area_m2", "block_area_m2", "primary_kwh_per_m2", "co2_kg_per_m2", "heating_kwh"),
        *("dwellings", "storeys", "heating_co2_kg", *fields.KNOWN_U),
    ):
        column = ", ".join(found.get(name, [name]))
        out[name], more = cells.numbers(str(path), lines, column, raw(name), name)
        faults += more
    _areas(out)
    faults += _years(path, lines, found, raw, out)
    faults += _energies(path, lines, found, raw, out)
    for name in INSULATION:
        told = [values.text(value) for value in raw(name)]
        out[name] = pd.Series(
            [value if value in QUALITIES else None for value in told], out.index, dtype=object
        )
    out["x"], out["y"] = _points(raw)
    reasons = _refused(out)
    faults += [_told(path, line, why) for line, why in reasons.items()]
    columns = {theirs: ours for ours, several in found.items() for theirs in several}
    return out.drop(index=list(reasons)), faults, columns


def _first_given(table: pd.DataFrame, found: dict[str, list[str]]) -> Callable[[str], pd.Series]:
    def raw(ours: str) -> pd.Series:
        columns = found.get(ours, [])
        if len(columns) == 1:
            return table[columns[0]]
        out = pd.Series([None] * len(table), index=table.index, dtype=object)
        for column in reversed(columns):
            given = [not values.blank(value) for value in table[column]]
            out[given] = table[column][given]
        return out

    return raw


def _texts(raw: pd.Series) -> pd.Series:
    return pd.Series([values.text(value) for value in raw], raw.index, dtype=object)


def _letters(raw: pd.Series) -> pd.Series:
    texts = [(values.text(value) or "").upper() for value in raw]
    return pd.Series([one if one in LETTERS else None for one in texts], raw.index, dtype=object)


def _areas(out: pd.DataFrame) -> None:
    """The area of the block for a block, else that of the home."""
    block = (out["kind"] == "block").to_numpy()
    area = np.where(block, out["block_area_m2"], out["home_area_m2"])
    out["area_m2"] = np.where(np.isnan(area) & ~block, out["block_area_m2"], area)
    out.drop(columns=["home_area_m2", "block_area_m2"], inplace=True)


def _years(
    path: Path, lines: list[str], found: Any, raw: Callable[[str], pd.Series], out: pd.DataFrame
) -> list[Fault]:
    """The year, else the middle of the period, told apart."""
    name = ", ".join(found.get("construction_year", ["year"]))
    year, faults = cells.years(str(path), lines, name, raw("construction_year"))
    middle = np.array([values.year(value) or np.nan for value in raw("construction_period")], float)
    out["construction_year"] = np.where(np.isnan(year), middle, year)
    period = [values.text(value) for value in raw("construction_period")]
    told = [
        f", middle of {one}" if missing and one else ""
        for one, missing in zip(period, np.isnan(year), strict=True)
    ]
    out["construction_year_told"] = pd.Series(told, out.index, dtype=object)
    return faults


def _energies(
    path: Path, lines: list[str], found: Any, raw: Callable[[str], pd.Series], out: pd.DataFrame
) -> list[Fault]:
    """Energy of the heating; where only the first energy of the certificate is given, that one."""
    energy, told = raw("heating_energy"), ""
    if "heating_energy" not in found:
        energy, told = raw("first_energy"), ", its first energy"
    column = (found.get("heating_energy") or found.get("first_energy") or ["energy"])[0]
    meant, faults = frame.words(str(path), lines, "heating_energy", energy, column)
    pumps = [names.words("heating_generator", value or "") for value in raw("heating_generator")]
    both = [
        pump if pump and one in (None, "electricity") else one
        for one, pump in zip(meant, pumps, strict=True)
    ]
    out["heating_energy"] = pd.Series(both, out.index, dtype=object)
    out["heating_energy_told"] = told
    if told:
        faults += _contradicted(path, lines, out)
    out.drop(columns="heating_co2_kg", inplace=True)
    return faults


def _contradicted(path: Path, lines: list[str], out: pd.DataFrame) -> list[Fault]:
    """First energies that the CO2 of the heating denies; they become blank."""
    ratio = (out["heating_co2_kg"] / out["heating_kwh"].where(out["heating_kwh"] > 0)).to_numpy()
    factor = out["heating_energy"].map(CO2_KG_PER_KWH).to_numpy(float)
    apart = np.abs(ratio - factor) > CO2_APART * factor
    rows = np.flatnonzero(apart & (ratio > CO2_NONE))
    if not len(rows):
        return []
    first = out.iloc[int(rows[0])]
    out.loc[out.index[rows], "heating_energy"] = None
    return [
        Fault(
            str(path),
            with_others(cells.place(lines[rows[0]]), len(rows) - 1),
            Message(
                "first energy {heating_energy}, but the heating emits {ratio:.3f} kg of CO2 a kWh",
                heating_energy=first["heating_energy"],
                ratio=ratio[rows[0]],
            ),
            Message("about {factor:.3f} kg a kWh where this energy heats", factor=factor[rows[0]]),
            Message(
                "Its heating energy is taken as not given; export the main energy "
                "of the heating too."
            ),
            "row",
            "dpe-energy-contradiction",
        )
    ]


def _points(raw: Callable[[str], pd.Series]) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates of addresses in EPSG:2154, NaN where there are none in mainland France."""

    def numbers(given: Any) -> np.ndarray:
        return np.array([np.nan if one is None else one for one in map(values.number, given)])

    x, y = numbers(raw("east")), numbers(raw("north"))
    pairs = [str(value or "").split(",") for value in raw("geopoint")]
    pairs = [pair if len(pair) == 2 else ["", ""] for pair in pairs]
    latitude, longitude = numbers(a for a, _ in pairs), numbers(b for _, b in pairs)
    if np.isfinite(latitude).any():
        to_metric = Transformer.from_crs(4326, 2154, always_xy=True)
        east, north = to_metric.transform(longitude, latitude)
        x, y = np.where(np.isnan(x), east, x), np.where(np.isnan(y), north, y)
    inside = (x > WEST) & (x < EAST) & (y > SOUTH) & (y < NORTH)
    return np.where(inside, x, np.nan), np.where(inside, y, np.nan)


def _refused(out: pd.DataFrame) -> dict[Any, Message]:
    """Line -> why its certificate cannot be used."""
    reasons: dict[Any, Message] = {}
    replaced = set(out["replaces"].dropna())
    seen: set[str] = set()
    for line, row in zip(out.index, out.to_dict("records"), strict=True):
        number = row["number"]
        if row["dpe_class"] is None:
            reasons[line] = Message("has no letter from A to G")
        elif number is not None and number in seen:
            reasons[line] = Message("certificate {number} stands twice", number=number)
        elif number is not None and number in replaced:
            reasons[line] = Message(
                "certificate {number} was replaced by another of the file", number=number
            )
        else:
            for name, (low, high) in SENSIBLE.items():
                if row[name] == row[name] and not low < row[name] <= high:
                    reasons[line] = Message(
                        "{name} {value:g} is not between {low:g} and {high:g}",
                        name=name,
                        value=row[name],
                        low=low,
                        high=high,
                    )
        seen.add(number or "")
    return reasons


def _told(path: Path, line: Any, why: Message) -> Fault:
    return Fault(
        str(path),
        Message("line {line}", line=line),
        why,
        Message("a certificate in force with letter, area and consumption"),
        Message("Left out."),
        "row",
        "dpe-refused",
    )


def _lacking(path: Path, name: str) -> Fault:
    shown = either(dict.fromkeys(names.tables.aliases("dpe")[name]))
    return Fault(
        str(path),
        "",
        Message("has no column {name}", name=shown),
        Message("a table of certificates of the DPE observatory"),
        Message("Export this column too."),
        code="column-missing",
    )
