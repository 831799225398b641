"""The main job: a district in, a plan out."""

from __future__ import annotations

import resource
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
import xarray as xr

from zeneville.case import Case, readme
from zeneville.demand import behaviour
from zeneville.demand import needs as hourly_needs
from zeneville.errors import Fault
from zeneville.geodata import plausibility
from zeneville.model import Designs, Problem
from zeneville.pipeline import masks, targets
from zeneville.pipeline.buildings import (
    heater_menu,
    heating_today,
    hours_of,
    labels,
    stock_of,
    with_behaviour,
)
from zeneville.pipeline.cadastre import sun_of, weather_elsewhere
from zeneville.pipeline.district import District, district, reference_of, with_limits
from zeneville.pipeline.inputs import Inputs
from zeneville.pipeline.progress import Clock, Progress, Silent
from zeneville.pipeline.sun import Sun
from zeneville.results import discomfort, quantities, standard_need
from zeneville.results import labels as stored_labels
from zeneville.results import store as stored
from zeneville.results.outcome import Outcome
from zeneville.results.plan import Plan
from zeneville.results.summary import summarise
from zeneville.solve import best_balance, decide, profile
from zeneville.solve.stored import to_dataset
from zeneville.stock import Stock
from zeneville.technologies import catalogue, heaters
from zeneville.verify import check as independent_check


@dataclass(frozen=True)
class Prepared:
    """What stages gave before the decision, and the problem with the limits of the case.

    ``standard`` are the needs before behaviour, ``chosen`` the hours of the problem, ``used`` the
    keys of figures that the dear stages asked for.
    """

    inputs: Inputs
    stock: Stock
    standard: xr.Dataset
    needs: xr.Dataset
    menu: heaters.Menu
    today: behaviour.Today
    set_aside: tuple[Fault, ...]
    sun: Sun
    chosen: xr.Dataset
    built: District
    reference: dict[str, float]
    labels: xr.Dataset
    problem: Problem
    used: Mapping[str, frozenset[str]]


def prepare(asked: Case, hours: int, clock: Clock) -> Prepared:
    """Everything before the decision."""
    return stages(Inputs(asked), hours, clock, Nothing())


class Earlier(Protocol):
    """What stages need not do again."""

    def stock(self) -> Stock | None:
        """The stock where it is as before."""
        ...

    def standard(self, stock: Stock) -> xr.Dataset | None:
        """The needs before behaviour."""
        ...

    def sun(self, stock: Stock) -> Sun | None:
        """Planes, sites and their yields."""
        ...

    def chosen(self) -> xr.Dataset | None:
        """The hours of the problem."""
        ...


class Nothing:
    """Nothing was done before."""

    def stock(self) -> None:
        """None."""

    def standard(self, stock: Stock) -> None:
        """None."""

    def sun(self, stock: Stock) -> None:
        """None."""

    def chosen(self) -> None:
        """None."""


def stages(inputs: Inputs, hours: int, clock: Clock, earlier: Earlier) -> Prepared:
    """All stages in their order; what ``earlier`` knows is not done again."""
    used: dict[str, frozenset[str]] = {}

    def stage(name: str, work: Callable[[], Any], known: Any) -> Any:
        clock.stage(name)
        if known is not None:
            return known
        made, used[name] = inputs.figures.asked_in(work)
        return made

    stock = stage("stock", lambda: stock_of(inputs), earlier.stock())
    standard = stage(
        "needs",
        lambda: hourly_needs(stock.envelope, inputs.weather, inputs.figures),
        earlier.standard(stock),
    )
    menu = heater_menu(inputs, stock, standard)
    today = heating_today(inputs, stock, standard, menu)
    needs, set_aside = with_behaviour(inputs, stock, standard, today)
    sun = stage("sun", lambda: sun_of(inputs, stock), earlier.sun(stock))
    chosen = stage(
        "hours",
        lambda: hours_of(hours, inputs.weather, needs, sun.largest_kwh),
        earlier.chosen(),
    )
    clock.stage("designs")
    letters = labels(inputs, stock, menu.system)
    built = district(inputs, stock, needs, menu, sun, chosen, letters)
    reference = reference_of(built.problem)
    return Prepared(
        inputs=inputs,
        stock=stock,
        standard=standard,
        needs=needs,
        menu=menu,
        today=today,
        set_aside=tuple(set_aside),
        sun=sun,
        chosen=chosen,
        built=built,
        reference=reference,
        labels=letters,
        problem=with_limits(built.problem, inputs.case, reference),
        used=used,
    )


def statement(case: str | Path | Case, hours: int) -> tuple[Problem, int]:
    """The decision problem of a case, and how many of its buildings, the first, are heated."""
    asked = targets.case(case)
    prepared = prepare(asked, hours, Clock(Silent()))
    return prepared.problem, prepared.built.heated


def with_quantities(ready: Prepared, data: xr.Dataset) -> xr.Dataset:
    """The dataset of ``plan.nc``: a decided problem with what its prices and needs rest on."""
    data = quantities.add(
        data,
        ready.inputs.case,
        ready.inputs.tariffs,
        ready.stock.buildings,
        ready.stock.envelope,
        ready.needs,
        ready.sun.sites["kind"].to_numpy(str),
        ready.inputs.case.years.base,
        ready.built.around,
    )
    data = stored_labels.add(data, ready.labels)
    data["masked"] = masks.stored(ready.built.masked)
    data = standard_need.add(data, ready.needs, ready.stock.envelope, ready.today)
    return discomfort.add(data, ready.needs).assign_attrs(origin=readme(ready.inputs.case))


def plan(
    case: str | Path | Case,
    hours: int = 8760,
    gap: float | None = None,
    time_limit_s: float | None = None,
    progress: Progress | None = None,
    solver: str | Path = "standard",
) -> Plan:
    """Plan a district.

    Parameters
    ----------
    case
        A case, its folder or file, or the name of a shipped district.
    hours
        8760, or 288 for twelve representative days.
    gap
        Relative gap to prove; what the solver profile says when left out.
    solver
        A shipped solver profile, or the file of one.

    Raises
    ------
    InputError, InfeasibleError
    """
    watch = progress or Silent()
    clock = Clock(watch)
    clock.stage("reading")
    asked = targets.case(case)
    settings = profile.load(solver).settings(gap, time_limit_s)
    ready = prepare(asked, hours, clock)
    problem = ready.problem
    designs = Designs(problem)
    clock.stage("decision")
    answer = decide(
        problem,
        designs,
        settings,
        watch.optimiser,
    )
    clock.stage("check")
    data = with_quantities(ready, to_dataset(problem, designs, answer))
    report = independent_check(data, prices=True)
    clock.stop()
    outcome = Outcome(
        case=asked,
        stock=ready.stock,
        heated=ready.built.heated,
        planes=ready.sun.planes,
        sites=ready.sun.sites,
        yields=ready.sun.yields,
        weather=ready.inputs.weather,
        data=data,
        problem=problem,
        designs=designs,
        answer=answer,
        reference=ready.reference,
        best=best_balance(problem.with_scalars(), designs),
        heaters=ready.menu,
        panels=ready.built.panels,
        pipes=ready.built.pipes,
        report=report,
        assumptions=pd.concat(
            [ready.inputs.figures.used(), ready.inputs.tariffs.assumptions], ignore_index=True
        ),
        faults=(
            *_remarks(ready.inputs),
            *weather_elsewhere(ready.inputs),
            *ready.set_aside,
        ),
        seconds=clock.seconds,
        peak_memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0,
    )
    return summarise(outcome)


def _remarks(inputs: Inputs) -> list[Fault]:
    """What is unusual of the whole stock, then the faults of its rows."""
    data = inputs.geodata
    found = plausibility.indicators(data.buildings, data.faults, catalogue.read())
    return [*plausibility.remarks(inputs.case.stock, found), *data.faults]


def store(result: Plan, folder: str | Path, lang: str | None = None) -> Path:
    """Write summary.json, plan.nc, plan.gpkg, plan.xlsx and report.html."""
    from zeneville.report import document

    target = Path(folder)
    spoken = document.language(lang)
    stored.write(result, target, document.words_of(spoken), spoken)
    document.write(result, target / "report.html", lang)
    return target


def plan_and_store(
    case: str | Path,
    out: Path | None = None,
    hours: int = 8760,
    gap: float | None = None,
    time_limit_s: float | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
    solver: str | Path = "standard",
) -> tuple[Plan, Path]:
    """Plan a district and write its results into ``out`` or ``results/CASE``."""
    asked = targets.case(case)
    target = targets.results_of(asked, out)
    result = plan(asked, hours, gap, time_limit_s, progress, solver)
    return result, store(result, target, lang)
