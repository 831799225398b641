"""Linear transmittance of junctions (decree of 31 March 2021, annex 1, section 3.4)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import filterfalse

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.certificate import Item
from zeneville.demand.dpe.dwelling import PERIODS, Dwelling

FLOOR, STOREY, ROOF, PARTITION, OPENING = 1, 2, 3, 4, 5
#: insulation of walls and floors by the identifiers of the certificate
INSULATION = {
    2: "none",
    3: "inside",
    4: "outside",
    5: "distributed",
    6: "inside+outside",
    7: "inside+distributed",
    8: "outside+distributed",
}
INSULATED_SOMEHOW = 9
FIRST_INSULATED, FIRST_INSULATED_SLAB = 3, 7  # periods: from 1975, slabs on the ground from 2001
SLAB = 5
#: walls towards shared circulation or heated rooms have no bridges
NO_BRIDGE_BEHIND = frozenset({14, 15, 16, 17, 18, 22})
TIMBER = frozenset({5, 6, 7, 18, 24, 25, 26, 27})
LIGHT_WALLS = TIMBER | {16}
LIGHT_FLOORS, LIGHT_CEILINGS = frozenset({4, 10}), frozenset({9, 10})
TUNNEL, NO_POSITION = 3, 4
POSITIONS = range(1, 5)
SLABS = {FLOOR: "plancher_bas", ROOF: "plancher_haut"}
NARROW_FRAME_CM, WIDE_FRAME_CM = 5, 10
ENTERED = (2, 3)
HALF = 0.5


def psi(
    junction: int,
    wall: str,
    floor: str | None = None,
    position: int = TUNNEL,
    returned: bool = False,
    frame_cm: int = NARROW_FRAME_CM,
) -> float:
    """k, W/(m K), of a junction of heavy elements.

    Parameters
    ----------
    junction
        1 floor, 2 intermediate storey, 3 roof, 4 partition, 5 window or door with the wall.
    wall, floor
        insulation: none, inside, outside, distributed, or two joined by ``+``.
    position, returned, frame_cm
        of windows: 1 outer face, 2 inner, 3 tunnel; insulation returns into the reveal; 5 or 10.
    """
    for row in tables.rows("thermal_bridge"):
        if row["junction"] != str(junction) or row["wall_insulation"] != wall:
            continue
        fits = {
            "floor_insulation": floor or "",
            "position": str(position),
            "returned": str(int(returned)),
            "frame_cm": str(frame_cm),
        }
        if all(not row[column] or row[column] == value for column, value in fits.items()):
            return float(row["k"])
    raise KeyError(f"no junction {junction} of wall {wall} and floor {floor}")


def wall_insulation(item: Item, dwelling: Dwelling) -> str:
    """Insulation of a wall; unknown is none up to 1974, inside later."""
    kind = item.code("type_isolation")
    if kind in INSULATION:
        return INSULATION[kind]
    period = item.code("periode_isolation", PERIODS) or dwelling.period
    insulated = kind == INSULATED_SOMEHOW or period >= FIRST_INSULATED
    return "inside" if insulated else "none"


def floor_insulation(item: Item, dwelling: Dwelling) -> str:
    """Insulation of a floor or roof; unknown is none up to 1974 (slabs: 2000), outside later."""
    kind = item.code("type_isolation")
    if kind in INSULATION:
        known = INSULATION[kind].replace("distributed", "outside")
        return "outside" if known == "outside+outside" else known
    first = FIRST_INSULATED_SLAB if item.code("type_adjacence") == SLAB else FIRST_INSULATED
    period = item.code("periode_isolation", PERIODS) or dwelling.period
    return "outside" if kind == INSULATED_SOMEHOW or period >= first else "none"


def _reference(item: Item, name: str) -> str:
    return "".join((item.text(name) or "").split())


def _same(item: Item, bridge: Item) -> bool:
    reference = _reference(item, "reference")
    ends = _reference(bridge, "reference_1"), _reference(bridge, "reference_2")
    return reference != "" and reference in ends


def _bridgeless(wall: Item) -> bool:
    return wall.code("type_adjacence") in NO_BRIDGE_BEHIND


def _wall(bridge: Item, walls: Sequence[Item]) -> Item | None:
    """Wall that a bridge joins; of two walls the one that has bridges."""
    return _joined(bridge, [*filterfalse(_bridgeless, walls), *filter(_bridgeless, walls)])


def _bridgeless_row(bridge: Item, walls: Sequence[Item], dwelling: Dwelling) -> bool:
    """Of an opening whose wall is not named, the row is of walls that all have no bridges."""
    row = bridge.number("tv_pont_thermique_id")
    named = None if row is None else tables.find("thermal_bridge", row=int(row))
    told = bridge.text("reference_1") or bridge.text("reference_2")
    if named is None or told or bridge.code("type_liaison") != OPENING:
        return False
    alike = [w for w in walls if wall_insulation(w, dwelling) == named["wall_insulation"]]
    return bool(alike) and all(_bridgeless(wall) for wall in alike)


def _joined(bridge: Item, items: Sequence[Item]) -> Item | None:
    """Element that a bridge joins: by reference, else by the longest description it quotes."""
    for item in items:
        if _same(item, bridge):
            return item
    if bridge.text("reference_1") or bridge.text("reference_2"):
        return None
    said = (bridge.text("description") or "").replace(" ", "")
    quoted = [i for i in items if (i.text("description") or "").replace(" ", "") in said]
    quoted = [i for i in quoted if i.text("description")]
    return max(quoted, key=lambda i: len(i.text("description") or ""), default=None)


def _area(item: Item) -> float:
    return item.number("surface_paroi_opaque") or item.number("surface_totale_baie") or 0.0


def _largest(items: Sequence[Item], *tags: str) -> Item | None:
    """Largest element of these kinds, which stands in for one that a bridge does not name."""
    return max((i for i in items if not tags or i.element.tag in tags), key=_area, default=None)


def _light(bridge: Item, wall: Item, slabs: Sequence[Item]) -> bool:
    """Junction of light elements, which the method neglects."""
    junction, material = bridge.code("type_liaison"), wall.code("materiaux_structure_mur")
    if junction == OPENING:
        return material in TIMBER
    if junction not in (FLOOR, ROOF):
        return False
    slab = _joined(bridge, slabs)
    return material in LIGHT_WALLS or (
        slab is not None
        and (
            slab.code("type_plancher_bas") in LIGHT_FLOORS
            or slab.code("type_plancher_haut") in LIGHT_CEILINGS
        )
    )


def _by_elements(
    bridge: Item,
    wall: Item,
    slabs: Sequence[Item],
    openings: Sequence[Item],
    dwelling: Dwelling,
) -> float | None:
    junction = bridge.code("type_liaison")
    insulation = wall_insulation(wall, dwelling)
    if junction in (FLOOR, ROOF):
        slab = _joined(bridge, slabs) or _largest(slabs, SLABS[junction])
        if slab is None:
            return None
        return psi(junction, insulation, floor_insulation(slab, dwelling))
    if junction in (STOREY, PARTITION):
        return psi(junction, insulation)
    if junction != OPENING:
        return 0.0
    opening = _joined(bridge, openings) or _largest(openings)
    if opening is None:
        return None
    position = opening.code("type_pose", POSITIONS) or TUNNEL
    frame = opening.number("largeur_dormant") or NARROW_FRAME_CM
    return psi(
        junction,
        insulation,
        position=TUNNEL if position == NO_POSITION else position,
        returned=bool(opening.number("presence_retour_isolation")),
        frame_cm=NARROW_FRAME_CM if frame < WIDE_FRAME_CM else WIDE_FRAME_CM,
    )


def linear_transmittance(
    bridge: Item,
    walls: Sequence[Item],
    slabs: Sequence[Item],
    openings: Sequence[Item],
    dwelling: Dwelling,
) -> float:
    """k of a certificate's bridge: entered, the row it names, else by the elements it joins.

    Where it names neither row nor element, the largest ones that lose heat are taken.
    """
    entered = bridge.number("k_saisi")
    if entered is not None and bridge.code("methode_saisie_pont_thermique") in ENTERED:
        return entered
    wall = _wall(bridge, walls)
    if wall is None and _bridgeless_row(bridge, walls, dwelling):
        return 0.0
    if wall is not None and (_bridgeless(wall) or _light(bridge, wall, slabs)):
        return 0.0
    k = tables.named("thermal_bridge", "k", bridge, "tv_pont_thermique_id")
    if k is None:
        wall = wall or _largest([*filterfalse(_bridgeless, walls)])
        if wall is not None:
            k = _by_elements(bridge, wall, slabs, openings, dwelling)
    return 0.0 if k is None else k


def counted_share(bridge: Item, dwelling: Dwelling) -> float:
    """Share that counts: half of a storey or partition towards another dwelling, else all.

    Where the certificate does not say, storeys of dwellings on one level and partitions of flats
    separate two dwellings.
    """
    junction = bridge.code("type_liaison")
    if junction not in (STOREY, PARTITION):
        return 1.0
    entered = bridge.number("pourcentage_valeur_pont_thermique")
    if entered is not None:
        return entered
    shared = dwelling.kind == "flat" and (
        junction == PARTITION or (junction == STOREY and dwelling.levels <= 1.0)
    )
    return HALF if shared else 1.0
