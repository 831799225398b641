"""The map of a plan as inline SVG, in decimetres from its north-west corner.

One group per building, which keyboard and pointer choose, holds the footprint and the letter of
the label. For paper, two still maps of the letters before and after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from zeneville.report.wording import Words
from zeneville.results.labels import COLOURS, INK

DECIMETRES = 10.0
NONE = "#dcd8cc"
#: room around the district, metres
MARGIN = 12.0
#: a letter's height as a share of what fits into the footprint, and its largest size in dm
FITS, LARGEST = 0.72, 90.0


@dataclass(frozen=True)
class Extent:
    """Corner and size of the map in metres."""

    west: float
    north: float
    width: float
    height: float

    @property
    def box(self) -> str:
        """The SVG view box."""
        return f"0 0 {self.width * DECIMETRES:.0f} {self.height * DECIMETRES:.0f}"


def extent(*layers: gpd.GeoDataFrame) -> Extent:
    """The smallest rectangle around all layers, with a margin."""
    bounds = np.array([layer.total_bounds for layer in layers if len(layer)])
    bounds = bounds[np.isfinite(bounds).all(axis=1)] if len(bounds) else bounds
    if not len(bounds):
        return Extent(0.0, 0.0, 1.0, 1.0)
    west, south = bounds[:, :2].min(axis=0) - MARGIN
    east, north = bounds[:, 2:].max(axis=0) + MARGIN
    return Extent(float(west), float(north), float(east - west), float(north - south))


def path(shape: Any, place: Extent) -> str:
    """SVG path of a polygon in whole decimetres, from point to point by steps."""
    pieces = []
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            points = (np.asarray(ring.coords)[:-1, :2] - (place.west, place.north)) * (
                DECIMETRES,
                -DECIMETRES,
            )
            whole = np.round(points).astype(int)
            steps = np.diff(whole, axis=0)
            text = "".join(f"{x} {y} " for x, y in steps).strip().replace(" -", "-")
            pieces.append(f"M{whole[0, 0]} {whole[0, 1]}l{text}z")
    return "".join(pieces)


def drawable(buildings: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Buildings with a footprint, from north to south in strips and west to east in each."""
    there = buildings[~(buildings.geometry.isna() | buildings.geometry.is_empty)]
    if not len(there):
        return there
    centre = there.geometry.centroid
    height = max(float(np.ptp(centre.y)), 1.0)
    strip = np.floor((centre.y.max() - centre.y) / (height / np.sqrt(len(there)) + 1e-9))
    return there.iloc[np.lexsort((centre.x, strip))]


def interactive(
    buildings: gpd.GeoDataFrame, assets: gpd.GeoDataFrame, place: Extent, words: Words
) -> str:
    """All buildings as drawn by :func:`drawable`, coloured by their label after works.

    ``data-i`` is the number of the building in the page's data.
    """
    groups = [
        f'<g class="b" data-i="{number}" role="option" id="b{number}" aria-selected="false" '
        f'tabindex="{0 if number == 0 else -1}" aria-label="{escape(_told(name, row, words))}">'
        f'<path fill="{COLOURS.get(_letter(row, "after"), NONE)}" d="{path(row.geometry, place)}"/>'
        f"{_text(row.geometry, _letter(row, 'after'), place)}</g>"
        for number, (name, row) in enumerate(buildings.iterrows())
    ]
    return (
        f'<svg id="map" viewBox="{place.box}" role="listbox" '
        f'aria-label="{escape(words["map_label"])}" aria-describedby="map-keys">'
        f"{_sites(assets, place, words)}{''.join(groups)}</svg>"
    )


def still(buildings: gpd.GeoDataFrame, when: str, place: Extent, words: Words) -> str:
    """The labels ``before`` or ``after``, one path per letter."""
    paths: dict[str, list[str]] = {}
    texts: dict[str, list[str]] = {}
    for _, row in buildings.iterrows():
        letter = _letter(row, when)
        paths.setdefault(letter, []).append(path(row.geometry, place))
        texts.setdefault(letter, []).append(_text(row.geometry, letter, place))
    drawn = "".join(
        f'<path fill="{COLOURS.get(letter, NONE)}" d="{"".join(pieces)}"/>{"".join(texts[letter])}'
        for letter, pieces in sorted(paths.items())
    )
    return (
        f'<svg class="still" viewBox="{place.box}" role="img" '
        f'aria-label="{escape(words["labels_" + when])}">{drawn}</svg>'
    )


def _sites(assets: gpd.GeoDataFrame, place: Extent, words: Words) -> str:
    return "".join(
        f'<path class="site" d="{path(row.geometry, place)}"><title>'
        f"{escape(str(row.get('name') or name))}{words['colon']} "
        f"{words.n(row['capacity'])} {words['kWp']}</title></path>"
        for name, row in assets.iterrows()
        if row.geometry is not None
    )


def _letter(row: Mapping[str, Any], when: str) -> str:
    value = row.get(f"dpe_{when}")
    return value if isinstance(value, str) else ""


def _told(name: object, row: Mapping[str, Any], words: Words) -> str:
    """What a screen reader says of a building."""
    parts = [str(name)]
    before, after = _letter(row, "before"), _letter(row, "after")
    if before and after:
        parts.append(words.say("told_label", before=before, after=after))
    package = row.get("package")
    parts.append(words.of(package if isinstance(package, str) else row.get("status")))
    return ", ".join(part for part in parts if part)


def _text(shape: Any, letter: str, place: Extent) -> str:
    """A letter inside the footprint, as large as fits; nothing where there is no label."""
    if letter not in COLOURS:
        return ""
    middle = shape.representative_point()
    room = middle.distance(shape.boundary) * 2 * DECIMETRES
    size = min(room * FITS, LARGEST)
    x, y = (middle.x - place.west) * DECIMETRES, (place.north - middle.y) * DECIMETRES
    ink = "" if INK[letter] == "#000000" else f' fill="{INK[letter]}"'
    return (
        f'<text x="{x:.0f}" y="{y + size * 0.36:.0f}" font-size="{size:.0f}"{ink}>{letter}</text>'
    )
