"""Certificates joined to buildings: by id, by place, and which one speaks."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from zeneville.geodata import frame, join_dpe, match, quality

SQUARES = [box(700000 + 40 * i, 7060000, 700010 + 40 * i, 7060010) for i in range(3)]


def stock(**columns):
    given = {"use": ["residential"] * 3, "height_m": [6.0] * 3} | columns
    table = frame.buildings(["b0", "b1", "b2"], SQUARES, "EPSG:2154", given)
    table["status"], table["reason"] = "ok", ""
    return table


def certificates(*rows):
    base = {
        "number": None, "date": "2023-01-01", "kind": "house", "dpe_class": "E",
        "climate_class": "C", "construction_year": 1965.0, "construction_year_told": "",
        "area_m2": 100.0, "dwellings": float("nan"), "storeys": float("nan"),
        "heating_energy": "gas", "heating_energy_told": "", "rnb_id": None, "ban_id": None,
        "bdnb_group": None, "x": float("nan"), "y": float("nan"),
    }  # fmt: skip
    return pd.DataFrame([base | row for row in rows], index=range(2, 2 + len(rows)))


def joined(buildings, *rows):
    return join_dpe.join(Path("dpe.csv"), buildings, certificates(*rows))


def test_an_identifier_wins_over_a_place():
    table = stock(rnb_id=["R0", "R1", "R2"])
    pairs = match.rows(table, certificates({"rnb_id": "R2", "x": 700005.0, "y": 7060005.0}))
    assert pairs[["building", "how"]].to_numpy().tolist() == [["b2", "by RNB id"]]


@pytest.mark.parametrize(
    ("x", "building", "exact"), [(700005, "b0", True), (700015, "b0", False), (700055, "b1", False)]
)
def test_a_point_belongs_to_its_footprint_or_to_the_nearest(x, building, exact):
    pairs = match.rows(stock(), certificates({"x": float(x), "y": 7060005.0}))
    assert pairs["building"].tolist() == [building]
    assert pairs["exact"].tolist() == [exact]


@pytest.mark.parametrize("x", [700025.0, 700900.0])
def test_a_point_between_two_or_far_from_all_is_of_none(x):
    data, faults, _ = joined(stock(), {"x": x, "y": 7060005.0})
    assert [fault.code for fault in faults] == ["unmatched"]
    assert "dpe_class" not in data


def test_an_annex_does_not_take_an_address():
    table = stock(use=["annex", "residential", "residential"])
    pairs = match.rows(table, certificates({"x": 700005.0, "y": 7060005.0}))
    assert pairs.empty


def test_the_newest_of_a_whole_building_speaks_before_flats():
    rows = [
        {"rnb_id": "R0", "kind": "flat", "dpe_class": "A", "date": "2024-01-01"},
        {"rnb_id": "R0", "kind": "block", "dpe_class": "D", "date": "2023-01-01", "dwellings": 8.0},
        {"rnb_id": "R0", "kind": "block", "dpe_class": "F", "date": "2021-01-01"},
    ]
    data, _, _ = joined(stock(rnb_id=["R0", None, None]), *rows)
    assert data.loc["b0", ["dpe_class", "dwellings", "heated_area_m2"]].tolist() == ["D", 8, 100]
    assert "block of 2023-01-01, by RNB id" in data.loc["b0", "dpe_class_source"]


def test_flats_speak_by_the_word_of_most_of_their_area():
    flats = [
        {"rnb_id": "R0", "kind": "flat", "dpe_class": letter, "area_m2": area}
        for letter, area in (("C", 30.0), ("C", 30.0), ("E", 100.0))
    ]
    data, _, _ = joined(stock(rnb_id=["R0", None, None]), *flats)
    assert data.loc["b0", "dpe_class"] == "E"
    assert "heated_area_m2" not in data


def test_flats_without_majority_leave_the_letter_open():
    flats = [{"rnb_id": "R0", "kind": "flat", "dpe_class": letter} for letter in "CDE"]
    data, _, _ = joined(stock(rnb_id=["R0", None, None]), *flats)
    assert "dpe_class" not in data or pd.isna(data.loc["b0", "dpe_class"])


def test_a_group_with_several_constructions_gives_each_its_certificate():
    data, _, ways = joined(stock(bdnb_group=["g", "g", None]), {"bdnb_group": "g"})
    assert data["dpe_class"].tolist()[:2] == ["E", "E"]
    assert ways == {"by BDNB group, share by volume": 2}


def test_a_block_of_several_constructions_is_counted_once():
    row = {"bdnb_group": "g", "kind": "block", "area_m2": 300.0, "dwellings": 5.0, "storeys": 2.0}
    data, _, _ = joined(stock(bdnb_group=["g", "g", None], height_m=[8.0, 4.0, 6.0]), row)
    assert data["heated_area_m2"].tolist()[:2] == [200, 100]
    assert data["dwellings"].tolist()[:2] == [3, 2]
    assert data["storeys"].isna().all()


def test_the_better_source_wins_and_says_so():
    table = stock(rnb_id=["R0", "R1", None], construction_year=[1900.0, None, None])
    table["heating_energy"] = pd.Series(["oil", None, None], table.index, dtype=object)
    frame.sourced(table, "construction_year", "BDNB")
    frame.sourced(table, "heating_energy", "BDNB")
    data, _, _ = joined(table, {"rnb_id": "R0"}, {"rnb_id": "R1"})
    assert data["construction_year"].tolist()[:2] == [1900.0, 1965.0]
    assert data["construction_year_source"].iloc[0] == "BDNB"
    assert data["heating_energy"].iloc[0] == "gas"
    assert data["heating_energy_source"].iloc[0].startswith("DPE")


def test_the_owners_own_value_stays():
    table = stock(rnb_id=["R0", None, None], construction_year=[1900.0, None, None])
    data, _, _ = joined(table, {"rnb_id": "R0"})
    assert data["construction_year"].iloc[0] == 1900.0


def test_a_building_is_good_only_when_known_and_surely_matched():
    given = {"construction_year": [1965.0] * 3, "storeys": [2.0] * 3, "dwellings": [1.0] * 3}
    table = stock(rnb_id=["R0", None, None], **given)
    place = {"x": 700055.0, "y": 7060005.0}
    data, _, _ = joined(table, {"rnb_id": "R0"}, place)
    data["height_source"] = "data"
    assert quality.flags(data).tolist() == ["good", "fair", "fair"]
    assert quality.flags(stock()).tolist() == ["poor"] * 3


def test_geometry_and_rows_are_as_before():
    table = stock(rnb_id=["R0", None, None])
    data, _, _ = joined(table, {"rnb_id": "R0"})
    assert isinstance(data, gpd.GeoDataFrame)
    assert data.geometry.equals(table.geometry)


def test_the_order_of_rows_does_not_matter():
    rows = [
        {"rnb_id": "R0", "date": f"20{year}-01-01", "dpe_class": letter, "kind": kind}
        for year, letter, kind in ((21, "E", "house"), (23, "C", "house"), (24, "A", "flat"))
    ] + [{"x": 700055.0, "y": 7060005.0, "dpe_class": "G"}]
    one, _, _ = joined(stock(rnb_id=["R0", None, None]), *rows)
    other, _, _ = joined(stock(rnb_id=["R0", None, None]), *rows[::-1])
    pd.testing.assert_frame_equal(one, other, check_like=True)


def test_joining_the_same_table_again_changes_nothing():
    rows = [{"rnb_id": "R0"}, {"x": 700055.0, "y": 7060005.0, "dpe_class": "G"}]
    once, _, _ = joined(stock(rnb_id=["R0", None, None]), *rows)
    twice, _, _ = joined(once, *rows)
    pd.testing.assert_frame_equal(once, twice)
