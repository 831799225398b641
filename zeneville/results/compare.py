"""Stored plans side by side."""

from __future__ import annotations

from pathlib import Path

from zeneville.results.store import read_for_check

KEYS = (
    "buildings",
    "hours",
    "objective_eur_per_year",
    "reference_cost_eur_per_year",
    "bound_eur_per_year",
    "gap",
    "verified",
    "energy_balance_kwh_per_year",
    "max_balance_kwh_per_year",
    "co2_kg_per_year",
    "reference_co2_kg_per_year",
    "final_energy_kwh_per_year",
    "investment_eur",
    "pv_kwp",
)


def table(folders: tuple[Path, ...]) -> str:
    """A text table with a column per plan."""
    summaries = [read_for_check(folder)[1] for folder in folders]
    names = [f"{summary['case']}"[:20] for summary in summaries]
    lines = [f"{'':<32}" + "".join(f"{name:>22}" for name in names)]
    for key in KEYS:
        cells = []
        for summary in summaries:
            value = summary.get(key)
            shown = (
                f"{value:,.4g}"
                if key == "gap"
                else (
                    f"{value:,.0f}"
                    if isinstance(value, int | float) and not isinstance(value, bool)
                    else str(value)
                )
            )
            cells.append(f"{shown:>22}")
        lines.append(f"{key:<32}" + "".join(cells))
    return "\n".join(lines)
