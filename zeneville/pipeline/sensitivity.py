"""A plan in other futures: as it was built, and decided anew; and prices of what it leaves out.

The plan, each future and each price of entry are files of their own beside the results; a run that
was stopped goes on from there.
"""

from __future__ import annotations

import time
from pathlib import Path

from zeneville import __version__
from zeneville.case import Case
from zeneville.pipeline import finished, targets
from zeneville.pipeline.entering import Entrances
from zeneville.pipeline.finished import Finished
from zeneville.pipeline.futures import Futures
from zeneville.pipeline.planning import prepare
from zeneville.pipeline.progress import Clock, Progress, Silent
from zeneville.pipeline.today import today
from zeneville.results import sensitivity as results
from zeneville.results.sensitivity import Sensitivity
from zeneville.solve import profile

#: folder of finished pieces, within that of the results
PARTS = "sensitivity_parts"


def sensitivity(
    case: str | Path | Case,
    hours: int = 288,
    figures: int = 8,
    gap: float | None = None,
    progress: Progress | None = None,
    solver: str | Path = "standard",
    keep: Path | None = None,
) -> Sensitivity:
    """The plan of a case in other futures.

    Parameters
    ----------
    hours
        8760, or 288 for twelve representative days.
    figures
        Catalogue figures to decide anew for, those whose range moves the cost of the plan most; 0
        leaves out all but those of the table of futures.
    keep
        A folder for finished pieces; those that are there, of the same question, are not done
        again.

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
    question = finished.of_problem(ready.problem, finished.of_inputs(ready.inputs), settings)
    pieces = Finished(keep, question)
    clock.stage("decision")
    plan = today(ready, settings, pieces, watch)
    futures = Futures(plan)
    futures.run(figures)
    entering = Entrances(plan).run()
    return Sensitivity(
        name=asked.name,
        version=__version__,
        case_sha256=asked.sha256,
        hours=len(ready.problem.weight),
        cost=plan.cost,
        bound=plan.bound,
        verified=plan.verified,
        buildings=ready.problem.building,
        heated=ready.built.heated,
        decision=plan.decision,
        tried=futures.tried,
        refused=futures.refused,
        entering=entering,
        seconds=time.perf_counter() - began,
        taken=pieces.taken,
        discarded=pieces.discarded,
    )


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
    found = sensitivity(asked, hours, figures, gap, progress, solver, keep=target / PARTS)
    results.write(found, target)
    sensitivity_page.write(found, target / "sensitivity.html", lang)
    return found, target
