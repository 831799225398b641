"""Requirements out of reach, strange tariffs, tiny districts: solved, or refused with a reason.

Each case is planned and checked independently, or refused. Of a refusal every way out that is told
is asked again, as printed: it must give a plan that the check believes. Faults of the input
must end with exit status 2 and name the hours. ``wrong`` counts what came out otherwise.
"""

from __future__ import annotations

import argparse
import copy
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import yaml

from zeneville import pipeline
from zeneville.case import Case, load
from zeneville.case.schema import Lock
from zeneville.cli import ways_out
from zeneville.cli.main import main as command
from zeneville.economics import tariffs
from zeneville.errors import InfeasibleError, LabelShortfall, Shortfall
from zeneville.model import Designs, Problem
from zeneville.pipeline.district import district, with_limits
from zeneville.pipeline.planning import Prepared, prepare
from zeneville.pipeline.progress import Clock, Silent
from zeneville.shipped import district_folder
from zeneville.solve import Answer, Settings, best_balance, decide, profile
from zeneville.solve.stored import to_dataset
from zeneville.verify import check

#: shares of the free district's largest import that the transformer is given
SHARES = (0.6, 0.3, 0.15, 0.05)
#: EUR per kWh of surplus around noon in the case of negative spot prices
BELOW_ZERO = -0.05
NOON = (11, 12, 13, 14)


@dataclass
class Tally:
    """What came of the cases so far."""

    cases: int = 0
    solved: int = 0
    refused: int = 0
    wrong: int = 0

    def row(self, name: str, outcome: str, good: bool, told: str) -> None:
        """One case, counted and printed."""
        self.cases += 1
        self.solved += outcome == "solved"
        self.refused += outcome != "solved"
        self.wrong += not good
        mark = "" if good else "  WRONG"
        print(f"{name:<34} {outcome:<14} {told}{mark}", flush=True)


class Bench:
    """A district prepared once, asked for many things."""

    def __init__(self, ready: Prepared, settings: Settings):
        self.ready, self.settings, self.tally = ready, settings, Tally()
        self.free = ready.problem.with_scalars(balance_min=float("nan"))

    def planned(self, problem: Problem) -> tuple[Answer, bool]:
        """The answer, and whether the independent check believes it."""
        designs = Designs(problem)
        answer = decide(problem, designs, self.settings)
        return answer, check(to_dataset(problem, designs, answer)).verified

    def solved(
        self, name: str, problem: Problem, seen: Callable[[Answer], bool] = lambda _: True
    ) -> Answer | None:
        """A case that must have a plan of which ``seen`` is true."""
        try:
            answer, verified = self.planned(problem)
        except InfeasibleError as error:
            self.tally.row(name, "refused", False, str(error))
            return None
        good = verified and seen(answer)
        total = answer.dispatch.totals
        told = (
            f"{answer.cost:,.0f} EUR/a, gap {answer.gap:.3%}, balance {total.balance:,.0f} kWh/a, "
            f"CO2 {total.co2:,.0f} kg/a, investment {total.invest:,.0f} EUR"
        )
        self.tally.row(name, "solved", good, told)
        return answer

    def refused(self, name: str, problem: Problem, eased: set[str]) -> None:
        """A case that must be refused, with levels that work for the requirements ``eased``."""
        try:
            answer, _ = self.planned(problem)
        except InfeasibleError as error:
            levels = {
                item.requirement: item.best
                for item in error.shortfalls
                if isinstance(item, Shortfall) and item.best is not None
            }
            worked = [self._works(problem, asked) for asked in _asked(levels, error.together)]
            good = bool(worked) and all(worked) and eased <= set(levels)
            told = f"asked again: {sum(worked)} of {len(worked)} ways out give a verified plan"
            self.tally.row(name, "refused", good, told)
            print("    " + ways_out.told(error, "en").replace("\n", "\n    "), flush=True)
            return
        self.tally.row(name, "solved", False, f"{answer.cost:,.0f} EUR/a")

    def _works(self, problem: Problem, levels: dict[str, float]) -> bool:
        try:
            return self.planned(problem.with_scalars(**levels))[1]
        except InfeasibleError:
            return False

    def rebuilt(self, **changes: Any) -> Problem:
        """The problem of the case with another part, such as ``limits``, or other tariffs."""
        ready, inputs = self.ready, copy.copy(self.ready.inputs)
        inputs.tariffs = changes.pop("tariffs", inputs.tariffs)
        inputs.case = inputs.case.model_copy(update=changes)
        chosen = self.ready.chosen
        built = district(
            inputs, ready.stock, ready.needs, ready.menu, ready.sun, chosen, ready.labels
        )
        asked = with_limits(built.problem, inputs.case, ready.reference)
        return asked.with_scalars(balance_min=float("nan"))


def _asked(levels: dict[str, float], together: bool) -> Iterator[dict[str, float]]:
    if together and levels:
        yield levels
    elif not together:
        yield from ({name: level} for name, level in levels.items())


def wires(bench: Bench) -> None:
    """Transformers from wide to hopeless, a winter peak too low, no way out for the surplus."""
    free = bench.solved("no requirement", bench.free)
    flows = {} if free is None else free.dispatch.flows
    most = float((flows["bought_kwh"] + flows["charged_kwh"]).max())
    for share in SHARES:
        name = f"transformer at {share:.0%} of {most:,.0f} kW"
        problem = bench.free.with_scalars(transformer_kw=share * most)
        if share == SHARES[-1]:
            bench.refused(name, problem, {"transformer_kw"})
        else:
            bench.solved(name, problem)
    bench.refused(
        "winter peak too low",
        bench.free.with_scalars(winter_peak_kw=0.03 * most, transformer_kw=most),
        {"winter_peak_kw"},
    )
    bench.refused(
        "balance, and no way out for surplus",
        bench.free.with_scalars(
            export_kw=0.02 * most, balance_min=0.6 * best_balance(bench.free, Designs(bench.free))
        ),
        {"balance_min", "export_kw"},
    )


def goals(bench: Bench) -> None:
    """Caps, balances and budgets out of reach, alone and against one another."""
    free, reference = bench.free, bench.ready.reference["co2"]
    best = best_balance(free, Designs(free))
    asked = free.with_scalars
    bench.refused("CO2 cap out of reach", asked(co2_max=1e-3 * reference), {"co2_max"})
    bench.refused("balance out of reach", asked(balance_min=2.0 * abs(best)), {"balance_min"})
    budget = float(np.median(Designs(free).investment.max(axis=1))) * 0.1 * len(free.building)
    both = {"co2_max", "investment_max"}
    bench.refused(
        "CO2 cap against budget", asked(co2_max=0.08 * reference, investment_max=budget), both
    )
    bench.solved(
        "zero budget", asked(investment_max=0.0), lambda found: found.dispatch.totals.invest == 0.0
    )
    bench.refused(
        "zero budget against balance",
        asked(investment_max=0.0, balance_min=0.0),
        {"investment_max", "balance_min"},
    )
    bench.refused(
        "everything at once",
        asked(
            transformer_kw=20.0,
            investment_max=0.0,
            co2_max=1e-3 * reference,
            balance_min=2.0 * abs(best),
        ),
        {"transformer_kw"},
    )


def roofs(bench: Bench) -> None:
    """No panel anywhere: the best balance is below zero, and told."""
    free = bench.free
    bare = copy.copy(free.pv_allowed)
    bare[:, 1:] = 0
    arrays = {**free.arrays, "pv_allowed": bare, "asset_max": np.zeros_like(free.asset_max)}
    problem = replace(free, arrays=arrays)
    bench.refused(
        "all roofs protected, balance asked",
        problem.with_scalars(balance_min=0.0),
        {"balance_min"},
    )


def labels(bench: Bench) -> None:
    """Labels that works can give, and one that locked buildings cannot reach."""
    limits = bench.ready.inputs.case.limits
    for letter in ("D", "A"):
        asked = limits.model_copy(update={"minimum_label": letter})
        bench.solved(f"label {letter}", bench.rebuilt(limits=asked))
    names = bench.ready.labels["building"].to_numpy().astype(str)[:3]
    locks = tuple(Lock(building=name, package="as_is", system="as_is") for name in names)
    try:
        bench.rebuilt(limits=asked, locks=locks)
    except InfeasibleError as error:
        named = [item.building for item in error.shortfalls if isinstance(item, LabelShortfall)]
        good, first = named == list(names), error.shortfalls[0]
        bench.tally.row("label A, three locked", "refused", good, f"{len(named)} named; {first}")
        return
    bench.tally.row("label A, three locked", "solved", False, "nothing was refused")


def _spot(data: dict[str, Any], hours: np.ndarray, price: float) -> None:
    """Surplus and fields sold at ``price`` in ``hours``, as before else."""
    at = np.isin(np.arange(8760), hours)
    for entry, name in (
        *((item, "eur_per_kwh") for item in data["feed_in"]),
        (data["field_feed_in_eur_per_kwh"], "value"),
    ):
        entry["hourly"] = np.where(at, price, entry[name]).tolist()


def negative_spot(bench: Bench, folder: Path) -> None:
    """Surplus that costs money to sell is used, stored or curtailed."""
    noon = np.flatnonzero(np.isin(np.arange(8760) % 24, NOON))
    file = _tariffs(folder, lambda data: _spot(data, noon, BELOW_ZERO))
    case = bench.ready.inputs.case
    problem = bench.rebuilt(tariffs=tariffs.read(file, case.years.base))
    asked = problem.with_scalars(balance_min=0.0)
    below = (problem.feed_in < 0.0).all(axis=0)

    def curtailed(answer: Answer) -> bool:
        flows, sizes = answer.dispatch.flows, answer.dispatch.sizes
        produced = (sizes["field_kwp"][:, None] * problem.asset_kwh).sum(axis=0)
        used = (flows["field_local_kwh"] + flows["field_sold_kwh"]).sum(axis=0)
        surplus = np.maximum(-Designs(problem).net_load(answer.dispatch.chosen), 0.0).sum(axis=0)
        given = (flows["shared_kwh"] + flows["sold_kwh"]).sum(axis=0)
        left = float(problem.weight @ (produced - used + surplus - given))
        sold = flows["sold_kwh"].sum(axis=0) + flows["field_sold_kwh"].sum(axis=0)
        print(
            f"    {int(below.sum())} hours below zero; sold in them "
            f"{float(problem.weight @ np.where(below, sold, 0.0)):,.0f} kWh/a, "
            f"curtailed {left:,.0f} kWh/a"
        )
        return left > 0.0

    bench.solved("negative spot prices", problem, curtailed)
    bench.solved("negative spot prices, balance", asked)


def _tariffs(folder: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    data = yaml.safe_load(tariffs.read("france-2026", 2026).text)
    change(data)
    file = folder / "tariffs.yaml"
    file.write_text(yaml.safe_dump(data), encoding="utf-8")
    return file


def _exit_of(*words: str) -> tuple[int, str]:
    """Exit status of the command line, and what it tells on its way out."""
    told, before = StringIO(), sys.argv
    sys.argv = ["zeneville", *words]
    try:
        with redirect_stderr(told), redirect_stdout(StringIO()):
            command()
    except SystemExit as stopped:
        return int(stopped.code or 0), told.getvalue()
    finally:
        sys.argv = before
    return 0, told.getvalue()


def faults(bench: Bench, name: str, folder: Path) -> None:
    """Tariffs that make buying in order to sell pay, and a retail price below zero."""
    own = folder / "own"
    shutil.copytree(str(district_folder(name) or name), own)
    text = yaml.safe_load((own / "case.yaml").read_text(encoding="utf-8"))
    text.setdefault("money", {})["tariffs"] = "tariffs.yaml"
    (own / "case.yaml").write_text(yaml.safe_dump(text), encoding="utf-8")
    hours = np.array([40, 41, 5000])
    cheap = np.where(np.isin(np.arange(8760), hours), -0.02, 0.2).tolist()
    for title, change in (
        ("inverted tariff", lambda data: _spot(data, hours, 0.5)),
        ("negative retail", lambda data: data.update(retail_eur_per_kwh={"hourly": cheap})),
    ):
        _tariffs(own, change)
        status, told = _exit_of("check", str(own))
        named = all(str(hour) in told for hour in hours)
        line = next((text.strip() for text in told.splitlines() if "hours" in text), told)
        bench.tally.row(title, "refused", status == 2 and named, f"exit {status}: {line}"[:160])


def one_building(bench: Bench, name: str, hours: int, folder: Path) -> None:
    """A district of a single heated building, through the whole pipeline."""
    case: Case = load(name)
    rows = gpd.read_file(Path(str(case.folder)) / case.stock, layer=0)
    heated = bench.ready.problem.building[0]
    key = next(column for column in rows if (rows[column].astype(str) == heated).any())
    rows[rows[key].astype(str) == heated].to_file(folder / "one.gpkg", layer="batiments")
    alone = case.model_copy(
        update={"stock": "one.gpkg", "folder": folder, "locks": (), "street_lighting": None}
    )
    told = pipeline.plan(alone, hours=hours, gap=0.001).summary
    good = told["verified"] and told["buildings"] == 1
    bench.tally.row("one building", "solved", good, f"{told['objective_eur_per_year']:,.0f} EUR/a")


def main() -> None:
    """Every case of one district, then one line in all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--district", default="escalette")
    parser.add_argument("--hours", type=int, default=288)
    parser.add_argument("--solver", default="standard")
    asked = parser.parse_args()
    begun = time.perf_counter()
    settings = profile.load(asked.solver).settings()
    bench = Bench(prepare(load(asked.district), asked.hours, Clock(Silent())), settings)
    print(f"inputs of the decision: {time.perf_counter() - begun:.1f} s", flush=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        faults(bench, asked.district, folder)
        one_building(bench, asked.district, asked.hours, folder)
        negative_spot(bench, folder)
    labels(bench)
    roofs(bench)
    goals(bench)
    wires(bench)
    found = bench.tally
    print(
        f"cases={found.cases} solved={found.solved} refused={found.refused} wrong={found.wrong} "
        f"seconds={time.perf_counter() - begun:.0f}"
    )


if __name__ == "__main__":
    main()
