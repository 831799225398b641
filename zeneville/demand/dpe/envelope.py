"""The envelope of a certificate: losses by element, sun by month, and the balance that follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from zeneville.demand.dpe import (
    opaque,
    solar_gains,
    tables,
    thermal_bridges,
    ventilation,
    windows,
)
from zeneville.demand.dpe.certificate import Certificate, Item
from zeneville.demand.dpe.climate import MONTHS, climate
from zeneville.demand.dpe.dwelling import Dwelling, dwelling
from zeneville.demand.dpe.heating_need import Balance
from zeneville.demand.dpe.inertia import HEAVY, inertia
from zeneville.demand.dpe.internal_gains import adults_of_flats, adults_of_house
from zeneville.demand.dpe.unheated_spaces import HEATED, buffer_space, reduction

Array = np.ndarray[Any, Any]

UNKNOWN_INSULATION, NO_INSULATION = 1, 2
FIRST_INSULATED = 3  # period 1975-1977


@dataclass(frozen=True)
class Element:
    """Wall, floor, roof, window or door; ``b`` reduces its loss to what lies behind it."""

    kind: str
    name: str
    area_m2: float
    u: float
    b: float
    adjacency: int
    insulated: bool = False
    sealed: bool = False

    @property
    def loss_w_per_k(self) -> float:
        return self.area_m2 * self.u * self.b


@dataclass(frozen=True)
class Bridge:
    """Junction of ``length_m`` and k W/(m K), of which ``share`` counts."""

    name: str
    junction: int
    length_m: float
    k: float
    share: float

    @property
    def loss_w_per_k(self) -> float:
        return self.length_m * self.k * self.share


@dataclass(frozen=True)
class AirRenewal:
    """Ventilation system: flows m3/(h m2), airtightness m3/(h m2) at 4 Pa, losses W/K."""

    system: int
    extracted: float
    q4pa: float
    ventilation_w_per_k: float
    infiltration_w_per_k: float


@dataclass(frozen=True)
class Envelope:
    """All that the heating need follows from, by element."""

    dwelling: Dwelling
    elements: tuple[Element, ...]
    bridges: tuple[Bridge, ...]
    air: tuple[AirRenewal, ...]
    south_m2: Array
    inertia: int
    adults: float

    @cached_property
    def losses_w_per_k(self) -> dict[str, float]:
        """W/K by kind: wall, floor, roof, window, door, bridge, ventilation, infiltration."""
        losses = dict.fromkeys(("wall", "floor", "roof", "window", "door"), 0.0)
        for element in self.elements:
            losses[element.kind] += element.loss_w_per_k
        losses["bridge"] = sum(bridge.loss_w_per_k for bridge in self.bridges)
        losses["ventilation"] = sum(air.ventilation_w_per_k for air in self.air)
        losses["infiltration"] = sum(air.infiltration_w_per_k for air in self.air)
        return losses

    @cached_property
    def balance(self) -> Balance:
        """Arguments of the need, without leading dimension."""
        home = self.dwelling
        heavy_old = home.old_materials and self.inertia <= HEAVY
        return Balance(
            loss_w_per_k=np.asarray(sum(self.losses_w_per_k.values())),
            south_m2=self.south_m2,
            inertia=np.asarray(self.inertia),
            area_m2=np.asarray(home.area_m2),
            adults=np.asarray(self.adults),
            climate=climate(home.zone, home.altitude, heavy_old),
        )


def _is_insulated(item: Item) -> bool:
    kind = item.code("type_isolation")
    if kind in (None, UNKNOWN_INSULATION):
        return (item.code("periode_isolation") or 0) >= FIRST_INSULATED
    return kind != NO_INSULATION


def _opaque(certificate: Certificate, home: Dwelling) -> list[Element]:
    elements = []
    collections = ("wall", "mur"), ("floor", "plancher_bas"), ("roof", "plancher_haut")
    for kind, name in collections:
        items = certificate.dwelling.items(f"{name}_collection")
        for item in items:
            u = opaque.transmittance(item, kind, home)
            if kind == "floor":
                u = opaque.floor_loss(item, u, items, home)
            elements.append(
                Element(
                    kind,
                    item.text("description") or "",
                    item.number("surface_paroi_opaque")
                    or item.number("surface_paroi_totale")
                    or 0.0,
                    u,
                    reduction(item, home),
                    item.code("type_adjacence") or 1,
                    insulated=_is_insulated(item),
                )
            )
    return elements


def _openings(certificate: Certificate, home: Dwelling) -> list[Element]:
    elements = []
    for kind, name, area in (
        ("window", "baie_vitree", "surface_totale_baie"),
        ("door", "porte", "surface_porte"),
    ):
        for item in certificate.dwelling.items(f"{name}_collection"):
            elements.append(
                Element(
                    kind,
                    item.text("description") or "",
                    item.number(area) or 0.0,
                    windows.performance(item).used if kind == "window" else windows.door_u(item),
                    reduction(item, home),
                    item.code("type_adjacence") or 1,
                    sealed=bool(item.number("presence_joint")),
                )
            )
    return elements


def _bridges(certificate: Certificate, home: Dwelling) -> list[Bridge]:
    whole = certificate.dwelling
    walls = whole.items("mur_collection")
    slabs = whole.items("plancher_bas_collection") + whole.items("plancher_haut_collection")
    openings = whole.items("baie_vitree_collection") + whole.items("porte_collection")
    return [
        Bridge(
            item.text("description") or "",
            item.code("type_liaison") or 0,
            item.number("l") or 0.0,
            thermal_bridges.linear_transmittance(item, walls, slabs, openings, home),
            thermal_bridges.counted_share(item, home),
        )
        for item in whole.items("pont_thermique_collection")
    ]


def _leakage(elements: list[Element], home: Dwelling) -> tuple[float, float]:
    """q4pa by default, and m2 of the envelope through which air leaks."""
    lossy = [e for e in elements if e.b > 0.0 and e.kind != "floor" and e.adjacency != HEATED]
    opaque_m2 = [(e.area_m2, e.insulated) for e in lossy if e.kind in ("wall", "roof")]
    openings = [(e.area_m2, e.sealed) for e in elements if e.kind in ("window", "door")]

    def most(areas: list[tuple[float, bool]]) -> bool:
        return sum(a if yes else -a for a, yes in areas) > 0.0

    q4pa = ventilation.leakage(home.period, home.kind == "house", most(opaque_m2), most(openings))
    return q4pa, sum(e.area_m2 for e in lossy)


def _air(certificate: Certificate, home: Dwelling, elements: list[Element]) -> list[AirRenewal]:
    items = certificate.dwelling.items("ventilation_collection") or [certificate.part("none")]
    default, envelope_m2 = _leakage(elements, home)
    areas = [item.number("surface_ventile") or home.area_m2 for item in items]
    renewals = []
    for item, area in zip(items, areas, strict=True):
        share = area / sum(areas)
        system = item.code("type_ventilation")
        extracted, supplied, inlet_leak = ventilation.flows(system)
        named = tables.named("airtightness", "q4pa", item, "tv_q4pa_conv_id")
        q4pa = item.number("q4pa_conv_saisi") or named or default
        infiltration = share * ventilation.infiltration_w_per_k(
            q4pa, envelope_m2, home.area_m2, home.ceiling_m, extracted, supplied, inlet_leak,
            bool(item.number("plusieurs_facade_exposee")),
        )  # fmt: skip
        vented = share * ventilation.ventilation_w_per_k(extracted, home.area_m2)
        renewals.append(
            AirRenewal(system or 1, extracted, q4pa, float(vented), float(infiltration))
        )
    return renewals


def _buffers(certificate: Certificate, home: Dwelling, direct: Array) -> Array:
    """m2 (12,) through a solar buffer space, if windows open to it.

    Certificates repeat the space for each element that borders on it, so one is taken.
    """
    spaces = certificate.dwelling.items("ets_collection")
    if not spaces or not direct.any():
        return np.zeros(MONTHS)
    space = spaces[0]
    b = buffer_space(home.zone_group, space.code("cfg_isolation_lnc") or 0)
    entering = solar_gains.buffer_glazing(space, home.zone)
    return solar_gains.behind_buffer(direct, entering, solar_gains.transparency(space), b)


def _south(certificate: Certificate, home: Dwelling) -> Array:
    outside, behind = np.zeros(MONTHS), np.zeros(MONTHS)
    for item in certificate.dwelling.items("baie_vitree_collection"):
        area = solar_gains.window(item, windows.performance(item).solar, home.zone)
        adjacency = item.code("type_adjacence") or solar_gains.OUTSIDE
        if adjacency == solar_gains.OUTSIDE:
            outside = outside + area
        elif adjacency == solar_gains.BUFFER:
            behind = behind + area
    return outside + _buffers(certificate, home, behind)


def envelope(certificate: Certificate) -> Envelope:
    """Envelope of a certificate by its inputs alone."""
    home = dwelling(certificate)
    elements = _opaque(certificate, home) + _openings(certificate, home)
    house = home.kind == "house"
    adults = adults_of_house(home.area_m2) if house else adults_of_flats(home.area_m2, home.flats)
    return Envelope(
        dwelling=home,
        elements=tuple(elements),
        bridges=tuple(_bridges(certificate, home)),
        air=tuple(_air(certificate, home, elements)),
        south_m2=_south(certificate, home),
        inertia=inertia(certificate),
        adults=float(adults),
    )
