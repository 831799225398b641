"""The hydrogen chain: electrolyser, tank, fuel cell; both machines give their heat to the network.

Energy of hydrogen is counted by its lower heating value.
"""

from __future__ import annotations

from zeneville.technologies.district.parts import Converter, Parts, Store
from zeneville.technologies.district.site import Site


def hydrogen(site: Site) -> Parts:
    """Machines of kW of electricity, bounded by the electricity of a mean day over a day."""
    value = site.figures.value
    most_kw = value("h2_most_power") * site.mean_day_kwh
    make, use, tank = (site.paid(f"h2_{name}") for name in ("electrolyser", "fuelcell", "tank"))
    given = 1.0 / value("h2_fuelcell_eff")
    return Parts(
        stores=(
            Store(
                name="hydrogen_store",
                node="hydrogen",
                most_kwh=value("h2_most_days") * site.mean_day_kwh,
                most_kw=most_kw,
                energy_cost=tank * (site.annuity(value("h2_tank_life")) + value("h2_tank_om")),
                power_cost=0.0,
                energy_investment=tank,
                power_investment=0.0,
                efficiency=1.0,
            ),
        ),
        converters=(
            Converter(
                name="electrolyser",
                most_kw=most_kw,
                cost=make
                * (site.annuity(value("h2_electrolyser_life")) + value("h2_electrolyser_om")),
                investment=make,
                gives={
                    "meter": -1.0,
                    "hydrogen": value("h2_electrolyser_eff"),
                    "heat": value("h2_electrolyser_heat"),
                },
            ),
            Converter(
                name="fuel_cell",
                most_kw=most_kw,
                cost=use * (site.annuity(value("h2_fuelcell_life")) + value("h2_fuelcell_om")),
                investment=use,
                gives={
                    "hydrogen": -given,
                    "community": 1.0,
                    "heat": 1.0 / value("h2_fuelcell_power_to_heat"),
                },
            ),
        ),
    )
