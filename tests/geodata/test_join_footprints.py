"""Two sources of the same buildings: by id, by overlap, and which one wins."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.affinity import translate
from shapely.geometry import box

from zeneville.errors import InputError
from zeneville.geodata import join, read

SQUARES = [box(700000 + 40 * i, 7060000, 700020 + 40 * i, 7060020) for i in range(3)]


def bd_topo(folder, **columns):
    data = {
        "cleabs": ["A", "B", "C"],
        "usage_1": ["Résidentiel", "Indifférencié", "Résidentiel"],
        "hauteur": [9.0, 6.0, None],
    } | columns
    path = folder / "bdtopo.gpkg"
    gpd.GeoDataFrame(data, geometry=SQUARES, crs="EPSG:2154").to_file(path)
    return read(path)


def bdnb(folder, shapes, **columns):
    count = range(len(shapes))
    data = {
        "batiment_construction_id": [f"c{i}" for i in count],
        "batiment_groupe_id": [f"g{i}" for i in count],
        "hauteur": [7.5 for _ in count],
        "annee_construction": [1960 + i for i in count],
        "nb_log": [4 for _ in count],
        "usage_niveau_1_txt": ["Résidentiel collectif" for _ in count],
    } | columns
    path = folder / "bdnb.gpkg"
    gpd.GeoDataFrame(data, geometry=shapes, crs="EPSG:2154").to_file(path)
    return path


def moved(metres):
    return [translate(shape, metres) for shape in SQUARES]


def test_shifted_outlines_of_the_same_building_are_matched(tmp_path):
    one = join(bd_topo(tmp_path), bdnb(tmp_path, moved(3.0)))
    rows = one.data.buildings
    assert rows["construction_year"].tolist() == [1960, 1961, 1962]
    assert rows["construction_year_source"].iloc[0] == "BDNB bdnb.gpkg, overlap 85%"
    assert one.ways == {"overlap": 3}


def test_less_than_half_covered_is_another_building(tmp_path):
    with pytest.raises(InputError, match="none of its buildings is one of the 3"):
        join(bd_topo(tmp_path), bdnb(tmp_path, moved(11.0)))


def test_an_identifier_wins_over_an_overlap(tmp_path):
    stock = bd_topo(tmp_path, identifiants_rnb=["R2", None, None])
    other = bdnb(tmp_path, SQUARES, rnb_id=["R0", None, "R2"])
    rows = join(stock, other).data.buildings
    assert rows.loc["A", "construction_year"] == 1962
    assert "by RNB id" in rows.loc["A", "construction_year_source"]


def test_dwellings_of_all_that_lie_in_a_building_are_summed(tmp_path):
    halves = [box(700000, 7060000, 700008, 7060020), box(700008, 7060000, 700020, 7060020)]
    rows = join(bd_topo(tmp_path), bdnb(tmp_path, halves, nb_log=[1, 3])).data.buildings
    assert rows.loc["A", "dwellings"] == 4
    assert rows.loc["A", "construction_year"] == 1961


def test_a_known_use_stays_and_an_unknown_one_is_told(tmp_path):
    rows = join(bd_topo(tmp_path), bdnb(tmp_path, SQUARES)).data.buildings
    assert rows["use"].tolist() == ["residential"] * 3
    assert rows["use_source"].iloc[0] == "BD TOPO"
    assert rows["use_source"].iloc[1].startswith("BDNB")


def test_a_height_that_was_filled_by_a_rule_gives_way_to_a_measured_one(tmp_path):
    rows = join(bd_topo(tmp_path), bdnb(tmp_path, SQUARES)).data.buildings
    assert rows["height_m"].tolist() == [9.0, 6.0, 7.5]
    assert rows["height_source"].iloc[2].startswith("BDNB")


def test_buildings_that_the_other_source_lacks_are_counted(tmp_path):
    one = join(bd_topo(tmp_path), bdnb(tmp_path, SQUARES[:1]))
    fault = one.data.faults[-1]
    assert (fault.code, fault.where) == ("unmatched", "building B and 1 more")


def test_the_real_bdnb_knows_itself(shared_data):
    path = shared_data / "buildings" / "bdnb_perigueux" / "bdnb_perigeux8.shp"
    data = read(path)
    one = join(data, path)
    assert one.ways == {"by BDNB construction": (data.buildings["status"] != "unusable").sum()}


@pytest.mark.parametrize("end", ["csv", "parquet"])
def test_a_table_of_the_bdnb_without_footprints_is_joined_by_group(tmp_path, end):
    data = read(bdnb(tmp_path, SQUARES, annee_construction=[None] * 3, nb_log=[None] * 3))
    table = pd.DataFrame(
        {
            "batiment_groupe_id": ["g0", "g1"],
            "annee_construction": [1950, 1999],
            "nb_niveau": [3, 2],
            "u_mur_exterieur": [1.25, 0.4],
            "mat_mur_txt": ["PIERRE", "BETON"],
        }
    )
    path = tmp_path / f"batiment_groupe_ffo_bat.{end}"
    table.to_csv(path, index=False) if end == "csv" else table.to_parquet(path)
    one = join(data, path)
    rows = one.data.buildings
    assert one.kind == "BDNB table" and not one.mapping
    assert rows["construction_year"].tolist()[:2] == [1950, 1999]
    assert rows["u_wall_w_per_m2k"].tolist()[:2] == [1.25, 0.4]
    assert rows["storeys_source"].iloc[0].startswith("BDNB batiment_groupe_ffo_bat")
