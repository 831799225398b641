"""BDNB: the real shapefile, and small files in the layout of its exports."""

import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from geopandas.testing import assert_geodataframe_equal
from shapely.geometry import box

from zeneville.errors import InputError
from zeneville.geodata import match, read


def square(east, side=10.0):
    return box(700000 + east, 7060000, 700000 + east + side, 7060000 + side)


def constructions(**columns):
    data = {
        "batiment_construction_id": ["bdnb-bc-1", "bdnb-bc-2", "bdnb-bc-3"],
        "batiment_groupe_id": ["bdnb-bg-1", "bdnb-bg-1", "bdnb-bg-2"],
        "hauteur": [6.0, 3.0, 9.0],
        "fictive_geom_cstr": [0, 0, 0],
    } | columns
    shapes = [square(0), square(20), square(40)]
    return gpd.GeoDataFrame(data, geometry=shapes, crs="EPSG:2154")


def group_table(**columns):
    data = {
        "batiment_groupe_id": ["bdnb-bg-1", "bdnb-bg-2"],
        "annee_construction": [1965, 2001],
        "nb_log": [4, 2],
        "nb_niveau": [2, 3],
        "usage_niveau_1_txt": ["Résidentiel collectif", "Tertiaire & Autres"],
        "mat_mur_txt": ["BETON", None],
    } | columns
    return pd.DataFrame(data)


@pytest.fixture
def geopackage(tmp_path):
    path = tmp_path / "bdnb.gpkg"
    constructions().to_file(path, layer="batiment_construction")
    certificates = pd.DataFrame(
        {
            "batiment_groupe_id": ["bdnb-bg-1"],
            "classe_bilan_dpe": ["E"],
            "type_energie_chauffage": ["electricite"],
            "type_generateur_chauffage": ["pac air/eau"],
            "u_mur_exterieur": [1.8],
        }
    )
    for name, table in (("ffo_bat", group_table()), ("dpe_representatif_logement", certificates)):
        gpd.GeoDataFrame(table).to_file(path, layer=f"batiment_groupe_{name}")
    return path


def test_the_real_shapefile_is_all_accounted_for(shared_data):
    folder = shared_data / "buildings" / "bdnb_perigueux"
    data = read(folder / "bdnb_perigeux8.shp")
    assert data.format == "BDNB"
    assert len(data.buildings) == 10381
    assert (data.buildings["status"] == "unusable").sum() == 95
    assert ["and 92 more" in fault.where for fault in data.faults] == [True]
    linker = pd.read_csv(folder / "linker_bdnb_bdtopo.csv").set_index("batiment_c")
    assert set(linker.index) == set(data.buildings.index)
    group = linker["batiment_g"].reindex(data.buildings.index)
    assert (group == data.buildings["bdnb_group"]).all()


def test_tables_of_groups_are_joined(geopackage):
    rows = read(geopackage).buildings
    assert rows["construction_year"].tolist() == [1965, 1965, 2001]
    assert rows["use"].tolist() == ["residential", "residential", "unknown"]
    assert rows["dpe_class"].tolist()[:2] == ["E", "E"]
    assert rows["u_wall_w_per_m2k"].tolist()[:2] == [1.8, 1.8]
    assert rows["wall_material_source"].iloc[0] == "BDNB"


def test_electricity_of_a_heat_pump_is_a_heat_pump(geopackage):
    assert read(geopackage).buildings["heating_energy"].iloc[0] == "heat_pump"


def test_dwellings_of_a_group_are_shared_by_volume_and_their_sum_is_kept(geopackage):
    rows = read(geopackage).buildings
    assert rows["dwellings"].tolist() == [3, 1, 2]
    assert "by volume" in rows["dwellings_source"].iloc[0]
    assert rows["dwellings_source"].iloc[2] == "BDNB"


def test_storeys_of_a_group_hold_only_where_it_is_one_construction(geopackage):
    storeys = read(geopackage).buildings["storeys"]
    assert storeys.isna().tolist() == [True, True, False]


def test_shares_are_whole_and_sum_to_the_total():
    weight = np.array([1.0, 1.0, 1.0])
    assert match.shares(10, weight).sum() == 10
    assert match.shares(2, np.zeros(2)).tolist() == [1, 1]


def test_a_building_is_called_by_its_rnb_id_where_each_has_one(tmp_path):
    path = tmp_path / "a.gpkg"
    constructions(rnb_id=["A1", "A2", "A3"]).to_file(path, layer="batiment_construction")
    assert read(path).buildings.index.tolist() == ["A1", "A2", "A3"]


def test_ids_are_of_one_kind_in_the_whole_file(tmp_path):
    path = tmp_path / "a.gpkg"
    constructions(rnb_id=["A1", None, "A3"]).to_file(path, layer="batiment_construction")
    rows = read(path).buildings
    assert rows.index.tolist() == ["bdnb-bc-1", "bdnb-bc-2", "bdnb-bc-3"]
    assert rows["rnb_id"].iloc[0] == "A1"


def test_groups_alone_are_buildings_too(tmp_path):
    path = tmp_path / "a.parquet"
    table = group_table(hauteur_mean=[6.0, 9.0])
    shapes = [square(0), square(40)]
    gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:2154").to_parquet(path)
    rows = read(path).buildings
    assert rows.index.tolist() == ["bdnb-bg-1", "bdnb-bg-2"]
    assert rows["dwellings"].tolist() == [4, 2]
    assert rows["storeys"].tolist() == [2, 3]


def test_a_folder_of_csv_files_is_one_export(tmp_path):
    table = pd.DataFrame(constructions().drop(columns="geometry"))
    table["hauteur"] = ["6,0", "3,0", "9,0"]
    table.insert(0, "WKT", [shape.wkt for shape in constructions().geometry])
    table.to_csv(tmp_path / "batiment_construction.csv", sep=";", index=False)
    group_table().to_csv(tmp_path / "batiment_groupe_ffo_bat.csv", index=False)
    rows = read(tmp_path).buildings
    assert rows["height_m"].tolist() == [6.0, 3.0, 9.0]
    assert rows["construction_year"].tolist() == [1965, 1965, 2001]


def test_a_group_that_stands_twice_is_told_and_makes_no_building_more(tmp_path):
    path = tmp_path / "a.gpkg"
    constructions().to_file(path, layer="batiment_construction")
    twice = pd.concat([group_table(), group_table()])
    gpd.GeoDataFrame(twice).to_file(path, layer="batiment_groupe_ffo_bat")
    data = read(path)
    assert len(data.buildings) == 3
    assert [fault.code for fault in data.faults] == ["group-twice"]


def test_a_fictive_footprint_is_left_out_and_told(tmp_path):
    path = tmp_path / "a.gpkg"
    constructions(fictive_geom_cstr=[0, 1, 0]).to_file(path, layer="batiment_construction")
    data = read(path)
    assert data.buildings["status"].tolist() == ["ok", "unusable", "ok"]
    assert [fault.code for fault in data.faults] == ["refused"]


def test_a_word_without_meaning_is_told_once_with_its_count(tmp_path):
    path = tmp_path / "a.gpkg"
    constructions(usage_niveau_1_txt=["Phare"] * 3).to_file(path, layer="batiment_construction")
    data = read(path)
    assert data.buildings["use"].tolist() == ["unknown"] * 3
    (fault,) = data.faults
    assert "and 2 more" in fault.where and "Phare" in fault.value


def test_without_heights_the_missing_table_is_named(tmp_path):
    path = tmp_path / "a.gpkg"
    constructions().drop(columns="hauteur").to_file(path, layer="batiment_construction")
    with pytest.raises(InputError, match="batiment_groupe_bdtopo_bat"):
        read(path)


def test_an_absurd_transmittance_is_told_and_not_taken(tmp_path):
    path = tmp_path / "a.gpkg"
    table = constructions(u_mur_exterieur=[0.3, 180.0, 1.0])
    table.to_file(path, layer="batiment_construction")
    data = read(path)
    assert data.buildings["u_wall_w_per_m2k"].isna().tolist() == [False, True, False]
    assert [fault.code for fault in data.faults] == ["number"]


def test_an_archive_is_read_as_what_is_in_it(geopackage, tmp_path):
    with zipfile.ZipFile(tmp_path / "bdnb.zip", "w") as book:
        book.write(geopackage, "export/bdnb.gpkg")
    assert_geodataframe_equal(read(tmp_path / "bdnb.zip").buildings, read(geopackage).buildings)


def test_a_shapefile_in_an_archive_is_read_with_its_parts(tmp_path):
    constructions().rename(columns=lambda name: name[:10]).to_file(tmp_path / "s.shp")
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as book:
        for part in tmp_path.glob("s.[!z]*"):
            book.write(part, part.name)
    data = read(tmp_path / "s.zip")
    assert data.format == "BDNB" and len(data.buildings) == 3
