"""The decision of a district and its proof: time, gap, memory and two audits in one line.

``seconds`` is the decision stage alone: designs priced, typical days, the year, rounding and the
final bound. ``audit_seconds`` is HiGHS on the dispatch of the plan's designs; the independent
check of the stored arrays is counted apart, too. ``--buildings`` draws that many buildings of the
district with replacement (other ids, fixed seed), its sites and limits grown in proportion.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import replace

import numba
import numpy as np

from zeneville.model import Designs, Problem
from zeneville.model.problem import ARRAYS
from zeneville.pipeline import statement
from zeneville.solve import audit, decide, profile
from zeneville.solve.master import Master
from zeneville.solve.stored import to_dataset
from zeneville.verify import check


def drawn(problem: Problem, heated: int, count: int, seed: int = 0) -> Problem:
    """``count`` heated buildings, drawn with replacement; other meters and sites in proportion."""
    rng, grown = np.random.default_rng(seed), count / heated
    others = round((len(problem.building) - heated) * grown)
    rows = np.concatenate(
        [
            np.sort(rng.integers(0, heated, count)),
            np.sort(rng.integers(heated, len(problem.building), others)),
        ]
    )
    arrays = {
        name: problem.arrays[name][rows] if dims[0] == "building" else problem.arrays[name]
        for name, (dims, _, _) in ARRAYS.items()
    }
    for name in ("asset_max", "store_max_kwh", "store_max_kw", "converter_max_kw"):
        arrays[name] = problem.arrays[name] * grown
    names = np.array([f"{problem.building[b]}-{i}" for i, b in enumerate(rows)])
    larger = replace(problem, building=names, arrays=arrays)
    scaled = ("fixed_cost", "balance_min", "co2_max")
    scaled += ("investment_max", "transformer_kw", "winter_peak_kw")
    return larger.with_scalars(**{name: problem.scalars[name] * grown for name in scaled})


def peak_mb() -> float:
    """Largest resident set of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


def main() -> None:
    """One district, one number of hours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default="zeneville600")
    parser.add_argument("--hours", type=int, default=8760)
    parser.add_argument("--buildings", type=int, help="Draw that many with replacement.")
    parser.add_argument("--solver", default="standard")
    parser.add_argument("--gap", type=float)
    parser.add_argument("--no-audit", action="store_true", help="Leave out HiGHS and the check.")
    asked = parser.parse_args()
    settings = profile.load(asked.solver).settings(gap=asked.gap)
    begun = time.perf_counter()
    problem, heated = statement(asked.district, asked.hours)
    print(f"inputs of the decision: {time.perf_counter() - begun:.1f} s")
    if asked.buildings is not None:
        problem, heated = drawn(problem, heated, asked.buildings), asked.buildings
        print(f"{heated} buildings drawn with replacement from {asked.district}, seed 0")
    before = peak_mb()

    def told(stage: str, cost: float, bound: float) -> None:
        gap = (cost - bound) / max(abs(cost), 1e-9)
        at = time.perf_counter() - started
        print(f"{at:7.1f} s  {stage:<13} {cost:16,.1f} {bound:16,.1f} EUR/year {gap:10.5%}")

    started, worked = time.perf_counter(), time.process_time()
    designs = Designs(problem)
    answer = decide(problem, designs, settings, told)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    peak = peak_mb()
    verified, audit_seconds, check_seconds, difference = "not_asked", 0.0, 0.0, float("nan")
    if not asked.no_audit:
        started = time.perf_counter()
        by_highs = audit(Master(problem), designs, answer.dispatch.chosen)
        audit_seconds = time.perf_counter() - started
        difference = abs(by_highs - answer.cost) / abs(by_highs)
        started = time.perf_counter()
        verified = str(check(to_dataset(problem, designs, answer)).verified)
        check_seconds = time.perf_counter() - started
    print(
        f"buildings={heated} meters={len(problem.building)} hours={len(problem.weight)} "
        f"seconds={seconds:.1f} "
        f"audit_seconds={audit_seconds:.1f} gap={answer.gap:.6f} verified={verified} "
        f"audit_difference={difference:.1e} peak_memory_mb={peak:.0f} "
        f"memory_before_mb={before:.0f} iterations={answer.iterations} columns={answer.columns} "
        f"threads={numba.get_num_threads()} cpu_seconds={cpu:.1f} "
        f"check_seconds={check_seconds:.1f} status={answer.status} "
        f"objective={answer.cost:.1f} bound={answer.bound:.1f}"
    )


if __name__ == "__main__":
    main()
