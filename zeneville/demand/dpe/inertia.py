"""Inertia class (decree of 31 March 2021, annex 1, section 7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zeneville.demand.dpe.certificate import Certificate, Item

VERY_HEAVY, HEAVY, MEDIUM, LIGHT = 1, 2, 3, 4
BARE_METHOD = 1
#: insulation that leaves the mass inside: none, outside, unknown place
MASS_INSIDE = frozenset({2, 4, 9})
#: stone, earth, timber frame, solid brick and other traditional materials
OLD_MATERIALS = frozenset({2, 3, 4, 5, 6, 8, 9, 21})
OUTSIDE = 1
HEAVY_FLOORS = frozenset({9, 11, 12})
HEAVY_CEILINGS = frozenset({8, 11})
#: cm from which a wall of a material is heavy: stone, earth, sandwich; then concrete, brick
HEAVY_WALLS_CM = {2: 0.0, 3: 0.0, 4: 0.0, 19: 0.0, 11: 7.0, 13: 7.0, 12: 11.0} | dict.fromkeys(
    (8, 9, 10, 15), 10.5
)


def inertia_class(heavy_floor: bool, heavy_ceiling: bool, heavy_walls: bool) -> int:
    """1 very heavy (all three) to 4 light (none)."""
    return LIGHT - int(heavy_floor) - int(heavy_ceiling) - int(heavy_walls)


def _exposed(item: Item) -> bool:
    known = (item.code("type_isolation") or 0) in MASS_INSIDE
    return known or item.code("methode_saisie_u") == BARE_METHOD


def _heavy_wall(item: Item) -> bool:
    least = HEAVY_WALLS_CM.get(item.code("materiaux_structure_mur") or 0)
    return (
        _exposed(item)
        and least is not None
        and (least == 0.0 or (item.number("epaisseur_structure") or 0.0) > least)
    )


def _heavy_floor(item: Item) -> bool:
    return _exposed(item) and (item.code("type_plancher_bas") or 0) in HEAVY_FLOORS


def _heavy_ceiling(item: Item) -> bool:
    return _exposed(item) and (item.code("type_plancher_haut") or 0) in HEAVY_CEILINGS


def _mostly(items: Sequence[Item], heavy: Callable[[Item], bool]) -> bool:
    areas = [item.number("surface_paroi_opaque") or 0.0 for item in items]
    mass = sum(area for item, area in zip(items, areas, strict=True) if heavy(item))
    return sum(areas) > 0.0 and mass >= 0.5 * sum(areas)


def inertia(certificate: Certificate) -> int:
    """Class that the certificate states, else the one of its elements."""
    stated = certificate.dwelling.part("enveloppe/inertie")
    entered = stated.code("classe_inertie", range(VERY_HEAVY, LIGHT + 1))
    if entered is not None:
        return entered
    parts = "plancher_bas", "plancher_haut", "paroi_verticale"
    flags = [stated.number(f"inertie_{part}_lourd") for part in parts]
    if None not in flags:
        return inertia_class(bool(flags[0]), bool(flags[1]), bool(flags[2]))
    whole = certificate.dwelling
    return inertia_class(
        _mostly(whole.items("plancher_bas_collection"), _heavy_floor),
        _mostly(whole.items("plancher_haut_collection"), _heavy_ceiling),
        _mostly(whole.items("mur_collection"), _heavy_wall),
    )


def heavy_old(certificate: Certificate, stated: bool, inertia: int, old_climate: str = "") -> bool:
    """The climate of heavy buildings of old materials holds (section 18.2).

    The certificate states it for the building, whose inertia the dwelling's class need not show:
    where that is not heavy, most of the outer walls must be of old materials. Programs that are
    known to take the statement alone (``stated``) or heavy inertia (``heavy``) are followed.
    """
    if not stated or old_climate:
        return stated and (old_climate == "stated" or inertia <= HEAVY)
    walls = certificate.dwelling.items("mur_collection")
    outer = [wall for wall in walls if (wall.code("type_adjacence") or OUTSIDE) == OUTSIDE]
    old = _mostly(outer, lambda wall: wall.code("materiaux_structure_mur") in OLD_MATERIALS)
    return inertia <= HEAVY or old
