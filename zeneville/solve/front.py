"""Fronts of cost: the level of one yearly requirement moves, all else stays.

The cost of a district as a function of the level of one requirement is convex for mixtures of
designs; whole designs lie above it by no more than their gap. A :class:`Tracer` asks for one level
after the other. It states the master once (:meth:`Master.asking` moves the level), begins each
search with the designs that the neighbouring levels mixed, and with their bounds: a dual vector
``y`` whose bound at the level ``l`` is ``LB`` bounds every other level ``m`` by
``LB + sign * dual * (m - l)``, because a level stands in the bound in that term alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from zeneville.errors import InfeasibleError
from zeneville.model import Designs, Problem
from zeneville.model.problem import Array
from zeneville.solve.bound import Priced
from zeneville.solve.decomposition import Answer, Settings, begun, concluded, scout
from zeneville.solve.dispatch import stricter
from zeneville.solve.duals import Duals
from zeneville.solve.gains import gains
from zeneville.solve.infeasible import best_balance, least_co2
from zeneville.solve.master import Master
from zeneville.solve.near import found_by
from zeneville.solve.search import Search

#: share of a front's range that its strictest level stays within what can be had: at the very
#: end the last kWh or kg may cost anything
EDGE = 0.002
#: levels that are tried for the strictest one, each eased by what the one before it misses
TRIES = 6
Progress = Callable[[str, float, float], None]


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
    """Designs of a solved level, the plan's first, and what its search proved where it is known."""

    row: str
    level: float
    proposals: list[Array]
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
        self.master = Master(self.problem)
        self.known: list[Remembered] = []

    def cheapest(self) -> Answer:
        """The plan of least cost, whatever its balance and CO2."""
        search = self._begun(self.problem)
        scout(search, self.settings, self.progress)
        search.run()
        answer = concluded(search)
        for row in ROWS:
            self._remember(row, search)
        return answer

    def at(self, row: str, level: float) -> Answer:
        """The cheapest plan that meets ``level``.

        Raises
        ------
        InfeasibleError
            When no plan is found that does.
        """
        search = self._near(row, level)
        search.run()
        answer = concluded(search)
        self._remember(row, search)
        return answer

    def strictest(self, row: str, cheapest: float) -> tuple[float, Answer] | None:
        """The strictest level that a plan is found for, and the plan.

        ``cheapest`` is the level of the cheapest plan; ``None`` when nothing is better than that.
        """
        sign = ROWS[row].sign
        extreme = gains(self.designs, row).argmax(axis=1)
        self.known.append(Remembered(row, sign * np.inf, [extreme]))
        level = self._beyond(row)
        for _ in range(TRIES):
            if sign * (level - cheapest) <= 1e-9 * max(1.0, abs(cheapest)):
                return None
            missed = self._near(row, level).mix()[row]
            level -= sign * (1.001 * missed + EDGE * abs(level - cheapest))
            if missed > EDGE * abs(level - cheapest):
                continue
            try:
                return level, self.at(row, level)
            except InfeasibleError:
                continue
        return None

    def remember(self, row: str, level: float, proposals: list[Array]) -> None:
        """Designs of a level that was solved before."""
        self.known.append(Remembered(row, level, proposals))

    def asked(self, row: str, level: float) -> Problem:
        """The district with that level of the row."""
        return self.problem.with_scalars(**{ROWS[row].level: level})

    def proposals(self) -> list[Array]:
        """Designs of the level solved last, the plan's first."""
        return self.known[-1].proposals

    def _beyond(self, row: str) -> float:
        """A level that no plan is better than."""
        if row == "balance":
            return best_balance(self.problem, self.designs) - _slip(self.problem)
        return least_co2(self.problem, self.designs)

    def _begun(self, problem: Problem) -> Search:
        return begun(problem, self.designs, self.settings, self.progress, self.master)

    def _near(self, row: str, level: float) -> Search:
        """A search that begins with what the levels on both sides of this one have found."""
        search = self._begun(self.asked(row, level))
        side = [one for one in self.known if one.row == row]
        below = [one for one in side if one.level <= level]
        above = [one for one in side if one.level > level]
        nearest = [max(below, key=_level, default=None), min(above, key=_level, default=None)]
        for one in sorted(filter(None, nearest), key=lambda one: abs(one.level - level)):
            search.proposed += one.proposals
        for one in side:
            self._bound(search, one, ROWS[row], level)
        return search

    @staticmethod
    def _bound(search: Search, one: Remembered, row: Row, level: float) -> None:
        """Take over what the duals of another level prove at this one."""
        if one.duals is None or one.priced is None:
            return
        moved = float(one.bound) + row.sign * row.dual(one.duals) * (level - one.level)
        if moved > search.best_bound:
            search.best_bound, search.best_duals = moved, one.duals
            search.best_priced = replace(one.priced, bound=moved)

    def _remember(self, row: str, search: Search) -> None:
        self.known.append(
            Remembered(
                row=row,
                level=float(search.problem.scalars[ROWS[row].level]),
                proposals=found_by(search),
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


def loosened(problem: Problem, designs: Designs) -> Problem:
    """The district with levels of balance and CO2 that every sensible plan meets.

    Below the worst designs all together lies no plan that does not waste on purpose.
    """
    worst = {}
    for row in ROWS:
        amount = gains(designs, row)
        worst[row] = float(np.where(np.isfinite(amount), amount, np.inf).min(axis=1).sum())
    room = 1.0 + abs(worst["balance"])
    return problem.with_scalars(
        balance_min=worst["balance"] - room, co2_max=2.0 * max(-worst["co2"], 0.0) + 1.0
    )
