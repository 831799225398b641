"""A documented sample of houses at the new-building standard (RE2020), for summer comfort.

Every combination of the ways in which new houses differ most in summer, all weighted alike; the
envelope is the usual one of new houses and the same for all.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from zeneville.technologies import catalogue

SIDES = ("N", "E", "S", "W")
FACING = {"south": 2, "west": 3, "north": 0, "east": 1}  # side of the main facade
#: m2 of floor, storeys, length of the main facade in m, whether neighbours stand at both ends
SHAPES = {
    "bungalow": (100.0, 1, 12.5, False),
    "two storeys": (100.0, 2, 8.0, False),
    "terrace": (90.0, 2, 6.0, True),
}
GLAZING = (0.17, 0.20, 0.25)  # m2 window/m2 floor; one sixth is the least by law
#: windows by facade: main, one end, back, other end
SPREAD = (0.5, 0.1, 0.3, 0.1)
AIRING = {"one side": False, "across": True}
SOURCE = "professional judgement: usual new houses"
#: figures by make of the house, kJ/m2K
MAKES = {
    "timber": {
        "demand_masonry_capacity": 40.0,
        "demand_slab_capacity": 130.0,
        "demand_inner_floor_capacity": 30.0,
        "demand_partition_capacity": 12.0,
    },
    "block, insulated inside": {
        "demand_masonry_capacity": 200.0,
        "demand_slab_capacity": 130.0,
        "demand_inner_floor_capacity": 150.0,
        "demand_partition_capacity": 12.0,
    },
    "block, insulated outside": {
        "demand_masonry_capacity": 200.0,
        "demand_slab_capacity": 300.0,
        "demand_inner_floor_capacity": 200.0,
        "demand_partition_capacity": 60.0,
    },
}
U = {"wall": 0.18, "roof": 0.11, "floor": 0.18, "window": 1.3}  # W/m2K
BRIDGES = 0.08  # of the losses through walls, windows and roof
G_GLASS = 0.60  # glass of low emissivity
#: shares of sun left: what stands out from the facades shades them, no neighbours in front
OPEN_LAND, SUN = 1.0, {"demand_relief_shading": 0.9, "demand_reveal_shading": 1.0}
STOREY_M, LEAK, AIR = 2.7, 0.5, 1.09  # m, q4pa m3/h/m2, m3/h/m2 floor (humidity-controlled)


@dataclass(frozen=True)
class House:
    """One of the sample."""

    facing: str
    shape: str
    glazing: float
    airing: str


def sample() -> list[House]:
    """All combinations but the make, which goes by :data:`MAKES`."""
    ways = itertools.product(FACING, SHAPES, GLAZING, AIRING)
    return [House(*way) for way in ways]


def figures(make: str, **changes: float) -> Any:
    """The catalogue with the figures of a make, and further ones changed."""
    own = {**MAKES[make], **SUN, **changes}
    return catalogue.read({key: (value, SOURCE) for key, value in own.items()})


def _facades(house: House) -> tuple[np.ndarray, np.ndarray, float]:
    """(4,) m2 of wall with windows, of windows, by side; and m2 of party wall."""
    floor, storeys, length, between = SHAPES[house.shape]
    height = storeys * STOREY_M
    depth = floor / storeys / length
    ends = 0.0 if between else depth * height
    walls = np.array([length * height, ends, length * height, ends])
    spread = np.where(walls > 0.0, SPREAD, 0.0)
    windows = house.glazing * floor * spread / spread.sum()
    turned = (np.arange(4) - FACING[house.facing]) % 4
    return walls[turned], windows[turned], 2.0 * depth * height if between else 0.0


def envelope(houses: list[House], outside: bool) -> xr.Dataset:
    """Dataset of the stock stage's layout, one package.

    Parameters
    ----------
    outside
        Whether walls are insulated outside.
    """
    facades, windows, party = (np.array(part) for part in zip(*map(_facades, houses), strict=True))
    floor, storeys = (np.array([SHAPES[h.shape][n] for h in houses], float) for n in (0, 1))
    ground = floor / storeys
    skin = facades.sum(axis=1) + ground
    losses = (
        U["wall"] * (facades - windows).sum(axis=1)
        + U["window"] * windows.sum(axis=1)
        + U["roof"] * ground
    )
    by_building = {
        "floor_area_m2": ground,
        "heated_area_m2": floor,
        "roof_area_m2": ground,
        "party_wall_area_m2": party,
        "facade_m2": facades.sum(axis=1),
        "height_m": storeys * STOREY_M,
        "volume_m3": floor * 2.5,
        "envelope_area_m2": skin,
        "roof_flat": np.zeros(len(houses)),
        "residential": np.ones(len(houses)),
        "dwellings": np.ones(len(houses)),
        "persons": np.full(len(houses), 2.6),
        "use": np.full(len(houses), "residential"),
        "cross_ventilated": np.array([AIRING[h.airing] for h in houses], dtype=float),
    }
    by_package = {
        "u_wall_before_w_per_m2k": np.full(len(houses), 2.5),
        "u_wall_w_per_m2k": np.full(len(houses), U["wall"]),
        "u_roof_w_per_m2k": np.full(len(houses), U["roof"]),
        "u_floor_w_per_m2k": np.full(len(houses), U["floor"]),
        "u_window_w_per_m2k": np.full(len(houses), U["window"]),
        "g_window": np.full(len(houses), G_GLASS),
        "thermal_bridges_w_per_k": BRIDGES * losses,
        "ventilation_m3_per_h": AIR * floor,
        "heat_recovery": np.zeros(len(houses)),
        "infiltration_q4pa_m3_per_h_m2": np.full(len(houses), LEAK),
        "insulated_outside": np.full(len(houses), float(outside)),
        "insulated_biobased": np.zeros(len(houses)),
    }
    sides = ("building", "orientation")
    return xr.Dataset(
        {
            "wall_area_m2": (sides, facades - windows),
            "window_area_m2": (sides, windows),
            "facade_sun_share": (sides, np.full_like(windows, OPEN_LAND)),
            **{name: ("building", values) for name, values in by_building.items()},
            **{name: (("building", "package"), v[:, None]) for name, v in by_package.items()},
        },
        coords={
            "building": [f"house {n}" for n in range(len(houses))],
            "orientation": list(SIDES),
            "package": ["as_is"],
        },
    )
