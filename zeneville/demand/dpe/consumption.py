"""Primary energy and CO2 of consumption by use and carrier (decree of 31 March 2021, annex 3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from zeneville.demand.dpe import tables

Array = np.ndarray[Any, Any]

USES = ("heating", "hot_water", "cooling", "lighting", "auxiliaries")
ELECTRICITY = "electricity"
HEAT_NETWORK = "heat network"
SITE_ELECTRICITY = "renewable electricity used on site"
#: kWh primary a kWh final of electricity until 2025 and since 2026 (decree of 13 August 2025)
FACTOR_UNTIL_2025, FACTOR_SINCE_2026 = 2.3, 1.9
NEW_FACTOR = date(2026, 1, 1)


def primary_factor(carrier: str, on: date) -> float:
    """kWh of primary energy a kWh of final energy, in force on a day."""
    if carrier == SITE_ELECTRICITY:
        return 0.0
    if carrier != ELECTRICITY:
        return 1.0
    return FACTOR_SINCE_2026 if on >= NEW_FACTOR else FACTOR_UNTIL_2025


def co2_factor(use: str, carrier: str) -> float:
    """kg CO2e a kWh of final energy; of heat networks that of one not listed.

    Parameters
    ----------
    use
        One of ``USES``; only electricity differs by it.
    carrier
        As in ``carriers.csv``.
    """
    if carrier == ELECTRICITY:
        factor = tables.number("electricity", "co2_kg_per_kwh", use=use)
    else:
        factor = tables.number("carriers", "co2_kg_per_kwh", carrier=carrier)
    if factor is None:
        raise KeyError(f"no CO2 factor of {carrier} for {use}")
    return factor


#: years of the lists of networks and the day each took effect
NETWORK_LISTS = (
    (date(2025, 4, 12), "kg_per_kwh_2025"),
    (date(2024, 7, 6), "kg_per_kwh_2024"),
    (date(2023, 3, 17), "kg_per_kwh_2023"),
    (date(2022, 1, 1), "kg_per_kwh_2022"),
)


def network_co2(network: str | None, on: date) -> float:
    """kg CO2e a kWh of a heat or cold network such as ``5901C`` by the list in force on a day.

    A network the list does not name counts as coal; one named only in other lists takes the
    nearest of them.
    """
    row = None if network is None else tables.find("heat_networks", network=network)
    if row is None:
        return co2_factor("heating", HEAT_NETWORK)
    columns = [column for since, column in NETWORK_LISTS if since <= on]
    columns += [column for since, column in reversed(NETWORK_LISTS) if since > on]
    for column in columns:
        if row[column]:
            return float(row[column])
    return co2_factor("heating", HEAT_NETWORK)


def primary_kwh(final_kwh: Mapping[tuple[str, str], Array | float], on: date) -> Array:
    """Primary energy, kWh, of final energy by (use, carrier)."""
    return sum(
        (primary_factor(carrier, on) * np.asarray(kwh) for (_, carrier), kwh in final_kwh.items()),
        np.asarray(0.0),
    )


def co2_kg(
    final_kwh: Mapping[tuple[str, str], Array | float],
    network_kg_per_kwh: Array | float | None = None,
) -> Array:
    """CO2, kg, of final energy by (use, carrier); of a known network by its own factor."""
    total = np.asarray(0.0)
    for (use, carrier), kwh in final_kwh.items():
        factor: Array | float = co2_factor(use, carrier)
        if carrier == HEAT_NETWORK and network_kg_per_kwh is not None:
            factor = network_kg_per_kwh
        total = total + factor * np.asarray(kwh)
    return total
