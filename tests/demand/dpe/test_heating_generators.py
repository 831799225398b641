"""Generators by what a certificate tells of them (sections 13.2, 14.3 and 17.2.1.1)."""

from xml.etree import ElementTree

import pytest
from demand.dpe.entries import certificate, element

from zeneville.demand.dpe.certificate import Item
from zeneville.demand.dpe.heating_generators import burner_of, tables_of, type_of, wall_hung
from zeneville.demand.dpe.hot_water_systems import _substation
from zeneville.demand.dpe.hot_water_tanks import power_kw

GAS, OIL, CONDENSING, PELLET = 2, 3, 97, 73


def generator(told: dict[str, str] | None = None, **entries: object) -> Item:
    root = element("generateur", **entries)
    if told is not None:
        inputs = root.find("donnee_entree")
        assert inputs is not None
        ElementTree.SubElement(inputs, "data_complementaires", told)
    return Item(root)


def power(type_id: int, needed: float, share: float = 1.0, fan: bool = False) -> float:
    bands = tables_of("combustion")[type_id]
    return float(burner_of(generator(), bands, needed, share, fan).power_kw)


@pytest.mark.parametrize(
    ("type_id", "fan", "expected"),
    [(CONDENSING, True, 10.0), (CONDENSING, False, 18.0), (PELLET, True, 18.0)],
)
def test_only_wall_hung_gas_boilers_are_small(type_id: int, fan: bool, expected: float) -> None:
    assert power(type_id, 9.0, fan=fan) == expected


def test_what_is_told_of_the_wall_counts_before_the_flue() -> None:
    hung, stands = ({"data-chaudiere-murale": text} for text in "10")
    assert wall_hung(generator(hung), "gas boiler condensing", False)
    assert not wall_hung(generator(stands), "gas boiler condensing", True)


def test_the_collective_generator_of_a_flat_has_a_largest_default_power() -> None:
    assert power(CONDENSING, 2000.0, 0.01) == pytest.approx(4.0)
    assert power(CONDENSING, 300.0, 0.01) == pytest.approx(3.05)


def test_power_for_hot_water_by_the_flat_s_tank_or_by_the_whole_one() -> None:
    instant = generator(enum_type_stockage_ecs_id=1)
    whole = generator(enum_type_stockage_ecs_id=3, volume_stockage=1000)
    assert power_kw(certificate(), instant, 0.1) == pytest.approx(210.0)
    assert power_kw(certificate(), whole, 0.1) == pytest.approx(7.568)


@pytest.mark.parametrize(
    ("type_id", "insulated", "expected"),
    [(72, 1, 0.75), (73, 0, 0.9), (119, 0, 0.9), (76, 0, 0.75), (76, 1, 0.9), (57, 0, 0.75)],
)
def test_exchange_with_a_network_by_its_type(type_id: int, insulated: int, expected: float) -> None:
    several = Item(
        element(
            "installation_ecs",
            enum_type_installation_id=3,
            reseau_distribution_isole=insulated,
        )
    )
    assert _substation(type_id, several) == expected


@pytest.mark.parametrize(
    ("energy", "named", "built", "expected"),
    [
        (GAS, None, 1950, 85),
        (GAS, None, 2005, 89),
        (OIL, None, 1974, 76),
        (OIL, 16, 1974, 76),
        (GAS, 8, 1974, 92),
        (1, None, 1974, 101),
    ],
)
def test_an_unknown_system_is_the_plain_boiler_of_its_year_unless_a_better_row_is_named(
    energy: int, named: int | None, built: int, expected: int
) -> None:
    entries: dict[str, object] = {"enum_type_generateur_ch_id": 119, "enum_type_energie_id": energy}
    if named is not None:
        entries["tv_generateur_combustion_id"] = named
    assert type_of(generator(**entries), built) == expected
