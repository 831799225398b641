"""Layered constructions of a stock: what U-values and works tell of walls, roofs and floors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from zeneville.demand.attic import attic
from zeneville.demand.zone import Chain, Layer, chain

Array = np.ndarray[Any, Any]
#: values of the envelope by name, (building, package)
Each = Callable[[str], Array]

#: surface resistances m2K/W under which U-values are declared, EN ISO 6946 table 7
FILM_OUT, FILM_IN, FILM_IN_UP, FILM_IN_DOWN = 0.04, 0.13, 0.10, 0.17
PLASTER = Layer.of(0.013, 0.25, 900.0, 1000.0)
TILES = Layer(0.02, 40e3)


def walls(each: Each, value: Any) -> Chain:
    """Bearing wall, insulation that was there inside of it, and what the works add."""
    before = 1.0 / each("u_wall_before_w_per_m2k") - FILM_OUT - FILM_IN
    after = 1.0 / each("u_wall_w_per_m2k") - FILM_OUT - FILM_IN
    plaster = float(PLASTER.resistance)
    bearing = np.clip(before - plaster, 0.05, value("demand_masonry_resistance"))
    old = np.maximum(before - plaster - bearing, 0.0)
    added = np.maximum(after - plaster - bearing - old, 0.0)
    outside = each("insulated_outside") > 0
    heat = 1e3 * value("demand_biobased_capacity") * (each("insulated_biobased") > 0)
    return chain(
        [
            Layer(np.where(outside, added, 0.0), np.where(outside, heat, 0.0)),
            Layer(bearing, 1e3 * value("demand_masonry_capacity")),
            Layer(old),
            Layer(np.where(outside, 0.0, added), np.where(outside, 0.0, heat)),
            PLASTER,
        ]
    )


def roofs(each: Each, value: Any) -> Chain:
    """Flat: insulated slab. Pitched: tiles, the unheated attic, insulated ceiling."""
    flat = each("roof_flat") > 0
    above = attic(float(TILES.resistance), value).resistance - float(TILES.resistance)
    plaster = float(PLASTER.resistance)
    whole = np.maximum(1.0 / each("u_roof_w_per_m2k") - FILM_OUT - FILM_IN_UP - plaster, 0.02)
    slab = np.where(flat, np.minimum(0.1, 0.5 * whole), 0.0)
    return chain(
        [
            Layer(np.where(flat, 0.01, TILES.resistance), np.where(flat, 10e3, TILES.capacity)),
            Layer(np.where(flat, 0.0, above)),
            Layer(whole - slab),
            Layer(slab, np.where(flat, 1e3 * value("demand_slab_capacity"), 0.0)),
            PLASTER,
        ]
    )


def party_wall(value: Any) -> Chain:
    """Masonry and plaster, from the middle of the wall inwards."""
    return chain(
        [
            Layer(value("demand_masonry_resistance"), 1e3 * value("demand_masonry_capacity")),
            PLASTER,
        ]
    )


def inside(each: Each, value: Any) -> Chain:
    """Floors between storeys and partitions, both faces, as one adiabatic element."""
    floors = 2.0 * np.maximum(each("heated_area_m2") - each("floor_area_m2"), 0.0)
    partitions = 2.0 * value("demand_partition_area") * each("heated_area_m2")
    share = np.round(floors / np.maximum(floors + partitions, 1e-9), 2)
    capacity = share * value("demand_inner_floor_capacity") + (1.0 - share) * value(
        "demand_partition_capacity"
    )
    return chain([Layer(0.1, 1e3 * capacity)])
