"""Certificates that leave systems out."""

from xml.etree import ElementTree

import pytest

from zeneville.demand.dpe.certificate import Certificate
from zeneville.demand.dpe.engine import assess


def bare(**general: object) -> Certificate:
    root = ElementTree.Element("dpe")
    dwelling = ElementTree.SubElement(root, "logement")
    facts = ElementTree.SubElement(dwelling, "caracteristique_generale")
    for name, value in {"surface_habitable_logement": 60, **general}.items():
        ElementTree.SubElement(facts, name).text = str(value)
    envelope = ElementTree.SubElement(dwelling, "enveloppe")
    walls = ElementTree.SubElement(envelope, "mur_collection")
    wall = ElementTree.SubElement(ElementTree.SubElement(walls, "mur"), "donnee_entree")
    for name, value in (("surface_paroi_opaque", 80), ("umur_saisi", 0.5)):
        ElementTree.SubElement(wall, name).text = str(value)
    return Certificate(root, "written by a test")


def test_a_dwelling_without_heating_counts_as_heated_by_electricity() -> None:
    found = assess(bare())
    assert found.heating_need_kwh > 0.0
    assert found.final_kwh["heating", "electricity"] > 0.9 * found.heating_need_kwh
    assert not any(use == "hot_water" for use, _ in found.final_kwh)


@pytest.mark.parametrize("method", [1, 2, 6, 13, 33])
def test_every_kind_of_certificate_is_assessed_without_systems(method: int) -> None:
    entries = {"enum_methode_application_dpe_log_id": method, "surface_habitable_immeuble": 600}
    found = assess(bare(**entries))
    assert found.area_m2 == (600.0 if method == 6 else 60.0)
    assert found.primary_kwh > 0.0


def test_unknown_generators_take_defaults() -> None:
    file = bare()
    all_of = ElementTree.SubElement(file.dwelling.element, "installation_chauffage_collection")
    one = ElementTree.SubElement(all_of, "installation_chauffage")
    heaters = ElementTree.SubElement(one, "generateur_chauffage_collection")
    heater = ElementTree.SubElement(heaters, "generateur_chauffage")
    inputs = ElementTree.SubElement(heater, "donnee_entree")
    ElementTree.SubElement(inputs, "enum_type_generateur_ch_id").text = "999"
    ElementTree.SubElement(inputs, "enum_type_energie_id").text = "2"
    found = assess(file)
    assert found.final_kwh["heating", "natural gas"] > found.heating_need_kwh
