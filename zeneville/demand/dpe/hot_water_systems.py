"""Hot-water installations of a certificate and what they use (3CL-DPE 2021, sections 11 and 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from zeneville.demand.dpe import auxiliaries, boilers, generation, heating_generators, tables
from zeneville.demand.dpe.boilers import Burner
from zeneville.demand.dpe.certificate import Certificate, Item
from zeneville.demand.dpe.envelope import Envelope
from zeneville.demand.dpe.heating_generators import (
    ELECTRICITY_ID,
    GIVES_COEFFICIENT,
    NETWORK_ID,
    Generator,
    tables_of,
)
from zeneville.demand.dpe.hot_water_tanks import SHEET_HOT_WATER, power_kw, tank_l
from zeneville.demand.dpe.installations import Part

Array = np.ndarray[Any, Any]

SAME_AS = {13: 16, 14: 18, 115: 30, 116: 32, 82: 10, 83: 10}
#: "other combustion" of gas, oil, wood and other fossil fuel: the plainest boiler of its year
OTHER_COMBUSTION = (78, 79, 80, 81)
#: unknown system, by carrier
UNKNOWN = 84
PERIOD_TYPES = {1: 10, 2: 11, 3: 12}  # of a thermodynamic system not further known
NETWORKS = (72, 73, 74, 75, 76, 77, 119, 134)
BARE_NETWORK, UNKNOWN_NETWORK = 72, 119
BLOCK_TYPES = (74, 75, 76, 77, 134)
BLOCK_NETWORK = 3  # installation of several buildings, treated as a network
TANKS, BEST_TANK, OTHER_TANK = (68, 69, 70, 71), 71, 69
INSTANT_ELECTRIC, ELECTRIC_BOILER = 117, 118
OUTSIDE_ROW = "3"  # distribution from outside the heated space
LOOPED, TRACED = 2, 3
MIXED = 3
#: a tank of less than this for each dwelling stands for one dwelling of a block
LEAST_TANK_L = 10.0


@dataclass(frozen=True)
class Installation:
    """One hot-water installation, a unit of it.

    Attributes
    ----------
    need_kwh
        Need a year that a unit supplies; ``units`` of them.
    distribution
        Efficiency of the pipes.
    tank_loss_wh
        A year; ``tank_recovered`` where the tank stands in the heated space.
    efficiency
        Generation and storage together.
    """

    item: Item
    part: Part
    units: float
    need_kwh: float
    distribution: float
    carrier: str
    burner: Burner | None
    tank_loss_wh: float
    tank_recovered: bool
    efficiency: float
    solar_share: float
    type_id: int
    fan: bool
    heated_space: bool
    mixed: bool

    @property
    def consumption_kwh(self) -> float:
        """Of all units: Becs (1 - Fecs) / (Rd Rg Rs)."""
        asked = self.need_kwh * (1.0 - self.solar_share) / (self.distribution * self.efficiency)
        return self.units * asked


def type_of(item: Item, built: int = 0) -> int:
    """Type identifier by which the decree's tables are read; ``built`` the dwelling's year."""
    identifier = item.code("type_generateur_ecs") or 0
    energy = item.code("type_energie") or ELECTRICITY_ID
    if energy == NETWORK_ID and identifier not in NETWORKS:
        return UNKNOWN_NETWORK
    if identifier == 82:
        return PERIOD_TYPES.get(item.code("periode_installation_ecs_thermo") or 1, 10)
    if identifier == UNKNOWN and energy == ELECTRICITY_ID:
        row = tables.find("electric_tanks", certificate_id=item.text("tv_pertes_stockage_id"))
        return OTHER_TANK if row is None else int(row["hot_water_id"])
    if identifier == UNKNOWN or identifier in OTHER_COMBUSTION:
        named = heating_generators.named_type(item, "hot_water_ids")
        if named is not None and named not in heating_generators.OLDEST_WATER_HEATERS:
            return named
        plain = heating_generators.plain_boiler(item, "hot_water_ids", built)
        return plain or named or OTHER_TANK
    return SAME_AS.get(identifier, identifier)


def distribution(item: Item, heated_space: bool) -> float:
    """Efficiency of the hot-water pipes (section 11.5)."""
    row = tables.find(
        "hot_water_distribution", certificate_id=item.text("tv_rendement_distribution_ecs_id")
    )
    if row is None:
        collective = (item.code("type_installation") or 1) != 1
        if not collective:
            kind = "heated space, rooms apart" if heated_space else "unheated space"
        elif not item.number("reseau_distribution_isole"):
            kind = "not insulated, rooms adjoining"
        elif item.code("bouclage_reseau_ecs") == LOOPED:
            kind = "insulated, rooms adjoining"
        else:
            kind = "insulated with tracing"
        row = tables.find("hot_water_distribution", configuration=kind)
    if row is None:
        raise KeyError("hot_water_distribution has no such case")
    return float(row["efficiency"])


def _units(envelope: Envelope, part: Part, item: Item, tank: float) -> float:
    """Dwellings of a block that have such a tank each.

    The certificate counts them by the dwellings described, by those one stands for, or by both:
    the number that comes nearest to the flats on the area served is meant.
    """
    home = envelope.dwelling
    if part.collective or home.kind != "block":
        return part.count
    expected = max(part.fraction * part.count * home.flats, 1.0)
    described = item.number("nombre_logement") or 1.0
    choices = (part.count, described, part.count * described)
    units = min(choices, key=lambda n: abs(np.log(n / expected)))
    if 0.0 < tank < LEAST_TANK_L * expected / units:
        return max(round(expected), 1.0)
    return float(units)


def _solar_share(item: Item, envelope: Envelope) -> float:
    """Share of the need covered by the sun (section 18.4)."""
    kind = item.code("type_installation_solaire")
    if not kind:
        return 0.0
    entered = item.number("fecs_saisi") or item.official("fecs_saisi")
    if entered:
        return entered
    found = tables.number(
        "solar_coverage",
        "share",
        building="house" if envelope.dwelling.kind == "house" else "block",
        use="hot water",
        installation_id=kind,
        zone=generation.zone_name(envelope.dwelling.zone),
    )
    return found or 0.0


def _burner(
    certificate: Certificate, item: Item, type_id: int, part: Part, heaters: Sequence[Generator]
) -> Burner | None:
    """Burner of the generator; that of the heating where it is the same machine."""
    bands = tables_of("combustion", "hot_water_ids").get(type_id)
    if bands is None:
        return None
    fan = bool(item.number("presence_ventouse"))
    power = power_kw(certificate, item, part.collective_share)
    if item.code("usage_generateur") == MIXED:
        reference = item.text("reference_generateur_mixte")
        both = [h for h in heaters if h.heats_water and h.burner is not None]
        same = [h for h in both if h.reference == reference] or both
        if same and same[0].burner is not None:
            return replace(same[0].burner, pilot_kw=_pilot(item, same[0].burner))
    return heating_generators.burner_of(item, bands, power, part.collective_share, fan)


def _pilot(item: Item, burner: Burner) -> Any:
    return burner.pilot_kw if item.official("pveilleuse") else np.asarray(0.0)


def _burner_kind(type_id: int) -> str:
    name = tables_of("combustion", "hot_water_ids")[type_id][0]["type"]
    if "storage heater" in name:
        return "storage"
    return "instant" if "instant" in name else "boiler"


def _substation(type_id: int, installation: Item) -> float:
    """Exchange with a network (section 14.3): insulated or bare, as the type says.

    Boilers and heat pumps of several buildings, which count as a network, take it from the pipes;
    a network not further known counts as insulated.
    """
    bare = type_id == BARE_NETWORK
    if type_id in BLOCK_TYPES or type_id not in NETWORKS:
        bare = not installation.number("reseau_distribution_isole")
    return generation.NETWORK_BARE if bare else generation.NETWORK_INSULATED


def _efficiency(
    item: Item,
    installation: Item,
    type_id: int,
    burner: Burner | None,
    need_wh: float,
    loss_wh: float,
    pipes: float,
    zone: int,
) -> float:
    """Generation and storage together."""
    if type_id in NETWORKS or installation.code("type_installation") == BLOCK_NETWORK:
        return _substation(type_id, installation)
    pumps = tables_of("heat_pumps", "hot_water_ids").get(type_id)
    if pumps:
        own = item.official("scop") or item.official("cop")
        if (item.code("methode_saisie_carac_sys") or 1) in GIVES_COEFFICIENT and own:
            return own
        group = generation.zone_group(zone)
        return next(float(r["seasonal_coefficient"]) for r in pumps if r["zones"] == group)
    if burner is not None:
        kind = _burner_kind(type_id)
        return float(boilers.hot_water_efficiency(burner, need_wh, loss_wh, kind))
    best = type_id == BEST_TANK
    return float(generation.electric_tank_efficiency(loss_wh, pipes, need_wh, best))


def _tank_loss_wh(generator: Item, type_id: int, volume: float, whole: float, part: Part) -> float:
    """Losses of the tank a year, Wh, the dwelling's share of a collective one."""
    if type_id == INSTANT_ELECTRIC:
        return 0.0
    electric = generator.code("type_energie") in (None, ELECTRICITY_ID)
    if electric and type_id not in tables_of("heat_pumps", "hot_water_ids"):
        kind = type_id if type_id in TANKS else OTHER_TANK
        return float(generation.electric_tank_loss_wh(volume, kind, whole))
    return float(generation.tank_loss_wh(whole)) * part.collective_share


def installation(
    certificate: Certificate,
    item: Item,
    part: Part,
    need_kwh: float,
    heaters: Sequence[Generator],
    envelope: Envelope,
) -> list[Installation]:
    """Read one installation: one entry for each of its generators.

    Parameters
    ----------
    need_kwh
        Of the whole dwelling or block, a year.
    """
    generators = item.items("generateur_ecs_collection")
    found = []
    for generator in generators:
        type_id = type_of(generator, envelope.dwelling.built)
        inside = generator.number("position_volume_chauffe") != 0.0
        volume, whole = tank_l(certificate, generator, part.collective_share)
        burner = _burner(certificate, generator, type_id, part, heaters)
        units = part.count if burner else _units(envelope, part, item, volume)
        own = need_kwh * part.fraction * part.count / units / len(generators)
        pipes = distribution(item, inside)
        loss = _tank_loss_wh(generator, type_id, volume, whole, part)
        efficiency = _efficiency(
            generator, item, type_id, burner, 1000.0 * own, loss, pipes, envelope.dwelling.zone
        )
        at_tank = generator.number("position_volume_chauffe_stockage")
        outside = item.text("tv_rendement_distribution_ecs_id") == OUTSIDE_ROW
        found.append(
            Installation(
                item=item,
                part=part,
                units=units,
                need_kwh=own,
                distribution=pipes,
                carrier=heating_generators.carrier_of(generator),
                burner=burner,
                tank_loss_wh=loss,
                tank_recovered=(inside if at_tank is None else bool(at_tank))
                and not outside
                and not part.collective,
                efficiency=efficiency,
                solar_share=_solar_share(item, envelope),
                type_id=type_id,
                fan=bool(generator.number("presence_ventouse"))
                or certificate.says(SHEET_HOT_WATER, "ventilateur"),
                heated_space=inside and not part.collective,
                mixed=generator.code("usage_generateur") == MIXED,
            )
        )
    return found


def generation_kwh(each: Installation) -> float:
    """Electricity of burners' auxiliaries, kWh (section 15.1.2)."""
    for row in tables.rows("auxiliary_power"):
        if each.burner is None or str(each.type_id) not in row["hot_water_ids"].split():
            continue
        if row["equipment"].startswith("wood") and not each.fan:
            return 0.0
        whole = float(each.burner.power_kw) / each.part.collective_share
        return each.units * auxiliaries.generation_of(row, each.need_kwh, whole)
    return 0.0


def distribution_kwh(each: Installation, monthly_need: Array, envelope: Envelope) -> float:
    """Electricity of a collective loop or of tracing, kWh (section 15.2.3).

    Parameters
    ----------
    monthly_need
        Need of the whole dwelling or block by month, kWh (12,).
    """
    if not each.part.collective:
        return 0.0
    kind = each.item.code("bouclage_reseau_ecs")
    if kind == TRACED:
        return auxiliaries.TRACING_SHARE * each.units * each.need_kwh
    if kind != LOOPED:
        return 0.0
    share, fraction = each.part.collective_share, each.part.fraction
    return share * float(
        auxiliaries.loop_kwh(
            monthly_need * fraction / share,
            envelope.dwelling.area_m2 * fraction / share,
            each.item.number("nombre_niveau_installation_ecs") or 1.0,
        )
    )
