"""District battery: serves the community, never feeds the grid (it has no feed-in contract)."""

from __future__ import annotations

from zeneville.technologies.district.parts import Parts, Store
from zeneville.technologies.district.site import Site


def battery(site: Site) -> Parts:
    """A lithium battery and its inverter, each as large as pays.

    Its largest size is a share of the electricity of a mean day (``battery_most_days``).
    """
    value = site.figures.value
    energy, power = site.paid("battery_district_energy"), site.paid("battery_district_power")
    upkeep = value("battery_om")
    return Parts(
        stores=(
            Store(
                name="battery",
                node="community",
                most_kwh=value("battery_most_days") * site.mean_day_kwh,
                most_kw=value("battery_most_power") * site.mean_day_kwh,
                energy_cost=energy * (site.annuity(value("battery_life")) + upkeep),
                power_cost=power * (site.annuity(value("battery_inverter_life")) + upkeep),
                energy_investment=energy,
                power_investment=power,
                efficiency=value("battery_eff_oneway"),
                depth=value("battery_dod"),
            ),
        )
    )
