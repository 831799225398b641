"""What a district can reach at best, and which requirements it misses."""

from __future__ import annotations

from zeneville.errors import Shortfall
from zeneville.model import Designs, Problem
from zeneville.solve.gains import gains


def best_balance(problem: Problem, designs: Designs) -> float:
    """Largest energy balance over all designs and assets, limits on money and wires aside.

    With one factor for imports and exports the balance of a design does not depend on who
    uses its surplus, so the maximum is found building by building.
    """
    fields = problem.asset_max * (problem.asset_kwh @ problem.weight)
    most = gains(designs, "balance").max(axis=1).sum()
    return float(most + problem.balance_factor * fields.sum())


def least_co2(problem: Problem, designs: Designs) -> float:
    """Smallest CO2 (kg a year) with local production serving every import (a lower bound)."""
    fields = problem.co2_import * float(
        (problem.asset_max * (problem.asset_kwh @ problem.weight)).sum()
    )
    return max(0.0, -float(gains(designs, "co2").max(axis=1).sum()) - fields)


def together(problem: Problem, missed: dict[str, float]) -> list[Shortfall]:
    """Requirements that cannot be met together: what the relaxed district still misses.

    The relaxation may mix designs within a building, so a real plan misses at least as much in
    the same trade-off between the requirements.
    """
    rows = (
        ("balance", "balance_min", -1.0, "energy balance", "kWh/year"),
        ("co2", "co2_max", 1.0, "CO2", "kg/year"),
        ("invest", "investment_max", 1.0, "investment", "EUR"),
    )
    found = []
    for row, limit, sign, name, unit in rows:
        level = problem.limit(limit)
        if level is not None and missed.get(row, 0.0) > 1e-3:
            found.append(
                Shortfall(f"{name} (with the others)", level, level + sign * missed[row], unit)
            )
    wires = [
        problem.limit(name)
        for name in ("transformer_kw", "winter_peak_kw")
        if problem.limit(name) is not None
    ]
    if wires and missed.get("meter", 0.0) > 1e-6:
        least = min(level for level in wires if level is not None)
        found.append(Shortfall("import in the worst hour", least, least + missed["meter"], "kW"))
    return found


def shortfalls(problem: Problem, designs: Designs) -> list[Shortfall]:
    """Requirements that cannot be met even alone, each with the best that can be reached."""
    found = []
    balance = problem.limit("balance_min")
    if balance is not None:
        best = best_balance(problem, designs)
        if best < balance:
            found.append(Shortfall("energy balance", balance, best, "kWh/year"))
    co2 = problem.limit("co2_max")
    if co2 is not None:
        best = least_co2(problem, designs)
        if best > co2:
            found.append(Shortfall("CO2", co2, best, "kg/year"))
    invest = problem.limit("investment_max")
    if invest is not None:
        best = -float(gains(designs, "invest").max(axis=1).sum())
        if best > invest:
            found.append(Shortfall("investment", invest, best, "EUR"))
    return found
