"""Decide a district that differs little from one already decided.

The search begins with the designs of the earlier plan and its mixture, and with the earlier plan
itself where it still meets every requirement: what is found then never costs more than that.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zeneville.model import Designs, Problem
from zeneville.model.problem import Array
from zeneville.solve.decomposition import (
    Answer,
    Progress,
    Settings,
    begun,
    concluded,
    scout,
)
from zeneville.solve.dispatch import dispatch
from zeneville.solve.search import Search

#: proposals of an earlier search that are taken over
KEPT = 8


def decide_near(
    problem: Problem, designs: Designs, settings: Settings, proposals: Sequence[Array]
) -> tuple[Answer, list[Array]]:
    """The plan, and designs for further searches, the plan's first.

    Parameters
    ----------
    proposals
        (B,) designs each; the first are those of the earlier plan.

    Raises
    ------
    InfeasibleError
        When no plan is found.
    """
    search = begun(problem, designs, settings)
    search.proposed = list(proposals)
    start = dispatch(search.master, designs, proposals[0], settings.linear)
    if start.feasible and designs.allowed[np.arange(len(start.chosen)), start.chosen].all():
        search.best_plan = start
    search.run()
    return concluded(search), found_by(search)


def decide_first(
    problem: Problem, designs: Designs, settings: Settings, progress: Progress = lambda *_: None
) -> tuple[Answer, list[Array]]:
    """The plan of a district that nothing is known of, and designs for searches near it."""
    search = begun(problem, designs, settings, progress)
    scout(search, settings, progress)
    search.run()
    return concluded(search), found_by(search)


def found_by(search: Search) -> list[Array]:
    """Designs that a search ended with, those of its plan first."""
    plan = search.best_plan
    mixed = search.mixed()[:KEPT]
    return mixed if plan is None else [plan.chosen, *mixed]
