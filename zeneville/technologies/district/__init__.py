"""Technologies of the district beside buildings and panel fields, one a file.

``ASSETS`` is the list: an asset of a case by its id, and what makes its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

from zeneville.technologies.district import central_heat
from zeneville.technologies.district.battery import battery
from zeneville.technologies.district.cars import electric_cars
from zeneville.technologies.district.heat_network import MOST_ZONES, Network, network
from zeneville.technologies.district.heat_stores import heat_store, seasonal_heat_store
from zeneville.technologies.district.hydrogen import hydrogen
from zeneville.technologies.district.parts import (
    NODES,
    STORED,
    Converter,
    Flexible,
    Parts,
    Store,
    Zone,
)
from zeneville.technologies.district.site import Site, WasteHeat

__all__ = [
    "ASSETS",
    "MOST_ZONES",
    "NODES",
    "STORED",
    "Converter",
    "Flexible",
    "Network",
    "Parts",
    "Site",
    "Store",
    "WasteHeat",
    "Zone",
    "network",
    "parts",
]

ASSETS: dict[str, Callable[[Site], Parts]] = {
    "battery": battery,
    "heat_store": heat_store,
    "seasonal_heat_store": seasonal_heat_store,
    "central_heat_pump_air": central_heat.heat_pump("air"),
    "central_heat_pump_water": central_heat.heat_pump("water"),
    "central_gas_boiler": central_heat.boiler("gas"),
    "central_wood_boiler": central_heat.boiler("wood"),
    "waste_heat": central_heat.waste_heat,
    "hydrogen": hydrogen,
    "electric_cars": electric_cars,
}


def parts(asked: Iterable[str], site: Site) -> Parts:
    """Parts of the technologies that are asked for, in the order of :data:`ASSETS`."""
    wanted = set(asked)
    made = [make(site) for name, make in ASSETS.items() if name in wanted]
    return reduce(Parts.joined, made, Parts())
