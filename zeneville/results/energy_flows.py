"""Where the energy of a district comes from and what it becomes, as links from node to node.

Nodes on the left are what is bought or harvested, ``electricity`` is where all current meets, on
the right stands what energy is used for, useful heat for heating and hot water. What flows in
flows out: differences of conversion are ``losses``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import xarray as xr

from zeneville.results.district_energy import DistrictEnergy

#: kWh a year below which a link is left out, as a share of all
NEGLIGIBLE = 1e-6

SOURCES = ("grid", "roofs", "fields", "ambient", "waste", "gas", "wood", "heat")
HUB = "electricity"
USES = ("heating", "hot_water", "appliances", "cars", "export", "losses")


@dataclass(frozen=True)
class Link:
    """kWh a year from one node to another."""

    source: str
    target: str
    kwh: float


@dataclass(frozen=True)
class Grid:
    """What crosses the border of the district and leaves the fields, kWh a year.

    ``roofs`` is what roofs give without what is curtailed; ``cars`` what is charged; ``central``
    what the heat of the district's network is made from, by source.
    """

    imported: float
    exported: float
    roofs: float
    fields: float
    cars: float = 0.0
    central: Mapping[str, float] = field(default_factory=dict)


def grid_of_plan(data: xr.Dataset, energy: DistrictEnergy) -> Grid:
    """From the stored flows."""
    weight = data["weight"].values

    def year(*names: str) -> float:
        total = 0.0
        for name in names:
            values = data[name].values
            total += float(weight @ (values.sum(axis=0) if values.ndim == 2 else values))
        return total

    curtailed = energy.yearly(energy.surplus_kwh) - year("shared_kwh", "sold_kwh")
    return Grid(
        imported=year("bought_kwh", "charged_kwh"),
        exported=year("sold_kwh", "field_sold_kwh"),
        roofs=energy.yearly(energy.roof_kwh) - max(curtailed, 0.0),
        fields=year("field_local_kwh", "field_sold_kwh"),
        cars=year("flexible_kwh_drawn"),
        central=_central(data),
    )


def _central(data: xr.Dataset) -> dict[str, float]:
    """kWh a year by source that central machines turn into heat, negligible ones too."""
    weight, nodes = data["weight"].values, [str(name) for name in data["node"].values]
    found: dict[str, float] = {}
    for n, name in enumerate(str(label) for label in data["converter"].values):
        ran = weight * data["converter_kwh"].values[n]
        gives = data["converter_gives"].values[n]
        heat = float(gives[nodes.index("heat")] @ ran)
        if heat <= 0.0 or gives[nodes.index("hydrogen")].any():
            continue
        drawn = float(np.maximum(-gives[nodes.index("meter")], 0.0) @ ran)
        fuel = max(0.0, -float(data["converter_balance"].values[n])) * float(ran.sum())
        kind = "wood" if "wood" in name else "gas"
        rest = "ambient" if name.startswith("central_heat_pump") else "waste"
        for source, kwh in ((HUB, drawn), (kind, fuel), (rest, max(0.0, heat - drawn - fuel))):
            found[source] = found.get(source, 0.0) + kwh
    return found


def grid_of_today(energy: DistrictEnergy) -> Grid:
    """All electricity bought, nothing made."""
    return Grid(energy.yearly(energy.electricity_kwh), 0.0, 0.0, 0.0)


def links(energy: DistrictEnergy, grid: Grid) -> list[Link]:
    """All links that are not negligible, from sources to uses."""
    heat, water = energy.yearly(energy.heat_kwh), energy.yearly(energy.water_kwh)
    other = energy.yearly(energy.other_kwh)
    supplied = grid.imported + grid.roofs + grid.fields
    used = heat + water + other + grid.cars + grid.central.get(HUB, 0.0)
    flows = [
        Link("grid", HUB, grid.imported),
        Link("roofs", HUB, grid.roofs),
        Link("fields", HUB, grid.fields),
        *_of_heat(energy, heat, water),
        *_of_network(energy, grid.central),
        Link(HUB, "appliances", other),
        Link(HUB, "cars", grid.cars),
        Link(HUB, "export", grid.exported),
        Link(HUB, "losses", supplied - used - grid.exported),
    ]
    merged: dict[tuple[str, str], float] = {}
    for link in flows:
        pair = link.source, link.target
        merged[pair] = merged.get(pair, 0.0) + max(link.kwh, 0.0)
    least = NEGLIGIBLE * sum(merged.values())
    return [Link(*pair, kwh) for pair, kwh in merged.items() if kwh > least]


def _of_heat(energy: DistrictEnergy, heat: float, water: float) -> list[Link]:
    """Current and the heat of the surroundings, then fuels: what they become in heat and water."""
    current = ("electricity", "heat_pump")
    useful_heat = sum(energy.useful_heat_kwh.get(name, 0.0) for name in current)
    useful_water = sum(energy.useful_water_kwh.get(name, 0.0) for name in current)
    flows = [
        Link(HUB, "heating", min(heat, useful_heat)),
        Link("ambient", "heating", useful_heat - heat),
        Link(HUB, "hot_water", min(water, useful_water)),
        Link("ambient", "hot_water", useful_water - water),
        Link(HUB, "losses", max(heat - useful_heat, 0.0) + max(water - useful_water, 0.0)),
    ]
    for name, burnt in energy.fuel_kwh.items():
        if name in current or name == "network":
            continue
        to_heat, to_water = energy.useful_heat_kwh[name], energy.useful_water_kwh[name]
        flows += [
            Link(name, "heating", to_heat),
            Link(name, "hot_water", to_water),
            Link(name, "losses", burnt - to_heat - to_water),
        ]
    return flows


def _of_network(energy: DistrictEnergy, central: Mapping[str, float]) -> list[Link]:
    """What central machines take, shared out as the network's heat is used; the rest is lost."""
    heat = energy.useful_heat_kwh.get("network", 0.0)
    water = energy.useful_water_kwh.get("network", 0.0)
    made = sum(central.values())
    flows = []
    for source, kwh in central.items():
        share = kwh / made if made > 0.0 else 0.0
        flows += [
            Link(source, "heating", share * heat),
            Link(source, "hot_water", share * water),
            Link(source, "losses", kwh - share * (heat + water)),
        ]
    return flows
