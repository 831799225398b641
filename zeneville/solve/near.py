"""Decide a district that differs little from one already decided.

Searches begin with the designs of the earlier plan and its mixture, and with the earlier plan
itself where it still meets every requirement: what is found then never costs more than that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from zeneville.model import Designs, Problem
from zeneville.model.problem import Array
from zeneville.solve.branching import Built, Tree, built_of, open_choices
from zeneville.solve.decomposition import (
    Answer,
    Progress,
    Settings,
    concluded,
    from_scratch,
    limits_of,
    searched,
)
from zeneville.solve.dispatch import dispatch
from zeneville.solve.master import Master
from zeneville.solve.search import Search
from zeneville.solve.stated import stated_once

#: proposals of an earlier search that are taken over
KEPT = 8


@dataclass(frozen=True)
class Known:
    """What an earlier search leaves to others: designs (B,), the plan's first, and what it built
    as a whole."""

    proposals: list[Array]
    built: Built


def known_of(tree: Tree) -> Known:
    """What a search ended with."""
    search = tree.best or tree.last
    plan = search.best_plan
    mixed = search.mixed()[:KEPT]
    return Known(mixed if plan is None else [plan.chosen, *mixed], built_of(search.problem))


def allowed_of(designs: Designs, proposals: Sequence[Array]) -> list[Array]:
    """Proposals with designs that are not allowed replaced by the cheapest of their building."""
    rows = np.arange(len(designs.allowed))
    fallback = np.where(designs.allowed, designs.cost, np.inf).argmin(axis=1)
    return [np.where(designs.allowed[rows, one], one, fallback) for one in proposals]


def decide_first(
    problem: Problem, designs: Designs, settings: Settings, progress: Progress = lambda *_: None
) -> tuple[Answer, Known]:
    """The plan of a district that nothing is known of, and what it leaves to searches near it."""
    tree = from_scratch(problem, designs, settings, progress)
    return concluded(tree), known_of(tree)


def decide_near(
    problem: Problem,
    designs: Designs,
    settings: Settings,
    known: Known,
    stated: Callable[[Problem], Master] = Master,
) -> tuple[Answer, Known]:
    """The plan of a district near to one that ``known`` comes from.

    ``stated`` gives the master of a district.

    Raises
    ------
    InfeasibleError
        When no plan is found.
    """
    limits = limits_of(settings)
    once = stated_once(problem, stated=stated)

    def make(node: Problem, of_node: Designs) -> Search:
        linear = settings.linear
        search = Search(node, of_node, limits, linear, lambda *_: None, stated=once)
        search.proposed = allowed_of(of_node, known.proposals)
        if not open_choices(node) and known.proposals:
            start = dispatch(search.master, of_node, search.proposed[0], linear)
            search.best_plan = start if start.feasible else None
        return search

    tree = searched(problem, designs, make, settings.gap, first=known.built)
    return concluded(tree), known_of(tree)
