"""Rows of the layer of buildings: houses, blocks of flats, halls, sheds."""

from __future__ import annotations

from typing import Any

import numpy as np
from shapely.geometry import Polygon

#: m2 heated a m2 of gross floor, as the stock stage counts it
HEATED_SHARE = 0.9
#: floor to floor of blocks, offices and schools, and the parapet, m
STOREY_M, PARAPET_M = 2.9, 0.4


def building(shape: Polygon, use: str, **more: Any) -> dict[str, Any]:
    """One row; what is not given is unknown to the readers of the file."""
    row: dict[str, Any] = {
        "geometry": shape,
        "use": use,
        "height_m": 5.0,
        "ridge_height_m": 5.0,
        "storeys": 1,
        "dwellings": 0,
        "construction_year": None,
        "roof_shape": "flat",
        "residence": None,
        "protected": False,
        "tenure": None,
        "owner": "private",
        "heating_energy": None,
    }
    return row | more


def length_m(floor_m2: float, storeys: int, depth_m: float) -> float:
    """Length of a building of a gross floor over all storeys."""
    return round(floor_m2 / (storeys * depth_m), 2)


def house(
    rng: np.random.Generator, shape: Polygon, years: tuple[int, int], eaves: float, **more: Any
) -> dict[str, Any]:
    """A house under a gabled roof, built in one of ``years``; ``eaves`` in m."""
    return building(
        shape,
        "residential",
        **{
            "height_m": eaves,
            "ridge_height_m": eaves + 2.8,
            "storeys": 2,
            "dwellings": 1,
            "construction_year": int(rng.integers(years[0], years[1] + 1)),
            "roof_shape": "gable",
            "tenure": "owner",
        }
        | more,
    )


def block(
    rng: np.random.Generator,
    shape: Polygon,
    years: tuple[int, int],
    dwellings: int,
    storeys: int,
    **more: Any,
) -> dict[str, Any]:
    """A block of flats under a flat roof."""
    eaves = round(STOREY_M * storeys + PARAPET_M, 1)
    return building(
        shape,
        "residential",
        **{
            "height_m": eaves,
            "ridge_height_m": eaves,
            "storeys": storeys,
            "dwellings": dwellings,
            "construction_year": int(rng.integers(years[0], years[1] + 1)),
            "tenure": "owner",
        }
        | more,
    )


def hall(
    rng: np.random.Generator,
    shape: Polygon,
    use: str,
    years: tuple[int, int],
    storeys: int,
    storey_m: float = 3.4,
    **more: Any,
) -> dict[str, Any]:
    """A building that is not housing, under a flat roof."""
    height = round(storey_m * storeys + PARAPET_M, 1)
    return building(
        shape,
        use,
        **{
            "height_m": height,
            "ridge_height_m": height,
            "storeys": storeys,
            "construction_year": int(rng.integers(years[0], years[1] + 1)),
        }
        | more,
    )


def shed(shape: Polygon) -> dict[str, Any]:
    """A garage or shed: not heated, it shades and may carry panels."""
    return building(shape, "annex", height_m=2.5, ridge_height_m=2.5)
