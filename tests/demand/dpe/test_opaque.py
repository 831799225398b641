"""Walls, floors and roofs against the tables and formulas of the decree of 31 March 2021."""

import dataclasses

import pytest
from demand.dpe.entries import FLAT, item

from zeneville.demand.dpe import opaque
from zeneville.demand.dpe.programs import Reading


def test_bare_wall_of_the_table() -> None:
    # solid brick of 34 cm
    assert opaque.wall_bare(8, 34.0) == 2.0


def test_thickness_between_rows_takes_the_thinner() -> None:
    # aerated concrete before 2013: 20 cm 0.70, 22.5 cm 0.63
    assert opaque.wall_bare(16, 22.0) == 0.7


def test_wall_thinner_than_the_table() -> None:
    assert opaque.wall_bare(12, 15.0) == 2.8


def test_bare_wall_counts_with_2_5_at_most() -> None:
    wall = item(
        enum_methode_saisie_u0_id=2, enum_materiaux_structure_mur_id=13, epaisseur_structure=20
    )
    assert opaque.bare(wall, "wall", FLAT) == 2.5


def test_lining_adds_its_resistance_before_the_limit() -> None:
    # plaster partition 3.33 with an air gap wider than 15 mm, certificate of 13 September 2023
    wall = item(
        enum_methode_saisie_u0_id=2,
        enum_materiaux_structure_mur_id=20,
        enum_type_doublage_id=4,
    )
    assert opaque.bare(wall, "wall", FLAT) == pytest.approx(1.95963, abs=1e-5)


def test_insulating_coating_of_old_walls() -> None:
    # timber frame of 18 cm, coated, R = 2.5 inside: a certificate of 2022 has 0.82984 and 0.26990
    wall = item(
        enum_methode_saisie_u0_id=2,
        enum_materiaux_structure_mur_id=5,
        epaisseur_structure=18,
        enum_type_isolation_id=3,
        enum_methode_saisie_u_id=6,
        resistance_isolation=2.5,
        enduit_isolant_paroi_ancienne=1,
    )
    assert opaque.bare(wall, "wall", FLAT) == pytest.approx(0.82984, abs=1e-5)
    assert opaque.transmittance(wall, "wall", FLAT) == pytest.approx(0.26990, abs=1e-5)


@pytest.mark.parametrize("insulation", [2, 3, 4, 5])
def test_lining_counts_beside_insulation_too(insulation: int) -> None:
    # hollow concrete blocks 2.8 and a narrow air gap: certificates of 2022 and 2023 have 2.1875
    wall = item(
        enum_methode_saisie_u0_id=2,
        enum_materiaux_structure_mur_id=12,
        epaisseur_structure=20,
        enum_type_doublage_id=3,
        enum_type_isolation_id=insulation,
    )
    assert opaque.bare(wall, "wall", FLAT) == pytest.approx(2.1875)


def test_unknown_wall_has_no_lining() -> None:
    # the decree's chart: unknown wall, Umur_nu = 2.5
    wall = item(enum_methode_saisie_u0_id=1, enum_type_doublage_id=3)
    assert opaque.bare(wall, "wall", FLAT) == 2.5


@pytest.mark.parametrize(
    ("words", "u"),
    [
        ("Mur en béton banché avec doublage connu (plâtre, brique, bois)", 1.7045),
        ("Mur en béton banché avec doublage indéterminé ou lame d'air inf 15 mm", 2.0950),
        ("Mur en béton banché sans doublage", 2.5),
    ],
)
def test_lining_that_only_the_description_names(words: str, u: float) -> None:
    # 25 cm: 2.65 before the lining
    wall = item(
        enum_methode_saisie_u0_id=2,
        enum_materiaux_structure_mur_id=13,
        epaisseur_structure=25,
        enum_type_doublage_id=1,
        description=words,
    )
    assert opaque.bare(wall, "wall", FLAT) == pytest.approx(u, abs=3e-3)


def test_program_that_limits_walls_before_their_lining() -> None:
    # concrete of 20 cm 2.9 with a known lining: 1 / (1 / 2.5 + 0.21), a certificate has 1.6393
    home = dataclasses.replace(FLAT, reading=Reading(limit_before_lining=True))
    wall = item(
        enum_methode_saisie_u0_id=2,
        enum_materiaux_structure_mur_id=13,
        epaisseur_structure=20,
        enum_type_doublage_id=5,
    )
    assert opaque.bare(wall, "wall", home) == pytest.approx(1.6393, abs=1e-4)
    assert opaque.bare(wall, "wall", FLAT) == pytest.approx(1.0 / (1.0 / 2.9 + 0.21))


@pytest.mark.parametrize(
    ("element", "expected"),
    [("wall", 0.344828), ("floor", 1.0 / (0.5 + 0.1 / 0.042)), ("roof", 0.344828)],
)
def test_insulation_of_known_thickness(element: str, expected: float) -> None:
    layer = item(
        enum_methode_saisie_u0_id=1, enum_methode_saisie_u_id=3, epaisseur_isolation="10,0"
    )
    assert opaque.transmittance(layer, element, FLAT) == pytest.approx(expected, abs=1e-6)


def test_insulation_of_known_resistance() -> None:
    wall = item(
        enum_methode_saisie_u0_id=2,
        enum_materiaux_structure_mur_id=8,
        epaisseur_structure=23,
        enum_methode_saisie_u_id=5,
        resistance_isolation=3.75,
    )
    # certificate of 22 June 2022: 0.241
    assert opaque.transmittance(wall, "wall", FLAT) == pytest.approx(0.241, abs=5e-4)


def test_entered_transmittance() -> None:
    roof = item(enum_methode_saisie_u_id=9, uph_saisi=0.17)
    assert opaque.transmittance(roof, "roof", FLAT) == 0.17


@pytest.mark.parametrize(
    ("element", "period", "group", "electric", "u"),
    [
        ("wall", 4, 1, True, 0.8),
        ("wall", 4, 1, False, 1.0),
        ("wall", 6, 2, False, 0.53),
        ("floor", 3, 3, False, 1.0),
        ("attic", 5, 2, True, 0.32),
        ("terrace", 8, 3, False, 0.27),
    ],
)
def test_insulation_of_a_period(
    element: str, period: int, group: int, electric: bool, u: float
) -> None:
    assert opaque.by_period(element, period, group, electric) == u


def test_insulated_wall_of_an_old_building_counts_as_of_1975() -> None:
    wall = item(enum_methode_saisie_u0_id=1, enum_methode_saisie_u_id=8)
    old = dataclasses.replace(FLAT, period=1)
    assert opaque.transmittance(wall, "wall", old) == 1.0


def test_unknown_insulation_of_an_old_building_is_none() -> None:
    wall = item(enum_methode_saisie_u0_id=1, enum_methode_saisie_u_id=2)
    old = dataclasses.replace(FLAT, period=1)
    assert opaque.transmittance(wall, "wall", old) == 2.5


def test_named_row_decides_the_heating() -> None:
    # row 14: 1978-1982, H1, not electric
    wall = item(enum_methode_saisie_u0_id=1, enum_methode_saisie_u_id=8, tv_umur_id=14)
    electric = dataclasses.replace(FLAT, electric=True)
    assert opaque.transmittance(wall, "wall", electric) == 1.0


@pytest.mark.parametrize(
    ("kind", "adjacency", "table"), [(12, 1, 0.3), (8, 1, 0.55), (8, 7, 0.55), (8, 11, 0.3)]
)
def test_roofs_are_attics_or_terraces(kind: int, adjacency: int, table: float) -> None:
    roof = item(
        enum_methode_saisie_u0_id=1,
        enum_methode_saisie_u_id=7,
        enum_periode_isolation_id=5,
        enum_type_plancher_haut_id=kind,
        enum_type_adjacence_id=adjacency,
    )
    assert opaque.transmittance(roof, "roof", FLAT) == table


def test_slab_between_two_rows() -> None:
    # 2 S / P = 4.2 counts as 4; between 0.59 (0.33) and 0.85 (0.40)
    ue = opaque.ground_floor("slab_before_2001", 0.8, 82.0, 39.0)
    assert ue == pytest.approx(0.38654, abs=1e-5)


def test_floor_beyond_the_table_is_linear() -> None:
    ue = opaque.ground_floor("crawl_space_or_basement", 0.25, 20.0, 20.0)
    assert ue == pytest.approx(0.27 + (0.25 - 0.31) * (0.29 - 0.27) / 0.03)


def test_floors_of_one_situation_share_their_ground() -> None:
    floors = [
        item(enum_type_adjacence_id=5, surface_paroi_opaque=30, perimetre_ue=20),
        item(enum_type_adjacence_id=5, surface_paroi_opaque=50, perimetre_ue=12),
        item(enum_type_adjacence_id=1, surface_paroi_opaque=500, perimetre_ue=1),
    ]
    # 2 x 80 / 32 = 5
    assert opaque.floor_loss(floors[0], 3.4, floors, FLAT) == pytest.approx(0.6)


def test_floor_over_the_outside_keeps_its_transmittance() -> None:
    floor = item(enum_type_adjacence_id=1, surface_paroi_opaque=30, perimetre_ue=20)
    assert opaque.floor_loss(floor, 1.3, [floor], FLAT) == 1.3


def test_floor_that_is_not_to_be_computed_with_the_ground() -> None:
    floor = item(enum_type_adjacence_id=5, surface_paroi_opaque=30, perimetre_ue=20, calcul_ue=0)
    assert opaque.floor_loss(floor, 1.3, [floor], FLAT) == 1.3


def test_entered_loss_to_the_ground() -> None:
    floor = item(enum_type_adjacence_id=5, surface_paroi_opaque=30, calcul_ue=1, ue=0.36)
    assert opaque.floor_loss(floor, 1.3, [floor], FLAT) == 0.36


def test_insulation_entered_in_another_way_than_stated_counts() -> None:
    stated_by_thickness = item(
        enum_methode_saisie_u0_id=1, enum_methode_saisie_u_id=3, resistance_isolation=2.0
    )
    assert opaque.transmittance(stated_by_thickness, "wall", FLAT) == pytest.approx(1.0 / 2.4)


def test_wall_stated_bare_is_bare() -> None:
    wall = item(enum_methode_saisie_u0_id=1, enum_methode_saisie_u_id=1, resistance_isolation=2.0)
    assert opaque.transmittance(wall, "wall", FLAT) == 2.5


@pytest.mark.parametrize(
    ("entries", "u"),
    [
        ({"description": "Mur en béton banché d'épaisseur 25 cm"}, 2.5),
        ({"description": "Mur en briques pleines simples Ep 34cm isolé (ITI) Ep=10 cm"}, 2.0),
        ({"description": "Mur en briques pleines simples Ep <=9cm"}, 2.5),
        ({"description": "Mur en briques pleines simples isolé (ITI) Ep=60 cm"}, 2.5),
        ({"epaisseur_structure": 340}, 2.0),
        ({"epaisseur_structure": 60}, 1.35),
    ],
)
def test_thickness_that_is_not_entered_in_cm(entries: dict[str, object], u: float) -> None:
    # solid brick of 34 cm 2.0, of 60 cm 1.35; the thinnest 3.9, limited to 2.5
    wall = item(enum_methode_saisie_u0_id=2, enum_materiaux_structure_mur_id=8, **entries)
    assert opaque.bare(wall, "wall", FLAT) == u


@pytest.mark.parametrize(("words", "u"), [("Plafond inconnu (combles)", 0.25), ("Plafond", 0.4)])
def test_roof_towards_the_outside_is_an_attic_where_it_is_called_so(words: str, u: float) -> None:
    # insulated 1989 to 2000, H1, other heating than electric
    roof = item(
        description=words,
        enum_type_adjacence_id=1,
        enum_type_plancher_haut_id=1,
        enum_methode_saisie_u_id=7,
        enum_periode_isolation_id=6,
    )
    assert opaque.transmittance(roof, "roof", FLAT) == u
