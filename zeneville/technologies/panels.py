"""The menu of rooftop photovoltaics of each building: how much, on which planes, at which price."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np

Array = np.ndarray[Any, Any]

#: installations above this size carry fees and contingencies, kWp
FEES_ABOVE_KWP = 36.0
LEAST_KWP = 1.0
OPTIONS = 6


@dataclass(frozen=True)
class Menu:
    """Arrays over building and option; ``kwp_by_plane`` tells where each option goes."""

    allowed: Array
    kwp: Array
    kwh: Array
    cost: Array
    investment: Array
    feed_in_class: Array
    kwp_by_plane: tuple[tuple[dict[str, float], ...], ...]


def price_per_kwp(kwp: Any, figures: Any) -> Any:
    """EUR a kWp with VAT of installations, by size (interpolated in the logarithm of size).

    Up to 9 kWp the catalogue's prices are with VAT; above, VAT of 20 % is added.
    """
    vat = 1.0 + figures.value("vat_standard")
    sizes = np.log([3.0, 9.0, 36.0, 100.0, 500.0])
    prices = [
        figures.value("pv_3kwp"),
        figures.value("pv_9kwp"),
        figures.value("pv_36kwp") * vat,
        figures.value("pv_100kwp") * vat,
        figures.value("pv_500kwp") * vat,
    ]
    return np.interp(np.log(np.maximum(kwp, 1e-6)), sizes, prices)


def investment_eur(kwp: Array, figures: Any) -> Array:
    """EUR with VAT of installations of some sizes; above 36 kWp with fees and contingencies."""
    fees = 1.0 + figures.value("cost_fees_contingency") * (kwp > FEES_ABOVE_KWP)
    return np.asarray(kwp * price_per_kwp(kwp, figures) * fees)


def upkeep_eur_per_kwp(figures: Any) -> float:
    """EUR a kWp and year with VAT: maintenance, and inverters put aside for."""
    vat = 1.0 + figures.value("vat_standard")
    return float((figures.value("pv_om_fixed") + figures.value("pv_inverter_om")) * vat)


def menu(
    buildings: Array,
    planes: gpd.GeoDataFrame,
    yields: Array,
    upper_kwp: Sequence[float],
    figures: Any,
    annuity: Callable[[float], float],
    residential: Array,
) -> Menu:
    """Options of each building: none, the best plane by half and whole, more planes, all.

    The best planes come first; sizes just below the class limits of feed-in are among them.

    Parameters
    ----------
    planes, yields
        Usable planes and their hourly yield (plane, hour), kWh a kWp.
    upper_kwp
        Largest size of each feed-in class.
    """
    count, hours = len(buildings), yields.shape[1]
    kwp = np.zeros((count, OPTIONS))
    kwh = np.zeros((count, OPTIONS, hours), dtype=np.float32)
    allowed = np.zeros((count, OPTIONS), dtype=np.int8)
    allowed[:, 0] = 1
    annual = yields.sum(axis=1)
    rows: dict[str, list[int]] = {}
    for row, owner in enumerate(planes["building"]):
        rows.setdefault(str(owner), []).append(row)
    largest = planes["kwp_max"].to_numpy(float)
    names = planes.index.to_numpy(str)
    places: list[tuple[dict[str, float], ...]] = []
    for b, name in enumerate(buildings):
        own = sorted(rows.get(str(name), []), key=lambda row: (-annual[row], names[row]))
        own = [row for row in own if largest[row] >= LEAST_KWP]
        told: list[dict[str, float]] = [{}]
        for option, size in enumerate(_sizes([largest[row] for row in own], upper_kwp), start=1):
            left, spread = size, {}
            for row in own:
                part = min(left, largest[row])
                if part <= 0:
                    break
                spread[names[row]] = part
                kwh[b, option] += (part * yields[row]).astype(np.float32)
                left -= part
            kwp[b, option], allowed[b, option] = size, 1
            told.append(spread)
        places.append(tuple(told))
    investment = investment_eur(kwp, figures)
    return Menu(
        allowed=allowed,
        kwp=kwp,
        kwh=kwh,
        cost=investment * annuity(figures.value("pv_life")) + upkeep_eur_per_kwp(figures) * kwp,
        investment=investment,
        feed_in_class=np.minimum(
            np.searchsorted(np.asarray(upper_kwp), kwp - 1e-9), len(upper_kwp) - 1
        ).astype(np.int64),
        kwp_by_plane=tuple(places),
    )


def _sizes(planes: list[float], upper_kwp: Sequence[float]) -> list[float]:
    """At most five sizes, ascending, each on the best planes first."""
    if not planes:
        return []
    total = sum(planes)
    wanted = {0.5 * planes[0], planes[0], total}
    wanted |= {limit for limit in upper_kwp if limit < total}
    running = np.cumsum(planes)
    wanted |= {float(running[1])} if len(running) > 2 else set()
    wanted |= {0.5 * total}
    sizes = sorted({round(size, 3) for size in wanted if size >= LEAST_KWP})
    while len(sizes) > OPTIONS - 1:
        gaps = [sizes[i + 1] / sizes[i] for i in range(len(sizes) - 1)]
        tight = int(np.argmin(gaps))
        sizes.pop(tight if tight > 0 else 0 if len(sizes) == 2 else 1)
    return sizes
