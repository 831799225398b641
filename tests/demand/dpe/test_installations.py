"""How installations share a dwelling or a block."""

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from demand.dpe.entries import FLAT, certificate, element

from zeneville.demand.dpe.certificate import Certificate, Item
from zeneville.demand.dpe.dwelling import Dwelling
from zeneville.demand.dpe.envelope import Envelope
from zeneville.demand.dpe.hot_water_systems import installation, type_of
from zeneville.demand.dpe.hot_water_tanks import tank_l
from zeneville.demand.dpe.installations import (
    HEATED_AREA,
    HOT_WATER_AREA,
    Part,
    flat_share,
    parts,
    ventilated,
)

BLOCK = replace(FLAT, kind="block", area_m2=600.0, flats=10.0)


def envelope(home: Dwelling) -> Envelope:
    return Envelope(
        dwelling=home,
        elements=(),
        bridges=(),
        air=(),
        south_m2=np.zeros(12),
        inertia=3,
        heavy_old=False,
        adults=1.8,
    )


def item(**entries: object) -> Item:
    return Item(element("installation", **entries))


def test_two_hot_water_systems_of_a_flat_make_half_each() -> None:
    both = [item(surface_habitable=60), item(surface_habitable=60)]
    found = parts(certificate(), both, HOT_WATER_AREA, envelope(FLAT))
    assert [part.fraction for part in found] == [0.5, 0.5]


def test_heating_goes_by_the_area_heated() -> None:
    both = [item(surface_chauffee=45), item(surface_chauffee=15)]
    found = parts(certificate(), both, HEATED_AREA, envelope(FLAT))
    assert [part.fraction for part in found] == [0.75, 0.25]


def test_a_sampled_flat_stands_for_its_likes() -> None:
    one = [item(surface_chauffee=60, rdim=10, enum_methode_calcul_conso_id=4)]
    part = parts(certificate(), one, HEATED_AREA, envelope(BLOCK))[0]
    assert (part.fraction, part.count) == (0.1, 10.0)


def test_areas_of_all_flats_alike_are_not_multiplied_again() -> None:
    one = [item(surface_chauffee=600, rdim=10, enum_methode_calcul_conso_id=4)]
    part = parts(certificate(), one, HEATED_AREA, envelope(BLOCK))[0]
    assert part.fraction * part.count == pytest.approx(1.0)


def test_a_flat_takes_its_ratio_of_a_collective_generator() -> None:
    one = [item(surface_chauffee=60, enum_type_installation_id=2, ratio_virtualisation=0.1)]
    part = parts(certificate(), one, HEATED_AREA, envelope(FLAT))[0]
    assert (part.fraction, part.collective_share) == (1.0, 0.1)


def from_block(own: float, whole: float) -> Certificate:
    file = certificate()
    general = ElementTree.SubElement(file.dwelling.element, "caracteristique_generale")
    for name, value in (
        ("enum_methode_application_dpe_log_id", 13),
        ("surface_habitable_logement", own),
        ("surface_habitable_immeuble", whole),
    ):
        ElementTree.SubElement(general, name).text = str(value)
    return file


def test_a_flat_certified_from_its_block_takes_the_key_else_its_area() -> None:
    file, home = from_block(60.0, 600.0), envelope(BLOCK)
    plain = [item(surface_chauffee=600)]
    keyed = [item(surface_chauffee=600, cle_repartition_ch=0.12)]
    own = [item(surface_chauffee=60, cle_repartition_ch=1.0)]
    found = [flat_share(file, i, "cle_repartition_ch", home) for i in (plain, keyed, own)]
    assert found == [0.1, 0.12, 0.1]


@pytest.mark.parametrize(
    ("entries", "count"),
    [
        ({"surface_chauffee": 60, "enum_type_installation_id": 2}, 1.0),
        ({"surface_chauffee": 60, "enum_type_installation_id": 1}, 10.0),
        ({"surface_chauffee": 60, "enum_type_installation_id": 1, "rdim": 12}, 12.0),
        ({"surface_chauffee": 600, "enum_type_installation_id": 1, "rdim": 12}, 12.0),
    ],
)
def test_the_installation_of_a_flat_stands_for_its_block(
    entries: dict[str, object], count: float
) -> None:
    found = parts(from_block(60.0, 600.0), [item(**entries)], HEATED_AREA, envelope(BLOCK))[0]
    assert (found.fraction * found.count, found.count) == pytest.approx((1.0, count))


def test_the_fan_of_a_flat_stands_for_its_block() -> None:
    fans = [item(surface_ventile=60)], [item(surface_ventile=600)], [item()]
    file, home = from_block(60.0, 600.0), envelope(BLOCK)
    assert [ventilated(file, fan, home) for fan in fans] == [[600.0], [600.0], [600.0]]


def sheet(file: Certificate, text: str) -> Certificate:
    """The certificate with a technical sheet that gives the tank's volume."""
    page = ElementTree.SubElement(file.element, "fiche_technique")
    ElementTree.SubElement(page, "enum_categorie_fiche_technique_id").text = "8"
    line = ElementTree.SubElement(page, "sous_fiche_technique")
    ElementTree.SubElement(line, "description").text = "Volume de stockage"
    ElementTree.SubElement(line, "valeur").text = text
    return file


@pytest.mark.parametrize(
    ("volume", "share", "told", "expected"),
    [
        (150, 1.0, None, (150, 150)),
        (45, 0.0075, "6000 L", (45, 6000)),
        (6000, 0.0075, "6000 L", (45, 6000)),
        (6000, 0.0075, None, (45, 6000)),
        (100, 0.02, None, (2, 100)),
    ],
)
def test_share_of_a_tank(
    volume: float, share: float, told: str | None, expected: tuple[float, float]
) -> None:
    own = item(volume_stockage=volume, enum_type_stockage_ecs_id=3)
    file = certificate() if told is None else sheet(certificate(), told)
    assert tank_l(file, own, share) == pytest.approx(expected)


def test_no_storage_is_no_tank_whatever_volume_is_entered() -> None:
    assert tank_l(certificate(), item(volume_stockage=10, enum_type_stockage_ecs_id=1), 1.0)[0] == 0


@pytest.mark.parametrize(
    ("energy", "built", "expected"),
    [(3, 0, 35), (3, 1974, 36), (3, 1978, 37), (2, 2005, 49), (5, 2013, 33), (4, 2014, 19)],
)
def test_other_combustion_is_the_plainest_boiler_of_its_year(
    energy: int, built: int, expected: int
) -> None:
    own = item(enum_type_generateur_ecs_id=79, enum_type_energie_id=energy)
    assert type_of(own, built) == expected


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({"enum_type_generateur_ecs_id": 70, "enum_type_energie_id": 1}, 70),
        ({"enum_type_generateur_ecs_id": 1, "enum_type_energie_id": 8}, 119),
        ({"enum_type_generateur_ecs_id": 81, "enum_type_energie_id": 11}, 35),
        ({"enum_type_generateur_ecs_id": 84, "enum_type_energie_id": 1}, 69),
        ({"enum_type_generateur_ecs_id": 84, "enum_type_energie_id": 2}, 45),
        ({"enum_type_generateur_ecs_id": 14, "enum_type_energie_id": 4}, 18),
    ],
)
def test_types_the_tables_know(entries: dict[str, object], expected: int) -> None:
    assert type_of(item(**entries)) == expected


def hot_water(**generator: object) -> Item:
    whole = element(
        "installation_ecs", enum_type_installation_id=1, tv_rendement_distribution_ecs_id=2
    )
    machines = ElementTree.SubElement(whole, "generateur_ecs_collection")
    machines.append(element("generateur_ecs", **generator))
    return Item(whole)


TANK = {
    "enum_type_generateur_ecs_id": 70,
    "enum_type_energie_id": 1,
    "enum_type_stockage_ecs_id": 3,
    "volume_stockage": 150,
}


def test_a_tank_of_each_flat_of_a_block_loses_in_each() -> None:
    own = hot_water(**TANK)
    part = Part(1.0, 1.0, 1.0, False)
    block = installation(certificate(), own, part, 10000.0, [], envelope(BLOCK))[0]
    house = installation(certificate(), own, part, 10000.0, [], envelope(FLAT))[0]
    assert (block.units, house.units) == (1.0, 1.0)
    small = hot_water(**{**TANK, "volume_stockage": 75})
    each = installation(certificate(), small, part, 10000.0, [], envelope(BLOCK))[0]
    assert (each.units, each.need_kwh) == (10.0, 1000.0)


def test_the_sun_covers_its_share() -> None:
    own, part = hot_water(**TANK), Part(1.0, 1.0, 1.0, False)
    inputs = own.element.find("donnee_entree")
    assert inputs is not None
    plain = installation(certificate(), own, part, 1000.0, [], envelope(FLAT))[0]
    ElementTree.SubElement(inputs, "enum_type_installation_solaire_id").text = "3"
    solar = installation(certificate(), own, part, 1000.0, [], envelope(FLAT))[0]
    assert solar.consumption_kwh / plain.consumption_kwh == pytest.approx(1 - 0.38)
