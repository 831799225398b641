"""A certificate assessed by the method 3CL-DPE 2021, from its inputs alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from zeneville.demand.dpe import (
    auxiliaries,
    cooling,
    heating_generators,
    heating_installation,
    heating_systems,
    hot_water,
    hot_water_systems,
    label,
    lighting,
    photovoltaics,
    recovered,
)
from zeneville.demand.dpe import consumption as energy
from zeneville.demand.dpe.certificate import Certificate
from zeneville.demand.dpe.climate import ZONES
from zeneville.demand.dpe.envelope import Envelope, envelope
from zeneville.demand.dpe.heating_need import cooling_need, heating_need
from zeneville.demand.dpe.installations import (
    HEATED_AREA,
    HOT_WATER_AREA,
    block_share,
    flat_share,
    parts,
)

Array = np.ndarray[Any, Any]
ByUse = dict[tuple[str, str], float]

ENTERED_COOLING = (6, 7, 8)
VENTILATION, DISTRIBUTION = "ventilation", "distribution"


@dataclass(frozen=True)
class Assessment:
    """What the law says of a dwelling.

    Attributes
    ----------
    on
        Day whose law judges it.
    area_m2
        Reference area of the indicators per m2.
    loss_w_per_k
        Heat loss of the envelope with air renewal, and ``losses_w_per_k`` by kind of element.
    heating_need_kwh, hot_water_need_kwh, cooling_need_kwh
        A year, of what the certificate describes.
    final_kwh
        Five regulated uses a year by (use, carrier), after self-consumed photovoltaic electricity.
    auxiliaries_kwh
        Electricity of auxiliaries by part.
    primary_kwh, co2_kg
        A year, and ``_per_m2`` of them.
    energy_letter, climate_letter, letter
        A to G; ``letter`` is the worse.
    """

    name: str
    on: date
    area_m2: float
    loss_w_per_k: float
    losses_w_per_k: dict[str, float]
    heating_need_kwh: float
    hot_water_need_kwh: float
    cooling_need_kwh: float
    final_kwh: ByUse
    auxiliaries_kwh: dict[str, float]
    photovoltaic_kwh: float
    primary_kwh: float
    co2_kg: float
    energy_letter: str
    climate_letter: str
    letter: str

    @property
    def primary_per_m2(self) -> float:
        """kWh/(m2 a) of primary energy."""
        return self.primary_kwh / self.area_m2

    @property
    def co2_per_m2(self) -> float:
        """kg CO2e/(m2 a)."""
        return self.co2_kg / self.area_m2


@dataclass(frozen=True)
class Systems:
    """Installations of a certificate, read once."""

    heating: tuple[heating_installation.Installation, ...]
    hot_water: tuple[hot_water_systems.Installation, ...]
    monthly_hot_water: Array


def _systems(certificate: Certificate, home: Envelope) -> Systems:
    whole = certificate.dwelling
    items = whole.items("installation_chauffage_collection")
    heating = tuple(
        heating_installation.installation(certificate, item, part, home)
        for item, part in zip(items, parts(certificate, items, HEATED_AREA, home), strict=True)
    )
    heaters = [generator for each in heating for generator in each.generators]
    monthly = hot_water.monthly_need(home.adults, home.balance.climate.cold_water_degc)
    waters = whole.items("installation_ecs_collection")
    shared = parts(certificate, waters, HOT_WATER_AREA, home)
    found = [
        installation
        for item, part in zip(waters, shared, strict=True)
        for installation in hot_water_systems.installation(
            certificate, item, part, float(monthly.sum()), heaters, home
        )
    ]
    return Systems(heating, tuple(found), monthly)


def _recovered(systems: Systems, home: Envelope, before: Array) -> Array:
    """Recovered losses by month, kWh (12,), of hot water and generators."""
    hours = home.balance.climate.hours_19
    total = np.zeros_like(hours)
    for each in systems.hot_water:
        need = each.units * each.need_kwh
        total = total + recovered.distribution_kwh(need, hours, each.part.collective)
        if each.tank_recovered:
            total = total + recovered.storage_kwh(each.units * each.tank_loss_wh, hours)
        if each.burner is not None and each.heated_space and not each.mixed:
            total = total + recovered.generator_kwh(
                each.burner.standby_kw, each.burner.power_kw, before, hours, False, True, each.fan
            )
    for installation in systems.heating:
        for generator in installation.generators:
            burner = generator.burner
            if burner is None or not generator.heated_space or installation.part.collective:
                continue
            if burner.technology != "air heater":
                total = total + recovered.generator_kwh(
                    burner.standby_kw, burner.power_kw, before, hours,
                    True, generator.heats_water, generator.fan,
                )  # fmt: skip
    return total


def _ventilation_kwh(certificate: Certificate, home: Envelope) -> float:
    """Electricity of fans, of a flat its share of a block's."""
    dwelling = home.dwelling
    total = 0.0
    items = certificate.dwelling.items("ventilation_collection")
    for item, air in zip(items, home.air, strict=True):
        area = item.number("surface_ventile") or dwelling.area_m2
        recent = item.number("ventilation_post_2012")
        used = float(
            auxiliaries.ventilation_kwh(
                air.system, dwelling.kind == "house", area, air.extracted, bool(recent)
            )
        )
        key = item.number("cle_repartition_ventilation")
        total += used * (key or block_share(certificate, area, home))
    return total


def _cooling(certificate: Certificate, home: Envelope) -> tuple[float, ByUse]:
    """Cooling need, kWh, and consumption by carrier."""
    used: ByUse = {}
    items = certificate.dwelling.items("climatisation_collection")
    if not items:
        return 0.0, used
    need = float(cooling_need(home.balance).sum())
    for item in items:
        area = item.number("surface_clim") or home.dwelling.area_m2
        method = item.code("methode_saisie_carac_sys") or 1
        efficiency = item.official("eer") if method in ENTERED_COOLING else None
        if not efficiency:
            period = item.code("periode_installation_fr") or 1
            efficiency = cooling.efficiency(period, home.dwelling.zone)
        share = block_share(certificate, area, home)
        part = share * need * area / home.dwelling.area_m2
        key = ("cooling", heating_generators.carrier_of(item))
        used[key] = used.get(key, 0.0) + float(cooling.consumption_kwh(part, efficiency))
    return need, used


def _photovoltaic(certificate: Certificate, zone: int) -> float:
    """Production of the panels a year, kWh."""
    plant = certificate.dwelling.part("production_elec_enr")
    if not plant.number("presence_production_pv"):
        return 0.0
    total = 0.0
    for panel in plant.items("panneaux_pv_collection"):
        count = panel.number("nombre_module")
        area = panel.number("surface_totale_capteurs") or photovoltaics.MODULE_M2 * (count or 0.0)
        tilt, facing = panel.code("inclinaison_pv"), panel.code("orientation_pv")
        if area and tilt and facing:
            total += float(photovoltaics.production_kwh(area, tilt, facing, zone))
    return total


def _after_panels(
    final: ByUse, aux: dict[str, float], production: float, area: float, house: bool
) -> ByUse:
    """Final energy less the electricity that the panels give each use."""
    if production <= 0.0:
        return final
    uses = {
        use: final.get((use, energy.ELECTRICITY), 0.0)
        for use in ("heating", "hot_water", "cooling", "lighting")
    }
    # burners' auxiliaries count with the use they serve
    asked = {
        **uses,
        "heating": uses["heating"] + aux["heating_generation"],
        "hot_water": uses["hot_water"] + aux["hot_water_generation"],
        VENTILATION: aux["ventilation"],
        DISTRIBUTION: aux["heating_distribution"] + aux["hot_water_distribution"],
        "other": float(photovoltaics.other_electricity_kwh(area, house)),
    }
    given = photovoltaics.self_consumed_kwh(production, asked)
    left = dict(final)
    auxiliary = float(given[VENTILATION] + given[DISTRIBUTION])
    for use, own in uses.items():
        if own <= 0.0 and asked[use] <= 0.0:
            continue
        to_use = float(given[use]) * own / asked[use]
        auxiliary += float(given[use]) - to_use
        if own > 0.0:
            left[(use, energy.ELECTRICITY)] = own - to_use
    left[("auxiliaries", energy.ELECTRICITY)] -= auxiliary
    return left


def _reference_area(certificate: Certificate, home: Envelope) -> float:
    """m2 of the flat or house, or of the block whose certificate it is."""
    general = certificate.dwelling.part("caracteristique_generale")
    own = general.number("surface_habitable_logement")
    whole = general.number("surface_habitable_immeuble")
    block = general.code("methode_application_dpe_log") in BLOCKS
    return (whole if block else own) or home.dwelling.area_m2


#: methods of application whose certificate is a whole block's
BLOCKS = frozenset({6, 7, 8, 9, 17, 21, 26, 27, 28, 29, 30})


def _network_co2(certificate: Certificate, final: ByUse, on: date) -> float | None:
    """kg/kWh of the certificate's heat network, mean over its uses; ``None`` without a network."""
    known = []
    for collection in ("generateur_chauffage_collection", "generateur_ecs_collection"):
        for item in certificate.dwelling.items(collection):
            if heating_generators.carrier_of(item) == energy.HEAT_NETWORK:
                named = item.text("date_arrete_reseau_chaleur")
                day = date.fromisoformat(named[:10]) if named else on
                known.append(energy.network_co2(item.text("identifiant_reseau_chaleur"), day))
    return float(np.mean(known)) if known else None


def _final(
    certificate: Certificate, home: Envelope, systems: Systems, need: Array, area: float
) -> tuple[ByUse, dict[str, float], float]:
    """Final energy by (use, carrier), auxiliaries by part, cooling need."""
    whole = certificate.dwelling
    heating = heating_systems.consumption(certificate, systems.heating, need, home)
    heat_items = whole.items("installation_chauffage_collection")
    water_items = whole.items("installation_ecs_collection")
    heat = flat_share(certificate, heat_items, "cle_repartition_ch", HEATED_AREA, home)
    water = flat_share(certificate, water_items, "cle_repartition_ecs", HOT_WATER_AREA, home)
    final: ByUse = {("heating", carrier): heat * kwh for carrier, kwh in heating.by_carrier.items()}
    for each in systems.hot_water:
        key = ("hot_water", each.carrier)
        final[key] = final.get(key, 0.0) + water * each.consumption_kwh
    cold, cooled = _cooling(certificate, home)
    final.update(cooled)
    final[("lighting", energy.ELECTRICITY)] = float(
        lighting.electricity_kwh(area, home.dwelling.zone)
    )
    monthly = systems.monthly_hot_water
    aux = {
        "heating_generation": heat * heating.generation,
        "heating_distribution": heat * heating.distribution,
        "hot_water_generation": water
        * sum(hot_water_systems.generation_kwh(each) for each in systems.hot_water),
        "hot_water_distribution": water * _loops_kwh(systems.hot_water, monthly, home),
        "ventilation": _ventilation_kwh(certificate, home),
    }
    final[("auxiliaries", energy.ELECTRICITY)] = sum(aux.values())
    return final, aux, cold


def _loops_kwh(
    installations: Sequence[hot_water_systems.Installation], monthly: Array, home: Envelope
) -> float:
    """Electricity of hot-water loops, one for each installation, kWh."""
    seen, total = [], 0.0
    for each in installations:
        if each.item not in seen:
            seen.append(each.item)
            total += hot_water_systems.distribution_kwh(each, monthly, home)
    return total


def assess(certificate: Certificate, on: date | None = None) -> Assessment:
    """Needs, consumption, primary energy, CO2 and letters of a certificate.

    Parameters
    ----------
    on
        Day whose law judges it; by default that of the certificate.
    """
    day = on or certificate.date
    home = envelope(certificate, day)
    systems = _systems(certificate, home)
    before = heating_need(home.balance).before
    need = np.maximum(heating_need(home.balance, _recovered(systems, home, before)).kwh, 0.0)
    area = _reference_area(certificate, home)
    final, aux, cold = _final(certificate, home, systems, need, area)
    production = _photovoltaic(certificate, home.dwelling.zone)
    final = _after_panels(final, aux, production, area, home.dwelling.kind == "house")
    primary = float(energy.primary_kwh(final, day))
    co2 = float(energy.co2_kg(final, _network_co2(certificate, final, day)))
    place = (area, home.dwelling.altitude, ZONES[home.dwelling.zone - 1], day)
    letters = (
        str(label.letter(primary / area, label.limits("primary", *place))),
        str(label.letter(co2 / area, label.limits("co2", *place))),
    )
    return Assessment(
        name=certificate.name,
        on=day,
        area_m2=area,
        loss_w_per_k=float(home.balance.loss_w_per_k),
        losses_w_per_k={kind: float(loss) for kind, loss in home.losses_w_per_k.items()},
        heating_need_kwh=float(need.sum()),
        hot_water_need_kwh=float(systems.monthly_hot_water.sum()),
        cooling_need_kwh=cold,
        final_kwh=final,
        auxiliaries_kwh=aux,
        photovoltaic_kwh=production,
        primary_kwh=primary,
        co2_kg=co2,
        energy_letter=letters[0],
        climate_letter=letters[1],
        letter=max(letters),
    )
