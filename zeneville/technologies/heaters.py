"""The menu of heaters of each building: sizes, efficiencies, what they cost as paid.

A heater is a heating system at one size. Boilers and panels are sized to the design peak of the
package; heat pumps come at several shares of it, with electric backup behind them. Boreholes and
wells live longer than the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
    parts = [_as_is(peak_kw, dwellings, residential, energy, carriers, standing, figures, annuity)]
    labels, ids, kinds = ["as_is"], ["as_is"], [0]
    if "gas_boiler" in systems:
        parts.append(_gas(peak_kw, dwellings, residential, carriers, standing, figures, annuity))
        labels.append("gas_boiler")
        ids.append("gas_boiler")
        kinds.append(0)
    if "electric" in systems:
        parts.append(_direct(peak_kw, dwellings, residential, carriers, standing, figures, annuity))
        labels.append("electric")
        ids.append("electric")
        kinds.append(0)
    if "pellet" in systems:
        parts.append(_pellet(peak_kw, dwellings, residential, carriers, standing, figures, annuity))
        labels.append("pellet")
        ids.append("pellet")
        kinds.append(0)
    for number, kind in enumerate(KINDS):
        for share in HEAT_PUMP_SHARES[kind] if f"hp_{kind}" in systems else ():
            parts.append(
                _heat_pump(
                    kind,
                    share,
                    peak_kw,
                    dwellings,
                    residential,
                    carriers,
                    standing,
                    figures,
                    annuity,
                )
            )
            labels.append(f"hp_{kind}@{share}")
            ids.append(f"hp_{kind}")
            kinds.append(number)
    together = {name: np.stack([part[name] for part in parts], axis=-1) for name in parts[0]}
    together["allowed"] = np.ones_like(together["cost"], dtype=np.int8)
    return Menu(label=tuple(labels), system=tuple(ids), pump=np.array(kinds), **together)


def _units(dwellings: Array, figures: Figures) -> tuple[Array, Array]:
    """Number of individual installations and whether the building has a collective one."""
    collective = dwellings > figures.value("heater_collective_above_dwellings")
    return np.where(collective, 1.0, np.maximum(dwellings, 1.0)), collective


def _meters(dwellings: Array, residential: Array, per_home: float, large: float) -> Array:
    return np.where(residential, np.maximum(dwellings, 1.0) * per_home, large)


def _row(carrier: str, carriers: Sequence[str], count: int) -> Array:
    return np.full(count, list(carriers).index(carrier), dtype=np.int64)


def _gas(peak, dwellings, residential, carriers, standing, figures, annuity, fees=True):  # type: ignore[no-untyped-def]
    count = len(peak)
    units, collective = _units(dwellings, figures)
    kw = peak * figures.value("heater_sizing_margin")
    net = np.where(
        collective[:, None],
        kw * figures.value("gas_boiler_coll_perkw"),
        units[:, None] * figures.value("gas_boiler_indiv_fixed")
        + kw * figures.value("heater_gas_per_kw"),
    )
    investment = net * (1 + figures.value("vat_gas_boiler"))
    if fees:
        investment = investment * (1 + figures.value("cost_fees_contingency"))
    cost = (
        investment * annuity(figures.value("heater_gas_life"))
        + (np.maximum(dwellings, 1.0) * figures.value("heater_gas_om") + units * standing.gas)[
            :, None
        ]
        + _meters(dwellings, residential, standing.electricity, standing.electricity_large)[:, None]
    )
    return {
        "cost": cost,
        "investment": investment,
        "kw": kw,
        "carrier": _row("gas", carriers, count),
        "efficiency": np.full(count, figures.value("heater_gas_efficiency_new")),
        "hot_water_efficiency": np.full(count, figures.value("heater_gas_hot_water_efficiency")),
        "tank_share": np.full(count, figures.value("heater_tank_gas")),
    }


def _direct(peak, dwellings, residential, carriers, standing, figures, annuity, fees=True):  # type: ignore[no-untyped-def]
    count = len(peak)
    kw = peak * figures.value("heater_sizing_margin")
    net = kw * figures.value("heater_direct_per_kw") + np.maximum(dwellings, 1.0)[
        :, None
    ] * figures.value("heater_direct_tank")
    vat = np.where(residential, figures.value("heater_vat_other_works"), 0.20)[:, None]
    investment = net * (1 + vat)
    if fees:
        investment = investment * (1 + figures.value("cost_fees_contingency"))
    cost = (
        investment
        * (annuity(figures.value("heater_direct_life")) + figures.value("heater_direct_om"))
        + _meters(dwellings, residential, standing.electricity_heating, standing.electricity_large)[
            :, None
        ]
    )
    return {
        "cost": cost,
        "investment": investment,
        "kw": kw,
        "carrier": _row("electricity", carriers, count),
        "efficiency": np.full(count, figures.value("heater_direct_efficiency")),
        "hot_water_efficiency": np.ones(count),
        "tank_share": np.full(count, figures.value("heater_tank_direct")),
    }


def _pellet(peak, dwellings, residential, carriers, standing, figures, annuity):  # type: ignore[no-untyped-def]
    count = len(peak)
    units, collective = _units(dwellings, figures)
    kw = peak * figures.value("heater_sizing_margin")
    net = np.where(
        collective[:, None],
        kw * figures.value("pellet_boiler_coll_perkw"),
        units[:, None] * figures.value("pellet_boiler_indiv_fixed")
        + kw * figures.value("heater_pellet_per_kw"),
    )
    vat = np.where(residential, figures.value("vat_reno"), 0.20)[:, None]
    investment = net * (1 + vat) * (1 + figures.value("cost_fees_contingency"))
    cost = (
        investment * annuity(figures.value("heater_pellet_life"))
        + (np.maximum(dwellings, 1.0) * figures.value("heater_pellet_om"))[:, None]
        + _meters(dwellings, residential, standing.electricity, standing.electricity_large)[:, None]
    )
    return {
        "cost": cost,
        "investment": investment,
        "kw": kw,
        "carrier": _row("wood", carriers, count),
        "efficiency": np.full(count, figures.value("heater_pellet_efficiency")),
        "hot_water_efficiency": np.full(count, figures.value("heater_pellet_hot_water_efficiency")),
        "tank_share": np.full(count, figures.value("heater_tank_wood")),
    }


def _heat_pump_net(kind, kw, units, collective, figures):  # type: ignore[no-untyped-def]
    """Price (B, P) before VAT of the machine with its installation, and of boreholes or wells."""
    value = figures.value
    small, large = f"hp_{NAMES[kind]}_indiv", f"hp_{NAMES[kind]}_coll"
    if kind == "water":
        below = np.where(collective, value(f"{large}_wells"), units * value(f"{small}_wells"))
        below = np.broadcast_to(below[:, None], kw.shape)
    else:
        metres = value("hp_ground_metres") if kind == "ground" else 0.0
        below = kw * metres * value("hp_ground_borehole")
    # the collective forms share their hydraulics, whatever the source
    whole = np.where(
        collective[:, None],
        value("hp_airwater_coll_fixed") + kw * value(f"{large}_perkw"),
        units[:, None] * value(f"{small}_fixed") + kw * value(f"{small}_perkw"),
    )
    return (whole - below, below) if kind == "ground" else (whole, below)


def _heat_pump(  # type: ignore[no-untyped-def]
    kind,
    share,
    peak,
    dwellings,
    residential,
    carriers,
    standing,
    figures,
    annuity,
    fees=True,
):
    count = len(peak)
    units, collective = _units(dwellings, figures)
    kw = peak * share
    vat = np.where(residential, figures.value("vat_reno"), 0.20)[:, None]
    paid = (1 + vat) * (1 + figures.value("cost_fees_contingency") if fees else 1.0)
    machine, below = (net * paid for net in _heat_pump_net(kind, kw, units, collective, figures))
    cost = (
        machine * (annuity(figures.value("hp_life")) + figures.value("hp_om"))
        + below * (annuity(figures.value("hp_borehole_life")) + figures.value("hp_borehole_om"))
        + _meters(dwellings, residential, standing.electricity_heating, standing.electricity_large)[
            :, None
        ]
    )
    return {
        "cost": cost,
        "investment": machine + below,
        "kw": kw,
        "carrier": _row("heat_pump", carriers, count),
        "efficiency": np.ones(count),
        "hot_water_efficiency": np.ones(count),
        "tank_share": np.full(count, figures.value("heater_tank_hp")),
    }


def _as_is(peak, dwellings, residential, energy, carriers, standing, figures, annuity):  # type: ignore[no-untyped-def]
    """What is there, replaced like for like at the size of the building as it is."""
    today = np.repeat(peak[:, :1], peak.shape[1], axis=1)
    gas = _gas(today, dwellings, residential, carriers, standing, figures, annuity, fees=False)
    direct = _direct(
        today, dwellings, residential, carriers, standing, figures, annuity, fees=False
    )
    pump = _heat_pump(
        "air", 1.0, today, dwellings, residential, carriers, standing, figures, annuity, fees=False
    )
    out = {name: values.copy() for name, values in gas.items()}
    out["efficiency"][:] = figures.value("heater_gas_efficiency_as_is")
    other = {
        "wood": ("heater_wood_efficiency_as_is", "heater_wood_om", "heater_tank_wood"),
        "heat_network": ("heater_network_efficiency", "heater_network_om", "heater_tank_network"),
    }
    for b, kind in enumerate(energy):
        source = {"electricity": direct, "heat_pump": pump}.get(kind)
        if source is not None:
            for name in out:
                out[name][b] = source[name][b]
        elif kind in other:
            efficiency, upkeep, tank = other[kind]
            out["carrier"][b] = list(carriers).index(CARRIER_OF_ENERGY[kind])
            out["efficiency"][b] = figures.value(efficiency)
            out["tank_share"][b] = figures.value(tank)
            homes = max(float(dwellings[b]), 1.0)
            units = float(_units(dwellings[b : b + 1], figures)[0][0])
            out["cost"][b] += (
                homes * (figures.value(upkeep) - figures.value("heater_gas_om"))
                - units * standing.gas
            )
    # like for like is due anyway: its annuity is in the cost, nothing in the plan's investment
    out["investment"] = np.zeros_like(out["investment"])
    return out
