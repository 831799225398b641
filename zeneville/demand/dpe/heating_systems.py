"""What heating installations use: energy by carrier and auxiliaries (3CL-DPE 2021, section 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand.dpe import auxiliaries, boilers, circulators, tables
from zeneville.demand.dpe.emission import Use, base_intermittence, intermittence
from zeneville.demand.dpe.envelope import Envelope
from zeneville.demand.dpe.heating_generators import Generator
from zeneville.demand.dpe.heating_installation import Installation
from zeneville.demand.dpe.heating_shares import relief_share, shares
from zeneville.demand.dpe.installations import base_degc

Array = np.ndarray[Any, Any]

RELIEF, TWO_JUNCTIONS = 10, 11
COLLECTIVE_SHARE, INDIVIDUAL_SHARE = 0.6, 0.4  # of convectors with two circuits (section 9.9)
COLLECTIVE_CONTROL = 6
BACKUP = 2
DIRECT_TYPES = (1, 2, 3, *range(98, 106))


@dataclass(frozen=True)
class Consumption:
    """kWh a year by carrier, and of auxiliaries."""

    by_carrier: dict[str, float]
    generation: float
    distribution: float


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
    """A convector with a collective circuit and an individual one."""
    home = envelope.dwelling
    loss, volume = float(envelope.balance.loss_w_per_k), home.area_m2 * home.ceiling_m
    use = Use("block, collective", True, COLLECTIVE_CONTROL, False)
    i0 = base_intermittence(use, "radiator")
    found = []
    for position, share in ((0, COLLECTIVE_SHARE), (len(each.generators) - 1, INDIVIDUAL_SHARE)):
        ask = _multiplier(each, position, envelope)
        if share == COLLECTIVE_SHARE and each.emitters:
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


def _covered(each: Installation, supplied: Sequence[tuple[Generator, float, float]]) -> list[float]:
    """Share of each generator in what the installation's generators supply together."""
    whole = sum(need for _, need, _ in supplied)
    if whole <= 0.0:
        return [1.0 / len(each.generators)] * len(each.generators)
    return [sum(need for g, need, _ in supplied if g is own) / whole for own in each.generators]


def consumption(
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
        supplied = _supplied(each, sizing, own, envelope)
        for generator, part, ask in supplied:
            used = count * part * ask / efficiency(generator, sizing)
            carriers[generator.carrier] = carriers.get(generator.carrier, 0.0) + used
            made += count * _generation_kwh(generator, part)
        shares_of = _covered(each, supplied)
        moved += circulators.distribution_kwh(each, shares_of, envelope)
    return Consumption(carriers, made, moved)
