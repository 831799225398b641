"""An owner's table: headings, words, dates of a spreadsheet, dwellings and buildings."""

import datetime as dt

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from shapely.geometry import box

from zeneville.errors import InputError
from zeneville.geodata import Mapping, addresses, join, mapping, read

SQUARES = [box(700000 + 40 * i, 7060000, 700015 + 40 * i, 7060015) for i in range(3)]


@pytest.fixture
def stock(tmp_path):
    data = {
        "building": ["b0", "b1", "b2"],
        "use": ["residential"] * 3,
        "height_m": [15.0] * 3,
        "rnb_id": ["R0", "R1", "R2"],
        "address": ["3 rue de la Paix 59000 Lille", "5 Avenue Foch 59000 Lille", None],
    }
    frame = gpd.GeoDataFrame(data, geometry=SQUARES, crs="EPSG:2154")
    frame.to_file(tmp_path / "stock.gpkg", layer="batiments")
    return read(tmp_path / "stock.gpkg")


def workbook(path, rows, title=()):
    book = openpyxl.Workbook()
    for row in (*title, *rows):
        book.active.append(row)
    book.save(path)
    return path


def csv(path, text):
    path.write_text(text, encoding="cp1252")
    return path


def test_french_headings_words_and_numbers_are_understood(stock, tmp_path):
    path = csv(
        tmp_path / "parc.csv",
        "Code RNB;Année de construction;Nb logements;Énergie de chauffage;Étiquette DPE;"
        "Surface habitable totale\nR0;1965;10;Gaz de ville;E;650,5\nR1;01/07/1972;8;Fioul;F;480\n",
    )
    one = join(stock, path)
    rows = one.data.buildings
    assert rows["construction_year"].tolist()[:2] == [1965, 1972]
    assert rows["dwellings"].tolist()[:2] == [10, 8]
    assert rows["heating_energy"].tolist()[:2] == ["gas", "oil"]
    assert rows["heated_area_m2"].iloc[0] == 650.5
    assert rows["dpe_class_source"].iloc[0] == "landlord parc.csv, by RNB id"
    assert one.ways == {"by RNB id": 2}


def test_a_workbook_with_a_title_dates_and_numbers_as_text(stock, tmp_path):
    rows = [
        ("Code RNB", "Année de construction", "Nb logements"),
        ("R0", dt.datetime(1905, 5, 18), "12"),
        ("R1", dt.datetime(1972, 3, 1), 8.0),
        (None, None, None),
    ]
    path = workbook(tmp_path / "parc.xlsx", rows, [("Patrimoine au 1er janvier",), ()])
    one = join(stock, path)
    assert one.data.buildings["construction_year"].tolist()[:2] == [1965, 1972]
    assert one.data.buildings["dwellings"].tolist()[:2] == [12, 8]
    assert [fault.code for fault in one.data.faults if fault.file == str(path)] == ["year-as-date"]


def test_dwellings_of_the_social_housing_register_are_summed_by_building(stock, tmp_path):
    path = csv(
        tmp_path / "rpls.csv",
        "IDENT_REP;NUMVOIE;TYPVOIE;NOMVOIE;LIBCOM;SURFHAB;CONSTRUCT;DPEENERGIE\n"
        "1;3;RUE;DE LA PAIX;LILLE;60;1965;E\n2;3;RUE;DE LA PAIX;LILLE;70;1965;E\n"
        "3;3;RUE;DE LA PAIX;LILLE;20;1990;C\n4;5;AV;FOCH;LILLE;50;1972;D\n",
    )
    one = join(stock, path)
    row = one.data.buildings.loc["b0"]
    assert (row["dwellings"], row["heated_area_m2"]) == (3, 150)
    assert (row["dpe_class"], row["construction_year"]) == (
        "E",
        round((65 * 130 + 90 * 20) / 150) + 1900,
    )
    assert one.data.buildings.loc["b1", "dwellings"] == 1
    assert one.ways == {"by address": 4}


def test_a_mapping_says_what_headings_and_words_mean(stock, tmp_path):
    path = csv(tmp_path / "t.csv", "Ref;Chauff\nR0;CU\nR1;Gaz\n")
    asked = Mapping(
        columns={"rnb_id": "Ref", "heating_energy": "Chauff"},
        words={"heating_energy": {"CU": "heat_network"}},
    )
    rows = join(stock, path, asked).data.buildings
    assert rows["heating_energy"].tolist()[:2] == ["heat_network", "gas"]


def test_a_heading_that_only_looks_alike_is_suggested_and_not_taken():
    sure, alike = mapping.suggested(["Code RNB", "Annee de constrution"])
    assert sure.columns == {"rnb_id": "Code RNB"}
    assert alike == {"construction_year": "Annee de constrution"}
    assert "# looks like, not taken: construction_year" in mapping.text(sure, alike, [])


def test_the_mapping_that_was_used_can_be_given_back(tmp_path):
    sure, alike = mapping.suggested(["Code RNB", "Énergie", "Autre"])
    path = tmp_path / "m.yaml"
    path.write_text(mapping.text(sure, alike, ["Autre"]), encoding="utf-8")
    assert mapping.read(path) == sure


def test_a_second_row_of_a_building_is_told(stock, tmp_path):
    path = csv(tmp_path / "t.csv", "Code RNB;Nb logements\nR0;4\nR0;5\n")
    one = join(stock, path)
    assert one.data.buildings.loc["b0", "dwellings"] == 4
    assert "row-twice" in {fault.code for fault in one.data.faults}


def test_too_many_dwellings_are_told_after_joining_too(stock, tmp_path):
    one = join(stock, csv(tmp_path / "t.csv", "Code RNB;Nb logements\nR0;900\n"))
    assert pd.isna(one.data.buildings.loc["b0", "dwellings"])
    assert "dwellings-too-many" in {fault.code for fault in one.data.faults}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nom;Nb logements\nA;4\n", "which building a row is"),
        ("Code RNB;Nb logements\nX9;4\n", "none of its 1 rows"),
    ],
)
def test_a_table_that_finds_no_building_is_refused(stock, tmp_path, text, told):
    with pytest.raises(InputError, match=told):
        join(stock, csv(tmp_path / "t.csv", text))


def test_a_column_that_the_mapping_names_and_the_table_lacks_is_told(stock, tmp_path):
    path = csv(tmp_path / "t.csv", "Code RNB;Annee\nR0;1965\n")
    with pytest.raises(InputError, match="Did you mean 'Annee'"):
        join(stock, path, Mapping(columns={"rnb_id": "Code RNB", "construction_year": "Année"}))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("columns: {year: X}", "no column of ours"),
        ("colums: {}", "no key of a mapping"),
        ("- a", "holds no keys and values"),
        ("a: [", "YAML"),
        ("x: !!python/object/apply:os.system [ls]", "YAML could not determine a constructor"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_told(tmp_path, text, told):
    path = tmp_path / "m.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told):
        mapping.read(path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("3 bis Av. du Gal Leclerc 59000 LILLE",), ("3BIS AVENUE DU GENERAL LECLERC", "Lille")),
        (("03 r. St-Jean, 59300 Valenciennes",), ("3 RUE SAINT JEAN", "VALENCIENNES")),
    ],
)
def test_the_same_door_has_one_key(one, other):
    assert addresses.key(*one) == addresses.key(*other)


def test_an_address_without_commune_has_no_key():
    assert addresses.key("3 rue de la Paix") is None
    assert addresses.key("3 rue de la Paix", "Lille") != addresses.key("3 rue de la Paix", "Lyon")


@pytest.fixture
def groups(tmp_path):
    """Group g of two constructions, 8 and 4 m high, and one construction of its own."""
    data = {
        "building": ["b0", "b1", "b2"],
        "use": ["residential"] * 3,
        "height_m": [8.0, 4.0, 9.0],
        "bdnb_group": ["g", "g", "h"],
    }
    frame = gpd.GeoDataFrame(data, geometry=SQUARES, crs="EPSG:2154")
    frame.to_file(tmp_path / "groups.gpkg", layer="batiments")
    return read(tmp_path / "groups.gpkg")


def test_what_a_group_has_is_shared_among_its_constructions_and_sums_are_kept(groups, tmp_path):
    path = csv(tmp_path / "t.csv", "BDNB;Nb logements;Surface chauffée;Énergie\ng;10;600;Gaz\n")
    rows = join(groups, path).data.buildings
    assert rows["dwellings"].tolist()[:2] == [7, 3]
    assert rows["heated_area_m2"].tolist()[:2] == [400, 200]
    assert rows["heating_energy"].tolist()[:2] == ["gas", "gas"]
    assert "share by volume" in rows["dwellings_source"].iloc[0]


def test_dwellings_of_a_group_are_counted_once(groups, tmp_path):
    homes = "".join(f"{number};g;50\n" for number in range(10)) + "11;h;80\n"
    rows = join(groups, csv(tmp_path / "t.csv", "UG;BDNB;SURFHAB\n" + homes)).data.buildings
    assert rows["dwellings"].tolist() == [7, 3, 1]
    assert rows["heated_area_m2"].tolist() == pytest.approx([500 / 1.5, 500 / 3, 80])


def test_an_area_that_no_floor_holds_is_told_and_not_taken(stock, tmp_path):
    text = "Code RNB;Surface chauffée\nR0;9000\nR1;800\n"
    one = join(stock, csv(tmp_path / "t.csv", text))
    assert one.data.buildings["heated_area_m2"].isna().tolist() == [True, False, True]
    (fault,) = [fault for fault in one.data.faults if fault.code == "area-too-large"]
    assert fault.where == "building b0" and "9,000 m2" in fault.value
