"""South-equivalent area of windows by month (annex 1, sections 6.2 and 6.3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.certificate import Item
from zeneville.demand.dpe.climate import MONTHS, ZONES

Array = np.ndarray[Any, Any]

SOUTH, NORTH, EAST, WEST, HORIZONTAL = 1, 2, 3, 4, 5
VERTICAL, FLAT = 3, 4
OUTSIDE, BUFFER = 1, 10
#: solar factor of a buffer space's glazing: 0.8 of its transparency and its own absorption
BUFFER_SHARE, BUFFER_ABSORBED = 0.8, 0.024
DEFAULT_TRANSPARENCY = 0.62


@cache
def _orientations() -> Array:
    names = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
    values = np.full((len(ZONES), HORIZONTAL, FLAT, MONTHS), np.nan)
    for row in tables.rows("orientation"):
        months = [float(row[name]) for name in names]
        zone, orientation, tilt = (int(row[k]) - 1 for k in ("zone", "orientation", "tilt"))
        if orientation == HORIZONTAL - 1:
            values[zone, :, tilt] = months
            values[zone, orientation, :] = months
        else:
            values[zone, orientation, tilt] = months
    return values


def orientation(zone: Array | int, facing: Array | int, tilt: Array | int = VERTICAL) -> Array:
    """C1 (..., 12): sun on a plane over that on a vertical one that faces south.

    Parameters
    ----------
    facing
        1 south, 2 north, 3 east, 4 west, 5 horizontal.
    tilt
        1 below 25 degrees, 2 up to 75, 3 steeper, 4 horizontal.
    """
    return _orientations()[np.asarray(zone) - 1, np.asarray(facing) - 1, np.asarray(tilt) - 1]


def south_equivalent_m2(
    area_m2: Array | float, solar: Array | float, masks: Array | float, c1: Array
) -> Array:
    """m2 (..., 12) of windows of some area (...), solar factor and share that masks leave."""
    return (np.asarray(area_m2) * solar * masks)[..., None] * c1


def near_mask(row: int | None) -> float:
    """Fe1 of a row of the decree's table: balconies, overhangs, side walls; 1 without."""
    factor = None if row is None else tables.number("near_mask", "factor", row=row)
    return 1.0 if factor is None else factor


def far_mask(row: int | None, sectors: Sequence[int] = ()) -> float:
    """Fe2 of an even skyline (a row of the table), else of the shade of sectors; 1 without."""
    factor = None if row is None else tables.number("far_mask", "factor", row=row)
    if factor is not None:
        return factor
    shade = sum(tables.number("far_mask_sector", "shade_percent", row=s) or 0.0 for s in sectors)
    return max(0.0, 1.0 - shade / 100.0)


def masks(item: Item) -> float:
    """Share of the sun that near and far masks leave to a window of a certificate."""
    near = item.number("tv_coef_masque_proche_id")
    far = item.number("tv_coef_masque_lointain_homogene_id")
    sectors = [
        sector.number("tv_coef_masque_lointain_non_homogene_id")
        for sector in item.items("masque_lointain_non_homogene_collection")
    ]
    return near_mask(None if near is None else int(near)) * far_mask(
        None if far is None else int(far), [int(s) for s in sectors if s is not None]
    )


def window(item: Item, solar: float, zone: int) -> Array:
    """m2 (12,) of a window of a certificate with this solar factor, whatever lies before it."""
    facing = item.code("orientation", range(SOUTH, HORIZONTAL + 1)) or EAST
    tilt = item.code("inclinaison_vitrage", range(1, FLAT + 1)) or VERTICAL
    c1 = orientation(zone, facing, tilt)
    return south_equivalent_m2(item.number("surface_totale_baie") or 0.0, solar, masks(item), c1)


def behind_buffer(direct: Array, entering: Array, transparency: float, b: float) -> Array:
    """m2 (..., 12) of windows behind a solar buffer space (section 6.3).

    Parameters
    ----------
    direct
        of the windows between dwelling and buffer space as if nothing were before them.
    entering
        of the buffer space's own glazing.
    transparency, b
        coefficient T of that glazing and reduction of losses to the space: what enters it and does
        not reach the dwelling at once warms it.
    """
    through = transparency * direct
    return through + (entering - through) * b


def transparency(item: Item) -> float:
    """T of a buffer space of a certificate, by frame and glass or by the row that it names."""
    found = tables.named("buffer_glazing", "transparency", item, "tv_coef_transparence_ets_id")
    if found is None:
        found = tables.number(
            "buffer_glazing",
            "transparency",
            frame=item.code("type_materiaux_menuiserie"),
            glazing=item.code("type_vitrage") or 1,
            coated=int(bool(item.number("vitrage_vir"))),
        )
    return DEFAULT_TRANSPARENCY if found is None else found


def buffer_glazing(item: Item, zone: int) -> Array:
    """m2 (12,) of the glazing of a buffer space of a certificate."""
    solar = BUFFER_SHARE * transparency(item) + BUFFER_ABSORBED
    panes = item.items("baie_ets_collection")
    return sum((window(pane, solar, zone) for pane in panes), np.zeros(MONTHS))
