"""CO2 of the heat network that a certificate names (order of 15 September 2006, annex 7)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np

from zeneville.demand.dpe import consumption, heating_generators
from zeneville.demand.dpe.certificate import Certificate, Item

GENERATORS = ("generateur_chauffage_collection", "generateur_ecs_collection")
#: department, number and C for heat, as the list of networks names them
IDENTIFIER = re.compile(r"\d{4}C")


def identifier(item: Item) -> str | None:
    """Network of a generator such as ``5901C``, ``None`` where none is named."""
    found = IDENTIFIER.search((item.text("identifiant_reseau_chaleur") or "").upper())
    return None if found is None else found.group()


def in_force(item: Item) -> date | None:
    """Day from which the list that a generator names by its order is in force, the next one."""
    try:
        named = date.fromisoformat((item.text("date_arrete_reseau_chaleur") or "")[:10])
    except ValueError:
        return None
    return named + timedelta(days=1)


def co2_kg_per_kwh(certificate: Certificate, on: date) -> float | None:
    """Of the certificate's heat network, mean over its generators; ``None`` without a network.

    Generators that name no network have that of the others.
    """
    items = [
        item
        for collection in GENERATORS
        for item in certificate.dwelling.items(collection)
        if heating_generators.carrier_of(item) == consumption.HEAT_NETWORK
    ]
    named = [item for item in items if identifier(item) is not None] or items
    known = [consumption.network_co2(identifier(item), in_force(item) or on) for item in named]
    return float(np.mean(known)) if known else None
