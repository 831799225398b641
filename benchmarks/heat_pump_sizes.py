"""What a finer menu of heat-pump sizes saves, and what it costs in time.

One district, its needs and its sun once; then the decision with menus of 3 to 9 sizes of each kind
of heat pump. ``within`` has more sizes between the smallest and the largest of the shipped menu, 5
and more have smaller ones, too. A menu saves where its cost lies below the bound of another.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from unittest import mock

import numpy as np
import xarray as xr

from zeneville.case import Case, load
from zeneville.model import Designs, Problem
from zeneville.pipeline.buildings import heater_menu, hours_of
from zeneville.pipeline.district import district, reference_of, with_limits
from zeneville.pipeline.planning import Prepared, prepare
from zeneville.pipeline.progress import Clock, Silent
from zeneville.solve import decide, profile
from zeneville.technologies import heaters

#: shares of the design peak, for every kind of heat pump
MENUS = {
    "3": (0.6, 1.0, 1.3),
    "4": (0.6, 0.8, 1.0, 1.3),
    "within": (0.6, 0.65, 0.7, 0.75, 0.8, 0.9, 1.0, 1.3),
    "5": (0.5, 0.65, 0.8, 1.0, 1.3),
    "7": (0.4, 0.5, 0.6, 0.7, 0.85, 1.0, 1.3),
    "9": (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.3),
}


def problem_of(
    case: Case, ready: Prepared, hours: xr.Dataset, shares: tuple[float, ...]
) -> Problem:
    """The decision problem with another menu of sizes."""
    kinds = dict.fromkeys(heaters.HEAT_PUMP_SHARES, shares)
    with mock.patch.object(heaters, "HEAT_PUMP_SHARES", kinds):
        menu = heater_menu(ready.inputs, ready.stock, ready.needs)
    built = district(ready.inputs, ready.stock, ready.needs, menu, ready.sun, hours, ready.labels)
    return with_limits(built.problem, case, reference_of(built.problem))


def chosen_sizes(problem: Problem, designs: Designs, chosen: np.ndarray) -> str:
    """How many buildings have which size."""
    labels = problem.heater[designs.parts(chosen)[1]]
    return " ".join(f"{name}:{n}" for name, n in sorted(Counter(labels.tolist()).items()))


def main() -> None:
    """A row a menu, then one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default="escalette")
    parser.add_argument("--hours", type=int, default=288)
    parser.add_argument("--gap", type=float, default=2e-5)
    parser.add_argument("--menus", nargs="+", default=list(MENUS), choices=list(MENUS))
    asked = parser.parse_args()
    case = load(asked.district)
    ready = prepare(case, asked.hours, Clock(Silent()))
    hours = hours_of(asked.hours, ready.inputs.weather, ready.needs, ready.sun.largest_kwh)
    settings = profile.load("standard").settings(gap=asked.gap)
    line = f"district={asked.district} hours={asked.hours}"
    print(f"{'sizes':>7} {'cost EUR/year':>16} {'bound':>16} {'gap':>9} {'s':>7} {'cpu s':>7}")
    for name in asked.menus:
        problem = problem_of(case, ready, hours, MENUS[name])
        designs = Designs(problem)
        started, worked = time.perf_counter(), time.process_time()
        answer = decide(problem, designs, settings)
        seconds, cpu = time.perf_counter() - started, time.process_time() - worked
        print(
            f"{name:>7} {answer.cost:16,.1f} {answer.bound:16,.1f} {answer.gap:9.5%} "
            f"{seconds:7.1f} {cpu:7.1f}  {chosen_sizes(problem, designs, answer.dispatch.chosen)}"
        )
        line += (
            f" cost_{name}={answer.cost:.1f} bound_{name}={answer.bound:.1f} cpu_{name}={cpu:.1f}"
        )
    print(line)


if __name__ == "__main__":
    main()
