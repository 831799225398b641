"""Hot water: litres by occupants, cold water by the hour, losses of tanks, pipes and loops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand import tapping
from zeneville.demand.legal_time import LegalTime

Array = np.ndarray[Any, Any]

#: kWh per litre and kelvin
WATER = 1.163e-3
WARM_DEGC = 40.0


def adult_equivalents(floor: Array, collective: Array) -> Array:
    """(B,) adults that a dwelling of ``floor`` m2 counts for.

    Decree of 31 March 2021 (3CL-DPE 2021), chapter 11.1; its limits are 30, 70 m2 in houses and
    10, 50 m2 in blocks.
    """
    least, usual = np.where(collective, 10.0, 30.0), np.where(collective, 50.0, 70.0)
    per_floor = np.where(collective, 0.035, 0.025)
    most = np.where(
        floor < least,
        1.0,
        np.where(floor < usual, 1.75 - 0.01875 * (usual - floor), per_floor * floor),
    )
    return np.where(most < 1.75, most, 1.75 + 0.3 * (most - 1.75))


@dataclass(frozen=True)
class Water:
    """Hot water of dwellings, (B,) for the whole building.

    ``litres`` at 40 degC a day, ``need_kwh`` a year at the taps, ``pipes_kwh`` a year lost in the
    dwellings' own pipes, ``loop_kw`` lost by the loop of a block, ``common_tank_kw`` by its tank,
    ``tank_kw`` by tanks of the dwellings if each has one, 0 beside a loop, ``tanks`` how many tanks
    that are, the common one of a loop counted, ``tank_litres`` the volume of all of them, and
    ``weights`` (B, 3) of the shapes of :func:`tapping.shapes`.
    """

    litres: Array
    need_kwh: Array
    pipes_kwh: Array
    loop_kw: Array
    common_tank_kw: Array
    tank_kw: Array
    tanks: Array
    tank_litres: Array
    weights: Array

    def inside_kwh(self, figures: Any) -> Array:
        """(B,) kWh a year of losses that heat the dwellings.

        Decree of 31 March 2021 (3CL-DPE 2021), chapter 9.1.1: 0.48 of what is lost inside, which
        is pipes and tanks of single plants, and a part of loops but not their tanks. Tanks are
        counted at the mean dwelling's share, ``demand_tank_share``: the need of heat is known
        before a heater is chosen, and a tank of its own is some 10 W more, none 15 W less.
        """
        tanks = figures.value("demand_tank_share") * self.tank_kw
        single = self.pipes_kwh + 8760 * tanks
        block = figures.value("demand_hot_water_inside_block") * self.need_kwh
        inside = np.where(self.loop_kw > 0.0, block, single)
        return np.asarray(figures.value("demand_hot_water_recovered") * inside)


def water(dwellings: Array, floor: Array, persons: Array, cold: Array, figures: Any) -> Water:
    """Hot water of the dwellings of every building.

    Parameters
    ----------
    dwellings, floor, persons
        (B,) number of dwellings, heated floor in m2 and persons, of the building.
    cold
        (T,) temperature of cold water, degC.

    Notes
    -----
    The decree's adult equivalents hold for a household of mean size; they grow with persons.
    """
    value = figures.value
    homes = np.maximum(dwellings, 1.0)
    per_home = adult_equivalents(floor / homes, dwellings > 1)
    size = persons / homes / value("demand_household_mean")
    equivalents = np.where(dwellings > 0, homes * per_home * size, 0.0)
    litres = value("demand_hot_water_litres_40") * equivalents
    need = WATER * litres * float((WARM_DEGC - cold).mean()) * len(cold) / 24.0
    loop = dwellings > value("demand_hot_water_loop_from")
    pipes = np.where(loop, 0.0, need * (1.0 / value("demand_hot_water_distribution") - 1.0))
    circulation = np.where(loop, need * (1.0 / value("demand_hot_water_loop") - 1.0), 0.0)
    volume = np.where(
        loop, value("demand_tank_litres_block") * homes, value("demand_tank_litres") * per_home
    )
    each = 1e-3 * (value("demand_tank_loss_fixed") + value("demand_tank_loss_power") * volume**0.4)
    there = dwellings > 0
    tanks = np.where(there, np.where(loop, 1.0, homes), 0.0)
    return Water(
        litres=litres,
        need_kwh=need,
        pipes_kwh=pipes,
        loop_kw=circulation / len(cold),
        common_tank_kw=np.where(loop & there, each, 0.0),
        tank_kw=np.where(~loop & there, each * homes, 0.0),
        tanks=tanks,
        tank_litres=tanks * volume,
        weights=tapping.weights(dwellings, need / homes / 365.0),
    )


def hourly(drawn: Water, cold: Array, legal: LegalTime, spread_h: float) -> Array:
    """(B, T) kWh that any heater gives: need and pipes as drawn, loops and their tanks evenly.

    Tanks of the dwellings come on top where a heater has them.
    """
    heat = WATER / 24.0 * (WARM_DEGC - cold)
    by_shape = tapping.shapes(legal, spread_h) * heat
    share = 1.0 + drawn.pipes_kwh / np.maximum(drawn.need_kwh, 1e-9)
    taps = (drawn.weights * (drawn.litres * share)[:, None]) @ by_shape
    return np.asarray(taps + (drawn.loop_kw + drawn.common_tank_kw)[:, None])
