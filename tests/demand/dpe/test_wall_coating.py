"""Insulating render of old walls: by the wall's entry, else by the technical sheet that fits it."""

import dataclasses
from xml.etree import ElementTree

import pytest
from demand.dpe.entries import FLAT, certificate, element

from zeneville.demand.dpe import opaque
from zeneville.demand.dpe.certificate import Certificate
from zeneville.demand.dpe.wall_coating import rendered

TIMBER = "Mur en pan de bois d'épaisseur 18 cm non isolé donnant sur l'extérieur"
STONE = "Mur en pierre de taille d'épaisseur 60 cm non isolé donnant sur un cellier"
#: W/(m2 K) of bare walls of the two, and of the former with a render of 0.7 m2K/W
BARE_TIMBER, BARE_STONE, RENDERED_TIMBER = 1.98, 1.8, 0.82984


def _wall(words: str) -> ElementTree.Element:
    material, thickness = (5, 18) if words == TIMBER else (2, 60)
    return element(
        "mur",
        description=words,
        enum_methode_saisie_u0_id=2,
        enum_materiaux_structure_mur_id=material,
        epaisseur_structure=thickness,
        paroi_ancienne=1,
    )


def _sheet(file: Certificate, **lines: str) -> None:
    sheet = ElementTree.SubElement(file.element, "fiche_technique")
    ElementTree.SubElement(sheet, "enum_categorie_fiche_technique_id").text = "1"
    for name, value in lines.items():
        line = ElementTree.SubElement(sheet, "sous_fiche_technique")
        ElementTree.SubElement(line, "description").text = f"{name.replace('_', ' ')}: {value}"
        ElementTree.SubElement(line, "valeur").text = value


def _bare(file: Certificate) -> list[float]:
    home = dataclasses.replace(FLAT, rendered=rendered(file))
    return [opaque.bare(w, "wall", home) for w in file.dwelling.items("mur_collection")]


def test_old_wall_is_not_rendered_for_being_old() -> None:
    file = certificate(mur_collection=[_wall(TIMBER), _wall(STONE)])
    assert _bare(file) == [BARE_TIMBER, BARE_STONE]


def test_sheet_renders_the_wall_that_it_describes() -> None:
    # a certificate of 2022: the timber frame has 0.82984, the stone wall its bare value
    file = certificate(mur_collection=[_wall(TIMBER), _wall(STONE)])
    _sheet(
        file,
        Matériau_mur="Mur en pan de bois",
        Epaisseur_mur="18 cm",
        Type_de_local_adjacent="l'extérieur",
        Enduit_sur_matériaux_anciens="oui",
    )
    _sheet(file, Matériau_mur="Mur en pierre de taille", Epaisseur_mur="60 cm")
    assert _bare(file) == [pytest.approx(RENDERED_TIMBER, abs=1e-5), BARE_STONE]


@pytest.mark.parametrize("lines", [{"Enduit_sur_matériaux_anciens": "oui"}, {}])
def test_sheet_without_a_material_renders_nothing(lines: dict[str, str]) -> None:
    file = certificate(mur_collection=[_wall(TIMBER)])
    _sheet(file, Epaisseur_mur="18 cm", **lines)
    assert _bare(file) == [BARE_TIMBER]
