"""The envelope of a certificate: losses by element, sun by month, and the balance that follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
from zeneville.demand.dpe.climate import CORRECTED_FROM, MONTHS, climate, has_climate
from zeneville.demand.dpe.dwelling import PERIODS, Dwelling, dwelling
from zeneville.demand.dpe.heating_need import Balance
from zeneville.demand.dpe.inertia import heavy_old, inertia
from zeneville.demand.dpe.internal_gains import adults_of_flats, adults_of_house
from zeneville.demand.dpe.unheated_spaces import HEATED, buffer_space, reduction

Array = np.ndarray[Any, Any]

UNKNOWN_INSULATION, NO_INSULATION = 1, 2
FIRST_INSULATED = 3  # period 1975-1977
SYSTEMS = range(1, 39)  # of ventilation, as the tables number them


@dataclass(frozen=True)
class Element:
    """Wall, floor, roof, window or door; ``b`` reduces its loss to what lies behind it.

    ``orientation`` is 1 south, 2 north, 3 east, 4 west, 5 horizontal; ``solar`` a window's factor.
    """

    kind: str
    name: str
    area_m2: float
    u: float
    b: float
    adjacency: int
    insulated: bool = False
    sealed: bool = False
    orientation: int | None = None
    solar: float | None = None

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
    """All that the heating need follows from, by element.

    ``heavy_old`` asks for the climate of heavy buildings of old materials, ``on`` is the day whose
    law counts.
    """

    dwelling: Dwelling
    elements: tuple[Element, ...]
    bridges: tuple[Bridge, ...]
    air: tuple[AirRenewal, ...]
    south_m2: Array
    inertia: int
    heavy_old: bool
    adults: float
    on: date = CORRECTED_FROM

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
        return Balance(
            loss_w_per_k=np.asarray(sum(self.losses_w_per_k.values())),
            south_m2=self.south_m2,
            inertia=np.asarray(self.inertia),
            area_m2=np.asarray(home.area_m2),
            adults=np.asarray(self.adults),
            climate=climate(home.zone, _altitude(home), self.heavy_old, self.on),
        )


def _altitude(home: Dwelling) -> int:
    """Class of altitude; the highest of zones whose mountains end below."""
    return max(
        (k for k in (1, 2, 3) if k <= home.altitude and has_climate(home.zone, k)), default=1
    )


def _is_insulated(item: Item) -> bool:
    kind = item.code("type_isolation")
    if kind in (None, UNKNOWN_INSULATION):
        return (item.code("periode_isolation", PERIODS) or 0) >= FIRST_INSULATED
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
                    orientation=item.code("orientation"),
                )
            )
    return elements


def _opening(item: Item, kind: str, area: float, home: Dwelling) -> Element:
    window = windows.performance(item) if kind == "window" else None
    return Element(
        kind,
        item.text("description") or "",
        area,
        windows.door_u(item) if window is None else window.used,
        reduction(item, home),
        item.code("type_adjacence") or 1,
        sealed=bool(item.number("presence_joint")),
        orientation=item.code("orientation"),
        solar=None if window is None else window.solar,
    )


def _openings(certificate: Certificate, home: Dwelling) -> list[Element]:
    whole = certificate.dwelling
    glazed, doors = whole.items("baie_vitree_collection"), whole.items("porte_collection")
    return [
        _opening(item, "window", item.number("surface_totale_baie") or 0.0, home) for item in glazed
    ] + [_opening(item, "door", item.number("surface_porte") or 0.0, home) for item in doors]


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


def _sealed(certificate: Certificate, openings: list[Element]) -> bool:
    """Half of windows and doors or more has joints: as entered, else by the technical sheets."""
    whole = certificate.dwelling
    items = whole.items("baie_vitree_collection") + whole.items("porte_collection")
    if items and all(item.number("presence_joint") is None for item in items):
        return ventilation.sealed_by_sheets(certificate)
    return bool(openings) and sum(e.area_m2 if e.sealed else -e.area_m2 for e in openings) >= 0.0


def _leaking(elements: list[Element]) -> list[Element]:
    """Elements through which air leaks: all that lose heat but floors."""
    return [e for e in elements if e.b > 0.0 and e.kind != "floor" and e.adjacency != HEATED]


def _leakage(certificate: Certificate, elements: list[Element], home: Dwelling) -> float:
    """q4pa of a dwelling whose airtightness neither was measured nor is named."""
    walls = [e for e in _leaking(elements) if e.kind in ("wall", "roof")]
    insulated = sum(e.area_m2 if e.insulated else -e.area_m2 for e in walls) > 0.0
    openings = [e for e in elements if e.kind in ("window", "door")]
    sealed = _sealed(certificate, openings)
    return ventilation.leakage(home.period, home.kind == "house", insulated, sealed)


def _air(certificate: Certificate, home: Dwelling, elements: list[Element]) -> list[AirRenewal]:
    items = certificate.dwelling.items("ventilation_collection") or [certificate.part("none")]
    envelope_m2 = sum(e.area_m2 for e in _leaking(elements))
    areas = [item.number("surface_ventile") or home.area_m2 for item in items]
    renewals = []
    for item, area in zip(items, areas, strict=True):
        share = area / sum(areas)
        system = item.code("type_ventilation", SYSTEMS)
        extracted, supplied, inlet_leak = ventilation.flows(system)
        q4pa = item.number("q4pa_conv_saisi")
        q4pa = q4pa or tables.named("airtightness", "q4pa", item, "tv_q4pa_conv_id")
        q4pa = q4pa or _leakage(certificate, elements, home)
        infiltration = share * ventilation.infiltration_w_per_k(
            q4pa, envelope_m2, home.area_m2, home.ceiling_m, extracted, supplied, inlet_leak,
            ventilation.several_facades(certificate, item),
        )  # fmt: skip
        vented = share * ventilation.ventilation_w_per_k(extracted, home.area_m2)
        renewals.append(
            AirRenewal(system or 1, extracted, q4pa, float(vented), float(infiltration))
        )
    return renewals


def _behind(certificate: Certificate, home: Dwelling) -> Array:
    """m2 (12,) through solar buffer spaces to which windows open.

    Windows name their space; those that name none belong to the first. Certificates repeat a space
    for each element that borders on it, so a repeated one is taken once.
    """
    spaces: dict[str, Item] = {}
    for space in certificate.dwelling.items("ets_collection"):
        spaces.setdefault(space.text("reference") or "", space)
    direct = {name: np.zeros(MONTHS) for name in spaces}
    for item in certificate.dwelling.items("baie_vitree_collection"):
        if spaces and item.code("type_adjacence") == solar_gains.BUFFER:
            named = item.text("reference_lnc") or ""
            place = named if named in spaces else next(iter(spaces))
            solar = windows.performance(item).solar
            direct[place] = direct[place] + solar_gains.window(item, solar, home.zone)
    total = np.zeros(MONTHS)
    for name, space in spaces.items():
        if direct[name].any():
            b = buffer_space(home.zone_group, space.code("cfg_isolation_lnc") or 0)
            entering = solar_gains.buffer_glazing(space, home.zone)
            through = solar_gains.transparency(space)
            total = total + solar_gains.behind_buffer(direct[name], entering, through, b)
    return total


def _south(certificate: Certificate, home: Dwelling) -> Array:
    total = _behind(certificate, home)
    for item in certificate.dwelling.items("baie_vitree_collection"):
        if (item.code("type_adjacence") or solar_gains.OUTSIDE) == solar_gains.OUTSIDE:
            total = total + solar_gains.window(item, windows.performance(item).solar, home.zone)
    return total


def envelope(certificate: Certificate, on: date | None = None) -> Envelope:
    """Envelope of a certificate by its inputs alone.

    Parameters
    ----------
    on
        Day whose law counts; by default that of the certificate.
    """
    home = dwelling(certificate)
    elements = _opaque(certificate, home) + _openings(certificate, home)
    house = home.kind == "house"
    adults = adults_of_house(home.area_m2) if house else adults_of_flats(home.area_m2, home.flats)
    mass = inertia(certificate)
    return Envelope(
        dwelling=home,
        elements=tuple(elements),
        bridges=tuple(_bridges(certificate, home)),
        air=tuple(_air(certificate, home, elements)),
        south_m2=_south(certificate, home),
        inertia=mass,
        heavy_old=heavy_old(certificate, home.old_materials, mass, home.reading.old_climate),
        adults=float(adults),
        on=on or certificate.date,
    )
