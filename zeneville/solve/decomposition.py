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
from zeneville.solve.infeasible import shortfalls, together
from zeneville.solve.linear import Linear
from zeneville.solve.master import Master
from zeneville.solve.search import Limits, Search
from zeneville.solve.typical import typical

#: (stage, cost of the best plan or of the mixture, bound)
Progress = Callable[[str, float, float], None]

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

    Ctrl-C and the time limit end the search with the best plan so far and its bound.

    Raises
    ------
    InfeasibleError
        When a requirement cannot be met, with the best that can be reached.
    """
    search = begun(problem, designs, settings, progress)
    scout(search, settings, progress)
    search.run()
    return concluded(search)


def begun(
    problem: Problem,
    designs: Designs,
    settings: Settings,
    progress: Progress = lambda *_: None,
    master: Master | None = None,
) -> Search:
    """A search that has not run; ``master`` is the district's where it is stated."""
    if settings.threads:
        numba.set_num_threads(min(settings.threads, numba.get_num_threads()))
    limits = Limits(
        gap=settings.gap,
        until=None if settings.time_limit_s is None else time.monotonic() + settings.time_limit_s,
        groups=settings.groups,
        iterations=settings.iterations,
        whole_below=settings.whole_below,
        columns=settings.columns,
    )
    return Search(problem, designs, limits, settings.linear, progress, master=master)


def scout(search: Search, settings: Settings, progress: Progress = lambda *_: None) -> None:
    """Let typical days go before a search over many hours."""
    if not search.long:
        return
    few = typical(search.problem, settings.typical_days)
    ahead = Search(few, Designs(few), search.limits, settings.linear, progress, "typical days")
    ahead.run()
    search.learn(ahead)


def concluded(search: Search) -> Answer:
    """What a search has found.

    Raises
    ------
    InfeasibleError
        When it has no plan, with what each requirement misses.
    """
    plan = search.best_plan
    if plan is None:
        alone = shortfalls(search.problem, search.designs)
        raise InfeasibleError(alone or together(search.problem, search.missed))
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
