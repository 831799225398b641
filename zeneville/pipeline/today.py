"""The plan of today, which other futures and prices of entry are held against.

It is decided and verified once, or taken as an earlier run of the same question left it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import numpy as np

from zeneville.errors import InfeasibleError
from zeneville.model import Designs, Problem
from zeneville.pipeline.finished import Finished
from zeneville.pipeline.planning import Prepared, with_quantities
from zeneville.pipeline.progress import Progress
from zeneville.results.sensitivity import Decision
from zeneville.solve import Answer, Settings
from zeneville.solve.dispatch import Chosen
from zeneville.solve.duals import Duals
from zeneville.solve.near import Known, decide_first, decide_near
from zeneville.solve.stated import Stated
from zeneville.solve.stored import to_dataset
from zeneville.verify import check as independent_check

Array = np.ndarray[Any, Any]

#: name of its piece among those of a run
NAME = "today"


@dataclass(frozen=True)
class Today:
    """The plan, and what every question about it needs.

    Attributes
    ----------
    chosen, sizes
        Designs (B,), and sizes of the district's assets by name.
    cost, bound
        EUR a year.
    verified
        Whether the independent check believes plan, prices and bound.
    known
        What its search leaves to searches near it.
    stated
        Masters of districts near to today's.
    """

    ready: Prepared
    designs: Designs
    chosen: Array
    sizes: dict[str, Array]
    duals: Duals
    cost: float
    bound: float
    verified: bool
    known: Known
    settings: Settings
    finished: Finished
    watch: Progress
    stated: Stated = field(default_factory=Stated)

    @property
    def decision(self) -> Decision:
        """What each building does."""
        return self.decided(self.designs, self)

    def decided(self, designs: Designs, plan: Chosen) -> Decision:
        """What each building does in a plan."""
        package, heater, option = designs.parts(plan.chosen)[:3]
        return Decision(
            package=designs.problem.package[package].astype(str),
            system=np.array(self.ready.menu.system)[heater].astype(str),
            pv=option,
        )

    def near(self, problem: Problem, designs: Designs, known: Known) -> tuple[Answer, Known] | None:
        """The plan of a district near to today's, or None where none is found."""
        try:
            answer, left = decide_near(problem, designs, self.settings, known, self.stated)
        except InfeasibleError:
            return None
        unless_stopped(answer)
        return answer, left


def today(ready: Prepared, settings: Settings, finished: Finished, watch: Progress) -> Today:
    """The plan of a prepared district, as an earlier run left it or decided now.

    Raises
    ------
    InfeasibleError
    """
    designs = Designs(ready.problem)

    def of(told: Mapping[str, Any]) -> Today:
        return Today(
            ready=ready,
            designs=designs,
            chosen=np.array(told["chosen"]),
            sizes={name: np.array(sizes, dtype=float) for name, sizes in told["sizes"].items()},
            duals=_duals(told["duals"], ready.problem),
            cost=told["cost"],
            bound=told["bound"],
            verified=told["verified"],
            known=_known(told, ready.problem),
            settings=settings,
            finished=finished,
            watch=watch,
        )

    kept = finished.read(NAME, of)
    if kept is not None:
        return kept
    told = _decided(ready, designs, settings, watch)
    finished.write(NAME, told)
    return of(told)


def _decided(
    ready: Prepared, designs: Designs, settings: Settings, watch: Progress
) -> dict[str, Any]:
    """The plan decided and checked, as it is kept."""
    answer, known = decide_first(ready.problem, designs, settings, watch.optimiser)
    unless_stopped(answer)
    data = with_quantities(ready, to_dataset(ready.problem, designs, answer))
    return {
        "chosen": answer.dispatch.chosen,
        "sizes": answer.dispatch.sizes,
        "duals": asdict(answer.duals),
        "cost": answer.cost,
        "bound": answer.bound,
        "verified": bool(independent_check(data, prices=True).verified),
        "proposals": known.proposals,
        "built": known.built,
    }


def _known(told: Mapping[str, Any], problem: Problem) -> Known:
    """What the search left."""
    return Known(
        [np.array(one) for one in told["proposals"]],
        {
            kind: np.array(states, dtype=problem.arrays[f"{kind}_built"].dtype)
            for kind, states in told["built"].items()
        },
    )


def _duals(told: Mapping[str, Any], problem: Problem) -> Duals:
    """The dual vector; lists of no store keep the shape of theirs."""
    values: dict[str, Any] = {
        name: np.array(value, dtype=float) if np.ndim(value) else float(value)
        for name, value in told.items()
    }
    found = Duals(**values)
    return replace(found, stored=found.stored.reshape(len(problem.store), len(problem.weight)))


def unless_stopped(answer: Answer) -> None:
    """A search that was stopped ends the whole run, not itself alone."""
    if answer.status == "interrupted":
        raise KeyboardInterrupt
