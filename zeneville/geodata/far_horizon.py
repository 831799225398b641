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
from typing import Any, Literal

import numpy as np

from zeneville.errors import Fault, InputError
from zeneville.messages import Message

Array = np.ndarray[Any, Any]

#: degrees between two directions beyond which a profile says too little
WIDEST_GAP_DEG = 45.0
#: column of the azimuth, column of the elevation, true azimuth of zero
COLUMNS = (("horizon_azimuth", "horizon_elevation", 0.0), ("a", "h_hor", 180.0))
EXPECTED = Message("a PVGIS horizon: azimuths and elevations in degrees, or one elevation a line")

#: place, azimuth and elevation of a direction, as texts
Row = tuple[Message, str, str]
#: place, what came and what to do
Wrong = tuple[Message | Literal[""], Message, Message]


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
        reason = getattr(error, "strerror", None) or Message("it is no text")
        told = Message("cannot be read ({reason})", reason=reason)
        raise _refused(path, [("", told, Message("Correct the path."))]) from error
    faults: list[Wrong] = []
    if text.lstrip().startswith("{"):
        rows, zero = _from_json(text, faults), 180.0
    else:
        rows, zero = _from_lines(text.splitlines(), faults)
    azimuth, elevation = _profile(rows, zero, faults)
    if faults:
        raise _refused(path, faults)
    return FarHorizon(azimuth, elevation)


def _refused(path: Path, faults: Iterable[Wrong]) -> InputError:
    return InputError(
        [
            Fault(str(path), where, value, EXPECTED, remedy, code="far-horizon")
            for where, value, remedy in faults
        ]
    )


def _from_json(text: str, faults: list[Wrong]) -> list[Row]:
    """Place, azimuth and elevation of every direction, as texts."""
    try:
        profile = json.loads(text)["outputs"]["horizon_profile"]
        return [
            (Message("direction {number}", number=number), str(item["A"]), str(item["H_hor"]))
            for number, item in enumerate(profile)
        ]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        told = Message("has no outputs.horizon_profile with A and H_hor ({error})", error=error)
        faults.append(("", told, Message("Download the horizon profile again.")))
        return []


def _from_lines(lines: list[str], faults: list[Wrong]) -> tuple[list[Row], float]:
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
            told = Message("{row!r} under no heading", row=" ".join(row))
            remedy = Message("Put a line horizon_azimuth,horizon_elevation above the values.")
            faults.append((_line(number + 1), told, remedy))
            return [], 0.0
    step = 360.0 / max(len(heights), 1)
    return [
        (_line(line), str(place * step), text) for place, (line, text) in enumerate(heights)
    ], 0.0


def _line(number: int) -> Message:
    return Message("line {line}", line=number)


def _cells(line: str) -> list[str]:
    """Values of a line; commas are decimal ones where tabs or semicolons part the values."""
    parting = r"[;\t]+" if re.search(r"[;\t]", line) else ","
    return [cell.strip() for cell in re.split(parting, line.strip())]


def _table(rows: list[list[str]], line: int, at: tuple[int, int], faults: list[Wrong]) -> list[Row]:
    """The two columns ``at``, up to the first blank line after values, where notes follow."""
    found: list[Row] = []
    for number, row in enumerate(rows, start=line):
        if row == [""]:
            if found:
                break
            continue
        if len(row) <= max(at):
            told = Message("{row!r} has too few values", row=" ".join(row))
            remedy = Message("Give azimuth and elevation on each line.")
            faults.append((_line(number), told, remedy))
            continue
        found.append((_line(number), row[at[0]], row[at[1]]))
    return found


def _profile(rows: list[Row], zero: float, faults: list[Wrong]) -> tuple[Array, Array]:
    """Elevations at rising true azimuths; what is wrong with them is added to ``faults``."""
    known: dict[float, tuple[float, Message]] = {}
    for where, azimuth_text, elevation_text in rows:
        azimuth, elevation = _number(azimuth_text), _number(elevation_text)
        if not -360.0 <= azimuth <= 360.0:
            told = Message("azimuth {azimuth!r}", azimuth=azimuth_text)
            faults.append((where, told, Message("Give degrees from -360 to 360.")))
        if not 0.0 <= elevation < 90.0:
            told = Message("elevation {elevation!r}", elevation=elevation_text)
            remedy = Message("Give degrees from 0 to below 90; 0 where nothing rises.")
            faults.append((where, told, remedy))
        if not (-360.0 <= azimuth <= 360.0 and 0.0 <= elevation < 90.0):
            continue
        true = round((azimuth + zero) % 360.0, 6) % 360.0
        before = known.setdefault(true, (elevation, where))
        if before[0] != elevation:
            told = Message(
                "elevation {elevation:g} at the azimuth of {other}, which has {before:g}",
                elevation=elevation,
                other=before[1],
                before=before[0],
            )
            faults.append((where, told, Message("Keep one of the two.")))
    azimuths = np.array(sorted(known))
    if not faults:
        gap = np.diff(np.append(azimuths, azimuths[:1] + 360.0)).max(initial=0.0)
        if len(azimuths) == 0 or gap > WIDEST_GAP_DEG:
            told = Message(
                "{count} directions, {gap:g} degrees apart at the widest",
                count=len(azimuths),
                gap=gap or 360.0,
            )
            remedy = Message("Give one at least every {most:g} degrees.", most=WIDEST_GAP_DEG)
            faults.append(("", told, remedy))
    return azimuths, np.array([known[azimuth][0] for azimuth in azimuths])


def _number(text: str) -> float:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return float("nan")


__all__ = ["FarHorizon", "read"]
