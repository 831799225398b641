"""A plan from what a run knows: indicators, tables, findings."""

from __future__ import annotations

from zeneville.results import tables
from zeneville.results.indicators import indicators
from zeneville.results.outcome import Outcome
from zeneville.results.plan import Plan
from zeneville.variables import described

NOT_YET = (
    ("aids, loans, rents", "the owner's account is separate and not built yet"),
    ("works by year", "the programme under annual budgets is not built yet"),
)


def summarise(outcome: Outcome) -> Plan:
    """The plan with everything needed to show and check it."""
    buildings = tables.buildings(outcome)
    return Plan(
        case_name=outcome.case.name,
        summary=indicators(outcome, buildings),
        data=described(outcome.data, "plan"),
        buildings=buildings,
        planes=tables.planes(outcome),
        assets=tables.assets(outcome),
        pipes=tables.pipes(outcome),
        costs=tables.costs(outcome),
        assumptions=outcome.assumptions,
        faults=tuple(str(fault) for fault in outcome.faults),
        findings=outcome.report.lines(),
        not_yet=NOT_YET,
    )
