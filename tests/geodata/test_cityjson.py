"""Buildings of CityJSON: real files, one small house by hand, and one broken file per fault."""

import json

import numpy as np
import pytest
import shapely

from zeneville.errors import InputError
from zeneville.geodata import read

#: a gabled house of 8 by 10 m in EPSG:2154: eaves at 5 m, ridge along y at 9 m, in millimetres
CORNERS = [(0, 0, 0), (8, 0, 0), (8, 10, 0), (0, 10, 0), (0, 0, 5), (8, 0, 5), (8, 10, 5)]
CORNERS += [(0, 10, 5), (4, 0, 9), (4, 10, 9)]
GROUND, EAST, WEST = [0, 3, 2, 1], [5, 6, 9, 8], [4, 8, 9, 7]
WALLS = [[0, 1, 5, 8, 4], [1, 2, 6, 5], [2, 3, 7, 9, 6], [3, 0, 4, 7]]
KINDS = ["GroundSurface", "RoofSurface", "RoofSurface", *["WallSurface"] * 4]
FACES = [GROUND, EAST, WEST, *WALLS]
SLOPE = 10.0 * np.hypot(4.0, 4.0)


def solid(lod="2", faces=FACES, semantics=True):
    item = {"type": "Solid", "lod": lod, "boundaries": [[[ring] for ring in faces]]}
    if semantics:
        surfaces = [{"type": kind} for kind in KINDS]
        item["semantics"] = {"surfaces": surfaces, "values": [list(range(len(faces)))]}
    return item


def house(**changes):
    return {"type": "Building", "attributes": {}, "geometry": [solid()]} | changes


def city(objects, version="2.0", crs="https://www.opengis.net/def/crs/EPSG/0/2154"):
    return {
        "type": "CityJSON",
        "version": version,
        "metadata": {"referenceSystem": crs} if crs else {},
        "transform": {"scale": [0.001] * 3, "translate": [700000.0, 7060000.0, 30.0]},
        "CityObjects": objects,
        "vertices": [[1000 * number for number in corner] for corner in CORNERS],
    }


def saved(tmp_path, data):
    path = tmp_path / "x.city.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data))
    return path


def opened(tmp_path, data, **options):
    return read(saved(tmp_path, data), **options)


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.0"])
def test_a_house_has_its_two_slopes(tmp_path, version):
    found = opened(tmp_path, city({"A": house()}, version)).roof_faces
    assert found["area_m2"].tolist() == pytest.approx([SLOPE, SLOPE])
    assert found["tilt_deg"].tolist() == pytest.approx([45.0, 45.0])
    assert found["azimuth_deg"].tolist() == pytest.approx([90.0, 270.0])


def test_version_1_0_may_have_real_vertices(tmp_path):
    data = city({"A": house(geometry=[solid(lod=2)])}, "1.0")
    del data["transform"]
    data["vertices"] = [[700000.0 + x, 7060000.0 + y, 30.0 + z] for x, y, z in CORNERS]
    assert opened(tmp_path, data).roof_faces["area_m2"].sum() == pytest.approx(2 * SLOPE)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("height_m", 5.0),
        ("eaves_height_m", 5.0),
        ("ridge_height_m", 9.0),
        ("ground_altitude_m", 30.0),
        ("roof_shape", "gable"),
    ],
)
def test_a_house_has_its_heights_and_shape(tmp_path, column, value):
    assert opened(tmp_path, city({"A": house()})).buildings.loc["A", column] == value


def test_altitude_of_a_plane_is_that_above_its_centroid(tmp_path):
    assert opened(tmp_path, city({"A": house()})).roof_faces["altitude_m"].tolist() == [37.0, 37.0]


def test_altitude_is_above_the_centroid_not_above_the_mean_of_the_corners(tmp_path):
    data = city({"A": house(geometry=[solid(faces=[GROUND, [5, 10, 6, 9, 8], WEST, *WALLS])])})
    data["vertices"].append([8000, 1000, 5000])
    assert opened(tmp_path, data).roof_faces["altitude_m"].tolist() == pytest.approx([37.0, 37.0])


def test_a_floor_outside_is_no_roof_although_it_looks_up(tmp_path):
    item = solid()
    item["semantics"]["surfaces"][1] = {"type": "OuterFloorSurface"}
    found = opened(tmp_path, city({"A": house(geometry=[item])})).roof_faces
    assert found["azimuth_deg"].tolist() == pytest.approx([270.0])


def test_footprint_is_the_ground_surface(tmp_path):
    footprint = opened(tmp_path, city({"A": house()})).buildings.geometry["A"]
    assert footprint.equals(shapely.box(700000, 7060000, 700008, 7060010))


@pytest.mark.parametrize("semantics", [True, False], ids=["named", "by normal"])
@pytest.mark.parametrize("turned", [False, True], ids=["outwards", "inside out"])
def test_which_faces_are_roofs_needs_no_names_and_no_sense_of_turn(tmp_path, semantics, turned):
    faces = [ring[::-1] for ring in FACES] if turned else FACES
    data = city({"A": house(geometry=[solid(faces=faces, semantics=semantics)])})
    found = opened(tmp_path, data).roof_faces
    assert sorted(found["azimuth_deg"]) == pytest.approx([90.0, 270.0])
    assert found["tilt_deg"].tolist() == pytest.approx([45.0, 45.0])


def test_a_multi_surface_is_read_like_a_solid(tmp_path):
    shell = solid()
    item = shell | {
        "type": "MultiSurface",
        "boundaries": shell["boundaries"][0],
        "semantics": shell["semantics"] | {"values": shell["semantics"]["values"][0]},
    }
    assert len(opened(tmp_path, city({"A": house(geometry=[item])})).roof_faces) == 2


def test_a_multi_solid_is_read_like_a_solid(tmp_path):
    shell = solid()
    item = shell | {
        "type": "MultiSolid",
        "boundaries": [shell["boundaries"]],
        "semantics": shell["semantics"] | {"values": [shell["semantics"]["values"]]},
    }
    assert len(opened(tmp_path, city({"A": house(geometry=[item])})).roof_faces) == 2


def test_a_hollow_in_a_solid_has_no_roof(tmp_path):
    item = solid(semantics=False)
    item["boundaries"].append([[ring[::-1]] for ring in FACES])
    assert len(opened(tmp_path, city({"A": house(geometry=[item])})).roof_faces) == 2


def test_the_highest_level_below_3_is_taken(tmp_path):
    levels = [solid("1.2"), solid("2.2"), solid("3.0")]
    found = opened(tmp_path, city({"A": house(geometry=levels)})).roof_faces
    assert found["lod"].tolist() == [2.2, 2.2]


def test_parts_belong_to_their_building(tmp_path):
    part = house(type="BuildingPart", parents=["A"])
    objects = {"A": house(geometry=[], children=["B"]), "B": part}
    data = opened(tmp_path, city(objects))
    assert data.buildings.index.tolist() == ["A"]
    assert data.roof_faces["building"].tolist() == ["A", "A"]


def test_a_building_leaves_the_roof_to_parts_that_show_more(tmp_path):
    objects = {
        "A": house(geometry=[solid("1.2")], children=["B"]),
        "B": house(type="BuildingPart", parents=["A"]),
    }
    assert opened(tmp_path, city(objects)).roof_faces["part"].tolist() == ["B", "B"]


def test_a_hole_is_subtracted_whichever_way_it_runs(tmp_path):
    data = city({"A": house()})
    data["vertices"] += [[5000, 4000, 8000], [6000, 4000, 7000], [6000, 5000, 7000]]
    data["CityObjects"]["A"]["geometry"][0]["boundaries"][0][1].append([10, 11, 12])
    data["CityObjects"]["A"]["geometry"][0]["boundaries"][0][2].append([10, 12, 11])
    hole = 0.5 * np.sqrt(2.0)
    east = opened(tmp_path, data).roof_faces["area_m2"].iloc[0]
    assert east == pytest.approx(SLOPE - hole)


def test_attributes_are_understood(tmp_path):
    told = {"function": "1120", "yearOfConstruction": 1965, "storeysAboveGround": 3}
    row = opened(tmp_path, city({"A": house(attributes=told)})).buildings.loc["A"]
    assert row[["use", "construction_year", "storeys"]].tolist() == ["office", 1965, 3]


def test_attributes_not_understood_are_listed(tmp_path):
    data = opened(tmp_path, city({"A": house(attributes={"colour": "red"}), "R": {"type": "Road"}}))
    assert data.unused == ("colour", "1 Road")


def test_geometry_is_in_epsg_2154_with_heights_kept(shared_data):
    data = read(shared_data / "buildings" / "cityjson" / "zurich_subset_lod2.json")
    assert data.buildings.crs == data.roof_faces.crs == "EPSG:2154"
    assert not data.buildings.geometry.has_z.any()
    assert data.roof_faces.geometry.has_z.all()


@pytest.mark.parametrize(
    ("name", "crs", "buildings", "roofs"),
    [
        ("zurich_subset_lod2.json", None, 49, 644),
        ("rotterdam_subset.json", "EPSG:28992", 16, 41),
        ("DH_01_subs.city.json", "EPSG:28992", 4, 13),
        ("multi_lod.json", "EPSG:28992", 10, 84),
        ("delft.json", None, 160, 1276),
    ],
)
def test_real_files_are_read_whole(shared_data, name, crs, buildings, roofs):
    data = read(shared_data / "buildings" / "cityjson" / name, crs=crs)
    assert (data.buildings["status"] == "ok").sum() == buildings
    assert len(data.roof_faces) == roofs


def test_ridge_and_eaves_are_those_that_the_file_states(shared_data):
    path = shared_data / "buildings" / "cityjson" / "DH_01_subs.city.json"
    stated = json.loads(path.read_text())["CityObjects"]
    name = next(n for n, item in stated.items() if item["type"] == "Building" and item["geometry"])
    attributes = stated[name]["attributes"]
    row = read(path, crs="EPSG:28992").buildings.loc[name]
    assert row["eaves_height_m"] == pytest.approx(attributes["RelativeEavesHeight"], abs=0.01)
    assert row["ridge_height_m"] == pytest.approx(attributes["RelativeRidgeHeight"], abs=0.01)


def test_a_file_without_a_system_asks_for_one(tmp_path):
    with pytest.raises(InputError, match="stock_crs"):
        opened(tmp_path, city({"A": house()}, crs=None))


def test_the_case_names_the_system_of_a_file_without_one(tmp_path):
    data = opened(tmp_path, city({"A": house()}, crs=None), crs="EPSG:2154")
    assert data.buildings.geometry["A"].bounds[0] == 700000.0


def test_file_and_case_may_not_contradict_each_other(tmp_path):
    with pytest.raises(InputError, match="the case says EPSG:3946"):
        opened(tmp_path, city({"A": house()}), crs="EPSG:3946")


def test_degrees_are_refused(tmp_path):
    with pytest.raises(InputError, match="is in degrees"):
        opened(tmp_path, city({"A": house()}, crs="urn:ogc:def:crs:EPSG::4326"))


def test_a_compound_system_counts_by_its_plane_part(shared_data):
    path = shared_data / "buildings" / "cityjson" / "delft.json"
    extent = json.loads(path.read_text())["metadata"]["geographicalExtent"]
    whole = shapely.box(*extent[:2], *extent[3:5])
    assert read(path).buildings.to_crs("EPSG:28992").within(whole.buffer(0.01)).all()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('{"type": "CityJSON", ', "is no JSON"),
        (city({"A": house()}, version="0.9"), "has version '0.9'"),
        (city({"A": house()}) | {"vertices": [[1, 2]]}, "unreadable vertices"),
        (city({"A": house()}) | {"transform": {"scale": [1, 1, 1]}}, "unreadable vertices"),
        (city([]), "has no CityObjects"),
        (city({"R": {"type": "Road"}}), "has no Building"),
        ('{"type": "CityJSONFeature"}', "has type 'CityJSONFeature'"),
    ],
    ids=["json", "version", "vertices", "transform", "objects", "no building", "feature"],
)
def test_a_broken_file_is_refused(tmp_path, data, message):
    with pytest.raises(InputError, match=message):
        opened(tmp_path, data)


@pytest.mark.parametrize(
    ("ring", "code"),
    [
        ([5, 6, 99], "face-index"),
        ([5, -1, 9], "face-index"),
        ([5, 6.5, 9], "face-index"),
        ([5, 6, 5, 6], "face-points"),
        ([4, 5, 4, 5, 4], "face-points"),
    ],
)
def test_a_broken_face_is_left_out_and_told(tmp_path, ring, code):
    data = opened(
        tmp_path, city({"A": house(geometry=[solid(faces=[GROUND, ring, WEST, *WALLS])])})
    )
    assert [(fault.code, fault.severity) for fault in data.faults] == [(code, "row")]
    assert len(data.roof_faces) == 1


def test_a_face_without_area_is_told(tmp_path):
    data = city({"A": house(geometry=[solid(faces=[GROUND, [8, 9, 10], WEST, *WALLS])])})
    data["vertices"].append([4000, 5000, 9000])
    assert [fault.code for fault in opened(tmp_path, data).faults] == ["face-area"]


def test_a_bent_face_is_told_with_its_deviation(tmp_path):
    data = city({"A": house()})
    data["vertices"][5][2] += 100
    (fault,) = opened(tmp_path, data).faults
    assert fault.code == "face-not-plane"
    assert "0.018 m off a plane" in fault.value


def test_an_identifier_that_stands_twice_is_told(tmp_path):
    text = json.dumps(city({"A": house(), "B": house()})).replace('"B": ', '"A": ')
    data = opened(tmp_path, text)
    assert data.buildings.index.tolist() == ["A", "A#2"]
    assert "id" in [fault.code for fault in data.faults]


def test_a_template_is_told(tmp_path):
    item = {"type": "GeometryInstance", "template": 0, "boundaries": [0]}
    data = opened(tmp_path, city({"A": house(geometry=[solid(), item])}))
    assert [fault.code for fault in data.faults] == ["face-instance"]


def test_a_building_without_a_face_is_unusable(tmp_path):
    data = opened(tmp_path, city({"A": house(), "B": house(geometry=[])}))
    assert data.buildings.loc["B", "reason"] == "no polygon"


def test_moving_the_place_changes_no_measure(tmp_path):
    """Coordinates of millions of metres cost no digits."""
    measures = []
    for place in ([0.9e6, 6.5e6, 0.0], [7.0e5, 7.06e6, 3e3]):
        data = city({"A": house()})
        data["transform"]["translate"] = place
        measures.append(opened(tmp_path, data).roof_faces[["area_m2", "tilt_deg"]].to_numpy())
    assert measures[0] == pytest.approx(measures[1], rel=1e-9)
