"""The figures of a plan, each by its name; SVG without a page around it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from zeneville.report.charts import (
    bars,
    colours,
    duration,
    hours,
    letters,
    level,
    proof,
    sankey,
)
from zeneville.report.charts.figure import Figure
from zeneville.report.subject import Subject
from zeneville.results import energy_flows

#: kWh of a battery, or euros of an item, that are too small to be shown
SMALL = 0.5


def of_plan(subject: Subject) -> dict[str, Figure]:
    """All figures that the plan has data for."""
    made: dict[str, Callable[[Subject], Figure | None]] = {
        "labels": _labels,
        "flows_today": _flows_today,
        "flows_plan": _flows_plan,
        "grid": _grid,
        "price": _price,
        "duration": _duration,
        "level": _level,
        "costs": _costs,
        "proof": _proof,
    }
    drawn = {name: make(subject) for name, make in made.items()}
    return {name: figure for name, figure in drawn.items() if figure is not None}


def _labels(subject: Subject) -> Figure:
    words, told = subject.words, subject.summary
    return letters.distribution(
        told["labels_before"], told["labels_after"], words["labels_chart"], "", words
    )


def _flows(subject: Subject, which: str) -> Figure:
    words = subject.words
    today = energy_flows.links(subject.today, energy_flows.grid_of_today(subject.today))
    plan = energy_flows.links(subject.planned, subject.grid)
    largest = max(sankey.total(today), sankey.total(plan))
    return sankey.diagram(
        f"flows-{which}",
        words[f"flows_{which}"],
        "",
        plan if which == "plan" else today,
        largest,
        words,
    )


def _flows_today(subject: Subject) -> Figure:
    return _flows(subject, "today")


def _flows_plan(subject: Subject) -> Figure:
    return _flows(subject, "plan")


def _grid(subject: Subject) -> Figure:
    words, (days, weight) = subject.words, subject.days
    return hours.day_by_hour(
        "grid",
        words["map_of_grid"],
        words["map_of_grid_note"],
        subject.by_day(subject.net_kw),
        days,
        weight,
        colours.two_sided(subject.net_kw, words["map_of_grid_unit"]),
        words,
    )


def _price(subject: Subject) -> Figure | None:
    """The dual of the community's balance per kWh, in the leaf of the least bound."""
    data, words = subject.plan.data, subject.words
    price = data["dual_community"].values[0] / subject.weight
    premium = float(data["dual_balance"].values[0]) * float(data["balance_factor"])
    note = words["map_of_price_note_plain"]
    if premium > 1e-6:
        note = words.say("map_of_price_note", premium=words.n(premium, 3))
    days, weight = subject.days
    return hours.day_by_hour(
        "price",
        words["map_of_price"],
        note,
        subject.by_day(price),
        days,
        weight,
        colours.one_sided(price, words["eur_per_kwh"]),
        words,
    )


def _duration(subject: Subject) -> Figure:
    words, today = subject.words, subject.today.electricity_kwh
    return duration.curve(
        words["duration"],
        words.say(
            "duration_note",
            plan=words.n(max(float(subject.net_kw.max()), 0.0)),
            today=words.n(float(today.max())),
            sold=words.n(max(float(-subject.net_kw.min()), 0.0)),
        ),
        subject.net_kw,
        today,
        subject.weight,
        words,
    )


def _level(subject: Subject) -> Figure | None:
    """Nothing where no store is built."""
    data, words = subject.plan.data, subject.words
    if not len(data["store"]):
        return None
    largest = int(np.argmax(data["store_kwh"].values))
    energy = float(data["store_kwh"].values[largest])
    if energy < SMALL:
        return None
    usable = float(data["store_depth"].values[largest]) * energy
    note = words.say(
        "level_note",
        kwh=words.n(energy),
        kw=words.n(float(data["store_kw"].values[largest])),
        usable=words.n(usable),
    )
    note = f"{note} {words['typical_level' if subject.typical else 'level_year']}"
    stored = np.maximum(data["store_level_kwh"].values[largest], 0.0)
    return level.over_the_year(
        words["level"], note, subject.by_day(stored), subject.days[0], usable, words
    )


def _costs(subject: Subject) -> Figure:
    words, costs = subject.words, subject.plan.costs
    rows = [
        (words.of(item), float(plan), float(today))
        for item, plan, today in costs.itertuples(index=False)
        if abs(plan) > SMALL or abs(today) > SMALL
    ]
    year = subject.plan.data.attrs.get("base_year", "")
    return bars.pairs(
        "costs",
        words["money_chart"],
        words.say("money_note", year=year),
        rows,
        f"€ {words['a_year']}",
        words,
    )


def _proof(subject: Subject) -> Figure:
    words, told = subject.words, subject.summary
    return proof.interval(
        words["proof_chart"],
        words["proof_note"],
        told["bound_eur_per_year"],
        told["objective_eur_per_year"],
        told["reference_cost_eur_per_year"],
        words,
    )
