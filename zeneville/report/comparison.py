"""The plan beside the reference and beside other plans, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zeneville.report.charts import points
from zeneville.report.charts.figure import Figure
from zeneville.report.subject import Subject

#: rows of the table of scenarios: word, key of the summary, decimals
SCENARIO_ROWS = (
    ("row_cost", "objective_eur_per_year", 0),
    ("row_investment", "investment_eur", 0),
    ("row_balance", "energy_balance_kwh_per_year", 0),
    ("row_co2", "co2_kg_per_year", 0),
    ("row_primary", "primary_energy_kwh_per_year", 0),
    ("row_imported", "imported_kwh_per_year", 0),
    ("row_exported", "exported_kwh_per_year", 0),
    ("row_pv", "pv_kwp", 0),
    ("row_hours", "hours", 0),
)


@dataclass(frozen=True)
class Row:
    """A line of figures."""

    label: str
    values: tuple[str, ...]


def with_reference(subject: Subject) -> list[Row]:
    """Plan, reference and the difference in percent."""
    words, told = subject.words, subject.summary
    planned, today = subject.planned, subject.today
    peak = max(float(subject.net_kw.max()), 0.0)
    lines = [
        ("row_cost", told["objective_eur_per_year"], told["reference_cost_eur_per_year"]),
        ("row_bills", planned.bill_eur.sum(), today.bill_eur.sum()),
        ("row_used", planned.used_kwh.sum(), today.used_kwh.sum()),
        *_told(told, "row_heating", "heating_need_kwh_per_year"),
        *_told(told, "row_primary", "primary_energy_kwh_per_year"),
        *_told(told, "row_balance", "energy_balance_kwh_per_year"),
        *_told(told, "row_co2", "co2_kg_per_year"),
        ("row_imported", subject.grid.imported, today.yearly(today.electricity_kwh)),
        ("row_exported", subject.grid.exported, 0.0),
        ("row_exchanged", told["exchanged_kwh_per_year"], 0.0),
        ("row_peak", peak, float(today.electricity_kwh.max())),
        ("row_investment", told["investment_eur"], None),
    ]
    return [
        Row(words[name], (words.n(plan), words.n(before), _change(subject, plan, before)))
        for name, plan, before in lines
    ]


def _told(told: dict[str, Any], name: str, key: str) -> list[tuple[str, float, float]]:
    return [(name, told[key], told[f"reference_{key}"])]


def _change(subject: Subject, plan: float, before: float | None) -> str:
    """Percent, where the reference is above zero."""
    if before is None or before <= 0.0:
        return "–"
    share = 100.0 * (plan / before - 1.0)
    return subject.words.say("percent", value=("+" if share > 0 else "") + subject.words.n(share))


def letters(subject: Subject) -> list[tuple[str, str]]:
    """A letter and the name of each plan, the report's own first."""
    plans = (subject.summary, *subject.others)
    return [(chr(ord("A") + k), _name(told)) for k, told in enumerate(plans)]


def _name(told: dict[str, Any]) -> str:
    """The case with what it requires."""
    return str(told.get("scenario") or told["case"])


def scenarios(subject: Subject) -> list[Row]:
    """All plans side by side."""
    words = subject.words
    plans = (subject.summary, *subject.others)
    rows = [
        Row(words[name], tuple(words.n(told.get(key), digits) for told in plans))
        for name, key, digits in SCENARIO_ROWS
    ]
    rows.append(Row(words["row_renovated"], tuple(words.n(_renovated(told)) for told in plans)))
    rows.append(Row(words["row_gap"], tuple(words.n(100 * told["gap"], 2) for told in plans)))
    checked = tuple(words["yes" if told["verified"] else "no"] for told in plans)
    return [*rows, Row(words["row_verified"], checked)]


def _renovated(told: dict[str, Any]) -> int:
    return int(told["buildings"] - told["packages"].get("as_is", 0))


def chart(subject: Subject) -> Figure:
    """Plans as points of cost and balance."""
    words = subject.words
    plans = (subject.summary, *subject.others)
    return points.cost_against_balance(
        words["scenarios_chart"],
        words["scenarios_note"],
        [
            (
                letter,
                told["energy_balance_kwh_per_year"],
                told["objective_eur_per_year"],
            )
            for (letter, _), told in zip(letters(subject), plans, strict=True)
        ],
        words,
    )
