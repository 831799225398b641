"""A plan as an object."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd
import xarray as xr

from zeneville.results import district_energy, energy_flows
from zeneville.results.district_energy import DistrictEnergy
from zeneville.results.energy_flows import Grid


@dataclass(frozen=True)
class Plan:
    """What was decided, with its proof and everything needed to show and check it.

    ``summary`` has the keys of ``summary.json``; ``data`` is the content of ``plan.nc``;
    ``buildings`` has every row of the source; ``costs`` compares with the reference; ``pipes`` are
    those of the heat network that may be built, zone by zone.
    """

    case_name: str
    summary: dict[str, Any]
    data: xr.Dataset = field(repr=False)
    buildings: gpd.GeoDataFrame = field(repr=False)
    planes: gpd.GeoDataFrame = field(repr=False)
    assets: gpd.GeoDataFrame = field(repr=False)
    costs: pd.DataFrame = field(repr=False)
    assumptions: pd.DataFrame = field(repr=False)
    pipes: gpd.GeoDataFrame = field(
        repr=False,
        default_factory=lambda: gpd.GeoDataFrame({"zone": []}, geometry=[], crs="EPSG:2154"),
    )
    faults: tuple[str, ...] = ()
    faults_fr: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    not_yet: tuple[tuple[str, str], ...] = ()

    def faults_in(self, lang: str) -> tuple[str, ...]:
        """Remarks on the data in a language, in English where the plan was stored without it."""
        return self.faults_fr if lang == "fr" and self.faults_fr else self.faults

    @cached_property
    def planned(self) -> DistrictEnergy:
        """Energy of the buildings under the plan."""
        return district_energy.planned(self.data)

    @cached_property
    def today(self) -> DistrictEnergy:
        """Energy of the buildings as they are."""
        return district_energy.today(self.data)

    @cached_property
    def grid(self) -> Grid:
        """What crosses the border under the plan, a year."""
        return energy_flows.grid_of_plan(self.data, self.planned)

    def __repr__(self) -> str:
        told = self.summary
        return (
            f"<Plan {self.case_name}: {told['objective_eur_per_year']:,.0f} EUR/year, "
            f"gap {told['gap']:.3%}, balance {told['energy_balance_kwh_per_year']:,.0f} kWh/year, "
            f"{'verified' if told['verified'] else 'not verified'}>"
        )

    def _repr_html_(self) -> str:
        """What a notebook shows: a sentence, key figures and a map of the labels."""
        from zeneville.results import notebook

        return notebook.html(self.case_name, self.summary, self.buildings)
