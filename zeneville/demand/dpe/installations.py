"""How an installation stands to its dwelling: area served, sampled dwellings, collective share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.certificate import Certificate, Item
from zeneville.demand.dpe.dwelling import FLATS_FROM_BLOCK
from zeneville.demand.dpe.envelope import Envelope

Array = np.ndarray[Any, Any]

INDIVIDUAL = 1
SAMPLED = 4  # the calculation of one dwelling stands for several
HEATED_AREA, HOT_WATER_AREA = "surface_chauffee", "surface_habitable"
#: areas that add up to more than this of the whole are served by several systems at once
TWICE_SERVED = 1.05
#: areas that add up to less of a block are those of one of its flats (judgement)
WHOLLY_SERVED = 0.5


@dataclass(frozen=True)
class Part:
    """A unit of an installation.

    Attributes
    ----------
    fraction
        Of the need that one unit supplies.
    count
        Units alike.
    collective_share
        Part of a collective generator that stands for a flat (ratio of areas); 1 otherwise.
    collective
        Shared by the dwellings of a block.
    """

    fraction: float
    count: float
    collective_share: float
    collective: bool


def base_degc(envelope: Envelope) -> float:
    """Outdoor base temperature of the place, degC (section 18.1)."""
    home = envelope.dwelling
    found = tables.number(
        "base_temperature",
        "temperature_degc",
        zones=f"H{home.zone_group}",
        altitude_class=home.altitude,
    )
    if found is None:
        raise KeyError(f"no base temperature of H{home.zone_group}, altitude {home.altitude}")
    return found


def collective_share(certificate: Certificate, item: Item, envelope: Envelope) -> float:
    """Part of a collective generator that stands for a flat."""
    if (item.code("type_installation") or INDIVIDUAL) == INDIVIDUAL:
        return 1.0
    home = envelope.dwelling
    if home.kind != "flat":
        return 1.0
    ratio = item.number("ratio_virtualisation")
    if ratio and 0.0 < ratio <= 1.0:
        return ratio
    whole = certificate.dwelling.part("caracteristique_generale").number(
        "surface_habitable_immeuble"
    )
    return home.area_m2 / whole if whole and whole > home.area_m2 else 1.0


def _served(
    certificate: Certificate, items: Sequence[Item], area_name: str, envelope: Envelope
) -> tuple[Array, Array]:
    """m2 that installations serve of what the envelope encloses, and their units alike.

    Areas are those of all dwellings alike, or of one of them: what adds up to the whole is meant.
    In the certificate of a flat that comes from its block they may be those of the flat: its
    installations then stand for the block's.
    """
    whole, kind = envelope.dwelling.area_m2, envelope.dwelling.kind
    areas = np.array([item.number(area_name) or 0.0 for item in items])
    if areas.sum() <= 0.0 or (area_name == HOT_WATER_AREA and kind != "block"):
        areas = np.full(len(items), whole / max(len(items), 1))
    alike = np.array([max(item.number("rdim") or 1.0, 1.0) for item in items])
    single = abs((areas * alike).sum() - whole) < abs(areas.sum() - whole)
    served = areas * alike if single else areas
    if _from_block(certificate) and len(items):
        units = whole / served.sum()
        kinds = [i.code("type_installation") or INDIVIDUAL for i in items]
        individual = np.array(kinds) == INDIVIDUAL
        alike = np.where(individual & (alike <= 1.0), max(round(units), 1), alike)
        served = served * units
    if area_name == HOT_WATER_AREA and served.sum() > TWICE_SERVED * whole > 0.0:
        served = served * whole / served.sum()
    return served, alike


def _from_block(certificate: Certificate) -> bool:
    """Whether a flat's certificate comes from the data of its block."""
    general = certificate.dwelling.part("caracteristique_generale")
    own = general.number("surface_habitable_logement")
    return general.code("methode_application_dpe_log") in FLATS_FROM_BLOCK and bool(own)


def parts(
    certificate: Certificate, items: Sequence[Item], area_name: str, envelope: Envelope
) -> list[Part]:
    """How the need is shared among installations: by the areas they serve.

    Parameters
    ----------
    area_name
        Field of the area served: ``surface_chauffee`` or ``surface_habitable``. Hot-water systems
        of one dwelling share its need alike instead (section 11.4).
    """
    home = envelope.dwelling
    served, alike = _served(certificate, items, area_name, envelope)
    whole = home.area_m2
    found = []
    for item, area, number in zip(items, served, alike, strict=True):
        individual = (item.code("type_installation") or INDIVIDUAL) == INDIVIDUAL
        sampled = item.code("methode_calcul_conso") == SAMPLED or individual
        count = float(number) if sampled else 1.0
        found.append(
            Part(
                fraction=float(area / whole / count) if whole > 0.0 else 0.0,
                count=count,
                collective_share=collective_share(certificate, item, envelope),
                collective=(item.code("type_installation") or INDIVIDUAL) != INDIVIDUAL,
            )
        )
    return found


def flat_share(
    certificate: Certificate, items: Sequence[Item], key: str, envelope: Envelope
) -> float:
    """Part of a block's consumption that goes to the flat whose certificate it is; 1 otherwise.

    Flats certified from their block take its consumption by a key, else by area (section 17.2.2).
    """
    if not _from_block(certificate):
        return 1.0
    entered = [value for item in items if (value := item.number(key)) and value < 1.0]
    own = certificate.dwelling.part("caracteristique_generale").number("surface_habitable_logement")
    share = (own or 0.0) / envelope.dwelling.area_m2
    return float(np.mean(entered)) if entered else share


def ventilated(certificate: Certificate, items: Sequence[Item], envelope: Envelope) -> list[float]:
    """m2 that each fan serves of what the envelope encloses; of a flat's area, the block's."""
    whole = envelope.dwelling.area_m2
    areas = [item.number("surface_ventile") or whole for item in items]
    if _from_block(certificate) and 0.0 < sum(areas) < WHOLLY_SERVED * whole:
        areas = [area * whole / sum(areas) for area in areas]
    return areas
