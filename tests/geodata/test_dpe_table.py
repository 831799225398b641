"""Certificates as a table: the real file, both sets of names, what is refused and why."""

from collections import Counter

import pandas as pd
import pytest

from zeneville.errors import InputError
from zeneville.geodata import dpe_table, names

OLD = {
    "N°DPE": "2148E0001",
    "Date_établissement_DPE": "2023-04-18",
    "Type_bâtiment": "maison",
    "Etiquette_DPE": "E",
    "Etiquette_GES": "C",
    "Année_construction": "1965",
    "Surface_habitable_logement": "143,5",
    "Conso_5_usages_par_m²_é_primaire": "239,9",
    "Type_énergie_principale_chauffage": "Gaz naturel",
    "Qualité_isolation_murs": "insuffisante",
    "Coordonnée_cartographique_X_(BAN)": "700005.5",
    "Coordonnée_cartographique_Y_(BAN)": "7060005.5",
}
NEW = {
    "numero_dpe": "2148E0001",
    "date_etablissement_dpe": "2023-04-18",
    "type_batiment": "maison",
    "etiquette_dpe": "E",
    "etiquette_ges": "C",
    "annee_construction": "1965",
    "surface_habitable_logement": "143.5",
    "conso_5_usages_par_m2_ep": "239.9",
    "type_energie_principale_chauffage": "Gaz naturel",
    "qualite_isolation_murs": "insuffisante",
    "coordonnee_cartographique_x_ban": "700005.5",
    "coordonnee_cartographique_y_ban": "7060005.5",
}


def understood(tmp_path, *rows):
    table = pd.DataFrame(list(rows), dtype=object)
    return dpe_table.understand(tmp_path / "dpe.csv", table)


def test_the_real_file_is_all_accounted_for(shared_data):
    path = shared_data / "dpe" / "Logement_Lozere_48_dpe_v2_no_address.csv"
    table, faults, _ = dpe_table.read(path)
    raw = pd.read_csv(path, sep=";", keep_default_na=False, dtype=str)
    assert len(table) == len(raw) == 2594
    assert Counter(table["dpe_class"]) == Counter(raw["Etiquette_DPE"])
    assert table["construction_year"].notna().sum() == (raw["Année_construction"] != "NA").sum()
    assert not [fault for fault in faults if fault.code == "dpe-refused"]


def test_an_energy_that_the_co2_of_the_heating_denies_is_not_taken(shared_data):
    path = shared_data / "dpe" / "Logement_Lozere_48_dpe_v2_no_address.csv"
    table, faults, _ = dpe_table.read(path)
    assert [fault.code for fault in faults].count("dpe-energy-contradiction") == 1
    raw = pd.read_csv(path, sep=";", keep_default_na=False)
    ratio = pd.to_numeric(raw["Emission_GES_chauffage"]) / raw["Conso_chauffage_é_finale"]
    oil = (raw["Type_énergie_n°1"] == "Fioul domestique").to_numpy()
    denied = oil & (ratio.to_numpy() > 0.005) & (ratio.to_numpy() < 0.2)
    assert denied.sum() > 0
    assert table["heating_energy"].to_numpy()[denied].tolist() == [None] * denied.sum()


def test_old_labels_and_new_names_tell_the_same(tmp_path):
    old, faults, _ = understood(tmp_path, OLD)
    new, more, _ = understood(tmp_path, NEW)
    assert not faults and not more
    pd.testing.assert_frame_equal(old, new)
    row = old.iloc[0]
    assert (row["area_m2"], row["kind"], row["heating_energy"]) == (143.5, "house", "gas")


def test_the_old_labels_of_the_observatory_are_all_known(shared_data):
    text = (shared_data / "dpe" / "ademe_dpe_v2_columns_242_abbeville.txt").read_text("utf-8")
    found = names.find_all("dpe", text.splitlines())
    absent = {"geopoint", "rnb_id", "bdnb_group"}
    assert set(names.tables.aliases("dpe")) - set(found) - absent == {
        "u_wall_w_per_m2k",
        "u_roof_w_per_m2k",
        "u_floor_w_per_m2k",
        "u_window_w_per_m2k",
    }
    assert len(found["roof_insulation"]) == 3


def test_the_period_stands_in_for_a_year_and_is_told(tmp_path):
    row = OLD | {"Année_construction": "", "Période_construction": "1975-1977"}
    table, _, _ = understood(tmp_path, row)
    assert table["construction_year"].iloc[0] == 1976
    assert table["construction_year_told"].iloc[0] == ", middle of 1975-1977"


def test_the_roof_has_the_quality_of_the_kind_that_it_is(tmp_path):
    row = OLD | {
        "Qualité_isolation_plancher_haut_toit_terrase": "",
        "Qualité_isolation_plancher_haut_comble_perdu": "bonne",
    }
    assert understood(tmp_path, row)[0]["roof_insulation"].iloc[0] == "bonne"


def test_electricity_of_a_heat_pump_is_a_heat_pump(tmp_path):
    row = OLD | {
        "Type_énergie_principale_chauffage": "Électricité",
        "Type_générateur_n°1_installation_n°1": "PAC air/eau installée après 2017",
    }
    assert understood(tmp_path, row)[0]["heating_energy"].iloc[0] == "heat_pump"


def test_a_point_in_degrees_lands_where_its_metres_are(tmp_path):
    row = {key: value for key, value in NEW.items() if "coordonnee" not in key}
    table, _, _ = understood(tmp_path, row | {"_geopoint": "50.629,3.057"})
    assert table[["x", "y"]].iloc[0].tolist() == pytest.approx([704033, 7059300], abs=300)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"Etiquette_DPE": "Z"}, "no letter"),
        ({"Etiquette_DPE": ""}, "no letter"),
        ({"Surface_habitable_logement": "0"}, "area_m2 0"),
        ({"Conso_5_usages_par_m²_é_primaire": "9999"}, "primary_kwh_per_m2 9999"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(tmp_path, change, told):
    table, faults, _ = understood(tmp_path, OLD | change, OLD | {"N°DPE": "other"})
    assert len(table) == 1
    assert [fault.code for fault in faults] == ["dpe-refused"]
    assert told in faults[0].value and faults[0].where == "line 0"


def test_a_certificate_that_another_replaces_is_left_out(tmp_path):
    new = OLD | {"N°DPE": "new", "N°_DPE_remplacé": "2148E0001"}
    table, faults, _ = understood(tmp_path, OLD | {"N°_DPE_remplacé": ""}, new)
    assert table["number"].tolist() == ["new"]
    assert "was replaced" in faults[0].value


def test_the_same_certificate_twice_counts_once(tmp_path):
    table, faults, _ = understood(tmp_path, OLD, OLD)
    assert len(table) == len(faults) == 1


def test_a_table_without_letters_says_which_column_it_lacks(tmp_path):
    row = {key: value for key, value in OLD.items() if key != "Etiquette_DPE"}
    with pytest.raises(InputError, match="etiquette_dpe"):
        understood(tmp_path, row)
