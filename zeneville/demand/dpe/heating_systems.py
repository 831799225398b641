"""Heating installations of a certificate and what they use (3CL-DPE 2021, section 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand.dpe import auxiliaries, boilers, generation, heating_generators, tables
from zeneville.demand.dpe.certificate import Certificate, Item
from zeneville.demand.dpe.emission import Emitter, Use, base_intermittence, emitter, intermittence
from zeneville.demand.dpe.envelope import Envelope
from zeneville.demand.dpe.heating_generators import Generator, tables_of
from zeneville.demand.dpe.heating_shares import relief_share, shares
from zeneville.demand.dpe.installations import Part, base_degc

Array = np.ndarray[Any, Any]

WATER_NETWORKS = ("collective high", "collective low", "individual high", "individual low")
DISTRIBUTION_NAMES = {2: "low", 3: "medium", 4: "high"}
HIGH_TEMPERATURE = 4
SURFACES = range(11, 19)  # floors and ceilings on a water network
RELIEF, TWO_JUNCTIONS = 10, 11
BACKUP = 2
HYBRID_INSTALLATION = 4
DIRECT_TYPES = (1, 2, 3, *range(98, 106))
COLLECTIVE_EQUIPMENT = (6, 7)
#: years by which emitters are told apart where their period is not given: period of construction
EMITTERS_BEFORE_1981, EMITTERS_BEFORE_2001 = 4, 6
SHEET_HEATING = 7
FLAT_SCALE_BEFORE = 2.2


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


@dataclass(frozen=True)
class Consumption:
    """kWh a year by carrier, and of auxiliaries."""

    by_carrier: dict[str, float]
    generation: float
    distribution: float


def _metered(certificate: Certificate, item: Item) -> bool:
    """Whether heat is billed by flat: the technical sheet's word, else that of the row taken."""
    said = certificate.sheet(SHEET_HEATING, "comptage")
    if said is not None:
        return said.lower() in ("1", "oui")
    row = tables.find("intermittence", certificate_id=item.text("tv_intermittence_id"))
    return row is not None and row["metering"] == "yes"


def _use(certificate: Certificate, item: Item, kind: int, envelope: Envelope) -> Use:
    equipment = item.code("equipement_intermittence") or 1
    collective = kind in (2, 3)
    if kind == HYBRID_INSTALLATION:
        row = tables.find("emitters", id=item.code("type_emission_distribution"))
        network = "" if row is None else row["network"]
        collective = equipment in COLLECTIVE_EQUIPMENT or network.startswith("collective")
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


def _emitters_period(item: Item, envelope: Envelope) -> int:
    """1 before 1981, 2 to 2000, 3 after."""
    period = item.code("periode_installation_emetteur")
    if period:
        return period
    built = envelope.dwelling.period
    return 1 if built <= EMITTERS_BEFORE_1981 else 2 if built <= EMITTERS_BEFORE_2001 else 3


def operating_degc(boiler: str, load: int, distribution: int, period: int) -> float:
    """Water temperature at a load (100, 30 %), degC, of ``operating_temperature.csv``."""
    years = {1: ("", "1980"), 2: ("1981", "2000"), 3: ("2001", "")}[period]
    found = tables.number(
        "operating_temperature",
        "temperature_degc",
        boiler=boiler,
        load_percent=load,
        distribution=DISTRIBUTION_NAMES.get(distribution, "high"),
        emitters_from=years[0],
        emitters_to=years[1],
    )
    if found is None:
        raise KeyError(f"operating_temperature has no {boiler} at {load} %")
    return found


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
        kinds = [
            (e.code("temp_distribution_ch") or HIGH_TEMPERATURE, _emitters_period(e, envelope))
            for e in emitters
        ] or [(HIGH_TEMPERATURE, 3)]
        third = max(operating_degc(name, 30, *kind) for kind in kinds)
        full = max(operating_degc("any", 100, *kind) for kind in kinds)
    controlled = bool(item.number("presence_regulation_combustion"))
    return (third if controlled else full), full


def _linked(item: Item, emitters: Sequence[Item]) -> list[Item]:
    link = item.code("lien_generateur_emetteur") or 1
    found = [e for e in emitters if (e.code("lien_generateur_emetteur") or 1) == link]
    return found or list(emitters)


def _tank_l(certificate: Certificate, item: Item) -> float:
    """Volume of the hot-water tank that a generator of both uses heats, l."""
    reference = item.text("reference_generateur_mixte")
    waters = certificate.dwelling.items("generateur_ecs_collection")
    mixed = [w for w in waters if w.code("usage_generateur") == 3]
    named = [w for w in mixed if w.text("reference_generateur_mixte") == reference]
    return next((w.number("volume_stockage") or 0.0 for w in named or mixed), 0.0)


def _generator(
    certificate: Certificate, item: Item, emitters: Sequence[Item], part: Part, envelope: Envelope
) -> Generator:
    type_id = heating_generators.type_of(item)
    linked = _linked(item, emitters)
    both = item.code("usage_generateur") == 3
    ids = [e.code("type_emission_distribution") or 0 for e in linked]
    fan = bool(item.number("presence_ventouse"))
    bands = tables_of("combustion").get(type_id)
    burner, part_degc, full_degc, efficiency = None, 0.0, 0.0, float("nan")
    if bands:
        loss = float(envelope.balance.loss_w_per_k) * part.fraction / part.collective_share
        needed = float(boilers.heating_power_kw(loss, base_degc(envelope)))
        if both:
            tank = _tank_l(certificate, item) / part.collective_share
            needed = max(needed, float(boilers.hot_water_power_kw(tank)))
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
        link=item.code("lien_generateur_emetteur") or 1,
        burner=burner,
        efficiency=efficiency,
        part_degc=part_degc,
        full_degc=full_degc,
        collective_share=part.collective_share,
        heats_water=both,
        heated_space=bool(item.number("position_volume_chauffe")),
        fan=fan,
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
    generators = item.items("generateur_chauffage_collection")
    return Installation(
        item=item,
        part=part,
        configuration=item.code("cfg_installation_ch") or 1,
        generators=tuple(_generator(certificate, g, emitters, part, envelope) for g in generators),
        emitters=tuple(_emitter(certificate, e, kind, envelope) for e in emitters),
        links=tuple(e.code("lien_generateur_emetteur") or 1 for e in emitters),
        areas=tuple(e.number("surface_chauffee") or 0.0 for e in emitters),
        solar_share=_solar_share(item, envelope),
    )


def sizing_ratio(installations: Sequence[Installation], at: int, envelope: Envelope) -> float:
    """Installed power of burners over the losses at base temperature (section 13.2.1.2)."""
    own = installations[at]
    losses = float(envelope.balance.loss_w_per_k) * (boilers.SETPOINT_DEGC - base_degc(envelope))
    group = [own] if own.part.count > 1.0 else installations
    fraction = own.part.fraction if own.part.count > 1.0 else 1.0
    power = sum(
        float(g.burner.power_kw) for each in group for g in each.generators if g.burner is not None
    )
    return 1000.0 * power / (losses * fraction)


def efficiency(generator: Generator, sizing: float) -> float:
    """Seasonal efficiency of a generator, lower heating value."""
    if generator.burner is None:
        return generator.efficiency
    return float(
        boilers.seasonal_efficiency(
            generator.burner, sizing, generator.part_degc, generator.full_degc
        )
    )


def _multiplier(each: Installation, position: int, envelope: Envelope) -> float:
    """Heat asked of a generator for a unit of its need, over the emitters it feeds."""
    generator = each.generators[position]
    home = envelope.dwelling
    loss, volume = float(envelope.balance.loss_w_per_k), home.area_m2 * home.ceiling_m
    pairs = [
        (e, a)
        for e, link, a in zip(each.emitters, each.links, each.areas, strict=True)
        if link == generator.link
    ] or list(zip(each.emitters, each.areas, strict=True))
    if _paired(each):
        pairs = [(each.emitters[position], each.areas[position])]
    if not pairs:
        return 1.0
    whole = sum(area for _, area in pairs)
    if whole <= 0.0:
        return float(np.mean([e.multiplier(loss, volume) for e, _ in pairs]))
    return float(sum(area / whole * e.multiplier(loss, volume) for e, area in pairs))


def _paired(each: Installation) -> bool:
    """Whether each generator is its own emitter (direct electric heaters listed one by one)."""
    return (
        each.configuration == 1
        and len(each.generators) == len(each.emitters) > 1
        and all(g.type_id in DIRECT_TYPES for g in each.generators)
        and len(set(each.links)) == 1
    )


def _auxiliary(generator: Generator) -> tables.Row | None:
    for row in tables.rows("auxiliary_power"):
        if str(generator.type_id) in row["heating_ids"].split():
            wood = row["equipment"].startswith("wood")
            return row if generator.fan or not wood else None
    return None


def _generation_kwh(generator: Generator, need: float) -> float:
    row = _auxiliary(generator)
    if row is None or generator.burner is None:
        return 0.0
    whole = generator.burner.power_kw / generator.collective_share
    return float(
        auxiliaries.generation_kwh(
            need,
            whole,
            float(row["fixed_w"]),
            float(row["per_kw_w"]),
            float(row["power_cap_kw"] or 1e9),
        )
    )


def _distribution_kwh(certificate: Certificate, each: Installation, envelope: Envelope) -> float:
    """Electricity of the circulator of a water network, kWh."""
    home, part = envelope.dwelling, each.part
    items = each.item.items("emetteur_chauffage_collection")
    rows = [tables.find("emitters", id=e.code("type_emission_distribution")) for e in items]
    wet = [
        (e, row)
        for e, row in zip(items, rows, strict=True)
        if row is not None and row["network"] in WATER_NETWORKS
    ]
    if not wet or not any(_pumped(g) for g in each.generators):
        return 0.0
    share = part.collective_share if certificate.version >= FLAT_SCALE_BEFORE else 1.0
    watt = auxiliaries.circulator_w(
        float(envelope.balance.loss_w_per_k) / share / part.count,
        base_degc(envelope),
        home.area_m2 / share / part.count,
        each.item.number("nombre_niveau_installation_ch") or 1.0,
        part.fraction * part.count,
        wet[0][1]["hydraulic_class"],
        wet[0][0].code("temp_distribution_ch") == HIGH_TEMPERATURE,
        len(items) > 1,
    )
    hours = float(envelope.balance.climate.hours_19.sum())
    return float(watt) * hours / 1000.0 * share * part.count


def _pumped(generator: Generator) -> bool:
    """Whether a generator heats water that a circulator moves."""
    if generator.is_heat_pump:
        return generator.type_id >= heating_generators.LEAST_PUMPED_TYPE
    if generator.burner is not None:
        return generator.burner.technology not in ("gas radiator", "air heater")
    return generator.type_id >= 106


def _base_and_relief(
    each: Installation, sizing: float, need: Array, envelope: Envelope
) -> list[tuple[Generator, float, float]]:
    """(generator, its need, heat asked a unit) of a collective base with individual relief."""
    base = [k for k, g in enumerate(each.generators) if g.link != BACKUP]
    relief = [k for k, g in enumerate(each.generators) if g.link == BACKUP]
    if not base or not relief:
        base, relief = [0], list(range(1, len(each.generators)))
    first = each.generators[base[0]]
    emitters = [e for e, link in zip(each.emitters, each.links, strict=True) if link != BACKUP]
    power = None
    if first.burner is not None and emitters:
        e = emitters[0]
        power = float(first.burner.power_kw) * e.distribution * e.regulation * e.emission
    covered = 1.0 - relief_share(power, need, envelope.balance.climate, base_degc(envelope))
    total = float(need.sum())
    found = []
    for group, share in ((base, covered), (relief, 1.0 - covered)):
        for position in group:
            found.append(
                (
                    each.generators[position],
                    share * total / len(group),
                    _multiplier(each, position, envelope),
                )
            )
    return found


def _two_junctions(each: Installation, total: float, envelope: Envelope) -> list[Any]:
    """A convector with a collective circuit (0.6 of the need) and an individual one."""
    home = envelope.dwelling
    loss, volume = float(envelope.balance.loss_w_per_k), home.area_m2 * home.ceiling_m
    i0 = base_intermittence(Use("block, collective", True, 6, False), "radiator")
    found = []
    for position, share in ((0, 0.6), (len(each.generators) - 1, 0.4)):
        ask = _multiplier(each, position, envelope)
        if share == 0.6 and each.emitters:
            e = each.emitters[0]
            ask = float(intermittence(i0, loss, volume)) / (
                e.emission * e.distribution * e.regulation
            )
        found.append((each.generators[position], share * total, ask))
    return found


def _supplied(
    each: Installation, sizing: float, need: Array, envelope: Envelope
) -> list[tuple[Generator, float, float]]:
    """(generator, its part of the need kWh, heat asked a unit)."""
    total = float(need.sum())
    if each.configuration == RELIEF and len(each.generators) > 1:
        return _base_and_relief(each, sizing, need, envelope)
    if each.configuration == TWO_JUNCTIONS:
        return _two_junctions(each, total, envelope)
    split = shares(
        each.configuration,
        each.generators,
        each.solar_share,
        envelope.dwelling.zone_group,
        each.areas if _paired(each) else None,
    )
    return [
        (generator, part * total, _multiplier(each, position, envelope))
        for position, (generator, part) in enumerate(zip(each.generators, split, strict=True))
    ]


def consumption(
    certificate: Certificate,
    installations: Sequence[Installation],
    need: Array,
    envelope: Envelope,
) -> Consumption:
    """Energy and auxiliaries of all installations.

    Parameters
    ----------
    need
        Heating need of the whole dwelling or block by month, kWh (12,).
    """
    carriers: dict[str, float] = {}
    made = moved = 0.0
    for at, each in enumerate(installations):
        sizing = sizing_ratio(installations, at, envelope)
        own, count = need * each.part.fraction, each.part.count
        for generator, part, ask in _supplied(each, sizing, own, envelope):
            used = count * part * ask / efficiency(generator, sizing)
            carriers[generator.carrier] = carriers.get(generator.carrier, 0.0) + used
            made += count * _generation_kwh(generator, part)
        moved += _distribution_kwh(certificate, each, envelope)
    return Consumption(carriers, made, moved)
