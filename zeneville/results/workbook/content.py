"""What the sheets show: the plan, its energy counted by building, bills, aids; places of tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import yaml

from zeneville.results import aids
from zeneville.results.counted import Counted
from zeneville.results.workbook import columns
from zeneville.results.workbook.page import Place
from zeneville.results.workbook.texts import Texts
from zeneville.technologies.catalogue import Catalogue

Array = np.ndarray[Any, Any]
#: carriers that are no fuel
CURRENT = ("electricity", "heat_pump")


@dataclass(frozen=True)
class Content(Counted):
    """A plan and the words to tell it in."""

    texts: Texts

    @cached_property
    def figures(self) -> Catalogue:
        """The catalogue with the overrides of the case."""
        return aids.figures(self.plan.data)

    @cached_property
    def tariff(self) -> dict[str, Any]:
        """The tariffs of the plan as their file says them."""
        return dict(yaml.safe_load(self.plan.data.attrs["tariffs_text"]))

    @cached_property
    def buildings(self) -> pd.DataFrame:
        """Every row of the source with energy, bills and residence; missing ones are blank."""
        table = pd.DataFrame(self.plan.buildings.drop(columns="geometry"))
        table = table.join(self._counted)
        if "residence" not in table:
            table["residence"] = None
        table["residence"] = [
            value if isinstance(value, str) and value else self.texts["no_residence"]
            for value in table["residence"]
        ]
        table.index.name = "building"
        return table.reset_index()

    @cached_property
    def _counted(self) -> pd.DataFrame:
        planned, today = self.planned, self.today
        names = self.plan.data["building"].values.astype(str)
        return pd.DataFrame(
            {
                "used_kwh": planned.used_kwh,
                "reference_used_kwh": today.used_kwh,
                "energy_before_eur": today.electricity_eur + today.burnt_eur,
                "energy_after_eur": planned.electricity_eur + planned.burnt_eur + self._network_eur,
                "standing_before_eur": self._standing(0 * self._heater),
                "standing_after_eur": self._standing(self._heater),
                "surplus_eur": planned.surplus_eur,
                "heat_peak_kw": planned.heat_peak_kw,
                "peak_kw": planned.peak_kw,
                "peak_before_kw": today.peak_kw,
                "machines": self._installations,
            },
            index=pd.Index(names),
        )

    @property
    def heat_price(self) -> float:
        """EUR/kWh that occupants are taken to pay for heat of the district's own network."""
        return float(self.tariff["heat_eur_per_kwh"]["value"])

    @cached_property
    def _network_eur(self) -> Array:
        """(B,) heat of the district's own network at that price; its costs are the district's."""
        names = self.plan.data["building"].values.astype(str)
        heat = self.plan.buildings["network_heat_kwh"].reindex(names).fillna(0.0)
        return np.asarray(heat.to_numpy(float) * self.heat_price)

    @cached_property
    def _heater(self) -> Array:
        return np.asarray(self.plan.data["chosen_heater"].values.astype(int))

    @cached_property
    def _homes(self) -> Array:
        return np.maximum(self.plan.data["dwellings"].values, 1.0)

    @cached_property
    def _installations(self) -> Array:
        """(B,) heating installations: one a dwelling, or one a building above a size."""
        most = self.figures.value("heater_collective_above_dwellings")
        return np.where(self.plan.data["dwellings"].values > most, 1.0, self._homes)

    def _standing(self, heater: Array) -> Array:
        """(B,) standing charges EUR a year under heaters: meters by dwelling, gas by boiler."""
        data, meter = self.plan.data, self.tariff["electricity_standing_eur_per_year"]
        rows = np.arange(len(heater))
        carrier = data["carrier"].values.astype(str)[data["heater_carrier"].values[rows, heater]]
        charge = np.where(np.isin(carrier, CURRENT), meter["kva_9"], meter["kva_6"])
        electricity = np.where(
            data["residential"].values.astype(bool), self._homes * charge, meter["kva_36"]
        )
        gas = self._installations * self.tariff["gas"]["standing_eur_per_year"]
        heated = data["heated"].values.astype(bool)
        return np.where(heated, electricity + np.where(carrier == "gas", gas, 0.0), 0.0)

    @cached_property
    def aids_known(self) -> bool:
        """Whether amounts of certificates are known for the place."""
        return aids.known(self.plan.data)

    @cached_property
    def certificates(self) -> pd.DataFrame:
        """kWh cumac by building and measure, buildings that get any."""
        if not self.aids_known:
            return pd.DataFrame({"all": []})
        found = aids.certificates(self.plan.data, self.figures)
        found["all"] = found.sum(axis=1)
        return found[found["all"] > 0.0]

    @cached_property
    def pumped(self) -> pd.DataFrame:
        """Buildings that get a heat pump."""
        return self.buildings[is_pump(self.buildings["system"])]

    @cached_property
    def residences(self) -> list[str]:
        """Names of the residences, from the largest investment."""
        sums = self.buildings.groupby("residence")["investment_eur"].sum()
        return [str(name) for name in sums.sort_values(ascending=False, kind="stable").index]

    def place(self, sheet: str, count: int) -> Place:
        """Where the table of a sheet stands, with the columns that the plan has."""
        known = self.plan.buildings.columns
        shown = columns.of(sheet, self.texts.lang)
        return Place(sheet, tuple(c for c in shown if not c.optional or c.key in known), count)

    @cached_property
    def at_buildings(self) -> Place:
        """The table of buildings."""
        return self.place("Bâtiments", len(self.buildings))

    @cached_property
    def at_bills(self) -> Place:
        """The table of bills."""
        return self.place("Factures", len(self.buildings))

    @cached_property
    def at_aids(self) -> Place:
        """The table of certificates."""
        return self.place("Aides", len(self.certificates))


def is_pump(systems: pd.Series) -> pd.Series:
    """True where the system is a heat pump."""
    return systems.astype(str).str.startswith("hp_")
