"""Unheated attics: tiles above air that the wind renews, EN ISO 13789."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

AIR_WH_PER_M3K = 0.34


@dataclass(frozen=True)
class Attic:
    """``resistance`` from its air to outdoors, m2K/W by m2 of ceiling; ``roof_share`` of that
    conductance goes through the tiles and meets their sun and sky, the rest is air."""

    resistance: float
    roof_share: float


def attic(tiles_resistance: float, value: Any) -> Attic:
    """Attic over 1 m2 of ceiling: transmission of the tiles and air change (EN ISO 13789 clause 8).

    Parameters
    ----------
    tiles_resistance
        m2K/W of the roof itself, without films.
    """
    films = value("demand_attic_films")
    tiles = value("demand_attic_slope") / (tiles_resistance + films)
    air = AIR_WH_PER_M3K * value("demand_attic_changes") * value("demand_attic_height")
    return Attic(1.0 / (tiles + air), tiles / (tiles + air))
