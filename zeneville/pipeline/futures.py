"""The plan of today in other futures: as it was built, and decided anew.

Ranges of the catalogue that leave needs and sun as they are are screened with the plan as built;
the widest of them are decided anew, as all futures of the table are. Each future is kept once it is
done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from zeneville.case import Case
from zeneville.case.schema import Assumption
from zeneville.economics import tariffs
from zeneville.errors import InputError
from zeneville.model import Designs, Problem
from zeneville.pipeline.planning import Prepared, with_quantities
from zeneville.pipeline.restated import OtherNeeds, comparable, restate
from zeneville.pipeline.today import Today
from zeneville.results import futures as table
from zeneville.results.futures import Future
from zeneville.results.sensitivity import Reoptimised, Tried
from zeneville.solve import Answer, built
from zeneville.solve.dispatch import TOLERANCE
from zeneville.solve.near import Known
from zeneville.solve.stored import to_dataset
from zeneville.verify import check as independent_check

#: a future that was tried, or why it cannot be; neither where it changes what it should not
Outcome = tuple[Tried | None, str | None]


class Futures:
    """Futures that the plan of today is tried in."""

    def __init__(self, today: Today) -> None:
        self.today = today
        self.tried: list[Tried] = []
        self.refused: list[tuple[str, str]] = []

    def run(self, figures: int) -> None:
        """Every future of the table decided anew, then the widest ``figures`` of the catalogue."""
        inputs = self.today.ready.inputs
        used = inputs.figures.used()
        asked = table.always(used, inputs.case.money.discount_rate)
        self.tried += self._all(asked, anew=True)
        if figures > 0:
            self._screen(used, {one.key for one in asked}, figures)

    def _screen(self, used: pd.DataFrame, known: set[str], figures: int) -> None:
        """Figures that leave needs and sun as they are; decided anew for the widest."""
        stages = self.today.ready.used
        dear = stages["needs"] | stages["sun"] | stages["hours"]
        open_ = table.of_figures(used[~used["key"].isin(known | dear)])
        light = self._all(open_, anew=False)
        width: dict[str, float] = {}
        for one in light:
            key, swing = one.future.key, abs(one.cost - self.today.cost)
            width[key] = max(width.get(key, 0.0), swing)
        widest = sorted(width, key=lambda key: (-width[key], key))[:figures]
        chosen = [one.future for one in light if one.future.key in widest]
        again = {one.future.name: one for one in self._all(chosen, anew=True)}
        self.tried += [again.get(one.future.name, one) for one in light]

    def _all(self, futures: Iterable[Future], anew: bool) -> list[Tried]:
        """What was tried of some futures; why others cannot be is noted."""
        out = []
        for future in futures:
            tried, refused = self._kept(future, anew)
            if refused is not None:
                self.refused.append((future.name, refused))
            out += [] if tried is None else [tried]
        return out

    def _kept(self, future: Future, anew: bool) -> Outcome:
        """A future as an earlier run left it, or tried now."""
        finished = self.today.finished
        name = f"{'future' if anew else 'screened'} {future.name} {future.value!r}"
        kept = finished.read(name, lambda told: _outcome(future, told))
        if kept is not None:
            return kept
        self.today.watch.stage(f"future {future.name}")
        tried, refused = self._tried(future, anew)
        finished.write(name, {"tried": None if tried is None else tried.told(), "refused": refused})
        return tried, refused

    def _tried(self, future: Future, anew: bool) -> Outcome:
        """One future; nothing where it changes needs that it should not."""
        today = self.today
        try:
            other = self._restated(future, light=not anew)
        except OtherNeeds:
            return None, None
        except InputError as error:
            return None, str(error.faults[0].value)
        if not comparable(today.ready, other):
            return None, "other heaters, roofs or sites than the plan's"
        as_built = built.run(other.problem, today, today.settings.linear, today.stated)
        missed = {r: v for r, v in as_built.missed.items() if v > TOLERANCE[r]}
        tried = Tried(future, as_built.cost, as_built.balance, as_built.co2, missed)
        return (self._anew(tried, as_built, other) if anew else tried), None

    def _anew(self, tried: Tried, as_built: built.AsBuilt, other: Prepared) -> Tried:
        """The best plan of a future, and what the unchanged one costs beyond one as good."""
        today, designs = self.today, Designs(other.problem)
        found = today.near(other.problem, designs, today.known)
        fair: Answer | None = None
        if found is not None:
            tried = replace(tried, best=self._verified(other, designs, found[0]))
            fair = found[0] if as_built.meets else None
        if not as_built.meets:
            left = today.known if found is None else found[1]
            fair = self._as_good(other.problem, designs, as_built, left)
        if fair is None:
            return tried
        return replace(
            tried,
            regret=max(0.0, tried.cost - fair.cost),
            regret_most=max(0.0, tried.cost - fair.bound),
        )

    def _verified(self, other: Prepared, designs: Designs, answer: Answer) -> Reoptimised:
        """A plan made for a future, its prices counted anew from that future's catalogue."""
        data = with_quantities(other, to_dataset(other.problem, designs, answer))
        return Reoptimised(
            answer.cost,
            answer.bound,
            answer.status,
            bool(independent_check(data, prices=True).verified),
            self.today.decided(designs, answer.dispatch),
        )

    def _as_good(
        self, problem: Problem, designs: Designs, as_built: built.AsBuilt, left: Known
    ) -> Answer | None:
        """The best plan that gives at least what the unchanged one gives, where it misses some."""
        less = built.eased(problem, as_built)
        if less is None:
            return None
        known = self.today.known
        ours = Known([*known.proposals[:1], *left.proposals], known.built)
        found = self.today.near(less, designs, ours)
        return None if found is None else found[0]

    def _restated(self, future: Future, light: bool) -> Prepared:
        ready = self.today.ready
        case, changed = ready.inputs.case, None
        if future.kind == "tariff":
            now = ready.inputs.tariffs
            changed = tariffs.scaled(now, case.years.base, {future.key: future.value})
        elif future.kind == "money":
            money = case.money.model_copy(update={future.key: future.value})
            case = case.model_copy(update={"money": money})
        elif future.kind == "climate":
            climate = case.climate.model_copy(update={"year": int(future.value)})
            case = case.model_copy(update={"climate": climate})
        else:
            case = with_figure(case, future.key, future.value, f"{future.end} end of its range")
        return restate(ready, case, changed, light)


def _outcome(future: Future, told: Mapping[str, Any]) -> Outcome:
    """What was kept of a future."""
    tried = None if told["tried"] is None else Tried.of(future, told["tried"])
    return tried, told["refused"]


def with_figure(case: Case, key: str, value: float, source: str) -> Case:
    """The case with another figure of the catalogue."""
    figures = {**case.assumptions, key: Assumption(value=value, source=source)}
    return case.model_copy(update={"assumptions": figures})
