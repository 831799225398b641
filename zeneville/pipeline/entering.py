"""What the plan of today leaves out, and the price at which each thing would enter it.

The price follows from the duals; deciding anew on both sides of it says whether it holds. Each
thing is kept once it is done.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cached_property

import numpy as np

from zeneville.model import Designs
from zeneville.pipeline.futures import with_figure
from zeneville.pipeline.restated import restate
from zeneville.pipeline.today import Today
from zeneville.results.sensitivity import BESIDE, Entering
from zeneville.solve import built, entry
from zeneville.solve.near import Known
from zeneville.solve.stored import to_dataset
from zeneville.verify import check as independent_check

#: catalogue figure that all investments but small panels carry alike, and how far it is moved
FEES, MOVED = "cost_fees_contingency", 0.1


class Entrances:
    """Prices of entry of all that the plan of today leaves out."""

    def __init__(self, today: Today) -> None:
        self.today = today

    @cached_property
    def yearly(self) -> entry.Yearly:
        """What investments cost a year.

        Works, heaters, fields and the battery carry the share of fees, and no running cost does:
        two statements that differ in it alone tell what follows an investment. Panels on roofs
        have their annuity.
        """
        ready = self.today.ready
        inputs, problem = ready.inputs, ready.problem
        fees = inputs.figures.value(FEES)
        moved = with_figure(inputs.case, FEES, fees + MOVED, "to see what follows investments")
        other, whole = restate(ready, moved).problem, (1.0 + fees) / MOVED
        return entry.Yearly(
            package=whole * (other.package_cost - problem.package_cost),
            heater=whole * (other.heater_cost - problem.heater_cost),
            pv=problem.pv_investment * inputs.annuity(inputs.figures.value("pv_life")),
            field=whole * (other.asset_cost - problem.asset_cost),
            store=whole * (other.store_energy_cost - problem.store_energy_cost),
        )

    def run(self) -> list[Entering]:
        """Everything left out, checked on both sides of its price of entry."""
        today, ready = self.today, self.today.ready
        problem = ready.problem.with_built(**built.decided(ready.problem, today.sizes))
        found = entry.entries(
            problem,
            Designs(problem),
            today,
            today.duals,
            self.yearly,
            ready.menu.system,
            ready.built.heated,
        )
        return [self._kept(one) for one in found]

    def _kept(self, one: entry.Entry) -> Entering:
        """A thing as an earlier run left it, or checked now."""
        name = f"entry {one.kind} {one.name}"
        kept = self.today.finished.read(name, lambda told: Entering(**told))
        if kept is not None:
            return kept
        self.today.watch.stage(f"entry of {one.name}")
        checked = self._checked(one)
        self.today.finished.write(name, asdict(checked))
        return checked

    def _checked(self, one: entry.Entry) -> Entering:
        label = "" if one.building < 0 else str(self.today.ready.problem.building[one.building])
        told = Entering(
            kind=one.kind,
            name=one.name,
            cut=one.cut,
            building=label,
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
        """How much of it the plan has that is decided anew at a cut price; None without one."""
        today, systems = self.today, self.today.ready.menu.system
        problem = entry.cheaper(today.ready.problem, one, cut, self.yearly, np.array(systems))
        designs = Designs(problem)
        known = today.known
        if one.building >= 0:
            swapped = today.chosen.copy()
            swapped[one.building] = one.design
            known = Known([*known.proposals, swapped], known.built)
        found = today.near(problem, designs, known)
        if found is None or not independent_check(to_dataset(problem, designs, found[0])).verified:
            return None
        return entry.entered(problem, designs, found[0].dispatch, one, systems)
