"""Heating installations as a certificate describes them (3CL-DPE 2021, sections 8, 12 and 13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zeneville.demand.dpe import (
    boilers,
    generation,
    heating_generators,
    hot_water_tanks,
    operating_temperatures,
    tables,
)
from zeneville.demand.dpe.certificate import Certificate, Item
from zeneville.demand.dpe.emission import Emitter, Use, emitter
from zeneville.demand.dpe.envelope import Envelope
from zeneville.demand.dpe.heating_generators import Generator, tables_of
from zeneville.demand.dpe.installations import Part, base_degc

SURFACES = range(11, 19)  # floors and ceilings on a water network
#: collective base and individual relief, the generator linked to the relief's emitters
HYBRID_INSTALLATION, RELIEF = 4, 2
BASE_AND_RELIEF = 10
COLLECTIVE_EQUIPMENT = (6, 7)
SHEET_HEATING = 7
MIXED = 3


@dataclass(frozen=True)
class Installation:
    """One heating installation with its generators and emitters."""

    item: Item
    part: Part
    configuration: int
    generators: tuple[Generator, ...]
    emitters: tuple[Emitter, ...]
    links: tuple[int, ...]
    areas: tuple[float, ...]
    solar_share: float


def _metered(certificate: Certificate, item: Item) -> bool:
    """Whether heat is billed by flat: the technical sheet's word, else that of the row taken."""
    said = certificate.sheet(SHEET_HEATING, "comptage")
    if said is not None:
        return said.lower() in ("1", "oui")
    row = tables.find("intermittence", certificate_id=item.text("tv_intermittence_id"))
    return row is not None and row["metering"] == "yes"


def _collective(item: Item, equipment: int) -> bool:
    """Whether an emitter of a hybrid installation is the collective one's: the row taken tells."""
    taken = tables.find("intermittence", certificate_id=item.text("tv_intermittence_id"))
    if taken is not None and taken["building"] != "house":
        return taken["building"] == "block, collective"
    row = tables.find("emitters", id=item.code("type_emission_distribution"))
    network = "" if row is None else row["network"]
    return equipment in COLLECTIVE_EQUIPMENT or network.startswith("collective")


def _use(certificate: Certificate, item: Item, kind: int, envelope: Envelope) -> Use:
    equipment = item.code("equipement_intermittence") or 1
    collective = kind in (2, 3)
    if kind == HYBRID_INSTALLATION:
        collective = _collective(item, equipment)
    building = "house"
    if envelope.dwelling.kind != "house":
        building = "block, collective" if collective else "block, individual"
    return Use(
        building=building,
        central=item.code("type_chauffage") != 1,
        equipment=equipment,
        room_control=item.code("type_regulation") == 2,
        heavy=envelope.inertia <= 2,
        metered=collective and _metered(certificate, item),
    )


def _insulated(item: Item) -> bool:
    """Insulation of the pipes, by the field, else by the row taken."""
    field = item.number("reseau_distribution_isole")
    if field is not None:
        return bool(field)
    row = tables.find(
        "heating_distribution", certificate_id=item.text("tv_rendement_distribution_ch_id")
    )
    return row is not None and row["insulated"] == "yes"


def _emitter(certificate: Certificate, item: Item, kind: int, envelope: Envelope) -> Emitter:
    identifier = item.code("type_emission_distribution") or 41
    return emitter(identifier, _insulated(item), _use(certificate, item, kind, envelope))


def _temperatures(
    item: Item, bands: tuple[tables.Row, ...], emitters: Sequence[Item], envelope: Envelope
) -> tuple[float, float]:
    """Water temperature by which part-load and full-load losses go, degC."""
    method = item.code("methode_saisie_carac_sys") or 1
    name = boilers.technology(bands[0]["type"])
    if name in ("solid fuel", "air heater", "gas radiator"):
        return 0.0, 0.0
    if name == "standard":
        old = int(bands[0]["installed_to"] or 9999) <= 1990
        name = "standard before 1991" if old else "standard since 1991"
    third, full = item.official("temp_fonc_30"), item.official("temp_fonc_100")
    if method not in heating_generators.GIVES_TEMPERATURES or not third or not full:
        third, full = operating_temperatures.temperatures(item, name, emitters, envelope)
    controlled = bool(item.number("presence_regulation_combustion"))
    return (third if controlled else full), full


def links(items: Sequence[Item], configuration: int) -> list[int]:
    """By which generators and emitters belong together: 1 main, 2 backup or relief, 3 bathroom.

    Of a collective base with relief the first is the base, where the entries do not tell.
    """
    entered = [item.code("lien_generateur_emetteur") or 1 for item in items]
    if configuration == BASE_AND_RELIEF and RELIEF not in entered:
        return [1 if k == 0 else RELIEF for k in range(len(items))]
    return entered


def _heats_water(certificate: Certificate, item: Item) -> bool:
    """Whether the generator makes hot water too: it says so, or the only mixed one of hot water."""
    if item.code("usage_generateur") == MIXED:
        return True
    whole = certificate.dwelling
    heaters = whole.items("generateur_chauffage_collection")
    waters = whole.items("generateur_ecs_collection")
    told = any(h.code("usage_generateur") == MIXED for h in heaters)
    energy = item.code("type_energie")
    return not told and any(
        w.code("usage_generateur") == MIXED and w.code("type_energie") == energy for w in waters
    )


def _hot_water_kw(certificate: Certificate, item: Item, share: float) -> float:
    """Power for the hot water that a generator of both uses makes, kW, of the whole generator."""
    reference = item.text("reference_generateur_mixte")
    waters = certificate.dwelling.items("generateur_ecs_collection")
    mixed = [w for w in waters if w.code("usage_generateur") == MIXED]
    named = [w for w in mixed if w.text("reference_generateur_mixte") == reference] or mixed
    water = named[0] if named else certificate.part("absent")
    return hot_water_tanks.power_kw(certificate, water, share)


def _generator(
    certificate: Certificate, item: Item, linked: Sequence[Item], part: Part, envelope: Envelope
) -> Generator:
    """Generator that feeds emitters; its link is the caller's to set."""
    type_id = heating_generators.type_of(item, envelope.dwelling.built)
    both = _heats_water(certificate, item)
    ids = [e.code("type_emission_distribution") or 0 for e in linked]
    fan = bool(item.number("presence_ventouse"))
    bands = tables_of("combustion").get(type_id)
    burner, part_degc, full_degc, efficiency = None, 0.0, 0.0, float("nan")
    if bands:
        loss = float(envelope.balance.loss_w_per_k) * part.fraction / part.collective_share
        needed = float(boilers.heating_power_kw(loss, base_degc(envelope)))
        if both:
            needed = max(needed, _hot_water_kw(certificate, item, part.collective_share))
        burner = heating_generators.burner_of(item, bands, needed, part.collective_share, fan)
        part_degc, full_degc = _temperatures(item, bands, linked, envelope)
    else:
        floor = bool(ids) and all(i in SURFACES for i in ids)
        efficiency = heating_generators.other_efficiency(
            item, type_id, envelope.dwelling.zone, floor
        )
    return Generator(
        type_id=type_id,
        carrier=heating_generators.carrier_of(item),
        link=1,
        burner=burner,
        efficiency=efficiency,
        part_degc=part_degc,
        full_degc=full_degc,
        collective_share=part.collective_share,
        heats_water=both,
        heated_space=bool(item.number("position_volume_chauffe")),
        fan=fan or certificate.says(SHEET_HEATING, "ventilateur"),
        reference=item.text("reference_generateur_mixte"),
    )


def _solar_share(item: Item, envelope: Envelope) -> float:
    """Share of the need covered by the sun (section 18.4), as entered or by zone."""
    entered = item.number("fch_saisi")
    if entered:
        return entered
    zone = generation.zone_name(envelope.dwelling.zone)
    return tables.number("solar_coverage", "share", use="heating", zone=zone) or 0.0


def installation(
    certificate: Certificate, item: Item, part: Part, envelope: Envelope
) -> Installation:
    """Read one installation."""
    kind = item.code("type_installation") or 1
    emitters = item.items("emetteur_chauffage_collection")
    generators = item.items("generateur_chauffage_collection") or [certificate.part("absent")]
    configuration = item.code("cfg_installation_ch") or 1
    fed, own = links(emitters, configuration), replace(part, collective_share=1.0)

    def machine(generator: Item, link: int) -> Generator:
        linked = [e for e, of in zip(emitters, fed, strict=True) if of == link] or emitters
        relief = kind == HYBRID_INSTALLATION and link == RELIEF
        found = _generator(certificate, generator, linked, own if relief else part, envelope)
        return replace(found, link=link)

    return Installation(
        item=item,
        part=part,
        configuration=configuration,
        generators=tuple(map(machine, generators, links(generators, configuration))),
        emitters=tuple(_emitter(certificate, e, kind, envelope) for e in emitters),
        links=tuple(fed),
        areas=tuple(e.number("surface_chauffee") or 0.0 for e in emitters),
        solar_share=_solar_share(item, envelope),
    )
