"""Fronts of cost against energy balance and against CO2: levels one after the other, each kept.

A finished point is a file of its own beside the results; a run that was stopped goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from zeneville import __version__
from zeneville.case import Case
from zeneville.errors import InfeasibleError
from zeneville.model import Designs
from zeneville.pipeline import targets
from zeneville.pipeline.finished import Finished, of_problem
from zeneville.pipeline.planning import Prepared, prepare, with_quantities
from zeneville.pipeline.progress import Clock, Progress, Silent
from zeneville.results import front as maths
from zeneville.results import pareto as files
from zeneville.results.front import Point
from zeneville.solve import Answer, profile
from zeneville.solve.front import ROWS, Tracer
from zeneville.solve.near import Known
from zeneville.solve.stored import to_dataset
from zeneville.verify import check as independent_check

#: folder of finished points, within that of the results
PARTS = "pareto_points"


def pareto(
    case: str | Path | Case,
    hours: int = 288,
    points: int = 9,
    gap: float | None = None,
    progress: Progress | None = None,
    solver: str | Path = "standard",
    keep: Path | None = None,
) -> files.Fronts:
    """Both fronts of a district.

    Balance and CO2 of the case count for nothing here: they are what moves. Its other limits stay.

    Parameters
    ----------
    hours
        8760, or 288 for twelve representative days.
    points
        Points of each front, with the cheapest plan and the strictest.
    gap
        Relative gap of each point; what the solver profile says when left out.
    keep
        A folder for finished points; those that are there, of the same question, are not solved
        again.

    Raises
    ------
    InputError, InfeasibleError
    """
    watch = progress or Silent()
    clock = Clock(watch)
    clock.stage("reading")
    asked = targets.case(case)
    settings = profile.load(solver).settings(gap)
    ready = prepare(asked, hours, clock)
    clock.stage("fronts")
    designs = Designs(ready.problem)
    tracer = Tracer(ready.problem, designs, settings, watch.optimiser)
    kept = Finished(keep, of_problem(tracer.problem, points, settings))
    run = _Run(ready, designs, tracer, kept, points)
    first = run.point("cheapest", "balance", lambda: (float("nan"), tracer.cheapest()))
    assert first is not None
    found = {row: [first, *run.front(row, first)] for row in ROWS}
    clock.stop()
    return files.Fronts(
        name=asked.name,
        version=__version__,
        case_sha256=asked.sha256,
        hours=len(ready.problem.weight),
        balance_definition=("final" if asked.requirement.balance == "final" else "primary"),
        reference=_reference(ready),
        points={row: maths.monotone(line) for row, line in found.items()},
        problem=ready.problem,
        systems=ready.menu.system,
        seconds=clock.seconds,
        taken=kept.taken,
        discarded=kept.discarded,
    )


@dataclass(frozen=True)
class _Run:
    """What every point of a run needs."""

    ready: Prepared
    designs: Designs
    tracer: Tracer
    kept: Finished
    count: int

    def front(self, row: str, first: Point) -> list[Point]:
        """The points after the cheapest, the strictest last."""
        cheapest = first.at(row)
        self.tracer.remember(row, cheapest, _known(first))
        last = self.point(f"{row}-strictest", row, lambda: self.tracer.strictest(row, cheapest))
        if last is None:
            return []
        line: dict[str, Point] = {}
        levels = maths.levels(row, cheapest, last.level, self.count)
        for k, level in enumerate(levels[1:-1], start=1):
            name = f"{row}-{k}"
            found = self.point(name, row, partial(self._at, row, float(level)))
            line |= {} if found is None else {name: found}
        return [*(self._closer(row, name, point) for name, point in line.items()), last]

    def _closer(self, row: str, name: str, point: Point) -> Point:
        """A point not proved as closely as asked is tried once more from both its neighbours."""
        if point.gap <= self.tracer.settings.gap:
            return point
        again = self.point(f"{name}-again", row, partial(self._at, row, point.level))
        return point if again is None or again.gap >= point.gap else again

    def _at(self, row: str, level: float) -> tuple[float, Answer] | None:
        """Nothing where no plan was found, which is rare between two levels that have one."""
        try:
            return level, self.tracer.at(row, level)
        except InfeasibleError:
            return None

    def point(
        self, name: str, row: str, solve: Callable[[], tuple[float, Answer] | None]
    ) -> Point | None:
        """One point: as it is kept, or solved, checked and kept.

        All points have the same prices: those of the first are counted anew from the catalogue.
        """
        known = self.kept.read(name, Point.of)
        if known is not None:
            if not np.isnan(known.level):
                self.tracer.remember(row, known.level, _known(known))
            return known
        began = time.perf_counter()
        found = solve()
        if found is None:
            return None
        seconds = time.perf_counter() - began
        level, answer = found
        if answer.status == "interrupted":
            raise KeyboardInterrupt
        problem = self.tracer.problem if np.isnan(level) else self.tracer.asked(row, level)
        data = to_dataset(problem, self.designs, answer)
        report = (
            independent_check(with_quantities(self.ready, data), prices=True)
            if np.isnan(level)
            else independent_check(data)
        )
        counted = answer.dispatch.totals
        point = Point(
            level=level,
            cost=answer.cost,
            bound=answer.bound,
            status=answer.status,
            balance=counted.balance,
            co2=counted.co2,
            investment=counted.invest,
            verified=bool(report.verified),
            seconds=seconds,
            designs=tuple(int(d) for d in answer.dispatch.chosen),
            proposals=tuple(
                tuple(int(d) for d in chosen) for chosen in self.tracer.known().proposals
            ),
            built={kind: states.tolist() for kind, states in self.tracer.known().built.items()},
            totals=self._totals(answer),
        )
        self.kept.write(name, asdict(point))
        return point

    def _totals(self, answer: Answer) -> dict[str, Any]:
        """Counts of packages and systems of heated buildings, and sizes."""
        problem, heated = self.ready.problem, self.ready.built.heated
        chosen = answer.dispatch.chosen
        package, heater, option = self.designs.parts(chosen)[:3]
        roofs = float(problem.pv_kwp[np.arange(len(chosen)), option].sum())
        systems = [self.ready.menu.system[j] for j in heater[:heated]]
        return {
            "packages": files.counted(str(problem.package[p]) for p in package[:heated]),
            "systems": files.counted(systems),
            "roof_pv_kwp": roofs,
            "assets": files.assets(problem, answer.dispatch.sizes),
        }


def _known(point: Point) -> Known:
    """What a finished point leaves to searches of other levels."""
    return Known(
        [np.array(chosen) for chosen in point.proposals],
        {kind: np.array(states) for kind, states in point.built.items()},
    )


def _reference(ready: Prepared) -> dict[str, float]:
    """The district carried on as it is: EUR, kWh of balance and kg of CO2 a year."""
    final = ready.inputs.case.requirement.balance == "final"
    return {
        "cost": ready.reference["cost"],
        "balance": -ready.reference["final" if final else "primary"],
        "co2": ready.reference["co2"],
    }


def pareto_and_store(
    case: str | Path,
    out: Path | None = None,
    hours: int = 288,
    points: int = 9,
    gap: float | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
    solver: str | Path = "standard",
) -> tuple[files.Fronts, Path]:
    """Both fronts of a district, written into ``out`` or ``results/CASE``."""
    from zeneville.report import pareto_page

    asked = targets.case(case)
    target = targets.results_of(asked, out)
    found = pareto(asked, hours, points, gap, progress, solver, keep=target / PARTS)
    files.write(found, target)
    pareto_page.write(found, target / "pareto.html", lang)
    return found, target
