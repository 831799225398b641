"""Inertia classes of the decree of 31 March 2021."""

from xml.etree import ElementTree

import pytest
from demand.dpe.entries import certificate, element

from zeneville.demand.dpe.certificate import Certificate
from zeneville.demand.dpe.inertia import (
    HEAVY,
    LIGHT,
    MEDIUM,
    VERY_HEAVY,
    heavy_old,
    inertia,
    inertia_class,
)


@pytest.mark.parametrize(
    ("heavy", "expected"),
    [
        ((True, True, True), VERY_HEAVY),
        ((True, False, True), HEAVY),
        ((False, False, True), MEDIUM),
        ((False, False, False), LIGHT),
    ],
)
def test_number_of_heavy_parts(heavy: tuple[bool, bool, bool], expected: int) -> None:
    assert inertia_class(*heavy) == expected


def _walls(thickness: float, insulation: int, share: float = 1.0) -> Certificate:
    concrete = {"enum_materiaux_structure_mur_id": 13, "epaisseur_structure": thickness}
    heavy = element(
        "mur", surface_paroi_opaque=share, enum_type_isolation_id=insulation, **concrete
    )
    light = element("mur", surface_paroi_opaque=1.0 - share, enum_type_isolation_id=3)
    return certificate(mur_collection=[heavy, light])


def test_concrete_with_its_mass_inside_is_heavy() -> None:
    assert inertia(_walls(20.0, 4)) == MEDIUM


def test_inner_insulation_hides_the_mass() -> None:
    assert inertia(_walls(20.0, 3)) == LIGHT


def test_thin_concrete_is_light() -> None:
    assert inertia(_walls(5.0, 4)) == LIGHT


def test_half_of_the_area_decides() -> None:
    assert inertia(_walls(20.0, 4, share=0.6)) == MEDIUM
    assert inertia(_walls(20.0, 4, share=0.4)) == LIGHT


def test_stated_class_counts() -> None:
    file = _walls(20.0, 4)
    envelope = ElementTree.SubElement(file.dwelling.element, "enveloppe")
    stated = ElementTree.SubElement(envelope, "inertie")
    ElementTree.SubElement(stated, "enum_classe_inertie_id").text = "1"
    assert inertia(file) == VERY_HEAVY


@pytest.mark.parametrize(
    ("material", "stated", "mass", "expected"),
    [
        (12, True, HEAVY, True),
        (8, False, HEAVY, False),
        (8, True, MEDIUM, True),
        (1, True, MEDIUM, False),
        (8, True, LIGHT, True),
        (12, True, LIGHT, False),
    ],
)
def test_climate_of_heavy_old_buildings(
    material: int, stated: bool, mass: int, expected: bool
) -> None:
    wall = element("mur", surface_paroi_opaque=10.0, enum_materiaux_structure_mur_id=material)
    assert heavy_old(certificate(mur_collection=[wall]), stated, mass) is expected


@pytest.mark.parametrize(
    ("reading", "mass", "expected"),
    [
        ("stated", LIGHT, True),
        ("heavy", MEDIUM, False),
        ("heavy", HEAVY, True),
        ("", MEDIUM, True),
    ],
)
def test_programs_read_old_materials_otherwise(reading: str, mass: int, expected: bool) -> None:
    stone = element("mur", surface_paroi_opaque=10.0, enum_materiaux_structure_mur_id=2)
    file = certificate(mur_collection=[stone])
    assert heavy_old(file, True, mass, reading) is expected
    assert not heavy_old(file, False, mass, reading)
