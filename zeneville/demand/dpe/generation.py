"""Seasonal efficiency of generators other than boilers: heat pumps, stoves, heaters, networks.

3CL-DPE 2021, sections 12.4, 13.1, 14.2 and 14.3: heat delivered over energy used, lower heating
value. Rows by the certificate's identifiers, or by what the generator is.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.climate import ZONES

Array = np.ndarray[Any, Any]

#: hot water from a network: exchange in the substation, with and without insulation
NETWORK_INSULATED, NETWORK_BARE = 0.9, 0.75


def zone_group(zone: int) -> str:
    """``H1 H2`` or ``H3`` of a zone 1 to 8, as the tables of machines are divided."""
    return "H3" if zone == 8 else "H1 H2"


def zone_name(zone: int) -> str:
    """``H1a`` to ``H3`` of a zone 1 to 8."""
    return ZONES[zone - 1]


def _installed(row: tables.Row, year: int) -> bool:
    return int(row["installed_from"] or 0) <= year <= int(row["installed_to"] or 9999)


def heat_pump(source: str, installed: int, zone: int, floor_or_ceiling: bool = False) -> float:
    """Seasonal coefficient of a heat pump or a heat-pump water heater.

    Parameters
    ----------
    source
        ``air/air``, ``air/water``, ``water/water``, ``brine/water``, ``ground``, ``water heater
        outdoor air``, ``water heater exhaust air`` or ``water heater double service``.
    installed
        Year.
    zone
        1 to 8 for H1a to H3.
    floor_or_ceiling
        Emitters of low temperature on a water network.
    """
    emitters = ("any", "floor or ceiling" if floor_or_ceiling else "other")
    for row in tables.rows("heat_pumps"):
        if (
            row["source"] == source
            and row["zones"] == zone_group(zone)
            and row["emitter"] in emitters
            and _installed(row, installed)
        ):
            return float(row["seasonal_coefficient"])
    raise KeyError(f"heat_pumps has no {source} of {installed}")


def direct(kind: str, installed: int = 9999, green_flame: bool = True) -> float:
    """Efficiency of ``direct_generation.csv``: stoves, direct electric, substations."""
    wanted = ("", "or no", "yes" if green_flame else "no")
    for row in tables.rows("direct_generation"):
        if (
            row["type"] == kind
            and row["green_flame_label"] in wanted
            and _installed(row, installed)
        ):
            return float(row["efficiency"])
    raise KeyError(f"direct_generation has no {kind} of {installed}")


def tank_loss_wh(volume_l: Array | float) -> Array:
    """Losses a year, Wh, of a tank heated by a generator beside (section 11.6.1)."""
    volume = np.asarray(volume_l, dtype=float)
    return np.where(volume > 0.0, 67662.0 * np.maximum(volume, 1e-9) ** 0.55, 0.0)


def electric_tank_loss_wh(
    volume_l: Array | float, kind: int, whole_l: Array | float | None = None
) -> Array:
    """Losses a year, Wh, of an electric tank (section 11.6.2).

    Parameters
    ----------
    volume_l
        Of the tank, or of the dwelling's share of it.
    kind
        68 horizontal, 69 vertical, 70 category B, 71 category C (two, three stars).
    whole_l
        Of the whole tank where ``volume_l`` is a share: the coefficient goes by it.
    """
    volume = np.asarray(volume_l, dtype=float)
    whole = volume if whole_l is None else np.asarray(whole_l, dtype=float)
    coefficient = np.zeros_like(whole)
    for row in tables.rows("electric_tanks"):
        if row["hot_water_id"] == str(kind):
            here = (whole > float(row["above_l"])) & (whole <= float(row["up_to_l"] or np.inf))
            coefficient = np.where(here, float(row["loss_wh_per_l_k_day"]), coefficient)
    return 8592.0 * 45.0 / 24.0 * volume * coefficient


def electric_tank_efficiency(
    loss_wh: Array | float,
    distribution: Array | float,
    need_wh: Array | float,
    category_c: Array | bool = False,
) -> Array:
    """Storage efficiency of an electric tank (section 11.6.3)."""
    plain = 1.0 / (1.0 + np.asarray(loss_wh) * distribution / np.asarray(need_wh))
    return np.where(category_c, 1.08 * plain, plain)
