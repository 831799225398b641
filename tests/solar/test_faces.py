"""Planes from the faces of city models: measures, directions, and which building they belong to."""

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import Geod, Transformer
from shapely.geometry import Polygon, box

from zeneville import geodata
from zeneville.solar.roofs import faces
from zeneville.technologies import catalogue

ZURICH = "buildings/cityjson/zurich_subset_lod2.json"


@pytest.fixture(scope="module")
def figures():
    return catalogue.read()


@pytest.fixture(scope="module")
def zurich(shared_data):
    return geodata.read(shared_data / ZURICH)


@pytest.fixture(scope="module")
def zurich_planes(zurich, figures):
    return faces.planes(zurich.roof_faces, figures)


@pytest.fixture(scope="module")
def triangulated(shared_data):
    """Of each roof face, straight from the JSON: area vector (m2), summed over the triangles of a
    constrained triangulation in plan that leaves holes out; area and centroid in plan."""
    data = json.loads((shared_data / ZURICH).read_text())
    shift, scale = data["transform"]["translate"], data["transform"]["scale"]
    points = [
        [number * size + move for number, size, move in zip(vertex, scale, shift, strict=True)]
        for vertex in data["vertices"]
    ]
    found = []
    for item in data["CityObjects"].values():
        for geometry in item.get("geometry", []):
            kinds = geometry["semantics"]["surfaces"]
            for rings, n in zip(
                geometry["boundaries"], geometry["semantics"]["values"], strict=True
            ):
                if kinds[n]["type"] == "RoofSurface":
                    found.append(_summed([[points[i] for i in ring] for ring in rings]))
    return np.array(found)


def _summed(rings):
    height = {tuple(point[:2]): point[2] for ring in rings for point in ring}
    flat = Polygon([p[:2] for p in rings[0]], [[p[:2] for p in ring] for ring in rings[1:]])
    total = np.zeros(3)
    for triangle in shapely.get_parts(shapely.constrained_delaunay_triangles(flat)):
        one, two, three = (
            np.array([*corner, height[corner]]) for corner in list(triangle.exterior.coords)[:3]
        )
        total += np.cross(two - one, three - one) / 2.0
    return [*total * np.sign(total[2]), flat.area, flat.centroid.x, flat.centroid.y]


def test_every_roof_face_of_zurich_is_a_plane(zurich_planes, triangulated):
    assert len(zurich_planes) == len(triangulated) == 644


def test_areas_are_those_of_triangles(zurich_planes, triangulated):
    expected = np.linalg.norm(triangulated[:, :3], axis=1)
    assert zurich_planes["area_m2"].to_numpy() == pytest.approx(expected, rel=1e-6)


def test_tilts_are_those_of_triangles(zurich_planes, triangulated):
    level = np.hypot(triangulated[:, 0], triangulated[:, 1])
    expected = np.degrees(np.arctan(level / triangulated[:, 2]))
    assert zurich_planes["tilt_deg"].to_numpy() == pytest.approx(expected, abs=1e-6)


def test_area_in_plan_is_area_times_cosine_of_tilt(zurich_planes, triangulated):
    sloped = zurich_planes["area_m2"] * np.cos(np.radians(zurich_planes["tilt_deg"]))
    assert sloped.to_numpy() == pytest.approx(triangulated[:, 3], rel=1e-6)


def test_azimuths_are_true(zurich_planes, triangulated):
    """Ten metres downhill on the Swiss grid, and the geodesic azimuth of that step.

    The Swiss datum has its north 0.0008 degree beside that of WGS 84.
    """
    steep = np.hypot(triangulated[:, 0], triangulated[:, 1]) > 0.01
    down, start = triangulated[steep, :2], triangulated[steep, 4:]
    stop = start + 10.0 * down / np.linalg.norm(down, axis=1)[:, None]
    to_degrees = Transformer.from_crs("EPSG:2056", "EPSG:4326", always_xy=True).transform
    azimuth, _, _ = Geod(ellps="WGS84").inv(*to_degrees(*start.T), *to_degrees(*stop.T))
    off = (zurich_planes["azimuth_deg"].to_numpy()[steep] - azimuth + 180.0) % 360.0 - 180.0
    assert np.abs(off).max() < 1e-3


def test_altitudes_are_those_of_the_plane_above_the_centroid(zurich, zurich_planes):
    triangles = zurich.roof_faces[shapely.get_num_coordinates(zurich.roof_faces.geometry) == 4]
    mean = [shape.exterior.coords[:3] for shape in triangles.geometry]
    expected = np.mean(mean, axis=1)[:, 2]
    found = zurich_planes.set_index("face").loc[triangles.index, "altitude_m"]
    assert found.to_numpy() == pytest.approx(expected, abs=1e-3)


def roof_faces(shapes, building="A", **columns):
    data = {
        "building": building,
        "source": "cityjson",
        "lod": 2.0,
        "area_m2": [shape.area for shape in shapes],
        "tilt_deg": 30.0,
        "azimuth_deg": 350.0,
        "convergence_deg": 15.0,
        "altitude_m": 9.0,
    } | columns
    return gpd.GeoDataFrame(
        data, geometry=shapes, crs="EPSG:2154", index=[f"f{n}" for n in range(len(shapes))]
    )


def stock(**shapes):
    return gpd.GeoDataFrame(
        {"status": "ok"}, geometry=list(shapes.values()), crs="EPSG:2154", index=list(shapes)
    )


@pytest.mark.parametrize(
    "column",
    [{"tilt_deg": 90.0}, {"tilt_deg": 150.0}, {"lod": 1.0}],
    ids=["wall", "soffit", "lod1"],
)
def test_a_face_that_is_no_roof_is_no_plane(column, figures):
    assert faces.planes(roof_faces([box(0, 0, 5, 5)], **column), figures).empty


def test_true_azimuth_goes_round_the_compass(figures):
    assert faces.planes(roof_faces([box(0, 0, 5, 5)]), figures)["azimuth_deg"].tolist() == [5.0]


@pytest.mark.parametrize(("tilt", "shape"), [(0.0, "flat"), (4.9, "flat"), (5.1, "face")])
def test_low_slopes_are_flat(tilt, shape, figures):
    found = faces.planes(roof_faces([box(0, 0, 5, 5)], tilt_deg=tilt), figures)
    assert found["shape"].tolist() == [shape]


def test_planes_are_numbered_within_their_building(figures):
    table = roof_faces([box(0, 0, 5, 5)] * 3, building=["A", "B", "A"])
    assert faces.planes(table, figures).index.tolist() == ["A/0", "B/0", "A/1"]


def test_a_face_goes_to_the_footprint_that_it_covers_most_of(figures):
    found = faces.matched(
        roof_faces([box(0, 0, 10, 4)]), stock(X=box(0, 0, 4, 4), Y=box(4, 0, 10, 4)), figures
    )
    assert found.faces["building"].tolist() == ["Y"]


def test_an_identifier_goes_before_overlap(figures):
    found = faces.matched(
        roof_faces([box(0, 0, 10, 4)], building="X"),
        stock(X=box(0, 0, 4, 4), Y=box(4, 0, 10, 4)),
        figures,
    )
    assert found.faces["building"].tolist() == ["X"]


def test_an_identifier_elsewhere_is_another_building(figures):
    found = faces.matched(
        roof_faces([box(0, 0, 10, 4)], building="X"),
        stock(X=box(90, 0, 94, 4), Y=box(0, 0, 10, 4)),
        figures,
    )
    assert found.faces["building"].tolist() == ["Y"]


def test_eaves_follow_their_building(figures):
    table = roof_faces([box(0, 0, 10, 10), box(10, 0, 11, 10)])
    found = faces.matched(table, stock(X=box(0, 0, 10, 10)), figures)
    assert found.faces["building"].tolist() == ["X", "X"]


def test_a_face_on_no_footprint_is_told(figures):
    table = roof_faces([box(0, 0, 10, 10), box(50, 0, 60, 10)], building=["A", "B"])
    found = faces.matched(table, stock(X=box(0, 0, 10, 10)), figures)
    assert found.alien.index.tolist() == ["f1"]
    assert ["B" in fault.where for fault in found.faults("roofs.json")] == [True]


def test_a_building_without_a_face_is_told(figures):
    shapes = {"X": box(0, 0, 10, 10), "Y": box(20, 0, 30, 10)}
    found = faces.matched(roof_faces([shapes["X"]]), stock(**shapes), figures)
    assert found.bare == ("Y",)
    assert [fault.code for fault in found.faults("roofs.json")] == ["roof-unmatched"]


def test_matching_keeps_every_face_of_its_own_stock(zurich, figures):
    strangers = zurich.buildings.set_index("n" + zurich.buildings.index)
    found = faces.matched(zurich.roof_faces, strangers, figures).faces
    assert (found["building"] == "n" + found["building_in_file"]).all()
    assert len(found) >= 640


def test_a_house_of_one_survey_is_found_in_another(shared_data, figures):
    """Métropole de Lyon (LoD 2) and BD TOPO of the IGN: one roof, heights within 0.51 m."""
    folder = shared_data / "buildings"
    model = geodata.read(
        folder / "citygml_lyon" / "LYON_1ER_BATI_2015_small_house.gml", crs="EPSG:3946"
    )
    survey = geodata.read(folder / "bdtopo_v3_lyon1" / "buildings_lyon1.geojson").buildings
    found = faces.matched(model.roof_faces, survey, figures).faces
    (name,) = found["building"].unique()
    assert len(found) == 2
    heights = ["height_m", "ground_altitude_m", "ridge_height_m"]
    assert model.buildings[heights].iloc[0].to_numpy(float) == pytest.approx(
        survey.loc[name, heights].to_numpy(float), abs=0.51
    )
