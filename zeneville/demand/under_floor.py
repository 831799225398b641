"""What lies under the lowest floor: ground, an unheated cellar or a crawl space, EN ISO 13370."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand import ground

Array = np.ndarray[Any, Any]

#: ``air`` is outdoors itself, and floors whose declared transmittance has all that lies below
KINDS = ("ground", "crawl", "cellar", "air")
AIR_WH_PER_M3K = 0.33  # of EN ISO 13370
#: surface resistance m2K/W of walls inside and of all surfaces outside, EN ISO 6946 table 7
WALL_IN, OUTSIDE = 0.13, 0.04


@dataclass(frozen=True)
class Below:
    """All between a floor's lower face and outdoors, by m2 of floor.

    Attributes
    ----------
    air, soil
        W/(m2 K) to the outdoor air and through the ground.
    swing
        W/(m2 K) of the yearly wave outdoors: heat that it drives into the floor, per K.
    """

    air: Array
    soil: Array
    swing: Array

    @property
    def conductance(self) -> Array:
        """W/(m2 K) to all that is outdoors."""
        return self.air + self.soil

    def share(self, floor: Array) -> Array:
        """Share of the yearly wave that the boundary under a floor of W/(m2 K) has, at most one."""
        u = 1.0 / (1.0 / floor + 1.0 / self.conductance)
        return np.minimum(self.swing / np.maximum(u, 1e-9), 1.0)


def crawl(area: Array, perimeter: Array, floor: Array, conductivity: float, value: Any) -> Below:
    """Crawl space with vents, EN ISO 13370:2017 clause 7.4 and annex H.

    Parameters
    ----------
    area, perimeter
        m2, and m of exposed edge.
    floor
        W/(m2 K) of the floor above.
    conductivity
        of the ground, W/(m K).
    """
    size = area / (0.5 * perimeter)
    soil = ground.transmittance(area, perimeter, np.zeros_like(area), conductivity)
    air = (
        2.0 * value("demand_crawl_height") * value("demand_crawl_wall") / size
        + 1450.0
        * value("demand_crawl_vents")
        * value("demand_crawl_wind")
        * value("demand_crawl_exposure")
        / size
    )
    depth = ground.WALL_M + conductivity * (ground.INSIDE + ground.OUTSIDE)
    edge = 0.37 * perimeter / area * conductivity * np.log(ground.PENETRATION_M / depth + 1.0)
    below = conductivity / ground.PENETRATION_M + air + floor
    return Below(air, soil, floor * (edge + air) / below)


def cellar(area: Array, perimeter: Array, floor: Array, conductivity: float, value: Any) -> Below:
    """Unheated cellar, EN ISO 13370:2017 clauses 7.5 and 7.6 and annex H; parameters as above."""
    size = area / (0.5 * perimeter)
    deep, above = value("demand_cellar_depth"), value("demand_cellar_height")
    whole = ground.WALL_M + conductivity * (ground.INSIDE + ground.OUTSIDE)
    wall = conductivity * (WALL_IN + value("demand_masonry_resistance") + OUTSIDE)
    bottom = (
        2.0
        * conductivity
        / (np.pi * size + whole + 0.5 * deep)
        * np.log(np.pi * size / (whole + 0.5 * deep) + 1.0)
    )
    least = min(whole, wall)
    side = (
        2.0
        * conductivity
        / (np.pi * deep)
        * (1.0 + 0.5 * least / (least + deep))
        * np.log(deep / wall + 1.0)
    )
    soil = bottom + deep * perimeter / area * side
    outer = 1.0 / (WALL_IN + value("demand_masonry_resistance") + OUTSIDE)
    air = above * perimeter / area * outer + AIR_WH_PER_M3K * value("demand_cellar_changes") * (
        deep + above
    )
    penetration = ground.PENETRATION_M
    edge = (
        0.37
        * perimeter
        / area
        * conductivity
        * (2.0 - np.exp(-deep / penetration))
        * np.log(penetration / whole + 1.0)
    )
    below = (1.0 + deep * perimeter / area) * conductivity / penetration + air + floor
    return Below(air, soil, floor * (edge + air) / below)
