"""Column generation over the designs, rounding, and the bound that proves the plan."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from zeneville.errors import InfeasibleError, Shortfall
from zeneville.model import Columns, Designs, Problem, aggregate, build
from zeneville.model.problem import Array
from zeneville.solve.bound import Priced, price
from zeneville.solve.dispatch import TOLERANCE, Dispatch, dispatch, read_missed
from zeneville.solve.duals import Duals, read_duals
from zeneville.solve.highs import solve
from zeneville.solve.rounding import diffuse, repair

#: (stage, cost of the best plan or of the mixture, bound)
Progress = Callable[[str, float, float], None]


#: shares by which requirements are tightened in turn when the mixture has no whole plan beside it
MARGINS = (0.002, 0.01, 0.03)


@dataclass(frozen=True)
class Settings:
    """How long and how close; groups and iterations bound the work."""

    gap: float = 0.01
    time_limit_s: float | None = None
    groups: int = 8
    iterations: int = 80
    whole_below: int = 20
    highs: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """A plan with its proof: ``dispatch`` and the ``duals`` whose bound is ``bound``."""

    dispatch: Dispatch
    duals: Duals
    bound: float
    status: str
    iterations: int

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

    Raises
    ------
    InfeasibleError
        When a requirement cannot be met, with the best that can be reached.
    """
    search = _Search(problem, designs, settings, progress)
    search.run()
    return search.answer()


class _Search:
    def __init__(
        self, problem: Problem, designs: Designs, settings: Settings, progress: Progress
    ) -> None:
        self.problem, self.designs, self.settings, self.progress = (
            problem,
            designs,
            settings,
            progress,
        )
        count = len(problem.building)
        self.small = count <= settings.whole_below
        parts = count if self.small else min(settings.groups, count)
        self.groups = [np.arange(g, count, parts) for g in range(parts)]
        self.best_bound, self.best_duals = -np.inf, _no_duals(problem)
        self.best_plan: Dispatch | None = None
        self.columns: Columns | None = None
        self.share: Array = np.zeros(0)
        self.last: Priced | None = None
        self.missed: dict[str, float] = {}
        self.started = time.monotonic()
        self.iterations = 0
        self.status = "optimal_within_gap"

    def run(self) -> None:
        try:
            self._seed()
            self._generate()
            self._finish()
        except KeyboardInterrupt:
            self.status = "interrupted"
            if self.best_plan is None:
                self._finish()

    def answer(self) -> Answer:
        plan = self.best_plan
        if plan is None:
            alone = _shortfalls(self.problem, self.designs, self.settings)
            raise InfeasibleError(alone or _together(self.problem, self.missed))
        answer = Answer(plan, self.best_duals, self.best_bound, self.status, self.iterations)
        if self.status == "optimal_within_gap" and answer.gap > self.settings.gap:
            answer = Answer(
                plan, self.best_duals, self.best_bound, "gap_not_reached", self.iterations
            )
        return answer

    def _late(self) -> bool:
        limit = self.settings.time_limit_s
        return limit is not None and time.monotonic() - self.started > limit

    def _price(self, duals: Duals) -> Priced:
        priced = price(self.problem, self.designs, duals)
        if priced.bound > self.best_bound:
            self.best_bound, self.best_duals = priced.bound, duals
        self.last = priced
        return priced

    def _add(self, chosen: Array) -> int:
        new = aggregate(self.designs, chosen, self.groups)
        if self.columns is None:
            self.columns = new
            return len(new)
        known = self.columns.keys()
        fresh = [
            k for k in range(len(new)) if (int(new.group[k]), new.choices[k].tobytes()) not in known
        ]
        if fresh:
            self.columns = self.columns.append(_take(new, fresh))
        return len(fresh)

    def _seed(self) -> None:
        for balance in (0.0, 0.05, 0.2, 1.0):
            for co2 in (0.0, 0.5):
                duals = _no_duals(self.problem)
                duals = Duals(
                    community=self.problem.weight * self.problem.feed_in.min(axis=0),
                    stored=duals.stored,
                    imported=duals.imported,
                    exported=duals.exported,
                    balance=balance if self.problem.limit("balance_min") is not None else 0.0,
                    co2=co2 if self.problem.limit("co2_max") is not None else 0.0,
                    invest=0.0,
                )
                self._add(self._price(duals).best)

    def _generate(self, tight: Problem | None = None) -> None:
        """Columns until the mixture is near the bound and misses nothing, or none is new."""
        target = self.settings.gap / 20
        for iteration in range(1, (20 if tight else self.settings.iterations) + 1):
            self.iterations = iteration
            columns = self.columns
            if columns is None:
                return
            model = build(tight or self.problem, columns)
            solution = solve(model, self.settings.highs)
            mixture = solution.objective + self.problem.fixed_cost
            self.share = np.array(
                [solution.value(model.buildings.share[k]) for k in range(len(columns))]
            )
            missed = read_missed(model, solution)
            self.missed = self.missed if tight else missed
            duals = read_duals(model, self.problem, solution)
            priced = self._price(duals)
            self.progress("columns", mixture, self.best_bound)
            met = all(missed[row] <= TOLERANCE[row] for row in TOLERANCE)
            if met and mixture - self.best_bound <= target * max(abs(mixture), 1e-9):
                return
            if self._late():
                self.status = "time_limit"
                return
            if self._add(priced.best) == 0:
                return

    def _finish(self) -> None:
        if self.columns is None or len(self.share) == 0:
            return
        share = np.zeros(len(self.columns))
        share[: len(self.share)] = self.share
        if self.small:
            self._whole()
        if self.best_plan is None or self._gap() > self.settings.gap:
            self._try(diffuse(self.designs, self.columns, share, self.groups))
        for margin in MARGINS:
            if self.best_plan is not None or self._late() or self.columns is None:
                return
            self._generate(_tightened(self.problem, margin))
            share = np.zeros(len(self.columns))
            share[: len(self.share)] = self.share
            self._try(diffuse(self.designs, self.columns, share, self.groups))

    def _whole(self) -> None:
        if self.columns is None or self.last is None:
            return
        for _ in range(3):
            model = build(self.problem, self.columns, integer=True)
            tolerance = {"mip_rel_gap": min(1e-6, self.settings.gap / 10), "time_limit": 120.0}
            solution = solve(model, {**self.settings.highs, **tolerance})
            chosen = np.zeros(len(self.problem.building), dtype=np.int64)
            for k in range(len(self.columns)):
                if solution.value(model.buildings.share[k]) > 0.5:
                    chosen[self.groups[self.columns.group[k]]] = self.columns.choices[k]
            self._try(chosen)
            if self.best_plan is None or not self._enrich():
                return

    def _enrich(self) -> bool:
        """Add every design that could still be in a better plan; at most a few hundred."""
        assert self.best_plan is not None and self.last is not None
        priced = price(self.problem, self.designs, self.best_duals)
        room = self.best_plan.cost - self.best_bound
        spare = priced.value - priced.value.min(axis=1, keepdims=True)
        added = 0
        ranks = np.sort(spare, axis=1)
        for rank in range(1, min(40, ranks.shape[1])):
            chosen = np.argsort(priced.value, axis=1, kind="stable")[:, rank]
            inside = spare[np.arange(len(chosen)), chosen] <= room
            if not inside.any():
                break
            added += self._add(np.where(inside, chosen, priced.best))
        return added > 0

    def _gap(self) -> float:
        assert self.best_plan is not None
        return (self.best_plan.cost - self.best_bound) / max(abs(self.best_plan.cost), 1e-9)

    def _try(self, chosen: Array) -> None:
        for _ in range(12):
            plan = dispatch(self.problem, self.designs, chosen, self.settings.highs)
            priced = (
                self._price(plan.duals)
                if plan.feasible
                else price(self.problem, self.designs, self.best_duals)
            )
            if plan.feasible:
                if self.best_plan is None or plan.cost < self.best_plan.cost:
                    self.best_plan = plan
                self.progress("plan", plan.cost, self.best_bound)
                return
            repaired = repair(self.designs, chosen, priced.value, plan.missed)
            if repaired is None:
                return
            chosen = repaired


def _tightened(problem: Problem, margin: float) -> Problem:
    """Requirements stricter by a share, so that whole designs near the mixture still meet them."""
    used = problem.balance_factor * float(problem.electricity_kwh.sum(axis=0) @ problem.weight)
    return problem.with_scalars(
        balance_min=problem.balance_min + margin * used,
        co2_max=problem.co2_max * (1.0 - margin),
        investment_max=problem.investment_max * (1.0 - margin),
        transformer_kw=problem.transformer_kw * (1.0 - margin),
        winter_peak_kw=problem.winter_peak_kw * (1.0 - margin),
    )


def _take(columns: Columns, index: list[int]) -> Columns:
    return Columns(
        choices=tuple(columns.choices[k] for k in index),
        **{
            name: getattr(columns, name)[index]
            for name in (
                "group",
                "load",
                "surplus",
                "cost",
                "fuel_balance",
                "co2",
                "investment",
            )
        },
    )


def _no_duals(problem: Problem) -> Duals:
    zero = np.zeros(len(problem.weight))
    return Duals(zero, zero.copy(), zero.copy(), zero.copy(), 0.0, 0.0, 0.0)


def best_balance(problem: Problem, designs: Designs) -> float:
    """Largest energy balance over all designs and assets, limits on money and wires aside.

    With one factor for imports and exports the balance of a design does not depend on who
    uses its surplus, so the maximum is found building by building.
    """
    same = np.broadcast_to(problem.weight, problem.feed_in.shape).copy()
    drawn = problem.balance_factor * designs.prices(problem.weight, same) + designs.fuel_balance
    fields = problem.asset_max * (problem.asset_kwh @ problem.weight)
    return float(-drawn.min(axis=1).sum() + problem.balance_factor * fields.sum())


def least_co2(problem: Problem, designs: Designs) -> float:
    """Smallest CO2 (kg a year) with local production serving every import (a lower bound)."""
    none = np.zeros(problem.feed_in.shape)
    drawn = problem.co2_import * designs.prices(problem.weight, none) + designs.co2
    fields = problem.co2_import * float(
        (problem.asset_max * (problem.asset_kwh @ problem.weight)).sum()
    )
    return max(0.0, float(drawn.min(axis=1).sum()) - fields)


def _together(problem: Problem, missed: dict[str, float]) -> list[Shortfall]:
    """Requirements that cannot be met together: what the relaxed district still misses.

    The relaxation may mix designs within a building, so a real plan misses at least as much in
    the same trade-off between the requirements.
    """
    rows = (
        ("balance", "balance_min", -1.0, "energy balance", "kWh/year"),
        ("co2", "co2_max", 1.0, "CO2", "kg/year"),
        ("invest", "investment_max", 1.0, "investment", "EUR"),
    )
    found = []
    for row, limit, sign, name, unit in rows:
        level = problem.limit(limit)
        if level is not None and missed.get(row, 0.0) > 1e-3:
            found.append(
                Shortfall(f"{name} (with the others)", level, level + sign * missed[row], unit)
            )
    wires = [
        problem.limit(name)
        for name in ("transformer_kw", "winter_peak_kw")
        if problem.limit(name) is not None
    ]
    if wires and missed.get("meter", 0.0) > 1e-6:
        least = min(level for level in wires if level is not None)
        found.append(Shortfall("import in the worst hour", least, least + missed["meter"], "kW"))
    return found


def _shortfalls(problem: Problem, designs: Designs, settings: Settings) -> list[Shortfall]:
    found = []
    balance = problem.limit("balance_min")
    if balance is not None:
        best = best_balance(problem, designs)
        if best < balance:
            found.append(Shortfall("energy balance", balance, best, "kWh/year"))
    co2 = problem.limit("co2_max")
    if co2 is not None:
        best = least_co2(problem, designs)
        if best > co2:
            found.append(Shortfall("CO2", co2, best, "kg/year"))
    invest = problem.limit("investment_max")
    if invest is not None:
        masked = np.where(designs.allowed, designs.investment, np.inf)
        best = float(masked.min(axis=1).sum())
        if best > invest:
            found.append(Shortfall("investment", invest, best, "EUR"))
    return found
