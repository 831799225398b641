"""A plan beside the totals that the region set itself: less energy, less CO2, renewable.

============  ==========================================================================
energy        1 - energy used in the buildings with the plan / as they are today
co2           CO2 of the reference / CO2 of the plan, by annual factors, without credit
renewable     (panels on roofs and fields + wood) / energy used in the buildings, of a year
============  ==========================================================================

What heat pumps take from the surroundings is in neither side of the third.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zeneville.results.district_energy import DistrictEnergy
from zeneville.results.energy_flows import Grid

KEYS = {
    "energy": "rev3_energy_2050",
    "co2": "rev3_co2_2050",
    "renewable": "rev3_renewable_2050",
}


@dataclass(frozen=True)
class Yardstick:
    """What the plan reaches and the goal, in the same unit."""

    name: str
    value: float
    goal: float

    @property
    def reached(self) -> bool:
        """True where the plan is at the goal or beyond."""
        return self.value >= self.goal

    @property
    def shares(self) -> tuple[float, float]:
        """Value and goal as shares of all there is; a factor is what it takes away."""
        if self.name != "co2":
            return self.value, self.goal
        return 1.0 - 1.0 / max(self.value, 1e-9), 1.0 - 1.0 / self.goal


def figures() -> list[dict[str, str]]:
    """The goals with their sources, rows of the table."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_plan(
    summary: dict[str, Any], planned: DistrictEnergy, today: DistrictEnergy, grid: Grid
) -> list[Yardstick]:
    """The three, in the order of the goals."""
    goals = {row["key"]: float(row["value"]) for row in figures()}
    used = float(planned.used_kwh.sum())
    made = grid.roofs + grid.fields + planned.fuel_kwh.get("wood", 0.0)
    values = {
        "energy": 1.0 - used / max(float(today.used_kwh.sum()), 1.0),
        "co2": summary["reference_co2_kg_per_year"] / max(summary["co2_kg_per_year"], 1e-9),
        "renewable": made / max(used, 1.0),
    }
    return [Yardstick(name, values[name], goals[key]) for name, key in KEYS.items()]
