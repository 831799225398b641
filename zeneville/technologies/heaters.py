"""The menu of heaters of each building: sizes, efficiencies, what they cost as paid.

A heater is a heating system at one size. Boilers and panels are sized to the design peak of the
package; heat pumps come at several shares of it, with electric backup behind them. Boreholes and
wells live longer than the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy as np

from zeneville.technologies.heat_pumps import KINDS

Array = np.ndarray[Any, Any]

#: nominal heat output of a heat pump over the design peak at -9 degC, by kind: output on outdoor
#: air falls with the cold, so that its nominal one may exceed the peak
HEAT_PUMP_SHARES = {
    "air": (0.6, 0.8, 1.0, 1.3),
    "ground": (0.6, 0.8, 1.0),
    "water": (0.6, 0.8, 1.0),
}

#: how the catalogue names the kinds
NAMES = {"air": "airwater", "ground": "ground", "water": "groundwater"}

CARRIER_OF_ENERGY = {
    "gas": "gas",
    "oil": "gas",  # a new oil boiler is not allowed: the reference replaces it by gas
    "electricity": "electricity",
    "wood": "wood",
    "heat_network": "heat",
    "heat_pump": "heat_pump",
}


class Figures(Protocol):
    """Anything that gives a catalogue figure by key."""

    def value(self, key: str) -> float:
        """The figure."""
        ...


@dataclass(frozen=True)
class Standing:
    """Standing charges in EUR a year with VAT, per meter."""

    electricity: float
    electricity_heating: float
    electricity_large: float
    gas: float


@dataclass(frozen=True)
class Menu:
    """Arrays over building B, package P, heater J; see the decision problem for their units."""

    label: tuple[str, ...]
    system: tuple[str, ...]
    allowed: Array
    cost: Array
    investment: Array
    kw: Array
    carrier: Array
    efficiency: Array
    hot_water_efficiency: Array
    tank_share: Array  # (B, J) share of the dwellings with a hot-water tank, but for loops
    pump: Array  # (J,) kind of heat pump, 0 where it is none or the one in place, which is on air


def menu(
    peak_kw: Array,
    dwellings: Array,
    residential: Array,
    energy: Sequence[str],
    systems: Sequence[str],
    carriers: Sequence[str],
    standing: Standing,
    figures: Figures,
    annuity: Callable[[float], float],
) -> Menu:
    """Heaters that each building may have.

    Parameters
    ----------
    peak_kw
        (B, P) design heat load.
    dwellings
        (B,) number of dwellings, 0 for other uses.
    residential
        (B,) True for dwellings.
    energy
        (B,) heating energy today.
    systems
        Ids of the systems the case allows.
    carriers
        Order of the carriers in the decision problem.
    annuity
        Life in years -> yearly share of the investment.
    """
    new = _Site(peak_kw, dwellings, residential, carriers, standing, figures, annuity)
    found = [("as_is", "as_is", 0, _as_is(new, energy))]
    for system, of in (("gas_boiler", _gas), ("electric", _direct), ("pellet", _pellet)):
        if system in systems:
            found.append((system, system, 0, of(new)))
    for number, kind in enumerate(KINDS):
        for share in HEAT_PUMP_SHARES[kind] if f"hp_{kind}" in systems else ():
            found.append((f"hp_{kind}@{share}", f"hp_{kind}", number, _heat_pump(new, kind, share)))
    if "heat_network" in systems:
        found.append(("heat_network", "heat_network", 0, _network(new)))
    labels, ids, kinds, parts = zip(*found, strict=True)
    together = {name: np.stack([part[name] for part in parts], axis=-1) for name in parts[0]}
    together["allowed"] = np.ones_like(together["cost"], dtype=np.int8)
    return Menu(label=labels, system=ids, pump=np.array(kinds), **together)


#: arrays of one heater by name, as in :class:`Menu` without its last axis
Part = dict[str, Array]


@dataclass(frozen=True)
class _Site:
    """Buildings to be heated, and what prices rest on; ``fees`` are paid for new systems."""

    peak_kw: Array  # (B, P)
    dwellings: Array
    residential: Array
    carriers: Sequence[str]
    standing: Standing
    figures: Figures
    annuity: Callable[[float], float]
    with_fees: bool = True

    @property
    def homes(self) -> Array:
        """(B,) dwellings, at least one."""
        return np.maximum(self.dwellings, 1.0)

    @property
    def collective(self) -> Array:
        """(B,) one installation for the whole building."""
        return self.dwellings > self.figures.value("heater_collective_above_dwellings")

    @property
    def units(self) -> Array:
        """(B,) installations."""
        return np.where(self.collective, 1.0, self.homes)

    @property
    def sized_kw(self) -> Array:
        """(B, P) nominal power of boilers and panels."""
        return self.peak_kw * self.figures.value("heater_sizing_margin")

    def by_size(self, collective: Array, individual: Array) -> Array:
        """(B, P) by whether the building has one installation."""
        return np.where(self.collective[:, None], collective, individual)

    def paid(self, net: Array, vat: Array | float) -> Array:
        """(B, P) price with VAT and, for new systems, fees."""
        fees = self.figures.value("cost_fees_contingency") if self.with_fees else 0.0
        return net * (1 + vat) * (1 + fees)

    def vat(self, of_dwellings: str) -> Array:
        """(B, 1) VAT of works: that of dwellings by key, else the standard one."""
        value = self.figures.value
        return np.where(self.residential, value(of_dwellings), value("vat_standard"))[:, None]

    def meters(self, heats: bool) -> Array:
        """(B, 1) standing charges of electricity a year, of dwellings that heat with it or not."""
        charge = self.standing.electricity_heating if heats else self.standing.electricity
        large = self.standing.electricity_large
        return np.where(self.residential, self.homes * charge, large)[:, None]

    def part(
        self,
        carrier: str,
        kw: Array,
        cost: Array,
        investment: Array,
        efficiency: float,
        hot_water: float,
        tank: str,
    ) -> Part:
        """Arrays of a heater; ``tank`` is the key of the share of dwellings that have one."""
        count = len(self.peak_kw)
        return {
            "cost": cost,
            "investment": investment,
            "kw": kw,
            "carrier": np.full(count, list(self.carriers).index(carrier), dtype=np.int64),
            "efficiency": np.full(count, efficiency),
            "hot_water_efficiency": np.full(count, hot_water),
            "tank_share": np.full(count, self.figures.value(tank)),
        }


def _gas(site: _Site) -> Part:
    value, kw = site.figures.value, site.sized_kw
    net = site.by_size(
        kw * value("gas_boiler_coll_perkw"),
        site.units[:, None] * value("gas_boiler_indiv_fixed") + kw * value("heater_gas_per_kw"),
    )
    investment = site.paid(net, value("vat_gas_boiler"))
    yearly = site.homes * value("heater_gas_om") + site.units * site.standing.gas
    cost = (
        investment * site.annuity(value("heater_gas_life")) + yearly[:, None] + site.meters(False)
    )
    efficiency = value("heater_gas_efficiency_new"), value("heater_gas_hot_water_efficiency")
    return site.part("gas", kw, cost, investment, *efficiency, "heater_tank_gas")


def _direct(site: _Site) -> Part:
    value, kw = site.figures.value, site.sized_kw
    tanks = site.homes[:, None] * value("heater_direct_tank")
    net = kw * value("heater_direct_per_kw") + tanks
    investment = site.paid(net, site.vat("heater_vat_other_works"))
    share = site.annuity(value("heater_direct_life")) + value("heater_direct_om")
    cost = investment * share + site.meters(True)
    efficiency = value("heater_direct_efficiency"), 1.0
    return site.part("electricity", kw, cost, investment, *efficiency, "heater_tank_direct")


def _pellet(site: _Site) -> Part:
    value, kw = site.figures.value, site.sized_kw
    net = site.by_size(
        kw * value("pellet_boiler_coll_perkw"),
        site.units[:, None] * value("pellet_boiler_indiv_fixed")
        + kw * value("heater_pellet_per_kw"),
    )
    investment = site.paid(net, site.vat("vat_reno"))
    yearly = (site.homes * value("heater_pellet_om"))[:, None] + site.meters(False)
    cost = investment * site.annuity(value("heater_pellet_life")) + yearly
    efficiency = value("heater_pellet_efficiency"), value("heater_pellet_hot_water_efficiency")
    return site.part("wood", kw, cost, investment, *efficiency, "heater_tank_wood")


def _network(site: _Site) -> Part:
    """A substation of the district's own network, which is priced with its pipes and sources."""
    value, kw = site.figures.value, site.sized_kw
    net = kw * value("dh_substation_perkw") + site.by_size(
        value("dh_substation_fixed") + 0.0 * kw,
        site.units[:, None] * value("dh_substation_house") + 0.0 * kw,
    )
    investment = site.paid(net, site.vat("vat_reno"))
    yearly = (site.homes * value("heater_network_om"))[:, None] + site.meters(False)
    cost = investment * site.annuity(value("dh_substation_life")) + yearly
    efficiency = value("heater_network_efficiency")
    return site.part("network", kw, cost, investment, efficiency, efficiency, "heater_tank_network")


def _heat_pump_net(site: _Site, kind: str, kw: Array) -> tuple[Array, Array]:
    """Price (B, P) before VAT of the machine with its installation, and of boreholes or wells."""
    value = site.figures.value
    small, large = f"hp_{NAMES[kind]}_indiv", f"hp_{NAMES[kind]}_coll"
    units = site.units[:, None]
    if kind == "water":
        below = site.by_size(value(f"{large}_wells") + 0.0 * kw, units * value(f"{small}_wells"))
    else:
        metres = value("hp_ground_metres") if kind == "ground" else 0.0
        below = kw * metres * value("hp_ground_borehole")
    # the collective forms share their hydraulics, whatever the source
    whole = site.by_size(
        value("hp_airwater_coll_fixed") + kw * value(f"{large}_perkw"),
        units * value(f"{small}_fixed") + kw * value(f"{small}_perkw"),
    )
    return (whole - below, below) if kind == "ground" else (whole, below)


def _heat_pump(site: _Site, kind: str, share: float) -> Part:
    value, kw = site.figures.value, site.peak_kw * share
    machine, below = (
        site.paid(net, site.vat("vat_reno")) for net in _heat_pump_net(site, kind, kw)
    )
    cost = (
        machine * (site.annuity(value("hp_life")) + value("hp_om"))
        + below * (site.annuity(value("hp_borehole_life")) + value("hp_borehole_om"))
        + site.meters(True)
    )
    return site.part("heat_pump", kw, cost, machine + below, 1.0, 1.0, "heater_tank_hp")


#: efficiency, upkeep and tank of what is neither gas nor electric, by heating energy
_OTHER_TODAY = {
    "wood": ("heater_wood_efficiency_as_is", "heater_wood_om", "heater_tank_wood"),
    "heat_network": ("heater_network_efficiency", "heater_network_om", "heater_tank_network"),
}


def _as_is(new: _Site, energy: Sequence[str]) -> Part:
    """What is there, replaced like for like at the size of the building as it is."""
    first = np.repeat(new.peak_kw[:, :1], new.peak_kw.shape[1], axis=1)
    site, value = replace(new, peak_kw=first, with_fees=False), new.figures.value
    gas, alike = _gas(site), {"electricity": _direct(site), "heat_pump": _heat_pump(site, "air", 1)}
    out = {name: values.copy() for name, values in gas.items()}
    out["efficiency"][:] = value("heater_gas_efficiency_as_is")
    for b, kind in enumerate(energy):
        if kind in alike:
            for name in out:
                out[name][b] = alike[kind][name][b]
        elif kind in _OTHER_TODAY:
            efficiency, upkeep, tank = _OTHER_TODAY[kind]
            out["carrier"][b] = list(site.carriers).index(CARRIER_OF_ENERGY[kind])
            out["efficiency"][b] = value(efficiency)
            out["tank_share"][b] = value(tank)
            more = value(upkeep) - value("heater_gas_om")
            out["cost"][b] += site.homes[b] * more - site.units[b] * site.standing.gas
    # like for like is due anyway: its annuity is in the cost, nothing in the plan's investment
    out["investment"] = np.zeros_like(out["investment"])
    return out
