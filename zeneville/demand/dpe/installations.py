"""How an installation stands to its dwelling: area served, sampled dwellings, collective share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.certificate import Certificate, Item
from zeneville.demand.dpe.dwelling import FLATS_FROM_BLOCK
from zeneville.demand.dpe.envelope import Envelope

INDIVIDUAL = 1
SAMPLED = 4  # the calculation of one dwelling stands for several
HEATED_AREA, HOT_WATER_AREA = "surface_chauffee", "surface_habitable"
#: areas that add up to more than this of the whole are served by several systems at once
TWICE_SERVED = 1.05


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
    areas = np.array([item.number(area_name) or 0.0 for item in items])
    if area_name == HOT_WATER_AREA and home.kind != "block":
        areas = np.full(len(items), home.area_m2 / max(len(items), 1))
    alike = np.array([max(item.number("rdim") or 1.0, 1.0) for item in items])
    if areas.sum() <= 0.0:
        areas = np.full(len(items), home.area_m2 / max(len(items), 1))
    # areas are those of all dwellings alike, or of one of them: what adds up to the whole is meant
    whole = home.area_m2
    single = abs((areas * alike).sum() - whole) < abs(areas.sum() - whole)
    served = areas * alike if single else areas
    if area_name == HOT_WATER_AREA and served.sum() > TWICE_SERVED * whole > 0.0:
        served = served * whole / served.sum()
    found = []
    for item, area, number in zip(items, served, alike, strict=True):
        sampled = item.code("methode_calcul_conso") == SAMPLED and number > 1.0
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
    certificate: Certificate, items: Sequence[Item], key: str, area_name: str, envelope: Envelope
) -> float:
    """Part of a block's consumption that goes to the flat whose certificate it is; 1 otherwise.

    Flats certified from their block take its consumption by a key, else by area (section 17.2.2).
    """
    served = sum(item.number(area_name) or 0.0 for item in items)
    share = block_share(certificate, served, envelope)
    keys = [item.number(key) for item in items]
    entered = [value for value in keys if value and value < 1.0]
    return float(np.mean(entered)) if entered and share < 1.0 else share


def block_share(certificate: Certificate, served_m2: float, envelope: Envelope) -> float:
    """Ratio of areas by which what serves a block goes to the flat certified from it; 1 else."""
    general = certificate.dwelling.part("caracteristique_generale")
    own, whole = general.number("surface_habitable_logement"), envelope.dwelling.area_m2
    if general.code("methode_application_dpe_log") not in FLATS_FROM_BLOCK or not own:
        return 1.0
    return 1.0 if abs(served_m2 - own) < abs(served_m2 - whole) else own / whole
