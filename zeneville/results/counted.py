"""What shows a plan and draws from the energy of its buildings, which the plan counts once."""

from __future__ import annotations

from dataclasses import dataclass

from zeneville.results.district_energy import DistrictEnergy
from zeneville.results.energy_flows import Grid
from zeneville.results.plan import Plan


@dataclass(frozen=True)
class Counted:
    """Base of the subjects of report and workbook."""

    plan: Plan

    @property
    def planned(self) -> DistrictEnergy:
        """Energy under the plan."""
        return self.plan.planned

    @property
    def today(self) -> DistrictEnergy:
        """Energy as the buildings are."""
        return self.plan.today

    @property
    def grid(self) -> Grid:
        """What crosses the border under the plan, a year."""
        return self.plan.grid
