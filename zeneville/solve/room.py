"""By how much designs may give less to a requirement than those of a plan do."""

from __future__ import annotations

from zeneville.model import Problem
from zeneville.solve.bound import fields_at
from zeneville.solve.dispatch import Dispatch, beyond
from zeneville.solve.duals import Duals


def room(problem: Problem, plan: Dispatch, row: str, duals: Duals) -> float:
    """What a plan gives to a yearly requirement beyond its level, in its unit; below 0 if missed.

    A plan whose designs give more balance than is asked has smaller fields than pay for
    themselves at the prices: what they leave out is room for other designs.
    """
    left = beyond(problem, plan, row)
    if row != "balance":
        return left
    more = fields_at(problem, duals) - plan.sizes["field_kwp"]
    yearly = problem.asset_kwh @ problem.weight
    return left + float(problem.balance_factor * (more @ yearly))
