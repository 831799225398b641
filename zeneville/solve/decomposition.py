"""The decision: typical days find designs, the year decides over them and proves it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numba
import numpy as np

from zeneville.errors import InfeasibleError
from zeneville.model import Designs, Problem
from zeneville.model.problem import Array
from zeneville.solve.branching import (
    Built,
    Leaf,
    Make,
    Tree,
    alone,
    branch,
    built_of,
    leaf_of,
    open_choices,
)
from zeneville.solve.dispatch import Dispatch
from zeneville.solve.duals import Duals
from zeneville.solve.infeasible import explained
from zeneville.solve.limits import Limits
from zeneville.solve.linear import Linear
from zeneville.solve.order import by_id, given, rearranged, restored
from zeneville.solve.search import WHOLE_HOURS, Search
from zeneville.solve.stated import stated_once
from zeneville.solve.typical import typical

#: (stage, cost of the best plan or of the mixture, bound)
Progress = Callable[[str, float, float], None]

#: gap of a search for the nearest level of a requirement
CLOSE = 0.001

#: times the time limit after which no first plan is looked for any more
GRACE = 2.0
#: share of the time limit that typical days may take before the year
SCOUTING = 0.25

#: how a search with a plan may end; ``time_limit`` is the end of the work allowed: of the seconds
#: asked, or of the masters and splits of the solver profile
STATUSES = ("optimal_within_gap", "time_limit", "interrupted")


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
    nodes: int = 500
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

    Ctrl-C and the time limit end the search with the best plan so far and its bound. Where there
    is none, each way out has the time limit again. The order of the buildings does not matter.

    Raises
    ------
    InfeasibleError
        When requirements cannot be met, with levels that can.
    KeyboardInterrupt
        When Ctrl-C comes before there is a plan.
    """
    order = by_id(problem)
    if (order != np.arange(len(order))).any():
        arranged = rearranged(problem, order)
        return _in_order(decide(arranged, Designs(arranged), settings, progress), order)
    tree = _unless_stopped(from_scratch(problem, designs, settings, progress))
    if tree.best is None or tree.best.best_plan is None:
        tree = _ways_out(problem, designs, settings, progress)
    return concluded(tree)


def _ways_out(problem: Problem, designs: Designs, settings: Settings, progress: Progress) -> Tree:
    """A tree with a plan where one of the eased problems has a plan that misses nothing.

    Raises
    ------
    InfeasibleError
        Else, with the levels that work.
    """
    trees: list[Tree] = []

    def solve(
        problem: Problem,
        first: Dispatch | None = None,
        prices: dict[str, float] | None = None,
    ) -> Search:
        closer = replace(settings, gap=min(settings.gap, CLOSE))
        near = settings if problem.eased is None else closer
        found = from_scratch(problem, Designs(problem), near, progress, first, prices)
        trees.append(_unless_stopped(found))
        return found.best or found.last

    explained(problem, designs, solve, settings.linear)
    return trees[-1]


def _unless_stopped(tree: Tree) -> Tree:
    """Ctrl-C without a plan ends the work: ways out would take as long again."""
    without = tree.best is None or tree.best.best_plan is None
    if without and tree.last.status == "interrupted":
        raise KeyboardInterrupt
    return tree


def from_scratch(
    problem: Problem,
    designs: Designs,
    settings: Settings,
    progress: Progress = lambda *_: None,
    begin: Dispatch | None = None,
    prices: dict[str, float] | None = None,
) -> Tree:
    """The search over a district that nothing is known of; typical days go before a year.

    Parameters
    ----------
    begin
        A plan of the problem to start from, where all that is built as a whole is decided.
    prices
        What missing a requirement costs, by row; those of the block of slack when left out.
    """
    limits = limits_of(settings)
    linear = replace(settings.linear, until=limits.latest)

    stated = stated_once(problem, prices)

    def make(node: Problem, designs_of_node: Designs) -> Search:
        return Search(node, designs_of_node, limits, linear, progress, stated=stated)

    scout, first = None, None
    if len(problem.weight) > WHOLE_HOURS:
        few = typical(problem, settings.typical_days)
        ahead = replace(limits_of(settings, SCOUTING), whole_below=0)
        scout, first = _scout(few, ahead, linear, progress, prices)
    if begin is not None and not open_choices(problem):
        search = make(problem, designs)
        if scout is not None:
            search.learn(scout)
        search.begin_with(begin)
        search.run()
        return Tree(search, [leaf_of(search)], search)

    return searched(problem, designs, make, limits.gap, first, scout)


def limits_of(settings: Settings, share: float = 1.0) -> Limits:
    """What bounds a search that begins now and has a ``share`` of the time limit."""
    if settings.threads:
        numba.set_num_threads(min(settings.threads, numba.get_num_threads()))
    now = time.monotonic()
    limit = None if settings.time_limit_s is None else share * settings.time_limit_s
    return Limits(
        gap=settings.gap,
        until=None if limit is None else now + limit,
        latest=None if limit is None else now + GRACE * limit,
        groups=settings.groups,
        iterations=settings.iterations,
        whole_below=settings.whole_below,
        columns=settings.columns,
        nodes=settings.nodes,
    )


def searched(
    problem: Problem,
    designs: Designs,
    make: Make,
    gap: float,
    first: Built | None = None,
    scout: Search | None = None,
) -> Tree:
    """One search, or a tree of them where something is built as a whole or not at all.

    ``first`` is a guess of what is built, ``scout`` a search over fewer hours.
    """
    if open_choices(problem):
        return branch(problem, make, gap, first, scout)
    return alone(problem, designs, make, scout)


def _in_order(answer: Answer, order: Array) -> Answer:
    """The answer for the buildings in the order they were given in."""
    dispatch = replace(answer.dispatch, chosen=restored(answer.dispatch.chosen, order))
    leaves = tuple(
        leaf
        if leaf.proof is None
        else replace(leaf, proof=replace(leaf.proof, building=given(leaf.proof.building, order)))
        for leaf in answer.leaves
    )
    return replace(answer, dispatch=dispatch, leaves=leaves)


def _scout(
    few: Problem,
    limits: Limits,
    linear: Linear,
    progress: Progress,
    prices: dict[str, float] | None,
) -> tuple[Search, Built | None]:
    """The search over typical days, and what it builds as a whole."""

    stated = stated_once(few, prices)

    def make(node: Problem, designs: Designs) -> Search:
        return Search(node, designs, limits, linear, progress, "typical days", stated)

    tree = searched(few, Designs(few), make, limits.gap)
    best = tree.best or tree.last
    decided = open_choices(few) and tree.best is not None
    return best, built_of(best.problem) if decided else None


def concluded(tree: Tree) -> Answer:
    """What a search has found.

    Raises
    ------
    InfeasibleError
        When it has no plan; :func:`decide` tells what would.
    """
    search = tree.best
    plan = None if search is None else search.best_plan
    if search is None or plan is None:
        raise InfeasibleError([])
    answer = Answer(
        dispatch=plan,
        leaves=tuple(tree.leaves),
        status=tree.status,
        iterations=search.iterations,
        columns=0 if search.columns is None else len(search.columns),
    )
    if answer.gap <= search.limits.gap:
        return replace(answer, status="optimal_within_gap")
    if answer.status == "optimal_within_gap":
        return replace(answer, status="time_limit")
    return answer
