"""The map of a plan as inline SVG."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from zeneville.results.labels import COLOURS
from zeneville.results.styles import PACKAGE_COLOURS

WIDTH = 1000.0
NONE = "#e4e4e4"


def svg(buildings: gpd.GeoDataFrame, assets: gpd.GeoDataFrame, words: Mapping[str, str]) -> str:
    """SVG with one focusable path per building, coloured by package; labels in data attributes."""
    west, south, east, north = buildings.total_bounds
    if len(assets):
        bounds = np.vstack([[west, south, east, north], assets.total_bounds])
        west, south = bounds[:, :2].min(axis=0)
        east, north = bounds[:, 2:].max(axis=0)
    scale = WIDTH / max(east - west, 1.0)
    height = (north - south) * scale

    def path(shape: Any) -> str:
        pieces = []
        for part in shapely.get_parts(shape):
            for ring in (part.exterior, *part.interiors):
                points = np.asarray(ring.coords)[:, :2]
                x, y = (points[:, 0] - west) * scale, (north - points[:, 1]) * scale
                pieces.append(
                    "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True)) + "Z"
                )
        return "".join(pieces)

    out = [
        f'<svg id="map" viewBox="-10 -10 {WIDTH + 20:.0f} {height + 20:.0f}" role="group" '
        f'aria-label="{escape(words["map"])}" xmlns="http://www.w3.org/2000/svg">'
    ]
    for name, row in assets.iterrows():
        out.append(
            f'<path class="site" d="{path(row.geometry)}"><title>{escape(str(name))}: '
            f"{row['capacity']:.0f} {words['kWp']}</title></path>"
        )
    for name, row in buildings.iterrows():
        if row.geometry is None or row.geometry.is_empty:
            continue
        colour = PACKAGE_COLOURS.get(str(row.get("package")), NONE)
        before, after = (COLOURS.get(str(row.get(f"dpe_{w}")), NONE) for w in ("before", "after"))
        out.append(
            f'<path class="b" tabindex="0" role="button" data-id="{escape(str(name))}" '
            f'data-package="{colour}" data-before="{before}" data-after="{after}" '
            f'fill="{colour}" d="{path(row.geometry)}"><title>{escape(str(name))}</title></path>'
        )
    return "".join([*out, "</svg>"])
