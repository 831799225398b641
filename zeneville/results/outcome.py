"""What a run knows once its plan is decided and checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import xarray as xr

from zeneville.case import Case
from zeneville.errors import Fault
from zeneville.model import Designs, Problem
from zeneville.model.problem import NETWORK
from zeneville.results.central_energy import CentralEnergy, central_energy
from zeneville.solve import Answer
from zeneville.stock import Stock
from zeneville.technologies import district, heaters, panels
from zeneville.verify.check import Report

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Outcome:
    """A decided problem with what it was made from.

    Attributes
    ----------
    heated
        Number of heated buildings, which come first among those of the problem.
    yields
        (planes, 8760) kWh per kWp.
    data
        Dataset of ``plan.nc``.
    reference
        Figures of the district carried on as it is.
    best
        Best energy balance that can be had, kWh a year.
    seconds
        By step.
    """

    case: Case
    stock: Stock
    heated: int
    planes: gpd.GeoDataFrame
    sites: gpd.GeoDataFrame
    yields: Array
    weather: xr.Dataset
    data: xr.Dataset
    problem: Problem
    designs: Designs
    answer: Answer
    reference: dict[str, Any]
    best: float
    heaters: heaters.Menu
    panels: panels.Menu
    pipes: district.Network | None
    report: Report
    assumptions: pd.DataFrame
    faults: tuple[Fault, ...]
    seconds: dict[str, float]
    peak_memory_mb: float

    @property
    def chosen(self) -> Array:
        """(B,) numbers of the designs."""
        return self.answer.dispatch.chosen

    @cached_property
    def rows(self) -> Array:
        """(B,) numbers of the buildings."""
        return np.arange(len(self.chosen))

    @cached_property
    def parts(self) -> tuple[Array, Array, Array, Array]:
        """(B,) numbers of package, heater, panel and storage option of the designs."""
        return self.designs.parts(self.chosen)

    @cached_property
    def burnt(self) -> Array:
        """(B,) kWh of fuel or of bought heat a year."""
        return np.where(self.carriers == NETWORK, 0.0, self._fuel_or_heat)

    @cached_property
    def network_heat(self) -> Array:
        """(B,) kWh a year from the district's own heat network."""
        return np.where(self.carriers == NETWORK, self._fuel_or_heat, 0.0)

    @property
    def _fuel_or_heat(self) -> Array:
        package, heater = self.parts[:2]
        return self.designs.heat_and_water[2][self.rows, package, heater]

    @cached_property
    def central(self) -> CentralEnergy:
        """What the central machines of the heat network buy."""
        return central_energy(self.problem, self.answer)

    @cached_property
    def carriers(self) -> Array:
        """(B,) numbers of the carriers of heat."""
        return self.problem.heater_carrier[self.rows, self.parts[1]]

    @cached_property
    def load(self) -> Array:
        """(B, T) kWh of electricity less that of the own roof."""
        return self.designs.net_load(self.chosen)

    @cached_property
    def imported(self) -> float:
        """kWh of electricity bought a year."""
        flows = self.answer.dispatch.flows
        return float(self.problem.weight @ (flows["bought_kwh"] + flows["charged_kwh"]))

    @cached_property
    def exported(self) -> float:
        """kWh of electricity sold a year."""
        flows = self.answer.dispatch.flows
        sold = flows["sold_kwh"].sum(axis=0) + flows["field_sold_kwh"].sum(axis=0)
        return float(self.problem.weight @ sold)
