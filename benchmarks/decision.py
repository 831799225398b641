"""The decision of a district and its proof: time, gap, memory and two audits in one line.

``seconds`` is the decision stage alone: designs priced, typical days, the year, rounding and the
final bound. ``audit_seconds`` is HiGHS on the dispatch of the plan's designs; the independent
check of the stored arrays is counted apart, too. ``--buildings`` draws that many buildings of the
district with replacement (other ids, fixed seed), its sites and limits grown in proportion.
``--storage`` decides once more with tanks heated by a clock and home batteries in the menu, or with
the kinds of storage named behind it, and prints both side by side.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from dataclasses import dataclass, replace
from typing import get_args

import numba
import numpy as np
import xarray as xr

from zeneville.case import Case, load
from zeneville.case.schema import Assumption, Storage
from zeneville.model import Designs, Problem
from zeneville.model.problem import ARRAYS
from zeneville.pipeline import statement
from zeneville.solve import Answer, Settings, audit, decide, profile
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


def with_storage(case: Case, offered: tuple[str, ...], prices: dict[str, float]) -> Case:
    """The case with such storage offered, some figures of the catalogue replaced."""
    source = "asked of the benchmark"
    asked = {name: Assumption(value=price, source=source) for name, price in prices.items()}
    changes = {"storage": offered, "assumptions": {**case.assumptions, **asked}}
    return case.model_copy(update=changes)


def asked_storage(asked: argparse.Namespace) -> tuple[tuple[str, ...], dict[str, float]]:
    """What is offered in the second run, and other prices than those of the catalogue."""
    offered = tuple(asked.storage) or ("tank_night", "tank_sun", "home_battery")
    prices = {
        "battery_home_fr": asked.battery_price,
        "home_buffer_per_litre": asked.buffer_price,
        "home_buffer_fixed": None if asked.buffer_price is None else 0.0,
    }
    return offered, {name: price for name, price in prices.items() if price is not None}


def peak_mb() -> float:
    """Largest resident set of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


@dataclass(frozen=True)
class Measured:
    """One decision with what it took; seconds of the clock and of the processor."""

    answer: Answer
    dataset: xr.Dataset
    seconds: float
    cpu_seconds: float
    audit_seconds: float
    audit_difference: float
    check_seconds: float
    verified: str


def measured(problem: Problem, settings: Settings, with_audit: bool) -> Measured:
    """Decide, print the progress, audit by HiGHS and check independently where asked."""

    def told(stage: str, cost: float, bound: float) -> None:
        gap = (cost - bound) / max(abs(cost), 1e-9)
        at = time.perf_counter() - started
        print(f"{at:7.1f} s  {stage:<13} {cost:16,.1f} {bound:16,.1f} EUR/year {gap:10.5%}")

    started, worked = time.perf_counter(), time.process_time()
    designs = Designs(problem)
    answer = decide(problem, designs, settings, told)
    seconds, cpu = time.perf_counter() - started, time.process_time() - worked
    dataset = to_dataset(problem, designs, answer)
    verified, audit_seconds, check_seconds, difference = "not_asked", 0.0, 0.0, float("nan")
    if with_audit:
        started = time.perf_counter()
        by_highs = audit(Master(problem), designs, answer.dispatch.chosen)
        audit_seconds = time.perf_counter() - started
        difference = abs(by_highs - answer.cost) / abs(by_highs)
        started = time.perf_counter()
        verified = str(check(dataset).verified)
        check_seconds = time.perf_counter() - started
    return Measured(
        answer, dataset, seconds, cpu, audit_seconds, difference, check_seconds, verified
    )


def chosen_storage(found: Measured) -> str:
    """How many buildings chose each option of storage."""
    labels = found.dataset["storage_option"].values[found.dataset["chosen_storage_option"].values]
    return " ".join(f"{name}:{count}" for name, count in sorted(Counter(labels.tolist()).items()))


def main() -> None:
    """One district, one number of hours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default="zeneville600")
    parser.add_argument("--hours", type=int, default=8760)
    parser.add_argument("--buildings", type=int, help="Draw that many with replacement.")
    parser.add_argument("--solver", default="standard")
    parser.add_argument("--gap", type=float)
    parser.add_argument("--no-audit", action="store_true", help="Leave out HiGHS and the check.")
    parser.add_argument(
        "--storage", nargs="*", choices=get_args(Storage), help="Offer storage in a second run."
    )
    parser.add_argument("--battery-price", type=float, help="EUR/kWh of home batteries, with VAT.")
    parser.add_argument("--buffer-price", type=float, help="EUR/l of buffer tanks, before VAT.")
    asked = parser.parse_args()
    settings = profile.load(asked.solver).settings(gap=asked.gap)
    case = load(asked.district)
    begun = time.perf_counter()
    problem, heated = statement(case, asked.hours)
    print(f"inputs of the decision: {time.perf_counter() - begun:.1f} s")
    count = heated
    if asked.buildings is not None:
        problem, count = drawn(problem, heated, asked.buildings), asked.buildings
        print(f"{count} buildings drawn with replacement from {asked.district}, seed 0")
    before = peak_mb()
    found = measured(problem, settings, not asked.no_audit)
    line = (
        f"buildings={count} meters={len(problem.building)} hours={len(problem.weight)} "
        f"seconds={found.seconds:.1f} "
        f"audit_seconds={found.audit_seconds:.1f} gap={found.answer.gap:.6f} "
        f"verified={found.verified} audit_difference={found.audit_difference:.1e} "
        f"peak_memory_mb={peak_mb():.0f} memory_before_mb={before:.0f} "
        f"iterations={found.answer.iterations} columns={found.answer.columns} "
        f"threads={numba.get_num_threads()} cpu_seconds={found.cpu_seconds:.1f} "
        f"check_seconds={found.check_seconds:.1f} status={found.answer.status} "
        f"objective={found.answer.cost:.1f} bound={found.answer.bound:.1f}"
    )
    if asked.storage is not None:
        offered = with_storage(case, *asked_storage(asked))
        larger, _ = statement(offered, asked.hours)
        if asked.buildings is not None:
            larger = drawn(larger, heated, asked.buildings)
        print(f"offered: {', '.join(larger.storage_option.tolist())}")
        stored = measured(larger, settings, not asked.no_audit)
        print(f"chosen: {chosen_storage(stored)}")
        line += (
            f" storage_options={len(larger.storage_option)} storage_seconds={stored.seconds:.1f} "
            f"storage_cpu_seconds={stored.cpu_seconds:.1f} storage_gap={stored.answer.gap:.6f} "
            f"storage_verified={stored.verified} "
            f"storage_audit_difference={stored.audit_difference:.1e} "
            f"storage_check_seconds={stored.check_seconds:.1f} "
            f"storage_status={stored.answer.status} storage_peak_memory_mb={peak_mb():.0f} "
            f"storage_objective={stored.answer.cost:.1f} storage_bound={stored.answer.bound:.1f}"
        )
    print(line)


if __name__ == "__main__":
    main()
