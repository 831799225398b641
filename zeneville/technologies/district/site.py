"""What technologies of a district may know of it: its hours, its loads, its prices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

Array = np.ndarray[Any, Any]


class Figures(Protocol):
    """Anything that gives a catalogue figure by key."""

    def value(self, key: str) -> float:
        """The figure."""
        ...


@dataclass(frozen=True)
class WasteHeat:
    """Heat that a neighbour offers: kW at a temperature, for a price per kWh of it."""

    name: str
    heat_kw: float
    temperature_degc: float
    price_eur_per_kwh: float


@dataclass(frozen=True)
class Site:
    """A district as its technologies see it.

    ``hour`` (T,) hours of the day, ``day`` (T,) days of the year, ``weight`` (T,) hours of the
    year that each stands for, ``successor`` (T,) the next hour of its storage cycle;
    ``outdoor_degc`` (T,) and ``source_degc`` (K,T) temperatures, the latter by kind of heat pump;
    ``heat_kw`` (T,) heat that all buildings would draw from a network as they are;
    ``mean_day_kwh`` electricity of a mean day; ``dwellings`` of the district; ``supply_degc`` of
    the heat network; ``cars`` electric cars; ``waste_heat`` what neighbours offer; ``fuel_price``
    EUR, ``fuel_co2`` kg per kWh of lower heating value; ``annuity`` life in years -> share a year.
    """

    figures: Figures
    annuity: Callable[[float], float]
    hour: Array
    day: Array
    weight: Array
    successor: Array
    outdoor_degc: Array
    source_degc: Array
    heat_kw: Array
    mean_day_kwh: float
    dwellings: float
    fuel_price: dict[str, float]
    fuel_co2: dict[str, float]
    supply_degc: float = 65.0
    cars: float = 0.0
    waste_heat: tuple[WasteHeat, ...] = ()

    @property
    def paid_factor(self) -> float:
        """Price as paid over the price before VAT: VAT and fees."""
        value = self.figures.value
        return (1.0 + value("vat_standard")) * (1.0 + value("cost_fees_contingency"))

    def paid(self, key: str) -> float:
        """A price of the catalogue before VAT, as paid."""
        return self.figures.value(key) * self.paid_factor
