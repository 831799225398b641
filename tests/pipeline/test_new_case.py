"""A new case from footprints and tables: what is written, and that it can be read again."""

import csv

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from zeneville import pipeline
from zeneville.case import load
from zeneville.errors import InputError
from zeneville.geodata import read
from zeneville.pipeline import Inputs
from zeneville.pipeline.known_values import with_stock
from zeneville.stock import known as knowledge


@pytest.fixture
def files(tmp_path):
    shapes = [box(700000 + 40 * i, 7060000, 700015 + 40 * i, 7060015) for i in range(2)]
    frame = gpd.GeoDataFrame(
        {
            "batiment_construction_id": ["c0", "c1"],
            "batiment_groupe_id": ["g0", "g1"],
            "hauteur": [9.0, 6.0],
            "usage_niveau_1_txt": ["Résidentiel collectif"] * 2,
            "annee_construction": [1965, None],
            "u_mur_exterieur": [1.5, None],
        },
        geometry=shapes,
        crs="EPSG:2154",
    )
    frame.to_file(tmp_path / "bdnb.gpkg", layer="batiment_construction")
    (tmp_path / "parc.csv").write_text(
        "BDNB;Nb logements;Energie;Quartier\ng0;9;Gaz;Nord\ng1;1;Fioul;Sud\n", encoding="utf-8"
    )
    return tmp_path


def made(files, *tables, source="bdnb.gpkg", mapping=None):
    folder = files / "case"
    paths = tuple(files / name for name in tables)
    return pipeline.new(folder, files / source, None, "H1a", None, paths, mapping), folder


def test_a_case_with_a_joined_table_can_be_read_again(files):
    lines, folder = made(files, "parc.csv")
    buildings = Inputs(load(folder)).geodata.buildings
    assert buildings["dwellings"].tolist() == [9, 1]
    assert buildings["heating_energy"].tolist() == ["gas", "oil"]
    assert buildings["construction_year_source"].iloc[0] == "BDNB"
    assert buildings["dwellings_source"].iloc[0].startswith("landlord parc.csv")
    assert any("matched by BDNB group: 2" in line for line in lines)
    assert {path.name for path in folder.iterdir()} == {
        "case.yaml", "case.schema.json", "stock.gpkg", "README.md", "columns.csv", "mapping.yaml",
    }  # fmt: skip


def test_columns_of_every_file_are_recorded(files):
    _, folder = made(files, "parc.csv")
    with (folder / "columns.csv").open(encoding="utf-8") as file:
        rows = {tuple(row.values()) for row in csv.DictReader(file)}
    assert {("bdnb.gpkg", "hauteur", "height_m"), ("parc.csv", "Nb logements", "dwellings")} <= rows


def test_the_table_may_be_named_first(files):
    _, folder = made(files, "bdnb.gpkg", source="parc.csv")
    assert Inputs(load(folder)).geodata.buildings["dwellings"].tolist() == [9, 1]


def test_what_the_readers_know_of_walls_reaches_the_needs(files):
    _, folder = made(files, "parc.csv")
    known = Inputs(load(folder)).known
    assert known.loc["c0", "u_wall_w_per_m2k"] == 1.5
    assert known.loc["c0", "source"] == "BDNB"
    assert "c1" not in known.index


def test_a_certificate_beside_the_stock_comes_before_its_columns():
    certified = knowledge.nothing().reindex(pd.Index(["b0"], name="building"))
    buildings = pd.DataFrame({"u_wall_w_per_m2k": [1.0, 2.0]}, index=["b0", "b1"])
    known = with_stock(certified, buildings)
    assert pd.isna(known.loc["b0", "u_wall_w_per_m2k"])
    assert known.loc["b1", "u_wall_w_per_m2k"] == 2.0


def test_a_table_alone_says_what_it_lacks_and_leaves_no_folder(files):
    with pytest.raises(InputError, match=r"--from FOOTPRINTS --join parc\.csv"):
        made(files, source="parc.csv")
    assert not (files / "case").exists()


def test_a_table_that_finds_nothing_leaves_no_folder(files):
    (files / "parc.csv").write_text("BDNB;Nb logements\nx;9\n", encoding="utf-8")
    with pytest.raises(InputError, match="none of its 1 rows"):
        made(files, "parc.csv")
    assert not (files / "case").exists()


def test_what_readers_said_of_their_sources_reaches_the_stock(files):
    _, folder = made(files, "parc.csv")
    buildings = pipeline.stock_of(Inputs(load(folder))).buildings
    assert buildings.loc["c0", "period_source"] == "BDNB"
    assert buildings.loc["c0", "heating_energy_source"].startswith("landlord parc.csv")
    assert buildings.loc["c1", "period_source"] == "default of the case"
    assert buildings.loc["c0", "storeys_source"] == "height over 2.8 m"


def test_a_row_that_its_reader_refuses_stays_refused(files):
    frame = gpd.read_file(files / "bdnb.gpkg").assign(fictive_geom_cstr=[1, 0])
    frame.to_file(files / "bdnb.gpkg", layer="batiment_construction")
    _, folder = made(files)
    again = Inputs(load(folder)).geodata
    assert again.buildings["status"].tolist() == ["unusable", "ok"]
    assert [fault.code for fault in again.faults] == ["refused"]


def test_a_city_model_keeps_its_roofs_when_a_table_is_joined(files, shared_data):
    model = shared_data / "buildings" / "cityjson" / "delft.json"
    ids = read(model).buildings.index[:2]
    rows = "".join(f"{name};{number}\n" for name, number in zip(ids, (1965, 1972), strict=True))
    (files / "t.csv").write_text("id;Année de construction\n" + rows, encoding="utf-8")
    pipeline.new(files / "case", model, None, "H1a", None, (files / "t.csv",))
    inputs = Inputs(load(files / "case"))
    assert len(inputs.measured.roof_faces) == len(read(model).roof_faces)
    assert inputs.geodata.buildings.loc[ids, "construction_year"].tolist() == [1965, 1972]


@pytest.mark.parametrize("name", ["Rue: Foch", "2026", "true", "été # 3"])
def test_a_name_that_yaml_would_misread_is_kept(files, name):
    pipeline.new(files / name, files / "bdnb.gpkg", None, "H1a")
    assert load(files / name).name == name


def test_a_city_model_named_after_its_table_keeps_its_roofs(files, shared_data):
    model = shared_data / "buildings" / "cityjson" / "delft.json"
    name = read(model).buildings.index[0]
    (files / "t.csv").write_text(f"id;Année de construction\n{name};1965\n", encoding="utf-8")
    pipeline.new(files / "case", files / "t.csv", None, "H1a", None, (model,))
    assert (files / "case" / "roofs.json").read_bytes() == model.read_bytes()


def test_every_building_of_a_new_case_has_a_flag_of_quality(files):
    lines, folder = made(files)
    assert Inputs(load(folder)).geodata.buildings["quality"].tolist() == ["fair", "poor"]
    assert "data: fair for 1, poor for 1" in lines


def test_a_cloud_that_is_not_copied_is_told_with_the_key_that_brings_it_back(files, shared_data):
    tile = "test_data_77055_627755_LA93_IGN69.laz"
    cloud = shared_data / "buildings" / "lidar_hd_ign" / tile
    lines = pipeline.new(files / "case", cloud, None, "H1a")
    assert any("cloud is not copied" in line and f"roofs: {tile}" in line for line in lines)


def test_weather_that_nobody_named_is_told(files):
    lines = pipeline.new(files / "case", files / "bdnb.gpkg", None, "H1a")
    assert any("lille-typical" in line and "--weather" in line for line in lines)


def test_the_zone_that_nobody_named_is_told_to_be_assumed(files):
    lines = pipeline.new(files / "case", files / "bdnb.gpkg", None, None)
    (told,) = [line for line in lines if "is assumed" in line]
    assert "H1a" in told
    assert "Lille (department 59)" in told
    assert "--zone" in told
    text = (files / "case" / "case.yaml").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("zone:")]
    assert line == f"zone: H1a  # {told}"
    assert load(files / "case").zone == "H1a"


def test_a_zone_that_is_named_is_not_assumed(files):
    lines = pipeline.new(files / "case", files / "bdnb.gpkg", None, "H2b")
    assert not any("assumed" in line for line in lines)
    assert load(files / "case").zone == "H2b"


def test_a_zone_that_is_none_is_refused(files):
    with pytest.raises(InputError) as caught:
        pipeline.new(files / "case", files / "bdnb.gpkg", None, "H9")
    (fault,) = caught.value.faults
    assert fault.code == "zone-unknown"
    assert "H1a, H1b" in fault.expected
    assert not (files / "case").exists()


def test_a_case_is_written_in_the_language_asked(files):
    paths = (files / "parc.csv",)
    pipeline.new(files / "case", files / "bdnb.gpkg", None, None, None, paths, lang="fr")
    text = (files / "case" / "case.yaml").read_text(encoding="utf-8")
    assert "# Fait à partir de bdnb.gpkg." in text
    assert "# la zone H1a est supposée" in text
    readme = (files / "case" / "README.md").read_text(encoding="utf-8")
    assert "Parc lu dans `bdnb.gpkg` (BDNB)." in readme
    assert "Joint\u00a0: `parc.csv`, 2 lignes, table d'un propriétaire." in readme
