"""Relief around a district: the horizon formats of PVGIS.

Understood are the horizon profile that PVGIS hands out (csv with columns ``A`` and ``H_hor``, or
json; there 0 is south and 90 west), the same with columns ``horizon_azimuth`` and
``horizon_elevation`` clockwise from north, and the file that PVGIS takes in: one elevation a line,
at equal steps clockwise from north (PVGIS 5 user manual, "horizon profile").
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from zeneville.errors import Fault, InputError

Array = np.ndarray[Any, Any]

#: degrees between two directions beyond which a profile says too little
WIDEST_GAP_DEG = 45.0
#: column of the azimuth, column of the elevation, true azimuth of zero
COLUMNS = (("horizon_azimuth", "horizon_elevation", 0.0), ("a", "h_hor", 180.0))
EXPECTED = "a PVGIS horizon: azimuths and elevations in degrees, or one elevation a line"

Row = tuple[str, str, str]


@dataclass(frozen=True)
class FarHorizon:
    """Elevations of the relief, degrees, at rising true azimuths from 0 to below 360 degrees."""

    azimuth_deg: Array
    elevation_deg: Array

    def tangents(self, sectors: int, convergence_deg: float = 0.0) -> Array:
        """(A,) tangent of the elevation at the centres of sectors clockwise from GRID north.

        Elevations between two directions are linear. ``convergence_deg`` is true azimuth less that
        of the grid.
        """
        true = (np.arange(sectors) + 0.5) * 360.0 / sectors + convergence_deg
        found = np.interp(true % 360.0, self.azimuth_deg, self.elevation_deg, period=360.0)
        tangent: Array = np.tan(np.radians(found))
        return tangent


def read(path: str | Path) -> FarHorizon:
    """Read a horizon of PVGIS.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        raise _refused(path, [("", f"cannot be read ({reason})", "Correct the path.")]) from error
    faults: list[Row] = []
    if text.lstrip().startswith("{"):
        rows, zero = _from_json(text, faults), 180.0
    else:
        rows, zero = _from_lines(text.splitlines(), faults)
    azimuth, elevation = _profile(rows, zero, faults)
    if faults:
        raise _refused(path, faults)
    return FarHorizon(azimuth, elevation)


def _refused(path: Path, faults: Iterable[Row]) -> InputError:
    return InputError(
        [
            Fault(str(path), where, value, EXPECTED, remedy, code="far-horizon")
            for where, value, remedy in faults
        ]
    )


def _from_json(text: str, faults: list[Row]) -> list[Row]:
    """Place, azimuth and elevation of every direction, as texts."""
    try:
        profile = json.loads(text)["outputs"]["horizon_profile"]
        return [
            (f"direction {number}", str(item["A"]), str(item["H_hor"]))
            for number, item in enumerate(profile)
        ]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        told = f"has no outputs.horizon_profile with A and H_hor ({error})"
        faults.append(("", told, "Download the horizon profile again."))
        return []


def _from_lines(lines: list[str], faults: list[Row]) -> tuple[list[Row], float]:
    """Place, azimuth and elevation of every direction, as texts; true azimuth of zero."""
    cells = [_cells(line) for line in lines]
    for number, row in enumerate(cells):
        names = [cell.lower() for cell in row]
        for azimuth, elevation, zero in COLUMNS:
            if azimuth in names and elevation in names:
                at = (names.index(azimuth), names.index(elevation))
                return _table(cells[number + 1 :], number + 2, at, faults), zero
    heights = [(number + 1, row[0]) for number, row in enumerate(cells) if row[0]]
    for number, row in enumerate(cells):
        if len([cell for cell in row if cell]) > 1:
            told = f"{' '.join(row)!r} under no heading"
            remedy = "Put a line horizon_azimuth,horizon_elevation above the values."
            faults.append((f"line {number + 1}", told, remedy))
            return [], 0.0
    step = 360.0 / max(len(heights), 1)
    return [
        (f"line {line}", str(place * step), text) for place, (line, text) in enumerate(heights)
    ], 0.0


def _cells(line: str) -> list[str]:
    """Values of a line; commas are decimal ones where tabs or semicolons part the values."""
    parting = r"[;\t]+" if re.search(r"[;\t]", line) else ","
    return [cell.strip() for cell in re.split(parting, line.strip())]


def _table(rows: list[list[str]], line: int, at: tuple[int, int], faults: list[Row]) -> list[Row]:
    """The two columns ``at``, up to the first blank line after values, where notes follow."""
    found: list[Row] = []
    for number, row in enumerate(rows, start=line):
        if row == [""]:
            if found:
                break
            continue
        if len(row) <= max(at):
            told = f"{' '.join(row)!r} has too few values"
            faults.append((f"line {number}", told, "Give azimuth and elevation on each line."))
            continue
        found.append((f"line {number}", row[at[0]], row[at[1]]))
    return found


def _profile(rows: list[Row], zero: float, faults: list[Row]) -> tuple[Array, Array]:
    """Elevations at rising true azimuths; what is wrong with them is added to ``faults``."""
    known: dict[float, tuple[float, str]] = {}
    for where, azimuth_text, elevation_text in rows:
        azimuth, elevation = _number(azimuth_text), _number(elevation_text)
        if not -360.0 <= azimuth <= 360.0:
            told = f"azimuth {azimuth_text!r}"
            faults.append((where, told, "Give degrees from -360 to 360."))
        if not 0.0 <= elevation < 90.0:
            told = f"elevation {elevation_text!r}"
            faults.append((where, told, "Give degrees from 0 to below 90; 0 where nothing rises."))
        if not (-360.0 <= azimuth <= 360.0 and 0.0 <= elevation < 90.0):
            continue
        true = round((azimuth + zero) % 360.0, 6) % 360.0
        before = known.setdefault(true, (elevation, where))
        if before[0] != elevation:
            told = f"elevation {elevation:g} at the azimuth of {before[1]}, which has {before[0]:g}"
            faults.append((where, told, "Keep one of the two."))
    azimuths = np.array(sorted(known))
    if not faults:
        gap = np.diff(np.append(azimuths, azimuths[:1] + 360.0)).max(initial=0.0)
        if len(azimuths) == 0 or gap > WIDEST_GAP_DEG:
            told = f"{len(azimuths)} directions, {gap or 360:g} degrees apart at the widest"
            remedy = f"Give one at least every {WIDEST_GAP_DEG:g} degrees."
            faults.append(("", told, remedy))
    return azimuths, np.array([known[azimuth][0] for azimuth in azimuths])


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return float("nan")


__all__ = ["FarHorizon", "read"]
