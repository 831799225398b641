"""The decision: typical days find designs, the year decides over them and proves it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numba

from zeneville.errors import InfeasibleError
from zeneville.model import Designs, Problem
from zeneville.solve.dispatch import Dispatch
from zeneville.solve.duals import Duals
from zeneville.solve.infeasible import explained
from zeneville.solve.linear import Linear
from zeneville.solve.search import Limits, Search
from zeneville.solve.typical import typical

#: (stage, cost of the best plan or of the mixture, bound)
Progress = Callable[[str, float, float], None]

#: gap of a search for the nearest level of a requirement
CLOSE = 0.001

#: how a search may end
STATUSES = ("optimal_within_gap", "gap_not_reached", "time_limit", "interrupted")


@dataclass(frozen=True)
class Settings:
    """How long and how close; groups, iterations and columns bound the work.

    ``threads`` of pricing; 0 takes what the machine gives.
    """

    gap: float = 0.01
    time_limit_s: float | None = None
    threads: int = 0
    groups: int = 8
    iterations: int = 80
    whole_below: int = 20
    columns: int = 64
    typical_days: int = 24
    linear: Linear = field(default_factory=Linear)


@dataclass(frozen=True)
class Answer:
    """A plan with its proof: ``dispatch`` and the ``duals`` whose bound is ``bound``."""

    dispatch: Dispatch
    duals: Duals
    bound: float
    status: str
    iterations: int
    columns: int = 0

    @property
    def cost(self) -> float:
        """EUR a year."""
        return self.dispatch.cost

    @property
    def gap(self) -> float:
        """(cost - bound) / |cost|."""
        return max(0.0, (self.cost - self.bound) / max(abs(self.cost), 1e-9))


def decide(
    problem: Problem,
    designs: Designs,
    settings: Settings,
    progress: Progress = lambda *_: None,
) -> Answer:
    """Choose a design for every building and the sizes of the district's assets.

    Ctrl-C and the time limit end the search with the best plan so far and its bound. Where there
    is none, each way out has the time limit again.

    Raises
    ------
    InfeasibleError
        When requirements cannot be met, with levels that can.
    KeyboardInterrupt
        When Ctrl-C comes before there is a plan.
    """
    if settings.threads:
        numba.set_num_threads(min(settings.threads, numba.get_num_threads()))

    def solve(
        problem: Problem,
        first: Dispatch | None = None,
        prices: dict[str, float] | None = None,
    ) -> Search:
        closer = replace(settings, gap=min(settings.gap, CLOSE))
        near = settings if problem.eased is None else closer
        found = searched(problem, Designs(problem), near, progress, first, prices)
        return _unless_stopped(found)

    search = _unless_stopped(searched(problem, designs, settings, progress))
    if search.best_plan is None:
        search = explained(problem, designs, solve, settings.linear)
    return _answer(search)


def searched(
    problem: Problem,
    designs: Designs,
    settings: Settings,
    progress: Progress = lambda *_: None,
    first: Dispatch | None = None,
    prices: dict[str, float] | None = None,
) -> Search:
    """One search, over typical days before the year where the year is long.

    Parameters
    ----------
    first
        A plan of the problem to start from.
    prices
        What missing a requirement costs, by row; those of the block of slack when left out.
    """
    limits = Limits(
        gap=settings.gap,
        until=None if settings.time_limit_s is None else time.monotonic() + settings.time_limit_s,
        groups=settings.groups,
        iterations=settings.iterations,
        whole_below=settings.whole_below,
        columns=settings.columns,
    )
    search = Search(problem, designs, limits, settings.linear, progress)
    if prices is not None:
        search.master = search.master.missing_at(prices)
    if search.long:
        few = typical(problem, settings.typical_days)
        scout = Search(few, Designs(few), limits, settings.linear, progress, "typical days")
        if prices is not None:
            scout.master = scout.master.missing_at(prices)
        scout.run()
        search.learn(scout)
    if first is not None:
        search.begin_with(first)
    search.run()
    return search


def _unless_stopped(search: Search) -> Search:
    """Ctrl-C without a plan ends the work: ways out would take as long again."""
    if search.status == "interrupted" and search.best_plan is None:
        raise KeyboardInterrupt
    return search


def _answer(search: Search) -> Answer:
    plan = search.best_plan
    if plan is None:
        raise InfeasibleError([])
    answer = Answer(
        dispatch=plan,
        duals=search.best_duals,
        bound=search.best_bound,
        status=search.status,
        iterations=search.iterations,
        columns=0 if search.columns is None else len(search.columns),
    )
    if answer.status == "optimal_within_gap" and answer.gap > search.limits.gap:
        return replace(answer, status="gap_not_reached")
    return answer
