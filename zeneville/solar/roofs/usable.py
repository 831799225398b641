"""What of a roof plane carries modules: kept off its edges, clear of chimneys, large enough.

Edges are kept clear by a stated distance, measured on the slope, and what is left must be wide
enough for a module. Chimneys, dormers, skylights and plant are in no footprint: a share of what
is left stands for them. Protected roofs carry none.
"""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

Array = np.ndarray[Any, Any]

PROTECTED = "protected roof"
TOO_SMALL = "usable area too small"


def usable(
    planes: gpd.GeoDataFrame, protected: Array, figures: Any, convergence_deg: float = 0.0
) -> gpd.GeoDataFrame:
    """The planes with ``usable_share``, ``usable_area_m2``, ``pv_allowed`` and ``reason``.

    Parameters
    ----------
    planes
        With ``shape``, ``area_m2``, ``tilt_deg``, ``azimuth_deg`` and 2-D polygons in m;
        ``usable_share`` where it was measured how much is clear of chimneys and dormers.
    protected
        (P,) roofs on which panels are not allowed.
    convergence_deg
        True azimuth less the azimuth in the grid of the polygons.
    """
    value = figures.value
    flat = (planes["shape"] == "flat").to_numpy()
    setback = np.where(flat, value("solar_setback_flat"), value("solar_setback_pitched"))
    unrolled = on_the_slope(
        np.asarray(planes.geometry.array),
        planes["tilt_deg"].to_numpy(float),
        planes["azimuth_deg"].to_numpy(float) - convergence_deg,
    )
    clear = np.where(flat, value("solar_clear_flat"), value("solar_clear_pitched"))
    if "usable_share" in planes:
        measured = planes["usable_share"].to_numpy(float)
        clear = np.where(np.isfinite(measured), measured, clear)
    room = clear * inside_m2(unrolled, setback, value("solar_module_width"))
    area = planes["area_m2"].to_numpy(float)
    small = (area < value("solar_least_area")) | (room <= 0.0)
    reason = np.where(protected, PROTECTED, np.where(small, TOO_SMALL, ""))
    return planes.assign(
        usable_share=room / np.maximum(area, 1e-9),
        usable_area_m2=room,
        pv_allowed=reason == "",
        reason=reason,
    )


def on_the_slope(shapes: Array, tilt_deg: Array, azimuth_deg: Array) -> Array:
    """(P,) polygons as measured on the slope: 2-D ones stretched downhill by 1 / cos(tilt).

    ``azimuth_deg`` clockwise from the y axis of the polygons.
    """
    points, plane = shapely.get_coordinates(shapes, return_index=True)
    angle = np.radians(azimuth_deg)[plane]
    down = np.column_stack([np.sin(angle), np.cos(angle)])
    more = 1.0 / np.cos(np.radians(tilt_deg)) - 1.0
    along = (points * down).sum(axis=1) * more[plane]
    return np.asarray(shapely.set_coordinates(shapes.copy(), points + along[:, None] * down))


def inside_m2(shapes: Array, setback_m: Array, width_m: float) -> Array:
    """(P,) m2 at least ``setback_m`` (P,) inside the edges where it is at least ``width_m`` wide.

    Polygons are shrunk by the distance and half the width, then grown by half the width
    (a morphological opening with mitred corners).
    """
    half = width_m / 2.0
    core = shapely.buffer(shapes, -(setback_m + half), join_style="mitre")
    grown = shapely.buffer(core, half, join_style="mitre", mitre_limit=2.0)
    return np.asarray(shapely.area(grown))


__all__ = ["PROTECTED", "TOO_SMALL", "inside_m2", "on_the_slope", "usable"]
