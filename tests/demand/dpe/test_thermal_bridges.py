"""Junctions against the tables of the decree of 31 March 2021."""

import dataclasses
from itertools import product

import pytest
from demand.dpe.entries import FLAT, element, item

from zeneville.demand.dpe import thermal_bridges as bridges
from zeneville.demand.dpe.certificate import Item

WALL = {"reference": "M1", "enum_type_isolation_id": 3, "enum_materiaux_structure_mur_id": 13}


def k(
    entries: dict[str, object], wall: dict[str, object], **parts: list[dict[str, object]]
) -> float:
    return bridges.linear_transmittance(
        item(**entries),
        [item(**wall)],
        [item(**slab) for slab in parts.get("slabs", [])],
        [item(**opening) for opening in parts.get("openings", [])],
        FLAT,
    )


@pytest.mark.parametrize(
    ("junction", "wall", "floor", "expected"),
    [
        (1, "inside", "none", 0.31),
        (1, "outside", "outside", 0.64),
        (3, "inside", "outside", 0.75),
        (3, "none", "inside", 0.83),
        (2, "none", None, 0.86),
        (4, "inside", None, 0.82),
    ],
)
def test_table(junction: int, wall: str, floor: str | None, expected: float) -> None:
    assert bridges.psi(junction, wall, floor) == expected


@pytest.mark.parametrize(
    ("wall", "position", "returned", "frame", "expected"),
    [
        ("none", 2, False, 5, 0.38),
        ("none", 3, False, 10, 0.19),
        ("inside", 3, True, 10, 0.13),
        ("outside", 2, False, 10, 0.8),
        ("distributed", 1, False, 5, 0.2),
    ],
)
def test_windows(wall: str, position: int, returned: bool, frame: int, expected: float) -> None:
    assert bridges.psi(5, wall, None, position, returned, frame) == expected


def test_every_combination_has_a_value() -> None:
    walls = tuple(bridges.INSULATION.values())
    floors = ("none", "inside", "outside", "inside+outside")
    for junction, wall, floor in product((1, 3), walls, floors):
        assert bridges.psi(junction, wall, floor) > 0.0
    for wall, position, returned, frame in product(walls, (1, 2, 3), (False, True), (5, 10)):
        assert bridges.psi(5, wall, None, position, returned, frame) >= 0.0


def test_elements_decide_without_a_named_row() -> None:
    bridge = {"enum_type_liaison_id": 1, "reference_1": "M1", "reference_2": "P1"}
    slab = {"reference": "P1", "enum_type_isolation_id": 2, "enum_type_plancher_bas_id": 9}
    assert k(bridge, WALL, slabs=[slab]) == 0.31


def test_light_floors_have_no_bridge() -> None:
    bridge = {"enum_type_liaison_id": 1, "reference_1": "M1", "reference_2": "P1"}
    slab = {"reference": "P1", "enum_type_isolation_id": 2, "enum_type_plancher_bas_id": 10}
    assert k(bridge, WALL, slabs=[slab]) == 0.0


def test_windows_in_timber_walls_have_no_bridge() -> None:
    bridge = {
        "enum_type_liaison_id": 5,
        "reference_1": "M1",
        "reference_2": "F1",
        "tv_pont_thermique_id": 75,
    }
    timber = WALL | {"enum_materiaux_structure_mur_id": 18}
    assert k(bridge, timber, openings=[{"reference": "F1", "enum_type_pose_id": 1}]) == 0.0


def test_window_in_a_wall() -> None:
    bridge = {"enum_type_liaison_id": 5, "reference_1": "F1", "reference_2": "M1"}
    window = {"reference": "F1", "enum_type_pose_id": 3, "largeur_dormant": 5}
    assert k(bridge, WALL, openings=[window]) == 0.31


def test_walls_towards_circulation_have_no_bridge() -> None:
    bridge = {"enum_type_liaison_id": 2, "tv_pont_thermique_id": 30, "reference_1": "M1"}
    assert k(bridge, WALL) == 0.92
    assert k(bridge, WALL | {"enum_type_adjacence_id": 15}) == 0.0


def test_description_names_the_wall_where_references_are_missing() -> None:
    bridge = {
        "enum_type_liaison_id": 2,
        "tv_pont_thermique_id": 30,
        "description": "Mur 1 Nord (vers le haut)-",
    }
    wall = {"description": "Mur 1 Nord", "enum_type_adjacence_id": 14}
    assert k(bridge, wall) == 0.0


def test_entered_value() -> None:
    bridge = {
        "enum_type_liaison_id": 2,
        "enum_methode_saisie_pont_thermique_id": 2,
        "k_saisi": 0.05,
        "tv_pont_thermique_id": 30,
    }
    assert k(bridge, WALL) == 0.05


@pytest.mark.parametrize(
    ("junction", "kind", "levels", "share"),
    [(2, "flat", 1.0, 0.5), (4, "flat", 1.0, 0.5), (2, "house", 2.0, 1.0), (5, "flat", 1.0, 1.0)],
)
def test_share_where_it_is_not_stated(
    junction: int, kind: str, levels: float, share: float
) -> None:
    home = dataclasses.replace(FLAT, kind=kind, levels=levels)
    assert bridges.counted_share(item(enum_type_liaison_id=junction), home) == share


def test_unknown_insulation_by_period() -> None:
    unknown = item(enum_type_isolation_id=1)
    old = dataclasses.replace(FLAT, period=2)
    assert bridges.wall_insulation(unknown, FLAT) == "inside"
    assert bridges.wall_insulation(unknown, old) == "none"


def test_unknown_slab_on_the_ground_is_bare_up_to_2000() -> None:
    slab, attic = (item(enum_type_isolation_id=1, enum_type_adjacence_id=a) for a in (5, 11))
    assert bridges.floor_insulation(slab, FLAT) == "none"
    assert bridges.floor_insulation(attic, FLAT) == "outside"


def test_partition_between_two_walls_is_that_of_the_one_that_loses_heat() -> None:
    bridge = item(
        enum_type_liaison_id=4, tv_pont_thermique_id=65, reference_1="M0", reference_2="M1"
    )
    shared = item(reference="M0", enum_type_adjacence_id=22, enum_type_isolation_id=2)
    outer = item(**WALL, enum_type_adjacence_id=1)
    assert bridges.linear_transmittance(bridge, [shared, outer], [], [], FLAT) == 0.82


@pytest.mark.parametrize(("junction", "row", "expected"), [(5, 75, 0.0), (1, 1, 0.39)])
def test_door_to_a_neighbour_whose_wall_is_not_named(
    junction: int, row: int, expected: float
) -> None:
    # the only bare wall is the one towards the neighbour, and the row is of a bare wall
    bridge = item(enum_type_liaison_id=junction, tv_pont_thermique_id=row)
    shared = item(reference="M0", enum_type_adjacence_id=22, enum_type_isolation_id=2)
    outer = item(**WALL, enum_type_adjacence_id=1)
    assert bridges.linear_transmittance(bridge, [outer, shared], [], [], FLAT) == expected


@pytest.mark.parametrize(("junction", "share"), [(1, 1.0), (2, 0.5), (3, 1.0), (4, 0.5), (5, 1.0)])
def test_only_storeys_and_partitions_are_shared(junction: int, share: float) -> None:
    bridge = item(enum_type_liaison_id=junction, pourcentage_valeur_pont_thermique="0,5")
    assert bridges.counted_share(bridge, FLAT) == share


def _items(tag: str, *entries: dict[str, object]) -> list[Item]:
    return [Item(element(tag, **each)) for each in entries]


@pytest.mark.parametrize(("junction", "expected"), [(1, 0.31), (2, 0.92), (3, 0.75), (5, 0.16)])
def test_largest_elements_stand_in_for_those_that_nothing_names(
    junction: int, expected: float
) -> None:
    walls = _items(
        "mur",
        {"surface_paroi_opaque": 90, "enum_type_isolation_id": 2, "enum_type_adjacence_id": 22},
        {"surface_paroi_opaque": 60, "enum_type_isolation_id": 3, "enum_type_adjacence_id": 1},
        {"surface_paroi_opaque": 10, "enum_type_isolation_id": 2, "enum_type_adjacence_id": 1},
    )
    floors = _items("plancher_bas", {"surface_paroi_opaque": 50, "enum_type_isolation_id": 2})
    roofs = _items("plancher_haut", {"surface_paroi_opaque": 55, "enum_type_isolation_id": 4})
    windows = _items(
        "baie_vitree",
        {"surface_totale_baie": 3, "enum_type_pose_id": 3, "presence_retour_isolation": 1},
    )
    bridge = item(enum_type_liaison_id=junction)
    found = bridges.linear_transmittance(bridge, walls, floors + roofs, windows, FLAT)
    assert found == expected
