"""The plan beside the reference and beside other plans, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zeneville.report.subject import Subject


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
