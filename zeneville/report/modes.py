"""What the colours of the map can mean: label, works, heating, panels, year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np

from zeneville.report.cards import PV_EDGES, panel_classes
from zeneville.report.map import NONE
from zeneville.report.wording import Words
from zeneville.results.labels import COLOURS, INK, LETTERS
from zeneville.results.styles import PACKAGE_COLOURS

SYSTEM_COLOURS = {
    "as_is": "#c9c5b8",
    "gas_boiler": "#8d82a8",
    "electric": "#e0b43c",
    "hp_air": "#2f8f86",
    "hp_ground": "#12595c",
    "hp_water": "#4f93b8",
    "pellet": "#9a6b34",
    "heat_network": "#b0607a",
}
PANEL_COLOURS = ("#e8e3d6", "#f9e3a2", "#f3c64f", "#dd9a12", "#a8650b", "#5f3606")
YEAR_COLOURS = ("#fde7a9", "#8fc7a1", "#33907c", "#17566b", "#2b2450")


@dataclass(frozen=True)
class Entry:
    """One class of the legend with the number of its buildings."""

    label: str
    colour: str
    count: int
    letter: str = ""
    ink: str = ""


@dataclass(frozen=True)
class Mode:
    """A meaning of the colours; ``of`` is the number of the class of each building."""

    name: str
    label: str
    entries: tuple[Entry, ...]
    of: tuple[int, ...]


def of_map(buildings: gpd.GeoDataFrame, words: Words) -> list[Mode]:
    """All meanings that the table has columns for, in their order of the choice."""
    modes = [
        _letters(buildings, "before", words),
        _letters(buildings, "after", words),
        _ids(buildings, "package", PACKAGE_COLOURS, words),
        _ids(buildings, "system", SYSTEM_COLOURS, words),
        _panels(buildings, words),
    ]
    if "works_year" in buildings and buildings["works_year"].notna().any():
        modes.append(_years(buildings, words))
    return modes


def _mode(
    name: str, words: Words, of: Sequence[int], make: Callable[[int, int], Entry], count: int
) -> Mode:
    """A mode whose ``make`` gives entry ``k`` from the number of its buildings."""
    counts = np.bincount(np.asarray(of, dtype=int), minlength=count)
    entries = tuple(make(k, int(counts[k])) for k in range(count))
    return Mode(name, words[f"mode_{name}"], entries, tuple(int(k) for k in of))


def _letters(buildings: gpd.GeoDataFrame, when: str, words: Words) -> Mode:
    column = buildings[f"dpe_{when}"]
    of = [LETTERS.find(v) if isinstance(v, str) and v else -1 for v in column]
    of = [k if k >= 0 else len(LETTERS) for k in of]

    def make(k: int, count: int) -> Entry:
        if k == len(LETTERS):
            return Entry(words["no_label"], NONE, count)
        letter = LETTERS[k]
        return Entry("", COLOURS[letter], count, letter, INK[letter])

    return _mode(when, words, of, make, len(LETTERS) + 1)


def _ids(buildings: gpd.GeoDataFrame, name: str, colours: dict[str, str], words: Words) -> Mode:
    used = [key for key in colours if (buildings[name] == key).any()]
    of = [used.index(v) if v in used else len(used) for v in buildings[name]]

    def make(k: int, count: int) -> Entry:
        if k == len(used):
            return Entry(words["not_planned"], NONE, count)
        return Entry(words.of(used[k]), colours[used[k]], count)

    return _mode(name, words, of, make, len(used) + 1)


def _panels(buildings: gpd.GeoDataFrame, words: Words) -> Mode:
    kwp = buildings["pv_kwp"].fillna(0.0).to_numpy(float)
    labels = panel_classes(words)
    return _mode(
        "pv",
        words,
        np.searchsorted(PV_EDGES, kwp, side="right").tolist(),
        lambda k, count: Entry(labels[k], PANEL_COLOURS[k], count),
        len(labels),
    )


def _years(buildings: gpd.GeoDataFrame, words: Words) -> Mode:
    """Years in a few periods of equal length."""
    year = buildings["works_year"].to_numpy(float)
    first, last = int(np.nanmin(year)), int(np.nanmax(year))
    length = max(1, -(-(last - first + 1) // len(YEAR_COLOURS)))
    starts = list(range(first, last + 1, length))
    of = [len(starts) if np.isnan(y) else int((y - first) // length) for y in year]

    def make(k: int, count: int) -> Entry:
        if k == len(starts):
            return Entry(words["no_panels"], NONE, count)
        end = min(starts[k] + length - 1, last)
        told = str(starts[k]) if end == starts[k] else f"{starts[k]}–{end}"
        return Entry(told, YEAR_COLOURS[k], count)

    return _mode("year", words, of, make, len(starts) + 1)
