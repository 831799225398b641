"""The same program stated in four libraries and as a bare matrix, solved by the same HiGHS.

``python -m benchmarks.peers [--buildings 10 --hours 288]``

Each statement runs in a process of its own; the one called ours is the model of the package.
"""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import highspy

from benchmarks.peers.district import small_district
from benchmarks.peers.measure import STATEMENTS, Measured, measure_quietly, missing
from zeneville.model import Columns, Problem


def main() -> None:
    """Print a table and one line of results."""
    asked = _arguments()
    problem, columns = small_district(asked.district, asked.buildings, asked.hours, asked.seed)
    absent = missing()
    results = [
        _alone(name, problem, columns, asked.turns) for name in STATEMENTS if name not in absent
    ]
    print(
        f"{'statement':10}{'version':>9}{'build s':>9}{'solve s':>9}{'HiGHS s':>9}{'first s':>9}"
        f"{'variables':>11}{'rows':>8}{'objective EUR/year':>24}"
    )
    for told in results:
        print(
            f"{told.name:10}{told.version:>9}{told.build_seconds:9.3f}{told.solve_seconds:9.3f}"
            f"{told.highs_seconds:9.3f}{told.first_seconds:9.3f}{told.variables:11}{told.rows:8}"
            f"{told.objective:24.9f}"
        )
    for name, package in absent.items():
        print(f'{name:10} {package} is not installed: pip install -c constraints.txt ".[peers]"')
    print(
        "build: the statement; solve: what the library does to have the answer, HiGHS included; "
        f"least of {asked.turns} turns; first: both, first turn"
    )
    print(_line(results, columns, problem, absent))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default="zeneville600")
    parser.add_argument("--buildings", type=int, default=10)
    parser.add_argument("--hours", type=int, default=288, help="whole days: a multiple of 24")
    parser.add_argument("--seed", type=int, default=0, help="which buildings are drawn")
    parser.add_argument("--turns", type=int, default=3, help="how often each is built and solved")
    return parser.parse_args()


def _alone(name: str, problem: Problem, columns: Columns, turns: int) -> Measured:
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        return process.submit(measure_quietly, name, problem, columns, turns).result()


def worst_difference(results: list[Measured]) -> float:
    """Largest distance of an objective from ours, relative to ours."""
    objective = {told.name: told.objective for told in results}
    ours = objective["ours"]
    return max(abs(other - ours) for other in objective.values()) / abs(ours)


def _line(
    results: list[Measured], columns: Columns, problem: Problem, absent: dict[str, str]
) -> str:
    pairs = [f"worst_objective_difference={worst_difference(results):.1e}"]
    for told in results:
        pairs += [
            f"build_seconds_{told.name}={told.build_seconds:.3f}",
            f"solve_seconds_{told.name}={told.solve_seconds:.3f}",
        ]
    for told in results:
        pairs.append(f"size_{told.name}={told.variables}x{told.rows}")
    pairs += [f"version_{told.name}={told.version}" for told in results if told.name != "direct"]
    pairs += [
        f"version_highs={highspy.Highs().version()}",
        f"buildings={len(problem.building)}",
        f"designs={len(columns)}",
        f"hours={len(problem.weight)}",
        f"missing={','.join(absent) or 'none'}",
    ]
    return " ".join(pairs)


if __name__ == "__main__":
    main()
