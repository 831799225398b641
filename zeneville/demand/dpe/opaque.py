"""Transmittance of walls, floors and roofs (decree of 31 March 2021, annex 1, section 3.2)."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.certificate import Item
from zeneville.demand.dpe.dwelling import PERIODS, Dwelling
from zeneville.demand.dpe.wall_coating import coated

Array = np.ndarray[Any, Any]

#: W/(m K) that the decree gives an insulation of known thickness
CONDUCTIVITY = {"wall": 0.04, "floor": 0.042, "roof": 0.04}
#: W/(m2 K) of an unknown element without insulation, and the most that counts
BARE = {"wall": 2.5, "floor": 2.0, "roof": 2.5}
#: m2K/W of linings: unknown or air gap up to 15 mm; wider gap, or plaster, brick, wood
LINING = {3: 0.10, 4: 0.21, 5: 0.21}
#: thickness of a wall in its description ("épaisseur 50 cm", "Ep <=20cm"), not that of insulation
THICKNESS = re.compile(r"(?:épaisseur|\bep)[ ≤<=]{1,4}(?<!p=)(\d+(?:[.,]\d+)?) ?cm")
THICKEST_WALL_CM = 150.0
#: linings by the words of a description, for walls whose lining is not coded
UNKNOWN_LINING = 1
LINING_WORDS = {
    "doublage connu": 5,
    "doublage indéterminé avec lame": 4,
    "doublage indéterminé ou": 3,
}
#: m2K/W of an insulating render on an old wall
INSULATING_COATING = 0.7
#: how U was entered (identifier of the certificate)
BARE_METHOD, UNKNOWN, BY_ANOTHER_YEAR, BY_YEAR = 1, 2, 7, 8
UNKNOWN_WALL, ENTERED_BARE = 1, (3, 4)  # how U0 was entered
UNKNOWN_MATERIAL = 1
BY_THICKNESS, ENTERED = (3, 4), (9, 10)
FIRST_INSULATED = 3  # period 1975-1977: older buildings that are insulated count as of then
UNDER_ROOF_SLOPE, OUTSIDE, UNREACHABLE = 12, 1, 7
ATTIC = "combles"
#: adjacencies for which the floor's loss follows from area, perimeter and ground
CRAWL_SPACE, SLAB, BASEMENT = 3, 5, 6
NEWER_SLAB = 7  # first period of the table for slabs of buildings from 2001 on
SMALLEST_GAP = 1e-9


def insulated(u: Array | float, resistance: Array | float) -> Array:
    """W/(m2 K) of an element with so many m2K/W added."""
    return 1.0 / (1.0 / np.asarray(u, dtype=float) + np.asarray(resistance, dtype=float))


def wall_bare(material: int | None, thickness_cm: float | None) -> float:
    """U0 of a wall; a thickness between rows takes the thinner one, none the thinnest."""
    found = [r for r in tables.rows("wall_bare") if r["material"] == str(material)]
    if not found:
        return BARE["wall"]
    u = float(found[0]["u"])
    for row in found:
        if (
            row["thickness_cm"]
            and thickness_cm is not None
            and (thickness_cm >= float(row["thickness_cm"]) - SMALLEST_GAP)
        ):
            u = float(row["u"])
    return u


def by_period(element: str, period: int, zone_group: int, electric: bool) -> float:
    """U of insulation of a period; ``element`` is wall, floor, attic or terrace."""
    column = "u_electric" if electric else "u_other"
    u = tables.number(
        "insulation_period", column, element=element, period=period, zone_group=zone_group
    )
    if u is None:
        raise KeyError(f"no insulation of {element} in period {period}")
    return u


def ground_floor(situation: str, u: float, area_m2: float, perimeter_m: float) -> float:
    """Ue of a floor on the ground or over a crawl space or an unheated basement (3.2.2).

    The table's column is the nearest to 2 S / P; between transmittances of the table, and beyond
    them, Ue is linear.
    """
    rows = [r for r in tables.rows("ground_floor") if r["situation"] == situation]
    shape = round(2.0 * area_m2 / perimeter_m + SMALLEST_GAP) if perimeter_m > 0.0 else 1
    nearest = min({float(r["shape_m"]) for r in rows}, key=lambda s: (abs(s - shape), s))
    line = sorted(
        (float(r["u_floor"]), float(r["ue"])) for r in rows if float(r["shape_m"]) == nearest
    )
    right = next((i for i, (known, _) in enumerate(line) if u <= known), len(line) - 1)
    (u0, e0), (u1, e1) = line[max(right, 1) - 1], line[max(right, 1)]
    return e0 + (e1 - e0) * (u - u0) / (u1 - u0)


def _thickness_cm(item: Item) -> float | None:
    """Of a wall without insulation: entered, else what the description says.

    Some programs lose the decimal comma, so that 22.5 cm reads 225.
    """
    found = item.number("epaisseur_structure")
    if not found:
        said = THICKNESS.search((item.text("description") or "").lower())
        found = None if said is None else float(said.group(1).replace(",", "."))
    return found / 10.0 if found and found > THICKEST_WALL_CM else found


def _lining(item: Item) -> int:
    coded = item.code("type_doublage") or UNKNOWN_LINING
    if coded != UNKNOWN_LINING:
        return coded
    said = (item.text("description") or "").lower()
    return next((kind for words, kind in LINING_WORDS.items() if words in said), coded)


def _bare_wall(item: Item, dwelling: Dwelling) -> float:
    method = item.code("methode_saisie_u0")
    entered = item.number("umur0_saisi")
    if entered is not None and method in ENTERED_BARE:
        return entered
    material = item.code("materiaux_structure_mur")
    if method == UNKNOWN_WALL or material == UNKNOWN_MATERIAL:
        return BARE["wall"]
    u = tables.named("wall_bare", "u", item, "tv_umur0_id")
    if u is None:
        u = wall_bare(material, _thickness_cm(item))
    lining = LINING.get(_lining(item))
    if lining is not None:
        u = min(u, BARE["wall"]) if dwelling.reading.limit_before_lining else u
        u = float(insulated(u, lining))
    if coated(item, dwelling.rendered):
        u = float(insulated(u, INSULATING_COATING))
    return u


def _bare_slab(item: Item, element: str) -> float:
    short, kind = ("pb", "bas") if element == "floor" else ("ph", "haut")
    entered = item.number(f"u{short}0_saisi")
    if entered is not None and item.code("methode_saisie_u0") in ENTERED_BARE:
        return entered
    u = tables.number(
        "floor_bare", "u", element=element, type=item.code(f"type_plancher_{kind}") or 1
    )
    return BARE[element] if u is None else u


def bare(item: Item, element: str, dwelling: Dwelling) -> float:
    """U0 of a certificate's element, at most that of an unknown one."""
    u = _bare_wall(item, dwelling) if element == "wall" else _bare_slab(item, element)
    return min(u, BARE[element])


def _roof_table(item: Item) -> str:
    adjacency = item.code("type_adjacence") or OUTSIDE
    if adjacency == OUTSIDE:
        said = ATTIC in (item.text("description") or "").lower()
        slope = item.code("type_plancher_haut") == UNDER_ROOF_SLOPE
        return "attic" if slope or said else "terrace"
    return "terrace" if adjacency == UNREACHABLE else "attic"


def _period(item: Item, method: int, dwelling: Dwelling) -> int:
    if method == UNKNOWN:
        return dwelling.period
    known = item.code("periode_isolation", PERIODS)
    if known is not None:
        return known
    return max(dwelling.period, FIRST_INSULATED) if method == BY_YEAR else dwelling.period


def _named_period(item: Item, element: str, short: str) -> float | None:
    row = item.number(f"tv_u{short}_id")
    if row is None:
        return None
    for table in ("attic", "terrace") if element == "roof" else (element,):
        for column in ("electric", "other"):
            key = {"element": table, f"row_{column}": int(row)}
            u = tables.number("insulation_period", f"u_{column}", **key)
            if u is not None:
                return u
    return None


def _added_resistance(item: Item, element: str, by_thickness: bool) -> float | None:
    """m2K/W of insulation that is entered, by thickness or by resistance first."""
    resistance, thickness = item.number("resistance_isolation"), item.number("epaisseur_isolation")
    by_layer = None if not thickness else 0.01 * thickness / CONDUCTIVITY[element]
    first, second = (by_layer, resistance) if by_thickness else (resistance, by_layer)
    return second if first is None else first


def transmittance(item: Item, element: str, dwelling: Dwelling) -> float:
    """W/(m2 K) of a wall, floor or roof of a certificate, without the ground.

    The way of entry decides; where it asks for what is not entered, what is entered counts.
    """
    short = {"wall": "mur", "floor": "pb", "roof": "ph"}[element]
    method = item.code("methode_saisie_u") or UNKNOWN
    entered = item.number(f"u{short}_saisi")
    if entered is not None and method in ENTERED:
        return entered
    u0 = bare(item, element, dwelling)
    if method == BARE_METHOD:
        return u0
    of_period = method in (UNKNOWN, BY_ANOTHER_YEAR, BY_YEAR)
    named = _named_period(item, element, short) if of_period else None
    if named is not None:
        return min(u0, named)
    added = _added_resistance(item, element, method in BY_THICKNESS)
    if added is not None:
        return float(insulated(u0, added))
    if not of_period:
        return u0
    table = _roof_table(item) if element == "roof" else element
    period = _period(item, method, dwelling)
    return min(u0, by_period(table, period, dwelling.zone_group, dwelling.electric))


def floor_loss(item: Item, u: float, floors: list[Item], dwelling: Dwelling) -> float:
    """Ue of a floor of a certificate: entered, by the ground, or ``u`` itself without ground."""
    entered, applies = item.number("ue"), item.number("calcul_ue")
    if entered and applies:
        return entered
    adjacency = item.code("type_adjacence") or OUTSIDE
    if adjacency not in (CRAWL_SPACE, SLAB, BASEMENT) or applies == 0.0:
        return u
    alike = [f for f in floors if f.code("type_adjacence") == adjacency]
    area = sum(f.number("surface_ue") or f.number("surface_paroi_opaque") or 0.0 for f in alike)
    perimeter = sum(f.number("perimetre_ue") or 0.0 for f in alike)
    if adjacency != SLAB:
        situation = "crawl_space_or_basement"
    else:
        situation = "slab_from_2001" if dwelling.period >= NEWER_SLAB else "slab_before_2001"
    return ground_floor(situation, u, area, perimeter)
