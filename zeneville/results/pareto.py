"""Fronts of a district as files: pareto.json, pareto.csv and pareto.nc."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from zeneville.model import Designs, Problem
from zeneville.results import front as maths
from zeneville.results.front import Point
from zeneville.results.store import atomically, write_dataset, write_text

#: columns of pareto.csv after the front's name
COLUMNS = (
    "level",
    "cost_eur_per_year",
    "bound_eur_per_year",
    "gap",
    "status",
    "verified",
    "mark",
    "energy_balance_kwh_per_year",
    "co2_kg_per_year",
    "investment_eur",
    "abatement_eur_per_tco2",
    "marginal_abatement_eur_per_tco2",
    "balance_eur_per_kwh",
    "marginal_balance_eur_per_kwh",
    "roof_pv_kwp",
    "seconds",
)
#: figures of pareto.nc by row key, with their unit
UNITS = {
    "level": "kWh/year or kg/year",
    "cost_eur_per_year": "EUR/year",
    "bound_eur_per_year": "EUR/year",
    "gap": "1",
    "energy_balance_kwh_per_year": "kWh/year",
    "co2_kg_per_year": "kg/year",
    "investment_eur": "EUR",
    "abatement_eur_per_tco2": "EUR/t",
    "marginal_abatement_eur_per_tco2": "EUR/t",
    "balance_eur_per_kwh": "EUR/kWh",
    "marginal_balance_eur_per_kwh": "EUR/kWh",
}


@dataclass(frozen=True)
class Fronts:
    """Fronts of cost, by what the cost is held against: ``balance`` and ``co2``.

    ``reference`` has ``cost``, ``balance`` and ``co2`` of the district carried on as it is;
    ``taken`` points of an earlier run were not solved again, ``discarded`` ones were of another
    question.
    """

    name: str
    version: str
    case_sha256: str
    hours: int
    balance_definition: str
    reference: dict[str, float]
    points: Mapping[str, Sequence[Point]] = field(repr=False)
    problem: Problem = field(repr=False)
    systems: Sequence[str] = field(repr=False)
    seconds: Mapping[str, float] = field(repr=False, default_factory=dict)
    taken: int = 0
    discarded: int = 0

    @property
    def verified(self) -> bool:
        """True when the check passed every point."""
        return all(point.verified for line in self.points.values() for point in line)

    def rows(self, against: str) -> list[dict[str, Any]]:
        """A front for machines."""
        return maths.rows(against, self.points[against], self.reference)

    def summary(self) -> dict[str, Any]:
        """The keys of pareto.json."""
        return {
            "zeneville_version": self.version,
            "case": self.name,
            "case_sha256": self.case_sha256,
            "hours": self.hours,
            "approximate": self.hours < 8760,
            "balance_definition": self.balance_definition,
            "verified": self.verified,
            "reference": {
                "cost_eur_per_year": self.reference["cost"],
                "energy_balance_kwh_per_year": self.reference["balance"],
                "co2_kg_per_year": self.reference["co2"],
            },
            "fronts": [
                {"against": against, "points": self.rows(against)} for against in self.points
            ],
            "seconds": dict(self.seconds),
            "taken_from_earlier_run": self.taken,
        }


def counted(names: Iterable[str]) -> dict[str, int]:
    """How often each name stands there, by name."""
    return dict(sorted(Counter(names).items()))


def assets(problem: Problem, sizes: Mapping[str, Any]) -> dict[str, float]:
    """What is built of the district's assets, by name, nothing left out that has a size."""
    lines = (
        (problem.asset, sizes["field_kwp"]),
        (problem.store, sizes["store_kwh"]),
        (problem.converter, sizes["converter_kw"]),
        (problem.zone, sizes["zone_built"]),
    )
    return {
        str(name): float(size)
        for names, values in lines
        for name, size in zip(names, values, strict=True)
        if size > 0.0
    }


def write(fronts: Fronts, folder: Path) -> None:
    """Write pareto.json, pareto.csv and pareto.nc, each whole or not at all."""
    text = json.dumps(fronts.summary(), ensure_ascii=False, indent=2, allow_nan=False)
    atomically(folder / "pareto.csv", lambda part: _table(fronts, part))
    write_dataset(dataset(fronts), folder / "pareto.nc")
    atomically(folder / "pareto.json", lambda part: write_text(part, text))


def _table(fronts: Fronts, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("against", *COLUMNS))
        for against in fronts.points:
            for row in fronts.rows(against):
                told = {**row, "mark": " ".join(row["mark"])}
                lines.writerow((against, *(told[name] for name in COLUMNS)))


def dataset(fronts: Fronts) -> xr.Dataset:
    """Figures over (against, point) and decisions over (against, point, building)."""
    problem, designs = fronts.problem, Designs(fronts.problem)
    count = max(len(line) for line in fronts.points.values())
    shape = (len(fronts.points), count)
    figures = {name: np.full(shape, np.nan) for name in UNITS}
    kwp = np.full((*shape, len(problem.building)), np.nan)
    package = np.full(kwp.shape, "", dtype=object)
    system = package.copy()
    for f, (against, line) in enumerate(fronts.points.items()):
        for k, (point, row) in enumerate(zip(line, fronts.rows(against), strict=True)):
            for name in UNITS:
                figures[name][f, k] = np.nan if row[name] is None else row[name]
            p, j, v = designs.parts(np.array(point.designs))[:3]
            package[f, k], system[f, k] = problem.package[p], np.array(fronts.systems)[j]
            kwp[f, k] = problem.pv_kwp[np.arange(len(v)), v]
    dims = ("against", "point")
    data: dict[str, Any] = {
        name: (dims, values, {"units": UNITS[name], "long_name": name.replace("_", " ")})
        for name, values in figures.items()
    }
    by_building = (*dims, "building")
    data["package"] = (by_building, package.astype(str), {"long_name": "package chosen"})
    data["system"] = (by_building, system.astype(str), {"long_name": "heating system chosen"})
    data["pv_kwp"] = (by_building, kwp, {"units": "kWp", "long_name": "panels on the roof"})
    coords = {"against": list(fronts.points), "building": problem.building.astype(str)}
    attrs = {"title": f"fronts of cost of {fronts.name}", "zeneville_version": fronts.version}
    return xr.Dataset(data, coords=coords, attrs={**attrs, "case_sha256": fronts.case_sha256})
