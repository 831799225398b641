"""General facts of a certificate and the method's defaults for them."""

from xml.etree import ElementTree

import pytest
from demand.dpe.entries import certificate, element

from zeneville.demand.dpe.certificate import Certificate
from zeneville.demand.dpe.dwelling import dwelling, period_of
from zeneville.errors import InputError

AREAS = {"surface_habitable_logement": 50, "surface_habitable_immeuble": "900,5"}


def _certificate(method: int, *emitters: tuple[int, float], **general: object) -> Certificate:
    file = certificate(
        emetteur_chauffage_collection=[
            element(
                "emetteur_chauffage",
                enum_type_emission_distribution_id=kind,
                surface_chauffee=area,
            )
            for kind, area in emitters
        ]
    )
    part = ElementTree.SubElement(file.dwelling.element, "caracteristique_generale")
    entries = AREAS | {"enum_methode_application_dpe_log_id": method} | general
    for name, value in entries.items():
        ElementTree.SubElement(part, name).text = str(value)
    return file


@pytest.mark.parametrize(
    ("method", "kind", "area"),
    [
        (1, "house", 50.0),
        (5, "flat", 50.0),
        (31, "flat", 50.0),
        (9, "block", 900.5),
        (12, "block", 900.5),
        (14, "house", 50.0),
        (23, "block", 900.5),
    ],
)
def test_method_says_what_the_certificate_describes(method: int, kind: str, area: float) -> None:
    found = dwelling(_certificate(method))
    assert (found.kind, found.area_m2) == (kind, area)


def test_certificate_without_area_is_refused_by_name() -> None:
    file = _certificate(1, surface_habitable_logement="", surface_habitable_immeuble="")
    with pytest.raises(InputError, match="surface_habitable"):
        dwelling(file)


@pytest.mark.parametrize(
    ("year", "period"),
    [(1900, 1), (1947, 1), (1948, 2), (1975, 3), (2000, 6), (2012, 8), (2022, 10)],
)
def test_period_of_a_year(year: int, period: int) -> None:
    assert period_of(year) == period


def test_year_stands_in_for_a_missing_period() -> None:
    assert dwelling(_certificate(1, annee_construction=1985)).period == 5


def test_joule_heating_of_most_of_the_area_is_electric() -> None:
    convector, radiator = 1, 33
    assert dwelling(_certificate(1, (convector, 60.0), (radiator, 40.0))).electric
    assert not dwelling(_certificate(1, (convector, 40.0), (radiator, 60.0))).electric


def test_base_heating_with_electric_top_up_is_not_electric() -> None:
    assert not dwelling(_certificate(31, (11, 72.4), (2, 72.4))).electric


def test_identifiers_beyond_the_enumerations_take_the_default() -> None:
    file = _certificate(1, enum_periode_construction_id=99, annee_construction=1985)
    weather = ElementTree.SubElement(file.dwelling.element, "meteo")
    ElementTree.SubElement(weather, "enum_zone_climatique_id").text = "99"
    found = dwelling(file)
    assert (found.zone, found.altitude, found.period) == (1, 1, 5)


@pytest.mark.parametrize(("method", "levels"), [(2, 1.0), (1, 5.0)])
def test_levels_of_a_block_are_not_those_of_its_flat(method: int, levels: float) -> None:
    # 50 m2 cannot lie on five levels of a block; a house may
    assert dwelling(_certificate(method, nombre_niveau_logement=5)).levels == levels


def test_two_levels_of_a_large_flat() -> None:
    file = _certificate(2, surface_habitable_logement=57, nombre_niveau_logement=2)
    assert dwelling(file).levels == 2.0
