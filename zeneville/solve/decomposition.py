"""The decision: typical days find designs, the year decides over them and proves it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numba

from zeneville.errors import InfeasibleError
from zeneville.model import Designs, Problem
from zeneville.solve.branching import Built, Leaf, Tree, branch, built_of, open_choices
from zeneville.solve.dispatch import Dispatch
from zeneville.solve.duals import Duals
from zeneville.solve.infeasible import shortfalls, together
from zeneville.solve.linear import Linear
from zeneville.solve.search import WHOLE_HOURS, Limits, Search
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
    """A plan with its proof: ``dispatch``, and the ``leaves`` whose duals bound every plan."""

    dispatch: Dispatch
    leaves: tuple[Leaf, ...]
    status: str
    iterations: int
    columns: int = 0

    @property
    def bound(self) -> float:
        """EUR a year that no plan goes below: the least over the leaves."""
        return min(leaf.bound for leaf in self.leaves)

    @property
    def duals(self) -> Duals:
        """The dual vector of the leaf with the least bound."""
        return min(self.leaves, key=lambda leaf: leaf.bound).duals

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
    scout, first = None, None
    if len(problem.weight) > WHOLE_HOURS:
        few = typical(problem, settings.typical_days)
        scout, first = _scout(few, limits, settings.linear, progress)

    def make(node: Problem, designs_of_node: Designs) -> Search:
        return Search(node, designs_of_node, limits, settings.linear, progress)

    if open_choices(problem):
        return _answer(branch(problem, make, settings.gap, first, scout))
    search = make(problem, designs)
    if scout is not None:
        search.learn(scout)
    search.run()
    return _answer(Tree(search, [_only_leaf(search)], search))


def _scout(
    few: Problem, limits: Limits, linear: Linear, progress: Progress
) -> tuple[Search, Built | None]:
    """The search over typical days, and what it builds as a whole."""

    def make(node: Problem, designs: Designs) -> Search:
        return Search(node, designs, limits, linear, progress, "typical days")

    if not open_choices(few):
        search = make(few, Designs(few))
        search.run()
        return search, None
    tree = branch(few, make, limits.gap)
    best = tree.best or tree.last
    return best, None if tree.best is None else built_of(tree.best.problem)


def _only_leaf(search: Search) -> Leaf:
    return Leaf(built_of(search.problem), search.best_duals, search.best_bound)


def _answer(tree: Tree) -> Answer:
    search = tree.best
    plan = None if search is None else search.best_plan
    if search is None or plan is None:
        last = tree.last
        alone = shortfalls(last.problem, last.designs)
        raise InfeasibleError(alone or together(last.problem, last.missed))
    answer = Answer(
        dispatch=plan,
        leaves=tuple(tree.leaves),
        status=tree.last.status if tree.last.status != "optimal_within_gap" else search.status,
        iterations=search.iterations,
        columns=0 if search.columns is None else len(search.columns),
    )
    if answer.status == "optimal_within_gap" and answer.gap > search.limits.gap:
        return replace(answer, status="gap_not_reached")
    return answer
