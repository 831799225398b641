"""Electricity of the pumps that move the heat of an installation (3CL-DPE 2021, section 15.2.1)."""

from __future__ import annotations

from collections.abc import Sequence

from zeneville.demand.dpe import auxiliaries, heating_generators, operating_temperatures, tables
from zeneville.demand.dpe.envelope import Envelope
from zeneville.demand.dpe.heating_generators import Generator
from zeneville.demand.dpe.heating_installation import Installation
from zeneville.demand.dpe.installations import base_degc

MOVED_NETWORKS = (*operating_temperatures.WATER_NETWORKS, "air")
ELECTRIC_BOILER = 106  # generators from here on heat water; below are direct electric ones


def pumped(generator: Generator) -> bool:
    """Whether a generator heats water or air that a network moves."""
    if generator.is_heat_pump:
        return generator.type_id >= heating_generators.LEAST_PUMPED_TYPE
    if generator.burner is not None:
        return generator.burner.technology != "gas radiator"
    return generator.type_id >= ELECTRIC_BOILER


def distribution_kwh(each: Installation, shares: Sequence[float], envelope: Envelope) -> float:
    """Electricity a year of an installation's circulators, kWh.

    A collective installation counts in a flat's certificate with a circulator of the flat's own
    (section 17.2.1.1).

    Parameters
    ----------
    shares
        Of the installation's need, by generator: the circulator moves what pumped ones supply.
    """
    home, part = envelope.dwelling, each.part
    items = each.item.items("emetteur_chauffage_collection")
    moved = [e for e in items if operating_temperatures.network_of(e) in MOVED_NETWORKS]
    covered = sum(s for g, s in zip(each.generators, shares, strict=True) if pumped(g))
    if not moved or covered <= 0.0:
        return 0.0
    row = tables.find("emitters", id=moved[0].code("type_emission_distribution"))
    watt = auxiliaries.circulator_w(
        float(envelope.balance.loss_w_per_k) / part.count,
        base_degc(envelope),
        home.area_m2 / part.count,
        each.item.number("nombre_niveau_installation_ch") or 1.0,
        part.fraction * part.count * covered,
        "other" if row is None else row["hydraulic_class"],
        operating_temperatures.distribution(moved[0]) == operating_temperatures.HIGH,
        len(items) > 1,
    )
    hours = float(envelope.balance.climate.hours_19.sum())
    return float(watt) * hours / 1000.0 * part.count
