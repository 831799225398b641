"""What the sections of a report draw from: the plan, counted energy, words, other plans."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.report.map import drawable
from zeneville.report.wording import Words
from zeneville.results.counted import Counted

Array = np.ndarray[Any, Any]
HOURS = 24


@dataclass(frozen=True)
class Subject(Counted):
    """A stored plan told in a language.

    ``others`` are summaries of plans to show beside it, ``fronts`` is the content of pareto.json.
    """

    words: Words
    others: tuple[dict[str, Any], ...] = ()
    fronts: dict[str, Any] | None = None

    @property
    def summary(self) -> dict[str, Any]:
        """The keys of summary.json."""
        return self.plan.summary

    @cached_property
    def on_map(self) -> gpd.GeoDataFrame:
        """Buildings with a footprint, in the order of the map."""
        return drawable(self.plan.buildings)

    @cached_property
    def buildings(self) -> gpd.GeoDataFrame:
        """Those of the map, then those without a footprint; with bills."""
        table = self.plan.buildings
        order = [*self.on_map.index, *table.index.difference(self.on_map.index, sort=False)]
        names = pd.Index(self.plan.data["building"].values.astype(str))
        bills = pd.DataFrame(
            {"bill_before_eur": self.today.bill_eur, "bill_after_eur": self.planned.bill_eur},
            index=names,
        )
        return table.loc[order].join(bills)

    @property
    def weight(self) -> Array:
        """(T) hours that each hour stands for."""
        return np.asarray(self.plan.data["weight"].values)

    @cached_property
    def days(self) -> tuple[Array, Array]:
        """(D) day of the year from 0, and days that each stands for."""
        first = self.plan.data["index_of_year"].values[::HOURS]
        return first // HOURS, self.weight[::HOURS]

    @property
    def typical(self) -> bool:
        """True where typical days stand for the year."""
        return len(self.weight) < 8760

    @cached_property
    def net_kw(self) -> Array:
        """(T) bought less sold at the border, kW."""
        data = self.plan.data
        bought = data["bought_kwh"].values + data["charged_kwh"].values
        sold = data["sold_kwh"].values.sum(axis=0) + data["field_sold_kwh"].values.sum(axis=0)
        return np.asarray(bought - sold)

    def by_day(self, hourly: Array) -> Array:
        """(D, 24) of an hourly series."""
        return np.asarray(hourly).reshape(-1, HOURS)
