"""Fronts of cost against balance and CO2 that ``zeneville pareto`` left beside the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zeneville.report.charts import points
from zeneville.report.charts.figure import Figure, Table
from zeneville.report.charts.points import Dot
from zeneville.report.wording import Words

#: what a front is held against -> key of a point and of summary.json
KEYS = {"balance": "energy_balance_kwh_per_year", "co2": "co2_kg_per_year"}
COST = "cost_eur_per_year"


@dataclass(frozen=True)
class Front:
    """A front drawn, and whether it was found for the very case of the plan."""

    figure: Figure
    same_case: bool


def drawn(fronts: dict[str, Any] | None, plan: dict[str, Any], words: Words) -> list[Front]:
    """Each front that has points, with the plan of the report on it.

    Parameters
    ----------
    fronts
        Content of pareto.json: ``fronts``, each ``against`` ``balance`` or ``co2`` with ``points``
        that have cost, balance, CO2, gap, whether they are verified and their ``mark``.
    plan
        Content of summary.json.
    """
    if not fronts:
        return []
    same = fronts.get("case_sha256", plan["case_sha256"]) == plan["case_sha256"]
    same = same and fronts.get("hours", plan["hours"]) == plan["hours"]
    return [
        Front(_figure(one["against"], one["points"], plan, words), same)
        for one in fronts.get("fronts", [])
        if one.get("against") in KEYS and one.get("points")
    ]


def _figure(
    against: str, found: Sequence[dict[str, Any]], plan: dict[str, Any], words: Words
) -> Figure:
    key = KEYS[against]
    dots = [_dot(point, key, words) for point in found]
    own = Dot(plan[key], plan["objective_eur_per_year"], "plan", label=words["front_this"])
    return points.costs_against(
        against,
        f"front-{against}",
        words[f"front_{against}"],
        words[f"front_{against}_note"],
        [*dots, own],
        _table(found, plan, words),
        words,
    )


def _dot(point: dict[str, Any], key: str, words: Words) -> Dot:
    label = _marks(point, words)
    return Dot(point[key], point[COST], "marked" if label else "front", label=label)


def _marks(point: dict[str, Any], words: Words) -> str:
    return " · ".join(words[f"mark_{mark}"] for mark in point.get("mark") or ())


def _table(found: Sequence[dict[str, Any]], plan: dict[str, Any], words: Words) -> Table:
    head = ("front_point", "cost_eur", "balance_kwh", "row_co2", "row_gap", "row_verified")
    own = {**plan, COST: plan["objective_eur_per_year"]}
    named = [(_marks(point, words) or words.n(k + 1), point) for k, point in enumerate(found)]
    rows = tuple(
        (
            name,
            words.n(point[COST]),
            words.n(point[KEYS["balance"]]),
            words.n(point[KEYS["co2"]]),
            words.n(100.0 * point["gap"], 3),
            words["yes" if point["verified"] else "no"],
        )
        for name, point in [*named, (words["front_this"], own)]
    )
    return Table(tuple(words[name] for name in head), rows)
