"""What technologies of the district are made of: stores, converters, flexible loads, heat zones.

A technology says of itself only what these say; the decision, its bound and the check know
these kinds and no technology by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

#: where parts of a district give and take energy: the meters of users (electricity that pays
#: the network fee or retail), the community's own electricity, its heat network, its hydrogen
NODES = ("meter", "community", "heat", "hydrogen")
#: nodes that a store may stand on
STORED = ("community", "heat", "hydrogen")


@dataclass(frozen=True)
class Store:
    """Energy kept at one node.

    ``most_kwh``, ``most_kw`` bound its size; costs in EUR per kWh or kW and year, investments in
    EUR per kWh or kW as paid; ``efficiency`` one way; ``loss`` share lost an hour; ``depth``
    usable share; ``fixed_cost`` EUR a year and ``fixed_investment`` EUR as soon as it is built,
    then not below ``least_kwh``.
    """

    name: str
    node: str
    most_kwh: float
    most_kw: float
    energy_cost: float
    power_cost: float
    energy_investment: float
    power_investment: float
    efficiency: float
    loss: float = 0.0
    depth: float = 1.0
    fixed_cost: float = 0.0
    fixed_investment: float = 0.0
    least_kwh: float = 0.0


@dataclass(frozen=True)
class Converter:
    """Takes from nodes and gives to nodes in fixed proportions, hour by hour.

    ``gives`` kWh to each node per kWh of activity (negative: taken), numbers or (T,) arrays;
    activity is at most ``available`` (share, number or (T,)) times the size, which is at most
    ``most_kw``. ``cost`` EUR per kW and year, ``investment`` EUR per kW; ``running_cost``
    EUR, ``balance`` kWh (what it adds to the energy balance), ``co2`` kg, ``renewable`` and
    ``heat`` kWh of useful heat (as the share of renewable heat counts them) per kWh of activity.
    """

    name: str
    most_kw: float
    cost: float
    investment: float
    gives: Mapping[str, Array | float]
    available: Array | float = 1.0
    running_cost: Array | float = 0.0
    balance: float = 0.0
    co2: float = 0.0
    renewable: Array | float = 0.0
    fixed_cost: float = 0.0
    fixed_investment: float = 0.0
    least_kw: float = 0.0


@dataclass(frozen=True)
class Flexible:
    """A load whose energy must come within windows, at a power that may change by the hour.

    ``most_kw`` (T,); ``window`` (T,) number of the window an hour belongs to, -1 for none;
    ``kwh`` (W,) to be drawn in each window.
    """

    name: str
    most_kw: Array
    window: Array
    kwh: Array


@dataclass(frozen=True)
class Zone:
    """A part of the heat network that is built as a whole or not at all.

    ``loss_kw`` heat lost in every hour; ``cost`` EUR a year, ``investment`` EUR, ``length_m`` of
    its trench.
    """

    name: str
    cost: float
    investment: float
    loss_kw: float
    length_m: float = 0.0


@dataclass(frozen=True)
class Parts:
    """Everything that stands in a district beside its buildings and panel fields.

    ``zone_of`` (B,) is the place of each building's zone in ``zones``, -1 where there is none.
    """

    stores: tuple[Store, ...] = ()
    converters: tuple[Converter, ...] = ()
    flexible: tuple[Flexible, ...] = ()
    zones: tuple[Zone, ...] = ()
    zone_of: Array = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def joined(self, other: Parts) -> Parts:
        """Both together; the zones are those of the one that has some."""
        zoned = other if other.zones else self
        return Parts(
            self.stores + other.stores,
            self.converters + other.converters,
            self.flexible + other.flexible,
            zoned.zones,
            zoned.zone_of,
        )
