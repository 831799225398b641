"""Energy-saving certificates (CEE) that works on dwellings give, by standard sheet.

An obliged supplier pays for certificates, kWh cumac: the final energy a measure saves over its
life, discounted. The standard sheets fix them by element, dwelling and climate zone; amounts here
are those of zone H1. Two ways that sheets offer are left out, so that the sum is prudent: the
bonus for replacing fossil heating, and the sheets of whole renovations, which exclude the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

Array = np.ndarray[Any, Any]

#: the zone that amounts are known for
ZONE = "H1"
#: elements of the envelope, in the order of the sheets
ELEMENTS = ("roof", "wall", "floor", "window")
#: edges, m2 of a dwelling, of the shares of floor area in the sheets of fans and of heat pumps
FAN_EDGES, PUMP_EDGES = (35, 60, 70, 90), (70, 90)


class Figures(Protocol):
    """Anything that gives a catalogue figure by key."""

    def value(self, key: str) -> float:
        """The figure."""
        ...


@dataclass(frozen=True)
class Works:
    """What is done to B buildings.

    Attributes
    ----------
    dwellings
        (B,) number; buildings without any get no certificate of these sheets.
    floor_m2
        (B,) heated area.
    flat
        (B,) True for a flat roof.
    area_m2, u_before, u_after
        By element, (B,): m2, and W/m2K before and after works.
    fan
        (B,) ``hygro`` or ``balanced`` where a ventilation is laid, else empty.
    system
        (B,) id of the new heating system, ``as_is`` where there is none.
    collective
        (B,) True where one installation serves the building.
    """

    dwellings: Array
    floor_m2: Array
    flat: Array
    area_m2: dict[str, Array]
    u_before: dict[str, Array]
    u_after: dict[str, Array]
    fan: Array
    system: Array
    collective: Array


def certificates(works: Works, figures: Figures) -> dict[str, Array]:
    """kWh cumac (B,) by measure: the elements of the envelope, ``fan`` and ``heater``."""
    homes = works.dwellings > 0
    found = {name: _element(works, name, figures) for name in ELEMENTS}
    found["fan"] = works.dwellings * _fan(works, figures)
    found["heater"] = works.dwellings * _heater(works, figures)
    return {name: np.where(homes, amount, 0.0) for name, amount in found.items()}


def _element(works: Works, name: str, figures: Figures) -> Array:
    """Area of an element that is renovated as its sheet asks, times the amount per m2."""
    value, before, after = figures.value, works.u_before[name], works.u_after[name]
    done, area = after < before - 1e-6, works.area_m2[name]
    if name == "window":
        single = before >= value("cee_single_glazing_u")
        return area * value("cee_window") * (done & single & (after <= value("cee_window_u")))
    resistance = 1.0 / after

    def amount(sheet: str) -> Array:
        return value(f"cee_{sheet}") * (resistance >= value(f"cee_{sheet}_resistance"))

    if name == "roof":
        return area * done * np.where(works.flat, amount("flat_roof"), amount("roof"))
    return np.asarray(area * done * amount(name))


def _share(works: Works, edges: tuple[int, ...], shares: list[float]) -> Array:
    """(B,) the share that the sheet gives to the floor area of a dwelling."""
    area = works.floor_m2 / np.maximum(works.dwellings, 1.0)
    return np.asarray(shares)[np.searchsorted(edges, area, side="right")]


def _fan(works: Works, figures: Figures) -> Array:
    """(B,) kWh cumac a dwelling for the ventilation."""
    value = figures.value
    share = _share(works, FAN_EDGES, [value(f"cee_fan_share_{edge}") for edge in (*FAN_EDGES, 110)])
    out = np.zeros(len(works.dwellings))
    for kind, sheet in (("hygro", "fan"), ("balanced", "balanced")):
        amount = np.where(
            works.collective, value(f"cee_{sheet}_flat"), share * value(f"cee_{sheet}_house")
        )
        out = np.where(works.fan == kind, amount, out)
    return out


def _heater(works: Works, figures: Figures) -> Array:
    """(B,) kWh cumac a dwelling for the heating system."""
    value = figures.value
    shares = [*(value(f"cee_pump_share_{edge}") for edge in PUMP_EDGES), 1.0]
    house = _share(works, PUMP_EDGES, shares) * value("cee_pump_zone")
    out = np.zeros(len(works.dwellings))
    for systems, sheet in ((("hp_air",), "pump"), (("hp_ground", "hp_water"), "pump_ground")):
        amount = np.where(
            works.collective, value(f"cee_{sheet}_flat"), house * value(f"cee_{sheet}_house")
        )
        out = np.where(np.isin(works.system, systems), amount, out)
    pellet = (works.system == "pellet") & ~works.collective
    return np.where(pellet, value("cee_pellet_house"), out)
