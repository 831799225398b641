"""A plan in other futures: as it was built, and decided anew; and prices of what it leaves out."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from zeneville import __version__
from zeneville.case import Case
from zeneville.case.schema import Assumption
from zeneville.economics import tariffs
from zeneville.errors import InfeasibleError, InputError
from zeneville.model import Designs, Problem
from zeneville.pipeline import targets
from zeneville.pipeline.planning import Prepared, prepare, with_quantities
from zeneville.pipeline.progress import Clock, Progress, Silent
from zeneville.pipeline.restated import OtherNeeds, comparable, restate
from zeneville.results import futures as table
from zeneville.results import sensitivity as results
from zeneville.results.futures import Future
from zeneville.results.sensitivity import (
    BESIDE,
    Decision,
    Entering,
    Reoptimised,
    Sensitivity,
    Tried,
)
from zeneville.solve import Answer, Settings, built, entry, profile
from zeneville.solve.dispatch import TOLERANCE, Dispatch
from zeneville.solve.near import Known, decide_first, decide_near
from zeneville.solve.stored import to_dataset
from zeneville.verify import check as independent_check

#: catalogue figure that all investments but small panels carry alike, and how far it is moved
FEES, MOVED = "cost_fees_contingency", 0.1


def sensitivity(
    case: str | Path | Case,
    hours: int = 288,
    figures: int = 8,
    gap: float | None = None,
    progress: Progress | None = None,
    solver: str | Path = "standard",
) -> Sensitivity:
    """The plan of a case in other futures.

    Parameters
    ----------
    hours
        8760, or 288 for twelve representative days.
    figures
        Catalogue figures to decide anew for, those whose range moves the cost of the plan most; 0
        leaves out all but those of the table of futures.

    Raises
    ------
    InputError, InfeasibleError
    """
    began = time.perf_counter()
    watch = progress or Silent()
    clock = Clock(watch)
    clock.stage("reading")
    asked = targets.case(case)
    settings = profile.load(solver).settings(gap)
    ready = prepare(asked, hours, clock)
    clock.stage("decision")
    designs = Designs(ready.problem)
    answer, known = decide_first(ready.problem, designs, settings, watch.optimiser)
    _go_on(answer)
    data = with_quantities(ready, to_dataset(ready.problem, designs, answer))
    run = _Run(ready, designs, answer, known, settings, watch)
    tried, refused = run.futures(figures)
    return Sensitivity(
        name=asked.name,
        version=__version__,
        case_sha256=asked.sha256,
        hours=len(ready.problem.weight),
        cost=answer.cost,
        bound=answer.bound,
        verified=bool(independent_check(data, prices=True).verified),
        buildings=ready.problem.building,
        decision=run.decision(designs, answer.dispatch),
        tried=tried,
        refused=refused,
        entering=run.entering(),
        seconds=time.perf_counter() - began,
    )


@dataclass(frozen=True)
class _Run:
    """The plan of today, and what is asked of it."""

    ready: Prepared
    designs: Designs
    answer: Answer
    known: Known
    settings: Settings
    watch: Progress

    def futures(self, figures: int) -> tuple[list[Tried], list[tuple[str, str]]]:
        """Every future of the table decided anew, ranges of the catalogue screened first."""
        used = self.ready.inputs.figures.used()
        asked = table.always(used, self.ready.inputs.case.money.discount_rate)
        refused: list[tuple[str, str]] = []
        tried = [one for one in (self._tried(f, True, refused) for f in asked) if one]
        if figures > 0:
            tried += self._screened(used, {one.key for one in asked}, figures, refused)
        return tried, refused

    def _screened(
        self, used: pd.DataFrame, known: set[str], figures: int, refused: list[tuple[str, str]]
    ) -> list[Tried]:
        """Figures that leave needs and sun as they are; decided anew for the widest."""
        dear = self.ready.used["needs"] | self.ready.used["sun"] | self.ready.used["hours"]
        open_ = used[~used["key"].isin(known | dear)]
        light = [
            one for one in (self._tried(f, False, refused) for f in table.of_figures(open_)) if one
        ]
        width: dict[str, float] = {}
        for one in light:
            key, swing = one.future.key, abs(one.cost - self.answer.cost)
            width[key] = max(width.get(key, 0.0), swing)
        widest = sorted(width, key=lambda key: (-width[key], key))[:figures]
        again = {
            one.future.name: self._tried(one.future, True, refused)
            for one in light
            if one.future.key in widest
        }
        return [again.get(one.future.name) or one for one in light]

    def _tried(self, future: Future, anew: bool, refused: list[tuple[str, str]]) -> Tried | None:
        """One future; nothing where it changes needs that it should not, or cannot be."""
        self.watch.stage(f"future {future.name}")
        try:
            other = self._restated(future, light=not anew)
        except OtherNeeds:
            return None
        except InputError as error:
            refused.append((future.name, error.faults[0].value))
            return None
        if not comparable(self.ready, other):
            refused.append((future.name, "other heaters, roofs or sites than the plan's"))
            return None
        designs = Designs(other.problem)
        as_built = built.run(other.problem, self.answer.dispatch, self.settings.linear)
        missed = {r: v for r, v in as_built.missed.items() if v > TOLERANCE[r]}
        tried = Tried(future, as_built.cost, as_built.balance, as_built.co2, missed)
        return self._anew(tried, as_built, other.problem, designs) if anew else tried

    def _anew(
        self, tried: Tried, as_built: built.AsBuilt, problem: Problem, designs: Designs
    ) -> Tried:
        """The best plan of a future, and what the unchanged one costs beyond one as good."""
        best: Reoptimised | None = None
        fair: Answer | None = None
        known = self.known
        try:
            answer, known = decide_near(problem, designs, self.settings, self.known)
            _go_on(answer)
            report = independent_check(to_dataset(problem, designs, answer))
            best = Reoptimised(
                answer.cost,
                answer.bound,
                answer.status,
                bool(report.verified),
                self.decision(designs, answer.dispatch),
            )
            fair = answer if as_built.meets else None
        except InfeasibleError:
            pass
        if not as_built.meets:
            less = built.eased(problem, as_built)
            ours = Known([*self.known.proposals[:1], *known.proposals], self.known.built)
            fair = None if less is None else _found(less, designs, self.settings, ours)
        if fair is None:
            return replace(tried, best=best)
        return replace(
            tried,
            best=best,
            regret=max(0.0, tried.cost - fair.cost),
            regret_most=max(0.0, tried.cost - fair.bound),
        )

    def _restated(self, future: Future, light: bool) -> Prepared:
        case, changed = self.ready.inputs.case, None
        if future.kind == "tariff":
            now = self.ready.inputs.tariffs
            changed = tariffs.scaled(now, case.years.base, {future.key: future.value})
        elif future.kind == "money":
            money = case.money.model_copy(update={future.key: future.value})
            case = case.model_copy(update={"money": money})
        elif future.kind == "climate":
            climate = case.climate.model_copy(update={"year": int(future.value)})
            case = case.model_copy(update={"climate": climate})
        else:
            case = with_figure(case, future.key, future.value, f"{future.end} end of its range")
        return restate(self.ready, case, changed, light)

    def decision(self, designs: Designs, plan: Dispatch) -> Decision:
        """What each building does."""
        package, heater, option = designs.parts(plan.chosen)[:3]
        return Decision(
            package=designs.problem.package[package].astype(str),
            system=np.array(self.ready.menu.system)[heater].astype(str),
            pv=option,
        )

    @cached_property
    def yearly(self) -> entry.Yearly:
        """What investments cost a year.

        Works, heaters, fields and the battery carry the share of fees, and no running cost does:
        two statements that differ in it alone tell what follows an investment. Panels on roofs
        have their annuity.
        """
        case, problem = self.ready.inputs.case, self.ready.problem
        fees = self.ready.inputs.figures.value(FEES)
        moved = with_figure(case, FEES, fees + MOVED, "to see what follows investments")
        other, whole = restate(self.ready, moved).problem, (1.0 + fees) / MOVED
        life = self.ready.inputs.figures.value("pv_life")
        return entry.Yearly(
            package=whole * (other.package_cost - problem.package_cost),
            heater=whole * (other.heater_cost - problem.heater_cost),
            pv=problem.pv_investment * self.ready.inputs.annuity(life),
            field=whole * (other.asset_cost - problem.asset_cost),
            store=whole * (other.store_energy_cost - problem.store_energy_cost),
        )

    def entering(self) -> list[Entering]:
        """What the plan leaves out, checked on both sides of its price of entry."""
        plan = self.answer.dispatch
        problem = self.ready.problem.with_built(**built.decided(self.ready.problem, plan.sizes))
        found = entry.entries(
            problem,
            Designs(problem),
            plan,
            self.answer.duals,
            self.yearly,
            self.ready.menu.system,
            self.ready.built.heated,
        )
        return [self._checked(one) for one in found]

    def _checked(self, one: entry.Entry) -> Entering:
        self.watch.stage(f"entry of {one.name}")
        told = Entering(
            kind=one.kind,
            name=one.name,
            cut=one.cut,
            building="" if one.building < 0 else str(self.ready.problem.building[one.building]),
            unit=one.unit,
            unit_price=one.unit_price,
        )
        if one.cut >= entry.WHOLE:
            return told
        above = max(one.cut - BESIDE[0], 0.0)
        told = replace(told, above_cut=above, above_has=self._has(one, above))
        for beside in BESIDE:
            below = min(one.cut + beside, 1.0)
            told = replace(told, below_cut=below, below_has=self._has(one, below))
            if told.below_has or below >= 1.0:
                break
        return told

    def _has(self, one: entry.Entry, cut: float) -> float | None:
        """How much of it the plan has that is decided anew at a cut price."""
        systems = np.array(self.ready.menu.system)
        problem = entry.cheaper(self.ready.problem, one, cut, self.yearly, systems)
        designs = Designs(problem)
        known = self.known
        if one.building >= 0:
            swapped = self.answer.dispatch.chosen.copy()
            swapped[one.building] = one.design
            known = Known([*known.proposals, swapped], known.built)
        answer = _found(problem, designs, self.settings, known)
        if answer is None:
            return None
        return entry.entered(problem, designs, answer.dispatch, one, self.ready.menu.system)


def _found(problem: Problem, designs: Designs, settings: Settings, known: Known) -> Answer | None:
    try:
        answer, _ = decide_near(problem, designs, settings, known)
    except InfeasibleError:
        return None
    _go_on(answer)
    return answer


def _go_on(answer: Answer) -> None:
    """A search that was stopped ends the whole run, not itself alone."""
    if answer.status == "interrupted":
        raise KeyboardInterrupt


def with_figure(case: Case, key: str, value: float, source: str) -> Case:
    """The case with another figure of the catalogue."""
    figures = {**case.assumptions, key: Assumption(value=value, source=source)}
    return case.model_copy(update={"assumptions": figures})


def sensitivity_and_store(
    case: str | Path,
    out: Path | None = None,
    hours: int = 288,
    figures: int = 8,
    gap: float | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
    solver: str | Path = "standard",
) -> tuple[Sensitivity, Path]:
    """The plan of a case in other futures, written into ``out`` or ``results/CASE``."""
    from zeneville.report import sensitivity_page

    asked = targets.case(case)
    target = targets.results_of(asked, out)
    found = sensitivity(asked, hours, figures, gap, progress, solver)
    results.write(found, target)
    sensitivity_page.write(found, target / "sensitivity.html", lang)
    return found, target
