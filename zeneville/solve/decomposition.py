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
from zeneville.solve.dispatch import Dispatch
from zeneville.solve.duals import Duals
from zeneville.solve.infeasible import shortfalls, together
from zeneville.solve.linear import Linear
from zeneville.solve.order import by_id, rearranged, restored
from zeneville.solve.search import Limits, Search
from zeneville.solve.tree import Proof
from zeneville.solve.typical import typical

#: (stage, cost of the best plan or of the mixture, bound)
Progress = Callable[[str, float, float], None]

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
    """A plan with its proof: ``dispatch``, and what gives ``bound``.

    That are the ``duals``, or the ``proof`` where what buildings may choose was split.
    """

    dispatch: Dispatch
    duals: Duals
    bound: float
    status: str
    iterations: int
    columns: int = 0
    proof: Proof | None = None

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

    Ctrl-C and the time limit end the search with the best plan so far and its bound. The order
    of the buildings does not matter.

    Raises
    ------
    InfeasibleError
        When a requirement cannot be met, with the best that can be reached.
    """
    order = by_id(problem)
    if (order != np.arange(len(order))).any():
        arranged = rearranged(problem, order)
        return _in_order(decide(arranged, Designs(arranged), settings, progress), order)
    if settings.threads:
        numba.set_num_threads(min(settings.threads, numba.get_num_threads()))
    limits = Limits(
        gap=settings.gap,
        until=None if settings.time_limit_s is None else time.monotonic() + settings.time_limit_s,
        groups=settings.groups,
        iterations=settings.iterations,
        whole_below=settings.whole_below,
        columns=settings.columns,
        nodes=settings.nodes,
    )
    search = Search(problem, designs, limits, settings.linear, progress)
    if search.long:
        few = typical(problem, settings.typical_days)
        looking = replace(limits, whole_below=0)
        scout = Search(few, Designs(few), looking, settings.linear, progress, "typical days")
        scout.run()
        search.learn(scout)
    search.run()
    return _answer(search)


def _in_order(answer: Answer, order: Array) -> Answer:
    """The answer for the buildings in the order they were given in."""
    dispatch = replace(answer.dispatch, chosen=restored(answer.dispatch.chosen, order))
    proof = answer.proof
    if proof is not None:
        split = np.where(proof.building < 0, -1, order[np.maximum(proof.building, 0)])
        proof = replace(proof, building=split)
    return replace(answer, dispatch=dispatch, proof=proof)


def _answer(search: Search) -> Answer:
    plan = search.best_plan
    if plan is None:
        alone = shortfalls(search.problem, search.designs)
        raise InfeasibleError(alone or together(search.problem, search.missed))
    answer = Answer(
        dispatch=plan,
        duals=search.best_duals,
        bound=search.bound,
        proof=None if search.tree is None else search.tree.proof(),
        status=search.status,
        iterations=search.iterations,
        columns=0 if search.columns is None else len(search.columns),
    )
    if answer.status == "optimal_within_gap" and answer.gap > search.limits.gap:
        return replace(answer, status="time_limit")
    return answer
