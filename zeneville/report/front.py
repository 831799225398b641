"""Fronts of cost against balance and CO2: every point drawn and told, beside the plan or alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zeneville.report.charts import points
from zeneville.report.charts.figure import Figure, Table
from zeneville.report.charts.points import Dot
from zeneville.report.wording import Words

#: what a front is held against -> key of a point and of summary.json
KEYS = {"balance": "energy_balance_kwh_per_year", "co2": "co2_kg_per_year"}
COST, BOUND = "cost_eur_per_year", "bound_eur_per_year"
#: how many times as wide as the front a drawing of it may be to show the reference, too
SQUEEZED = 3.0
#: columns of the table after the point's name: key, heading, decimals
COLUMNS = (
    (COST, "cost_eur", 0),
    (KEYS["balance"], "balance_kwh", 0),
    (KEYS["co2"], "row_co2", 0),
    ("investment_eur", "front_investment", 0),
    ("abatement_eur_per_tco2", "front_abatement", 0),
    ("balance_eur_per_kwh", "front_per_kwh", 3),
)
#: what the last unit cost, by front
MARGINAL = {
    "balance": ("marginal_balance_eur_per_kwh", "front_marginal_balance", 3),
    "co2": ("marginal_abatement_eur_per_tco2", "front_marginal_co2", 0),
}


@dataclass(frozen=True)
class Front:
    """A front drawn, and whether it was found for the very case of the plan."""

    figure: Figure
    same_case: bool


def drawn(
    fronts: Mapping[str, Any] | None, words: Words, plan: Mapping[str, Any] | None = None
) -> list[Front]:
    """Each front that has points, with the plan of a report on it where there is one.

    Parameters
    ----------
    fronts
        Content of pareto.json: ``reference``, and ``fronts``, each ``against`` ``balance`` or
        ``co2`` with ``points`` that have cost, bound, balance, CO2, gap, whether they are verified
        and their ``mark``.
    plan
        Content of summary.json.
    """
    if not fronts:
        return []
    same = plan is None or all(
        fronts.get(key, plan[key]) == plan[key] for key in ("case_sha256", "hours")
    )
    return [
        Front(_figure(one["against"], one["points"], fronts.get("reference"), plan, words), same)
        for one in fronts.get("fronts", [])
        if one.get("against") in KEYS and one.get("points")
    ]


def _figure(
    against: str,
    found: Sequence[Mapping[str, Any]],
    reference: Mapping[str, Any] | None,
    plan: Mapping[str, Any] | None,
    words: Words,
) -> Figure:
    key = KEYS[against]
    dots = [_dot(point, key, words) for point in found]
    below = [Dot(point[key], point[BOUND], "bound") for point in found if BOUND in point]
    notes = [words[f"front_{against}_note"], words["front_note"]]
    if reference is not None and _near(reference[key], [point[key] for point in found]):
        dots.append(Dot(reference[key], reference[COST], "today", label=words["today"]))
        notes.append(words["front_square_note"])
    elif reference is not None:
        notes.append(words["front_far_note"])
    if plan is not None:
        cost = plan["objective_eur_per_year"]
        dots.append(Dot(plan[key], cost, "plan", label=words["front_this"]))
    return points.costs_against(
        against,
        f"front-{against}",
        words[f"front_{against}"],
        " ".join([*notes, words["front_knee_note"]]),
        [*below, *dots],
        _table(against, found, reference, plan, words),
        words,
    )


def _near(at: float, front: Sequence[float]) -> bool:
    """Whether the reference leaves the front room enough to be read beside it."""
    reach = max(front) - min(front)
    return max(*front, at) - min(*front, at) <= SQUEEZED * max(reach, 1.0)


def _dot(point: Mapping[str, Any], key: str, words: Words) -> Dot:
    label = _marks(point, words)
    return Dot(point[key], point[COST], "marked" if label else "front", label=label)


def _marks(point: Mapping[str, Any], words: Words) -> str:
    return " · ".join(words[f"mark_{mark}"] for mark in point.get("mark") or ())


def _table(
    against: str,
    found: Sequence[Mapping[str, Any]],
    reference: Mapping[str, Any] | None,
    plan: Mapping[str, Any] | None,
    words: Words,
) -> Table:
    """Every point with its marks, what it costs and gives, its last unit's price and its proof."""
    named: list[tuple[str, Mapping[str, Any]]] = [
        (_marks(point, words) or words.n(k + 1), point) for k, point in enumerate(found)
    ]
    if plan is not None:
        own = {**plan, COST: plan["objective_eur_per_year"]}
        named.append((words["front_this"], own))
    if reference is not None:
        named.append((words["today"], reference))
    columns = (*COLUMNS, MARGINAL[against])
    rows = tuple(
        (
            name,
            words["yes" if point["verified"] else "no"] if "verified" in point else "–",
            *(words.n(point.get(key), places) for key, _, places in columns),
            words.n(100.0 * point["gap"], 3) if "gap" in point else "–",
        )
        for name, point in named
    )
    head = ("front_point", "row_verified", *(heading for _, heading, _ in columns), "row_gap")
    return Table(tuple(words[name] for name in head), rows, texts=2)
