"""Central heat sources of a network: heat pumps on air or groundwater, boilers, waste heat.

A central machine is as large as the heat of all buildings as they are may ask; its price is that
of a collective installation.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from zeneville.technologies import heat_pumps
from zeneville.technologies.district.parts import Array, Converter, Parts
from zeneville.technologies.district.site import Site, WasteHeat


def heat_pump(kind: str) -> Callable[[Site], Parts]:
    """A central heat pump on outdoor ``air`` or ground``water``, with its fixed installation."""

    def make(site: Site) -> Parts:
        value = site.figures.value
        source = site.source_degc[heat_pumps.KINDS.index(kind)]
        name = {"air": "airwater", "water": "groundwater"}[kind]
        machine = site.paid(f"hp_{name}_coll_perkw")
        fixed = site.paid("hp_airwater_coll_fixed")
        below = site.paid("hp_groundwater_coll_wells") if kind == "water" else 0.0
        share = site.annuity(value("hp_life")) + value("hp_om")
        share_below = site.annuity(value("hp_borehole_life")) + value("hp_borehole_om")
        return Parts(
            converters=(
                _pump(
                    site,
                    f"central_heat_pump_{kind}",
                    source,
                    kind,
                    cost=machine * share,
                    investment=machine,
                    fixed_cost=fixed * share + below * share_below,
                    fixed_investment=fixed + below,
                ),
            )
        )

    return make


def boiler(fuel: str) -> Callable[[Site], Parts]:
    """A central boiler on ``gas`` or ``wood``."""

    def make(site: Site) -> Parts:
        value = site.figures.value
        key = {"gas": "gas", "wood": "pellet"}[fuel]
        efficiency = value(
            {"gas": "heater_gas_efficiency_new", "wood": "heater_pellet_efficiency"}[fuel]
        )
        price = site.paid(f"{key}_boiler_coll_perkw")
        upkeep = value("central_boiler_om")
        return Parts(
            converters=(
                Converter(
                    name=f"central_{fuel}_boiler",
                    most_kw=_most(site),
                    cost=price * (site.annuity(value(f"heater_{key}_life")) + upkeep),
                    investment=price,
                    gives={"heat": 1.0},
                    running_cost=site.fuel_price[fuel] / efficiency,
                    balance=-1.0 / efficiency,
                    co2=site.fuel_co2[fuel] / efficiency,
                    renewable=float(fuel == "wood"),
                ),
            )
        )

    return make


def waste_heat(site: Site) -> Parts:
    """What neighbours offer (a museum, a stadium, a factory), each as large as it says.

    A source as warm as the network is exchanged, a colder one lifted by a heat pump whose COP is
    that of a groundwater machine at the source's temperature.
    """
    return Parts(converters=tuple(_source(site, offer) for offer in site.waste_heat))


def _source(site: Site, offer: WasteHeat) -> Converter:
    value = site.figures.value
    price = site.paid("waste_heat_exchanger_perkw")
    share = site.annuity(value("dh_life")) + value("dh_om")
    if offer.temperature_degc >= site.supply_degc:
        return Converter(
            name=offer.name,
            most_kw=offer.heat_kw,
            cost=price * share,
            investment=price,
            gives={"heat": 1.0},
            running_cost=offer.price_eur_per_kwh,
            renewable=1.0,
        )
    machine = site.paid("hp_groundwater_coll_perkw")
    source = np.full(len(site.hour), offer.temperature_degc)
    # with a steady source the COP hardly moves: the offer bounds the heat that the source gives
    cop = _cop(site, "water", source)
    delivered = cop / np.maximum(cop - 1.0, 1e-9)
    return _pump(
        site,
        offer.name,
        source,
        "water",
        cost=machine * (site.annuity(value("hp_life")) + value("hp_om")) + price * share,
        investment=machine + price,
        running_cost=offer.price_eur_per_kwh * (1.0 - 1.0 / cop),
        most_kw=offer.heat_kw * float(delivered.min()),
    )


def _pump(
    site: Site,
    name: str,
    source_degc: Array,
    kind: str,
    cost: float,
    investment: float,
    fixed_cost: float = 0.0,
    fixed_investment: float = 0.0,
    running_cost: Array | float = 0.0,
    most_kw: float | None = None,
) -> Converter:
    cop = _cop(site, kind, source_degc)
    return Converter(
        name=name,
        most_kw=_most(site) if most_kw is None else most_kw,
        cost=cost,
        investment=investment,
        gives={"meter": -1.0 / cop, "heat": 1.0},
        running_cost=running_cost,
        renewable=1.0 - 1.0 / cop,
        fixed_cost=fixed_cost,
        fixed_investment=fixed_investment,
    )


def _cop(site: Site, kind: str, source_degc: Array) -> Array:
    """(T,) COP at full load into the network's supply temperature."""
    flow = np.full(len(source_degc), site.supply_degc)
    full, _ = heat_pumps.field_cops(
        heat_pumps.machine(kind), flow, source_degc, site.outdoor_degc, site.figures
    )
    return np.asarray(full)


def _most(site: Site) -> float:
    """kW that the network may ask at most: all buildings as they are, and lost heat."""
    return float(site.heat_kw.max()) * (1.0 + site.figures.value("dh_losses"))
