"""The main job: a district in, a plan out."""

from __future__ import annotations

import resource
from pathlib import Path

import numpy as np
import pandas as pd

from zeneville.case import Case, load
from zeneville.demand import needs as hourly_needs
from zeneville.model import Designs
from zeneville.pipeline.buildings import (
    heater_menu,
    heating_today,
    hours_of,
    labels,
    stock_of,
    with_behaviour,
)
from zeneville.pipeline.district import Sun, district, reference_of, with_limits
from zeneville.pipeline.inputs import Inputs
from zeneville.pipeline.progress import Clock, Progress, Silent
from zeneville.results import discomfort, quantities, standard_need
from zeneville.results import labels as stored_labels
from zeneville.results import store as stored
from zeneville.results.outcome import Outcome
from zeneville.results.plan import Plan
from zeneville.results.summary import summarise
from zeneville.solar import pv_yields, roof_planes, site_planes
from zeneville.solar.sky import sky
from zeneville.solve import Settings, best_balance, decide
from zeneville.solve.stored import to_dataset
from zeneville.stock import Stock
from zeneville.verify import check as independent_check


def plan(
    case: str | Path | Case,
    hours: int = 288,
    gap: float = 0.01,
    time_limit_s: float | None = None,
    progress: Progress | None = None,
) -> Plan:
    """Plan a district.

    Parameters
    ----------
    case
        A case, its folder or file, or the name of a shipped district.
    hours
        8760, or 288 for twelve representative days.
    gap
        Relative gap to prove.

    Raises
    ------
    InputError, InfeasibleError
    """
    watch = progress or Silent()
    clock = Clock(watch)
    clock.stage("reading")
    asked = case if isinstance(case, Case) else load(case)
    inputs = Inputs(asked)
    clock.stage("stock")
    stock = stock_of(inputs)
    clock.stage("needs")
    needs = hourly_needs(stock.envelope, inputs.weather, inputs.figures)
    menu = heater_menu(inputs, stock, needs)
    today = heating_today(inputs, stock, needs, menu)
    needs, set_aside = with_behaviour(inputs, stock, needs, today)
    clock.stage("sun")
    sun = _sun(inputs, stock)
    clock.stage("hours")
    chosen_hours = hours_of(hours, inputs.weather, needs, sun.largest_kwh)
    clock.stage("designs")
    built = district(inputs, stock, needs, menu, sun, chosen_hours)
    reference = reference_of(built.problem)
    problem = with_limits(built.problem, asked, reference)
    designs = Designs(problem)
    clock.stage("decision")
    answer = decide(
        problem,
        designs,
        Settings(gap=gap, time_limit_s=time_limit_s),
        watch.optimiser,
    )
    clock.stage("check")
    data = quantities.add(
        to_dataset(problem, designs, answer),
        asked,
        inputs.tariffs,
        stock.buildings,
        stock.envelope,
        needs["peak_heating_kw"],
        sun.sites["kind"].to_numpy(str),
        asked.years.base,
        built.around,
    )
    data = stored_labels.add(data, labels(inputs, stock, menu.system))
    data = standard_need.add(data, needs, stock.envelope, today)
    data = discomfort.add(data, needs)
    report = independent_check(data, prices=True)
    clock.stop()
    outcome = Outcome(
        case=asked,
        stock=stock,
        heated=built.heated,
        planes=sun.planes,
        sites=sun.sites,
        yields=sun.yields,
        weather=inputs.weather,
        data=data,
        problem=problem,
        designs=designs,
        answer=answer,
        reference=reference,
        best=best_balance(problem.with_scalars(), designs),
        heaters=menu,
        panels=built.panels,
        report=report,
        assumptions=pd.concat(
            [inputs.figures.used(), inputs.tariffs.assumptions], ignore_index=True
        ),
        faults=(*inputs.geodata.faults, *set_aside),
        seconds=clock.seconds,
        peak_memory_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0,
    )
    return summarise(outcome)


def _sun(inputs: Inputs, stock: Stock) -> Sun:
    planes = roof_planes(stock.buildings, inputs.figures)
    sites = site_planes(inputs.geodata.parkings, inputs.geodata.friches, inputs.figures)
    sites = sites[sites["kind"].isin(inputs.case.assets)]
    light = sky(inputs.weather, albedo=inputs.figures.value("solar_albedo"))
    yields, site_yields = (
        pv_yields(
            table["tilt_deg"], table["azimuth_deg"], light, inputs.figures, open_rack=open_rack
        )
        for table, open_rack in (
            (planes, planes["shape"] == "flat"),
            (sites, np.ones(len(sites), dtype=bool)),
        )
    )
    return Sun(planes, yields, sites, site_yields)


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
    hours: int = 288,
    gap: float = 0.01,
    time_limit_s: float | None = None,
    lang: str | None = None,
    progress: Progress | None = None,
) -> tuple[Plan, Path]:
    """Plan a district and write its results into ``out`` or ``results/CASE``."""
    asked = load(case)
    target = out or Path("results") / (asked.folder.name if asked.folder else asked.name)
    stored.check_place(target)
    result = plan(asked, hours, gap, time_limit_s, progress)
    return result, store(result, target, lang)
