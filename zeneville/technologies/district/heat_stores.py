"""Heat stores of a network: a steel tank for days, a water pit for seasons."""

from __future__ import annotations

from zeneville.technologies.district.parts import Parts, Store
from zeneville.technologies.district.site import Site


def heat_store(site: Site) -> Parts:
    """A hot-water tank beside the central heat source, at most ``heat_store_most_days`` large."""
    price = site.paid("heat_tank_central")
    return Parts(
        stores=(
            _store(
                site,
                name="heat_store",
                price=price,
                yearly=price * (site.annuity(site.figures.value("heat_tank_life")) + _upkeep(site)),
                most_kwh=site.figures.value("heat_store_most_days") * _mean_day(site),
                loss=site.figures.value("heat_tank_loss"),
            ),
        )
    )


def seasonal_heat_store(site: Site) -> Parts:
    """A pit of hot water under a floating lid; small ones are not built (``ptes_least``)."""
    value, price = site.figures.value, site.paid("ptes_energy")
    least = value("ptes_least")
    most = value("ptes_most_share") * 365.0 * _mean_day(site)
    if most < least:
        return Parts()
    return Parts(
        stores=(
            _store(
                site,
                name="seasonal_heat_store",
                price=price,
                yearly=price * (site.annuity(value("ptes_life")) + _upkeep(site)),
                most_kwh=most,
                loss=value("ptes_loss"),
                least_kwh=least,
            ),
        )
    )


def _store(
    site: Site,
    name: str,
    price: float,
    yearly: float,
    most_kwh: float,
    loss: float,
    least_kwh: float = 0.0,
) -> Store:
    return Store(
        name=name,
        node="heat",
        most_kwh=most_kwh,
        most_kw=2.0 * float(site.heat_kw.max()),
        energy_cost=yearly,
        power_cost=0.0,
        energy_investment=price,
        power_investment=0.0,
        efficiency=1.0,
        loss=loss,
        least_kwh=least_kwh,
    )


def _upkeep(site: Site) -> float:
    return site.figures.value("heat_store_om")


def _mean_day(site: Site) -> float:
    """kWh of heat that all buildings as they are draw on a mean day."""
    return float(site.heat_kw @ site.weight) / 365.0
