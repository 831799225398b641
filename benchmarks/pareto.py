"""Fronts of a district: seconds a point, beside solving some of the same levels each anew.

Each anew means what `zeneville plan` would do for that level: state the master, typical days before
a year, columns from guessed prices. ``--anew`` says how many levels, spread over both fronts. Inner
points are all but the cheapest and the strictest of each front.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from zeneville.model import Designs
from zeneville.pipeline import statement
from zeneville.results.front import levels
from zeneville.solve import Answer, decide, profile
from zeneville.solve.front import ROWS, Tracer


def main() -> None:
    """One district, one number of hours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default="zeneville600")
    parser.add_argument("--hours", type=int, default=288)
    parser.add_argument("--points", type=int, default=9)
    parser.add_argument("--anew", type=int, default=4)
    parser.add_argument("--solver", default="standard")
    asked = parser.parse_args()
    settings = profile.load(asked.solver).settings()
    problem, _ = statement(asked.district, asked.hours)
    designs = Designs(problem)
    designs.cost, designs.co2, designs.investment, designs.fuel_balance  # noqa: B018 once for all
    tracer = Tracer(problem, designs, settings)
    taken: list[float] = []
    found: list[tuple[str, float | None, Answer, float]] = []

    def timed(row: str, level: float | None, answer: Answer, began: float) -> None:
        seconds = time.perf_counter() - began
        taken.append(seconds)
        found.append((row, level, answer, seconds))
        told = answer.dispatch.totals
        print(
            f"{row:<9}{told.balance:>16,.0f} kWh {told.co2:>14,.0f} kg {answer.cost:>16,.0f} "
            f"EUR/year {answer.gap:9.4%} {seconds:7.2f} s"
        )

    ends: list[float | None] = [None]
    began = time.perf_counter()
    first = tracer.cheapest()
    timed("cheapest", None, first, began)
    for row, meaning in ROWS.items():
        began = time.perf_counter()
        last = tracer.strictest(row, meaning.of(first))
        if last is None:
            continue
        timed(row, *last, began)
        ends.append(last[0])
        for level in levels(row, meaning.of(first), last[0], asked.points)[1:-1]:
            began = time.perf_counter()
            timed(row, float(level), tracer.at(row, float(level)), began)
    inner = [one for one in found if one[1] not in ends]
    chosen = inner[:: max(1, len(inner) // max(asked.anew, 1))][: asked.anew]
    anew, worst = [], 0.0
    for row, level, answer, _ in chosen:
        began = time.perf_counter()
        assert level is not None
        alone = decide(tracer.asked(row, level), designs, settings)
        anew.append(time.perf_counter() - began)
        worst = max(worst, alone.bound / answer.cost - 1.0, answer.bound / alone.cost - 1.0)
    same = [seconds for *_, seconds in inner]
    gaps = [answer.gap for *_, answer, _ in found]
    print(
        f"buildings={len(problem.building)} hours={len(problem.weight)} points={len(found)} "
        f"seconds={sum(taken):.1f} seconds_per_point={np.mean(taken):.2f} "
        f"seconds_per_inner_point={np.mean(same):.2f} seconds_anew={np.mean(anew):.2f} "
        f"worst_gap={max(gaps):.6f} mean_gap={np.mean(gaps):.6f} "
        f"worst_bound_above_plan={max(worst, 0.0):.1e}"
    )


if __name__ == "__main__":
    main()
