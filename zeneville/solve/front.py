"""Fronts of cost: the level of one yearly requirement moves, all else stays.

The cost of a district as a function of the level of one requirement is convex for mixtures of
designs; whole designs lie above it by no more than their gap. A :class:`Tracer` asks for one level
after the other. It states the master once (:meth:`Master.asking` moves the level), begins each
search with the designs that the neighbouring levels mixed, and with their bounds: a dual vector
``y`` whose bound at the level ``l`` is ``LB`` bounds every other level ``m`` by
``LB + sign * dual * (m - l)``, because a level stands in the bound in that term alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from zeneville.errors import InfeasibleError
from zeneville.model import Designs, Problem
from zeneville.model.problem import Array
from zeneville.solve import beside
from zeneville.solve.bound import Priced
from zeneville.solve.branching import Make, Tree, built_of, open_choices
from zeneville.solve.decomposition import (
    Answer,
    Progress,
    Settings,
    concluded,
    from_scratch,
    limits_of,
    searched,
)
from zeneville.solve.dispatch import stricter
from zeneville.solve.duals import Duals
from zeneville.solve.gains import gains
from zeneville.solve.infeasible import best_balance
from zeneville.solve.loosened import loosened
from zeneville.solve.near import Known, allowed_of, known_of
from zeneville.solve.search import Search
from zeneville.solve.stated import stated_once

#: share of a front's range that its strictest level stays within what can be had: at the very
#: end the last kWh or kg may cost anything
EDGE = 0.002
#: levels that are tried for the strictest one, each eased by what the one before it misses
TRIES = 6
#: solved levels nearest to one whose plans are tried there where the gap is not proved
SIDES = 3


@dataclass(frozen=True)
class Row:
    """A requirement over the year: its name in the master, its level's name, the side it is on."""

    name: str
    level: str
    sign: float

    def of(self, answer: Answer) -> float:
        """What a plan gives: kWh a year of balance, or kg of CO2."""
        return float(getattr(answer.dispatch.totals, self.name))

    def dual(self, duals: Duals) -> float:
        """EUR a year per kWh or kg of the level."""
        return float(getattr(duals, self.name))


ROWS = {"balance": Row("balance", "balance_min", 1.0), "co2": Row("co2", "co2_max", -1.0)}


@dataclass(frozen=True)
class Remembered:
    """What a solved level leaves to others, and what its search proved where it is known."""

    row: str
    level: float
    known: Known
    bound: float = -np.inf
    duals: Duals | None = None
    priced: Priced | None = None


class Tracer:
    """Plans of one district at many levels; ``problem`` may have levels of its own, which count
    for nothing here but in rows that no front moves along."""

    def __init__(
        self,
        problem: Problem,
        designs: Designs,
        settings: Settings,
        progress: Progress = lambda *_: None,
    ) -> None:
        self.problem = loosened(problem, designs)
        self.designs, self.settings, self.progress = designs, settings, progress
        self.stated = stated_once(self.problem)
        self.open = bool(open_choices(problem))
        self.solved: list[Remembered] = []

    def cheapest(self) -> Answer:
        """The plan of least cost, whatever its balance and CO2."""
        tree = from_scratch(self.problem, self.designs, self.settings, self.progress)
        answer = concluded(tree)
        for row in ROWS:
            self._remember(row, tree, self.problem)
        return answer

    def at(self, row: str, level: float) -> Answer:
        """The cheapest plan that meets ``level``.

        Raises
        ------
        InfeasibleError
            When no plan is found that does.
        """
        problem = self.asked(row, level)
        near = self._nearest(row, level)
        tree = searched(
            problem,
            self.designs,
            self._maker(row, level),
            self.settings.gap,
            first=near[0].known.built if near else None,
        )
        answer = concluded(tree)
        if answer.gap > self.settings.gap:
            answer = self._beside(row, level, tree, answer)
        self._remember(row, tree, problem, answer.dispatch.chosen)
        return answer

    def _beside(self, row: str, level: float, tree: Tree, answer: Answer) -> Answer:
        """The answer with a cheaper plan where those of other levels lead to one."""
        search = tree.best
        others = [one for one in self.solved if one.row == row and one.level != level]
        others = [one for one in others if np.isfinite(one.level)]
        near = sorted(others, key=lambda one: abs(one.level - level))[:SIDES]
        if search is None or self.open or not near:
            return answer
        starts = [one.known.proposals[0] for one in near]
        master, linear = search.master, self.settings.linear
        plan = beside.cheaper(
            master, self.designs, linear, row, answer.duals, answer.dispatch, starts
        )
        status = answer.status
        answer = replace(answer, dispatch=plan)
        proved = answer.gap <= self.settings.gap and status == "time_limit"
        return replace(answer, status="optimal_within_gap") if proved else answer

    def strictest(self, row: str, cheapest: float) -> tuple[float, Answer] | None:
        """The strictest level that a plan is found for, and the plan.

        ``cheapest`` is the level of the cheapest plan; ``None`` when nothing is better than that.
        """
        sign = ROWS[row].sign
        extreme = Known([gains(self.designs, row).argmax(axis=1)], built_of(self.problem))
        self.solved.append(Remembered(row, sign * np.inf, extreme))
        level = self._beyond(row)
        for _ in range(TRIES):
            if sign * (level - cheapest) <= 1e-9 * max(1.0, abs(cheapest)):
                return None
            mixture = self._maker(row, level)(self.asked(row, level), self.designs)
            mixture.relax()
            if mixture.status == "interrupted":
                raise KeyboardInterrupt
            missed = mixture.missed[row]
            level -= sign * (1.001 * missed + EDGE * abs(level - cheapest))
            if missed > EDGE * abs(level - cheapest):
                continue
            try:
                return level, self.at(row, level)
            except InfeasibleError:
                continue
        return None

    def remember(self, row: str, level: float, known: Known) -> None:
        """A level that was solved before."""
        self.solved.append(Remembered(row, level, known))

    def asked(self, row: str, level: float) -> Problem:
        """The district with that level of the row."""
        return self.problem.with_scalars(**{ROWS[row].level: level})

    def known(self) -> Known:
        """What the level solved last leaves to others."""
        return self.solved[-1].known

    def _beyond(self, row: str) -> float:
        """A level that hardly any plan is better than."""
        if row == "balance":
            return best_balance(self.problem, self.designs) - _slip(self.problem)
        return _least_co2(self.problem, self.designs)

    def _nearest(self, row: str, level: float) -> list[Remembered]:
        """The solved levels on both sides, the nearer first."""
        side = [one for one in self.solved if one.row == row]
        below = max((one for one in side if one.level <= level), key=_level, default=None)
        above = min((one for one in side if one.level > level), key=_level, default=None)
        both = [one for one in (below, above) if one is not None]
        return sorted(both, key=lambda one: abs(one.level - level))

    def _maker(self, row: str, level: float) -> Make:
        """Searches that begin with what the levels on both sides of this one have found."""
        limits = limits_of(self.settings)
        proposals = [one for near in self._nearest(row, level) for one in near.known.proposals]
        proved = [one for one in self.solved if one.row == row and not self.open]

        def make(node: Problem, designs: Designs) -> Search:
            linear, stated = self.settings.linear, self.stated
            search = Search(node, designs, limits, linear, self.progress, stated=stated)
            search.proposed = allowed_of(designs, proposals)
            for one in proved:
                self._bound(search, one, ROWS[row], level)
            return search

        return make

    @staticmethod
    def _bound(search: Search, one: Remembered, row: Row, level: float) -> None:
        """Take over what the duals of another level prove at this one."""
        if one.duals is None or one.priced is None:
            return
        moved = float(one.bound) + row.sign * row.dual(one.duals) * (level - one.level)
        if moved > search.best_bound:
            search.best_bound, search.best_duals = moved, one.duals
            search.best_priced = replace(one.priced, bound=moved)

    def _remember(
        self, row: str, tree: Tree, problem: Problem, chosen: Array | None = None
    ) -> None:
        """What a search leaves to others, the designs of its plan first."""
        search, known = tree.best or tree.last, known_of(tree)
        if chosen is not None:
            known = Known([chosen, *known.proposals], known.built)
        self.solved.append(
            Remembered(
                row=row,
                level=float(problem.scalars[ROWS[row].level]),
                known=known,
                bound=float(search.best_bound),
                duals=search.best_duals,
                priced=search.best_priced,
            )
        )


def _level(one: Remembered) -> float:
    return one.level


def _slip(problem: Problem) -> float:
    """kWh by which a balance is solved more strictly than asked."""
    return float(stricter(problem.with_scalars(balance_min=0.0)).balance_min)


def _least_co2(problem: Problem, designs: Designs) -> float:
    """Smallest CO2 (kg a year) with local production serving every import (a lower bound)."""
    fields = problem.co2_import * float(
        (problem.asset_max * (problem.asset_kwh @ problem.weight)).sum()
    )
    return max(0.0, -float(gains(designs, "co2").max(axis=1).sum()) - fields)
