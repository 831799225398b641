"""The main job: a district in, a plan out."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import xarray as xr

from zeneville.case import Case, load
from zeneville.demand import behaviour
from zeneville.demand import needs as hourly_needs
from zeneville.errors import Fault
from zeneville.model import Designs, Problem
from zeneville.pipeline import masks
from zeneville.pipeline.buildings import (
    heater_menu,
    heating_today,
    hours_of,
    labels,
    stock_of,
    with_behaviour,
)
from zeneville.pipeline.cadastre import sun_of
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
from zeneville.technologies import heaters
from zeneville.verify import check as independent_check


@dataclass(frozen=True)
class Prepared:
    """What stages gave before the decision, and the problem with the limits of the case."""

    inputs: Inputs
    stock: Stock
    needs: xr.Dataset
    menu: heaters.Menu
    today: behaviour.Today
    set_aside: tuple[Fault, ...]
    sun: Sun
    chosen_hours: xr.Dataset
    built: District
    reference: dict[str, float]
    labels: xr.Dataset
    problem: Problem


def prepare(asked: Case, hours: int, clock: Clock) -> Prepared:
    """Everything before the decision."""
    inputs = Inputs(asked)
    clock.stage("stock")
    stock = stock_of(inputs)
    clock.stage("needs")
    needs = hourly_needs(stock.envelope, inputs.weather, inputs.figures)
    menu = heater_menu(inputs, stock, needs)
    today = heating_today(inputs, stock, needs, menu)
    needs, set_aside = with_behaviour(inputs, stock, needs, today)
    clock.stage("sun")
    sun = sun_of(inputs, stock)
    clock.stage("hours")
    chosen_hours = hours_of(hours, inputs.weather, needs, sun.largest_kwh)
    clock.stage("designs")
    letters = labels(inputs, stock, menu.system)
    built = district(inputs, stock, needs, menu, sun, chosen_hours, letters)
    reference = reference_of(built.problem)
    return Prepared(
        inputs=inputs,
        stock=stock,
        needs=needs,
        menu=menu,
        today=today,
        set_aside=tuple(set_aside),
        sun=sun,
        chosen_hours=chosen_hours,
        built=built,
        reference=reference,
        labels=letters,
        problem=with_limits(built.problem, asked, reference),
    )


def statement(case: str | Path | Case, hours: int) -> tuple[Problem, int]:
    """The decision problem of a case, and how many of its buildings, the first, are heated."""
    asked = case if isinstance(case, Case) else load(case)
    prepared = prepare(asked, hours, Clock(Silent()))
    return prepared.problem, prepared.built.heated


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
    asked = case if isinstance(case, Case) else load(case)
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
    data = quantities.add(
        to_dataset(problem, designs, answer),
        asked,
        ready.inputs.tariffs,
        ready.stock.buildings,
        ready.stock.envelope,
        ready.needs["peak_heating_kw"],
        ready.sun.sites["kind"].to_numpy(str),
        asked.years.base,
        ready.built.around,
    )
    data = stored_labels.add(data, ready.labels)
    data["masked"] = masks.stored(ready.built.masked)
    data = standard_need.add(data, ready.needs, ready.stock.envelope, ready.today)
    data = discomfort.add(data, ready.needs)
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
        report=report,
        assumptions=pd.concat(
            [ready.inputs.figures.used(), ready.inputs.tariffs.assumptions], ignore_index=True
        ),
        faults=(*ready.inputs.geodata.faults, *ready.set_aside),
        seconds=clock.seconds,
        peak_memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0,
    )
    return summarise(outcome)


def store(result: Plan, folder: str | Path, lang: str | None = None) -> Path:
    """Write summary.json, plan.nc, plan.gpkg, plan.xlsx and report.html."""
    from zeneville.report import document

    target = Path(folder)
    stored.write(result, target, document.words_of("fr"))
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
    asked = load(case)
    target = out or Path("results") / (asked.folder.name if asked.folder else asked.name)
    stored.check_place(target)
    result = plan(asked, hours, gap, time_limit_s, progress, solver)
    return result, store(result, target, lang)
