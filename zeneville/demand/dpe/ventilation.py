"""Losses by air renewal (decree of 31 March 2021, annex 1, section 4)."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.certificate import Certificate, Item, as_number

Array = np.ndarray[Any, Any]

AIR_WH_PER_M3K = 0.34
INLET_SHARE = 0.45  # of the inlets' section that leaks at 4 Pa
#: exposure e and f of the infiltration formula: several facades exposed to wind, one
SEVERAL_FACADES, ONE_FACADE = (0.07, 15.0), (0.02, 20.0)
BEFORE_1948, FROM_1948 = 1, 2
SHEET = "façade", "expos"
JOINT, AREA = "présence de joint", "surface"
SHEET_WORDS = {"plusieurs": True, "oui": True, "non": False, "une": False, "0": False, "1": False}


def flows(system: int | None) -> tuple[float, float, float]:
    """Extracted and supplied m3/(h m2) and leak of inlets m3/(h m2) at 4 Pa of a system.

    An unknown system is natural ventilation by openings.
    """
    row = tables.find("air_flow", system=system) or tables.find("air_flow", system=1)
    if row is None:
        raise KeyError(f"no air flows of system {system}")
    return float(row["extracted"]), float(row["supplied"]), float(row["inlet_leak"])


def leakage(period: int, house: bool, insulated: bool = False, sealed: bool = False) -> float:
    """q4pa, m3/(h m2) of envelope at 4 Pa, of a dwelling whose airtightness was not measured.

    Parameters
    ----------
    insulated
        more than half of walls and ceilings is (counts up to 1974).
    sealed
        more than half of doors and windows has joints (counts before 1948, without insulation).
    """
    dwelling = "house" if house else "flat"
    if period <= FROM_1948 and insulated:
        found = tables.number("airtightness", "q4pa", period=period, dwelling="any", insulated=1)
    elif period == BEFORE_1948 and sealed:
        found = tables.number("airtightness", "q4pa", period=period, dwelling="any", insulated=0)
    else:
        found = tables.number("airtightness", "q4pa", period=period, dwelling=dwelling)
    if found is None:
        raise KeyError(f"no airtightness of period {period}")
    return found


def ventilation_w_per_k(extracted: Array | float, area_m2: Array | float) -> Array:
    """Hvent, W/K, of m3/(h m2) through so many m2."""
    return AIR_WH_PER_M3K * np.asarray(extracted) * np.asarray(area_m2)


def infiltration_w_per_k(
    q4pa: Array | float,
    envelope_m2: Array | float,
    area_m2: Array | float,
    ceiling_m: Array | float,
    extracted: Array | float,
    supplied: Array | float,
    inlet_leak: Array | float,
    several_facades: Array | bool,
) -> Array:
    """Hperm, W/K, of wind through the envelope.

    n50 = (q4pa A + 0.45 inlets S) / ((4/50)^(2/3) h S);
    Qvinf = h S n50 e / (1 + f/e ((supplied - extracted) / (h n50))^2).

    Parameters
    ----------
    q4pa, envelope_m2
        m3/(h m2) at 4 Pa and m2 of walls, ceilings, doors and windows that lose heat.
    area_m2, ceiling_m
        floor and mean height of rooms.
    """
    e = np.where(several_facades, SEVERAL_FACADES[0], ONE_FACADE[0])
    f = np.where(several_facades, SEVERAL_FACADES[1], ONE_FACADE[1])
    area, height = np.asarray(area_m2, dtype=float), np.asarray(ceiling_m, dtype=float)
    leak = np.asarray(q4pa) * envelope_m2 + INLET_SHARE * np.asarray(inlet_leak) * area
    n50 = leak / ((4.0 / 50.0) ** (2.0 / 3.0) * height * area)
    tight = n50 <= 0.0
    imbalance = (np.asarray(supplied) - extracted) / (height * np.where(tight, 1.0, n50))
    wind = height * area * n50 * e / (1.0 + f / e * imbalance**2)
    return AIR_WH_PER_M3K * np.where(tight, 0.0, wind)


def sealed_by_sheets(certificate: Certificate) -> bool:
    """Most of the windows and doors has joints, by the technical sheets of older certificates."""
    surplus, found = 0.0, False
    for sheet in certificate.element.iter("fiche_technique"):
        lines = {
            (line.findtext("description") or "").partition(":")[0].strip().lower(): (
                line.findtext("valeur") or ""
            )
            for line in sheet.iter("sous_fiche_technique")
        }
        joint = next((said for name, said in lines.items() if JOINT in name), None)
        area = next((said for name, said in lines.items() if name.startswith(AREA)), "")
        if joint is not None:
            found = True
            m2 = as_number(area.partition(" ")[0]) or 0.0
            surplus += m2 if SHEET_WORDS.get(joint.strip().lower()) else -m2
    return found and surplus >= 0.0


def several_facades(certificate: Certificate, system: Item) -> bool:
    """More than one facade is exposed to wind.

    Some software writes the coded entry the wrong way round, so the words of the technical sheet
    count where they are plain.
    """
    for line in certificate.element.iter("sous_fiche_technique"):
        said = (line.findtext("description") or "").lower()
        if all(word in said for word in SHEET):
            told = SHEET_WORDS.get((line.findtext("valeur") or "").lower().partition(" ")[0])
            if told is not None:
                return told
    return bool(system.number("plusieurs_facade_exposee"))
