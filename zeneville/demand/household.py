"""Electricity of households: annual kWh by use, and the hours in which it is drawn.

The hours are those of the Enedis profile RES1 (dwellings on the basic option up to 36 kVA), 2023,
measured half-hourly, Enedis open data, Licence Ouverte. ``enedis_res1.csv`` keeps its mean day by
month and day type in legal time, the annual mean being 1. RES2 is not used: it contains most of
the electric heating. Some electric heating and hot water is left in RES1, too.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from zeneville.demand.day_shapes import DAYS, HOURS, mean_one
from zeneville.demand.legal_time import LegalTime

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Household:
    """kWh a year of one dwelling of each building, (B,): fans are apart."""

    appliances: Array
    lighting: Array
    cooking: Array

    @property
    def total(self) -> Array:
        """(B,) kWh a year of one dwelling."""
        return self.appliances + self.lighting + self.cooking


def household(floor: Array, persons: Array, figures: Any) -> Household:
    """Annual electricity of one dwelling from its ``floor`` (B,), m2, and ``persons`` (B,).

    The panel's mean dwelling is scaled: appliances with (floor x persons)^0.4714 (SAP 2012,
    appendix L), lighting with floor, cooking with 275 + 55 N (BREDEM 2012). Households that cook
    with gas are in the panel's mean; their gas is not counted.
    """
    value = figures.value
    lighting = value("demand_electricity_lighting")
    usual_floor, usual_persons = value("demand_panel_area"), value("demand_household_mean")
    size = (floor * persons) / (usual_floor * usual_persons)
    fixed, each = value("demand_cooking_fixed"), value("demand_cooking_person")
    appliances = value("demand_electricity_specific") - lighting - value("demand_electricity_fans")
    return Household(
        appliances=appliances * size ** value("demand_appliance_exponent"),
        lighting=lighting * floor / usual_floor,
        cooking=value("demand_electricity_cooking")
        * (fixed + each * persons)
        / (fixed + each * usual_persons),
    )


@cache
def _res1() -> Array:
    text = Path(__file__).with_name("enedis_res1.csv").read_text(encoding="utf-8")
    table = np.full((12, 3, 24), np.nan)
    for row in csv.DictReader(text.splitlines()):
        table[int(row["month"]) - 1, DAYS[row["day"]]] = [float(row[hour]) for hour in HOURS]
    return table


def res1(legal: LegalTime) -> Array:
    """(T,) load of a household relative to its annual mean."""
    return mean_one(_res1()[legal.month - 1, legal.day, legal.hour])
