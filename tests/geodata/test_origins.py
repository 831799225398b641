"""Where values are from is told in French, part by part; names of files stay."""

import pytest

from zeneville.geodata import origins, reasons


@pytest.mark.parametrize(
    ("text", "french"),
    [
        ("median of the residential buildings of the file", "médiane des bâtiments de logement"),
        ("2 storeys of 2.8 m", "2 niveaux de 2.8 m"),
        ("BD TOPO lens.gpkg, overlap 83%", "BD TOPO lens.gpkg, recouvrement 83%"),
        ("landlord parc.xlsx, by RNB id", "bailleur parc.xlsx, par identifiant RNB"),
        (
            "DPE of the house of 2023-01-01, nearest address, 4 m",
            "DPE de la maison du 2023-01-01, adresse la plus proche, 4 m",
        ),
        ("meters, enedis.csv of 2022, in its footprint", "compteurs, enedis.csv de 2022, dans son"),
        ("BDNB, of the group, by volume", "BDNB, du groupe, selon le volume"),
        ("list of houses", "list of houses"),
    ],
)
def test_an_origin_is_told_in_french(text, french):
    told = origins.message(text)
    assert str(told) == text
    assert told.told("fr").startswith(french)


def test_what_geos_says_of_a_polygon_is_told_in_french():
    told = reasons.invalid("Self-intersection[700025 7060005]")
    assert told == "Self-intersection[700025 7060005]"
    assert told.told("fr") == "le contour se recoupe en 700025 7060005"
