"""Decomposition against the whole problem solved at once, by two statements of it.

Every random district is decided by the decomposition to a gap of 1e-6. Then every design of every
building becomes a binary variable: once in the package's own model (Pyomo), once restated in
linopy from the arrays alone; HiGHS solves both to 1e-7. The plan may cost no more than the optimum
and the gap it states, its bound may lie no higher than the optimum, and the independent check has
to believe it. ``root gap`` is what one dual vector proves, before choices are split. With
``--buffers`` buildings may have buffer tanks for space heat, too.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np

from benchmarks.oracle_districts import Case, cases, district
from zeneville.model import Columns, Designs, Problem, build
from zeneville.model.columns import state as columns_of
from zeneville.solve import Answer, Settings, decide, highs, price
from zeneville.solve.program import state
from zeneville.solve.stored import to_dataset
from zeneville.verify import check

#: what the decomposition is asked for, and what HiGHS is
GAP, TOLERANCE = 1e-6, 1e-7
#: seconds that HiGHS may take for one statement
MIP_S = 300.0
#: how far a plan may lie below the optimum, and a bound above it, by the tolerances of solvers
BELOW, ABOVE = 1e-7, 1e-6


@dataclass(frozen=True)
class Compared:
    """Relative differences of one district; ``restated`` is not a number without linopy."""

    plan: float
    bound: float
    restated: float
    gap: float
    verified: bool

    @property
    def wrong(self) -> bool:
        """True when plan, bound or check do not stand beside the optimum."""
        beside = -BELOW <= self.plan <= self.gap + BELOW and self.bound <= ABOVE
        return not (beside and self.verified)


def every_design(designs: Designs) -> Columns:
    """Each allowed design of each building as a column of its own."""
    building, number = np.nonzero(designs.allowed)
    members = [np.array([b]) for b in building]
    return columns_of(designs, building, members, [np.array([d]) for d in number])


def optimum(problem: Problem, designs: Designs) -> float:
    """Least cost in EUR a year of the package's own model.

    Raises
    ------
    ValueError
        When HiGHS does not prove an optimum, or a requirement is missed at it.
    """
    program = state(build(problem, every_design(designs), integer=True))
    found = highs.solve(program, {"mip_rel_gap": TOLERANCE, "time_limit": MIP_S})
    slacks = [at for name, at in program.columns.items() if name.startswith("shortfall.")]
    missed = sum(float(found.at(at).sum()) for at in slacks)
    if found.status != "Optimal" or missed > 1e-5:
        raise ValueError(f"HiGHS ends with status {found.status}, requirements missed {missed:g}")
    return found.objective + problem.fixed_cost


def restated(problem: Problem) -> float:
    """The same from the statement in linopy; not a number where it is not installed."""
    if find_spec("linopy") is None:
        return float("nan")
    from benchmarks import oracle_restated

    with _quiet():
        return oracle_restated.optimum(problem, TOLERANCE, MIP_S)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Nothing on standard output, the solver's own banner included."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def prices_asked(answer: Answer) -> str:
    """Requirements that have a price in the best dual vector."""
    duals = answer.duals
    names = {
        "balance": duals.balance,
        "co2": duals.co2,
        "invest": duals.invest,
        "import": duals.imported.max(),
        "export": duals.exported.max(),
    }
    return " ".join(name for name, price_asked in names.items() if price_asked > 1e-9) or "-"


def compared(case: Case) -> Compared:
    """One district decided, solved twice and printed."""
    problem = district(case)
    designs = Designs(problem)
    begun = time.perf_counter()
    answer = decide(problem, designs, Settings(gap=GAP))
    decided = time.perf_counter()
    verified = check(to_dataset(problem, designs, answer)).verified
    root = price(problem, designs, answer.duals).bound
    started = time.perf_counter()
    best = optimum(problem, designs)
    solved = time.perf_counter()
    again = restated(problem)
    ended = time.perf_counter()
    found = Compared(
        plan=(answer.cost - best) / abs(best),
        bound=(answer.bound - best) / abs(best),
        restated=abs(again - best) / abs(best),
        gap=answer.gap,
        verified=verified,
    )
    nodes = sum(1 if leaf.proof is None else len(leaf.proof.parent) for leaf in answer.leaves)
    print(
        f"{case.seed:>4} {case.buildings:>3} x {case.hours:<3} {int(designs.allowed.sum()):>7} "
        f"{best:>12.3f} {found.plan:>9.1e} {found.bound:>9.1e} {found.restated:>9.1e} "
        f"{answer.gap:>8.1e} {(answer.cost - root) / abs(best):>8.1e} {nodes:>5} "
        f"{decided - begun:>6.1f} {solved - started:>6.1f} {ended - solved:>6.1f} "
        f"{'yes' if verified else 'NO':>8}  {prices_asked(answer)}",
        flush=True,
    )
    return found


def told(count: int, first: int, buffers: bool) -> Iterator[Compared]:
    """Districts in turn, below a heading."""
    print(
        "seed  size     designs      optimum      plan     bound  restated      gap root gap nodes "
        "  ours  pyomo linopy verified  prices"
    )
    print(f"{'':>24}{'EUR/year':>9}{'':>68}{'s':>4}{'s':>7}{'s':>7}")
    for case in cases(first + count, buffers)[first:]:
        yield compared(case)


def main() -> None:
    """As many districts as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="seed of the first district")
    parser.add_argument("--buffers", action="store_true", help="offer buffer tanks")
    asked = parser.parse_args()
    begun = time.perf_counter()
    found = list(told(asked.cases, asked.first, asked.buffers))
    print(
        f"cases={len(found)} "
        f"worst_plan_difference={max(abs(one.plan) for one in found):.1e} "
        f"worst_bound_excess={max(one.bound for one in found):.1e} "
        f"worst_restatement_difference={max(one.restated for one in found):.1e} "
        f"seconds={time.perf_counter() - begun:.1f} "
        f"worst_gap={max(one.gap for one in found):.1e} "
        f"lowest_plan={min(one.plan for one in found):.1e} "
        f"wrong={sum(one.wrong for one in found)}"
    )


if __name__ == "__main__":
    main()
