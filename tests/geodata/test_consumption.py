"""Consumption by address: the layouts of Enedis and of the ministry."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from zeneville.errors import InputError
from zeneville.geodata import join, read

ENEDIS = (
    "Année;Adresse;Nom Commune;Segment de client;Nombre de logements;"
    "Consommation annuelle totale de l'adresse (MWh)\n"
)
ENEDIS_NEW = (
    "annee,adresse,nom_commune,segment_de_client,nombre_de_logements,"
    "consommation_annuelle_totale_de_l_adresse_mwh\n"
)
SDES = "OPERATEUR;ANNEE;FILIERE;ADRESSE;NOM_COMMUNE;CODE_GRAND_SECTEUR;CONSO;PDL;BAN_ID\n"


@pytest.fixture
def stock(tmp_path):
    frame = gpd.GeoDataFrame(
        {
            "building": ["b0", "b1"],
            "use": ["residential"] * 2,
            "height_m": [15.0] * 2,
            "dwellings": [12.0, 40.0],
            "address": ["3 rue de la Paix 59000 Lille", "5 avenue Foch 59000 Lille"],
            "ban_id": ["59350_1_00003", None],
        },
        geometry=[box(700000 + 40 * i, 7060000, 700020 + 40 * i, 7060020) for i in range(2)],
        crs="EPSG:2154",
    )
    frame.to_file(tmp_path / "stock.gpkg", layer="batiments")
    return read(tmp_path / "stock.gpkg")


def joined(stock, tmp_path, text):
    path = tmp_path / "conso.csv"
    path.write_text(text, encoding="utf-8")
    return join(stock, path)


def test_the_newest_year_of_enedis_counts_in_kwh(stock, tmp_path):
    door = "3 RUE DE LA PAIX;LILLE;RESIDENTIEL;12"
    one = joined(stock, tmp_path, f"{ENEDIS}2021;{door};40,5\n2022;{door};38,2\n")
    row = one.data.buildings.loc["b0"]
    assert row["measured_electricity_kwh_per_year"] == pytest.approx(38200)
    assert (
        row["measured_electricity_kwh_per_year_source"] == "meters, conso.csv of 2022, by address"
    )


def test_old_and_new_headings_of_enedis_tell_the_same(stock, tmp_path):
    old = joined(stock, tmp_path, ENEDIS + "2022;3 RUE DE LA PAIX;LILLE;RESIDENTIEL;12;38,2\n")
    new = joined(stock, tmp_path, ENEDIS_NEW + "2022,3 RUE DE LA PAIX,LILLE,RESIDENTIEL,12,38.2\n")
    pd.testing.assert_frame_equal(old.data.buildings, new.data.buildings)


def test_gas_and_heat_of_the_ministry_go_to_their_columns_by_ban_id(stock, tmp_path):
    rows = (
        "GRDF;2022;G;3 R PAIX;LILLE;R;150,0;1;59350_1_00003\n"
        "GRDF;2022;G;3 R PAIX;LILLE;T;10,0;1;59350_1_00003\n"
        "RESONOR;2022;C;5 AVENUE FOCH;LILLE;R;300,0;1;\n"
    )
    data = joined(stock, tmp_path, SDES + rows).data.buildings
    assert data["measured_gas_kwh_per_year"].iloc[0] == 160000
    assert data["measured_heat_kwh_per_year"].iloc[1] == 300000


def test_an_address_of_several_buildings_is_not_taken_and_told(stock, tmp_path):
    text = ENEDIS + "2022;5 AVENUE FOCH;LILLE;RESIDENTIEL;120;400\n"
    one = joined(stock, tmp_path, text)
    assert "measured_electricity_kwh_per_year" not in one.data.buildings or pd.isna(
        one.data.buildings.loc["b1", "measured_electricity_kwh_per_year"]
    )
    (fault,) = [fault for fault in one.data.faults if fault.code == "consumption-shared"]
    assert "120 meters" in fault.value and "40 dwellings" in fault.value


def test_the_same_street_of_another_commune_is_not_taken(stock, tmp_path):
    one = joined(stock, tmp_path, ENEDIS + "2022;3 RUE DE LA PAIX;LYON;RESIDENTIEL;12;38\n")
    assert one.ways == {}
    assert "unmatched" in {fault.code for fault in one.data.faults}


def test_secret_rows_are_refused_with_their_count(stock, tmp_path):
    rows = (
        "2022;3 RUE DE LA PAIX;LILLE;R;12;38\n2022;9 RUE X;LILLE;R;2;\n2022;8 RUE X;LILLE;R;2;-1\n"
    )
    one = joined(stock, tmp_path, ENEDIS + rows)
    (fault,) = [fault for fault in one.data.faults if fault.code == "consumption-refused"]
    assert fault.value.startswith("2 rows")


def test_a_file_of_secrets_only_is_refused(stock, tmp_path):
    with pytest.raises(InputError, match="no row with a consumption"):
        joined(stock, tmp_path, ENEDIS + "2022;9 RUE X;LILLE;R;2;\n")
