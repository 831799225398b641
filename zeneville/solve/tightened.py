"""Requirements a little stricter, so that whole designs near a mixture still meet them."""

from __future__ import annotations

from zeneville.model import Problem


def tightened(problem: Problem, margin: float) -> Problem:
    """Requirements stricter by a share, so that whole designs near the mixture still meet them."""
    used = problem.balance_factor * float(problem.electricity_kwh.sum(axis=0) @ problem.weight)
    return problem.with_scalars(
        balance_min=problem.balance_min + margin * used,
        co2_max=problem.co2_max * (1.0 - margin),
        investment_max=problem.investment_max * (1.0 - margin),
        renewable_margin=margin * used,
        autonomy_margin=margin * used,
        transformer_kw=problem.transformer_kw * (1.0 - margin),
        winter_peak_kw=problem.winter_peak_kw * (1.0 - margin),
        export_kw=problem.export_kw * (1.0 - margin),
    )
