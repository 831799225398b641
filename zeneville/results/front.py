"""Fronts of cost as tables: levels, marks, what an avoided tonne and a gained kWh cost.

A front's points go from the cheapest plan to the strictest level. Costs are EUR a year of the
district, CO2 is kg a year, the balance kWh a year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

#: what a front's cost is held against, and on which side better lies
AGAINST = {"balance": 1.0, "co2": -1.0}
#: share of the range within which two points are one
SAME = 1e-6


@dataclass(frozen=True)
class Point:
    """A verified plan on a front.

    Attributes
    ----------
    level
        Level that was asked for, kWh a year at least or kg a year at most; NaN for the cheapest.
    designs
        (B,) numbers of the designs.
    proposals
        Designs that its search mixed, the plan's first, for the search of other levels.
    built
        What is built as a whole or not at all, by kind: 1, 0, or -1 where it is open.
    totals
        ``packages`` and ``systems`` (counts by id), ``roof_pv_kwp``, ``assets`` of the district by
        name: kWp of fields, kWh of stores, kW of converters, 1 for zones of the heat network.
    """

    level: float
    cost: float
    bound: float
    status: str
    balance: float
    co2: float
    investment: float
    verified: bool
    seconds: float
    designs: tuple[int, ...]
    proposals: tuple[tuple[int, ...], ...]
    built: dict[str, list[int]]
    totals: dict[str, Any]

    @property
    def gap(self) -> float:
        """(cost - bound) / |cost|."""
        return max(0.0, (self.cost - self.bound) / max(abs(self.cost), 1e-9))

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Point:
        """A point as its own fields tell it, with lists for tuples."""
        lists = {
            "designs": tuple(told["designs"]),
            "proposals": tuple(tuple(one) for one in told["proposals"]),
        }
        return cls(**{**told, **lists})

    def at(self, against: str) -> float:
        """What the cost is held against."""
        return self.balance if against == "balance" else self.co2


def levels(against: str, cheapest: float, strictest: float, count: int) -> Array:
    """``count`` levels from the cheapest plan's to the strictest, both ends included.

    Levels are equally far apart. On the front of the balance the inner one nearest to zero is put
    to zero, so that the first plan of positive energy stands on the front.
    """
    spread = np.linspace(cheapest, strictest, count)
    if against == "balance" and count > 2 and cheapest < 0.0 < strictest:
        spread[1 + int(np.abs(spread[1:-1]).argmin())] = 0.0
    return spread


def monotone(points: Sequence[Point]) -> list[Point]:
    """No point dearer than a stricter one: it takes over that plan, which meets its level, too.

    Its own bound stays: it is the one that its own level allows.
    """
    out = list(points)
    for k in range(len(out) - 2, -1, -1):
        after = out[k + 1]
        if after.cost < out[k].cost:
            out[k] = replace(
                after, level=out[k].level, bound=min(out[k].bound, after.cost), status=out[k].status
            )
    return out


def knee(against: str, points: Sequence[Point]) -> int | None:
    """Number of the point farthest below the chord from the first point to the last.

    Both axes are scaled to the front's own range, so that the distance has no unit. ``None`` where
    no point lies below the chord.
    """
    if len(points) < 3:
        return None
    x = np.array([point.at(against) for point in points])
    y = np.array([point.cost for point in points])
    if abs(x[-1] - x[0]) < SAME * max(abs(x).max(), 1.0) or y[-1] - y[0] < SAME * abs(y[0]):
        return None
    below = (x - x[0]) / (x[-1] - x[0]) - (y - y[0]) / (y[-1] - y[0])
    best = int(below.argmax())
    return best if below[best] > SAME else None


def marks(against: str, points: Sequence[Point]) -> list[list[str]]:
    """Names of what each point is: ``cheapest``, ``knee``, ``positive_energy``, ``strictest``."""
    named: list[list[str]] = [[] for _ in points]
    if not points:
        return named
    named[0].append("cheapest")
    at = knee(against, points)
    if at is not None:
        named[at].append("knee")
    positive = next((k for k, point in enumerate(points) if point.balance >= 0.0), None)
    if positive is not None:
        named[positive].append("positive_energy")
    if len(points) > 1:
        named[-1].append("strictest")
    return named


def per_avoided(cost: float, avoided: float) -> float | None:
    """EUR per unit avoided or gained; below zero where it saves money, None where none is."""
    return cost / avoided if avoided > 0.0 else None


def steps(points: Sequence[Point], against: str) -> list[float | None]:
    """EUR per unit on the way to each point from the one before: what its last unit cost.

    The first point has none. Where two points are one plan there is none either.
    """
    sign = AGAINST[against]
    found: list[float | None] = [None]
    for before, after in pairwise(points):
        gained = sign * (after.at(against) - before.at(against))
        small = gained <= SAME * max(abs(after.at(against)), abs(before.at(against)), 1.0)
        found.append(None if small else per_avoided(after.cost - before.cost, gained))
    return found


def rows(
    against: str, points: Sequence[Point], reference: dict[str, float]
) -> list[dict[str, Any]]:
    """A front as rows with units in their keys, for machines.

    ``reference`` has ``cost``, ``balance`` and ``co2`` of the district carried on as it is.
    """
    marginal = steps(points, against)
    out = []
    for point, mark, step in zip(points, marks(against, points), marginal, strict=True):
        avoided = per_avoided(point.cost - reference["cost"], reference["co2"] - point.co2)
        gained = per_avoided(point.cost - reference["cost"], point.balance - reference["balance"])
        more = None if step is None else 1e3 * step if against == "co2" else step
        out.append(
            {
                "level": None if np.isnan(point.level) else point.level,
                "cost_eur_per_year": point.cost,
                "bound_eur_per_year": point.bound,
                "gap": point.gap,
                "status": point.status,
                "verified": point.verified,
                "mark": mark,
                "energy_balance_kwh_per_year": point.balance,
                "co2_kg_per_year": point.co2,
                "investment_eur": point.investment,
                "abatement_eur_per_tco2": None if avoided is None else 1e3 * avoided,
                "balance_eur_per_kwh": gained,
                "marginal_abatement_eur_per_tco2": more if against == "co2" else None,
                "marginal_balance_eur_per_kwh": more if against == "balance" else None,
                "seconds": round(point.seconds, 3),
                **point.totals,
            }
        )
    return out
