"""A plan as an object."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import pandas as pd
import xarray as xr


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
    findings: tuple[str, ...] = ()
    not_yet: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        told = self.summary
        return (
            f"<Plan {self.case_name}: {told['objective_eur_per_year']:,.0f} EUR/year, "
            f"gap {told['gap']:.3%}, balance {told['energy_balance_kwh_per_year']:,.0f} kWh/year, "
            f"{'verified' if told['verified'] else 'not verified'}>"
        )
