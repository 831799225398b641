"""Point clouds: tiles written by the test, and tiles of IGN LiDAR HD."""

from pathlib import Path

import laspy
import numpy as np
import pytest
from pyproj import CRS, Transformer

from zeneville.errors import InputError
from zeneville.geodata import point_cloud, surface_model

SAMPLE = Path("../shared/data/buildings/lidar_hd_ign")
real = pytest.mark.skipif(not SAMPLE.exists(), reason="sample of LiDAR HD not at hand")
PLACE = np.array([700000.0, 7000000.0, 50.0])


def tile(path, points, kind, crs="EPSG:2154"):
    header = laspy.LasHeader(point_format=6, version="1.4")
    header.offsets, header.scales = np.floor(points.mean(axis=0)), [0.001] * 3
    if crs is not None:
        header.add_crs(CRS(crs))
    cloud = laspy.LasData(header)
    cloud.x, cloud.y, cloud.z = points.T
    cloud.classification = np.asarray(kind, dtype=np.uint8)
    cloud.write(path)
    return path


def some(count=50):
    rng = np.random.default_rng(3)
    return PLACE + rng.uniform(0.0, 10.0, (count, 3)).round(3)


def codes(told):
    return [fault.code for fault in told.value.faults]


@pytest.mark.parametrize("suffix", [".las", ".laz"])
def test_points_and_classes_come_as_they_are(tmp_path, suffix):
    points, kind = some(), np.tile([1, 2, 5, 6, 9], 10)
    cloud = point_cloud.read(tile(tmp_path / f"a{suffix}", points, kind))
    assert cloud.points == pytest.approx(points, abs=1e-6)
    assert cloud.kind.tolist() == kind.tolist()
    assert cloud.of(2, 9) == pytest.approx(points[np.isin(kind, [2, 9])], abs=1e-6)


def test_noise_and_artefacts_are_left_out(tmp_path):
    cloud = point_cloud.read(tile(tmp_path / "a.las", some(6), [6, 7, 18, 65, 66, 64]))
    assert cloud.kind.tolist() == [6, 64]


def test_a_folder_is_all_its_tiles(tmp_path):
    tile(tmp_path / "b.las", some(5) + 20.0, [2] * 5)
    tile(tmp_path / "a.laz", some(7), [6] * 7)
    (tmp_path / "readme.txt").write_text("tiles")
    assert point_cloud.is_cloud(tmp_path)
    assert point_cloud.read(tmp_path).kind.tolist() == [6] * 7 + [2] * 5


def test_a_box_leaves_the_other_points_out(tmp_path):
    points = some()
    box = (PLACE[0] + 2.0, PLACE[1] + 3.0, PLACE[0] + 5.0, PLACE[1] + 9.0)
    cloud = point_cloud.read(tile(tmp_path / "a.las", points, [6] * 50), box=box)
    inside = ((points[:, :2] >= box[:2]) & (points[:, :2] <= box[2:])).all(axis=1)
    assert cloud.points == pytest.approx(points[inside], abs=1e-6)


def test_classes_asked_for_are_kept_only(tmp_path):
    path = tile(tmp_path / "a.las", some(6), [1, 2, 6, 5, 6, 2])
    assert point_cloud.read(path, kinds=(6, 2)).kind.tolist() == [2, 6, 6, 2]


def test_other_systems_are_reprojected(tmp_path):
    points = some()
    away = Transformer.from_crs("EPSG:2154", "EPSG:3950", always_xy=True)
    moved = np.column_stack([*away.transform(*points[:, :2].T), points[:, 2]])
    cloud = point_cloud.read(tile(tmp_path / "a.las", moved, [6] * 50, "EPSG:3950"))
    assert cloud.points == pytest.approx(points, abs=2e-3)


def test_a_system_with_a_height_is_the_one_of_its_plane(tmp_path):
    points = some()
    cloud = point_cloud.read(tile(tmp_path / "a.las", points, [6] * 50, "EPSG:2154+5720"))
    assert cloud.points == pytest.approx(points, abs=1e-6)


@pytest.mark.parametrize(
    "name", ["LHD_FXX_0770_6278_PTS_LAMB93_IGN69.las", "Semis_2021_0770_6278_LA93_IGN69.las"]
)
def test_a_name_may_tell_the_system(tmp_path, name):
    assert len(point_cloud.read(tile(tmp_path / name, some(), [6] * 50, None)).points) == 50


def test_the_stock_may_tell_the_system(tmp_path):
    path = tile(tmp_path / "a.las", some(), [6] * 50, None)
    assert len(point_cloud.read(path, crs="EPSG:2154").points) == 50


def test_a_tile_of_unknown_system_is_refused(tmp_path):
    with pytest.raises(InputError) as told:
        point_cloud.read(tile(tmp_path / "salad93.las", some(), [6] * 50, None))
    assert codes(told) == ["no-crs"]


@pytest.mark.parametrize("suffix", [".las", ".laz"])
@pytest.mark.parametrize("share", [0.01, 0.6, 0.97])
def test_a_tile_cut_short_is_told(tmp_path, suffix, share):
    whole = tile(tmp_path / f"a{suffix}", some(20000), [6] * 20000).read_bytes()
    (tmp_path / f"a{suffix}").write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(InputError, match="cannot be read to its end") as told:
        point_cloud.read(tmp_path / f"a{suffix}")
    assert codes(told) == ["cloud-unreadable"]


def test_a_tile_that_ends_between_two_points_is_told(tmp_path):
    path = tile(tmp_path / "a.las", some(100), [6] * 100)
    with laspy.open(path) as reader:
        start, size = reader.header.offset_to_point_data, reader.header.point_format.size
    path.write_bytes(path.read_bytes()[: start + 60 * size])
    with pytest.raises(InputError, match="cannot be read to its end"):
        point_cloud.read(path)


def test_every_bad_tile_of_a_folder_is_told(tmp_path):
    (tmp_path / "a.laz").write_bytes(b"no points")
    tile(tmp_path / "b.las", some(), [6] * 50, None)
    tile(tmp_path / "c.las", some(), [6] * 50)
    with pytest.raises(InputError) as told:
        point_cloud.read(tmp_path)
    assert codes(told) == ["cloud-unreadable", "no-crs"]


def test_missing_empty_and_remote_clouds_are_told(tmp_path):
    path = tile(tmp_path / "a.las", some(), [6] * 50)
    (tmp_path / "none").mkdir()
    for call, code in (
        (lambda: point_cloud.read(tmp_path / "b.las"), "cloud-missing"),
        (lambda: point_cloud.read(tmp_path / "none"), "cloud-missing"),
        (lambda: point_cloud.read(path, box=(0.0, 0.0, 1.0, 1.0)), "cloud-elsewhere"),
        (lambda: point_cloud.read(path, kinds=(2,)), "cloud-elsewhere"),
    ):
        with pytest.raises(InputError) as told:
            call()
        assert codes(told) == [code]


def test_a_cloud_without_buildings_names_the_classes_it_has(tmp_path):
    cloud = point_cloud.read(tile(tmp_path / "a.las", some(4), [0, 1, 2, 2]))
    with pytest.raises(InputError, match="classes 0, 1, 2 only"):
        point_cloud.check_buildings("a.las", cloud)


def test_the_surface_is_the_highest_point_of_each_cell():
    points = np.array([[0.2, 0.2, 5.0], [0.3, 0.1, 7.0], [1.4, 0.9, 3.0], [0.7, 0.8, 9.0]])
    cloud = point_cloud.PointCloud(points, np.array([6, 6, 2, 5], dtype=np.uint8))
    found = point_cloud.surface(cloud, 0.5, box=(0.0, 0.0, 1.5, 1.0))
    nan = np.nan
    assert (found.west, found.north) == (0.0, 1.0)
    assert found.altitude_m == pytest.approx(
        np.array([[nan, 9.0, 3.0], [7.0, nan, nan]]), nan_ok=True
    )
    bare = point_cloud.surface(cloud, 0.5, box=(0.0, 0.0, 1.5, 1.0), vegetation=False)
    assert np.isnan(bare.altitude_m[0, 1])


@real
def test_the_surface_of_the_sample_is_the_one_derived_from_it_elsewhere():
    given = surface_model.read(SAMPLE / "dsm_050m_derived.tif")
    north, west = given.north, given.west
    box = (west, north - 100.0, west + 150.0, north)
    found = point_cloud.surface(point_cloud.read(SAMPLE), 0.5, box=box)
    assert (np.isnan(found.altitude_m) == np.isnan(given.altitude_m)).all()
    # points on the line between two cells may fall to either
    off = np.abs(found.altitude_m - given.altitude_m)
    assert np.nanmean(off > 1e-3) < 1e-3
    assert np.nanmax(off) < 0.1


@real
def test_the_sample_has_the_classes_that_its_producer_tells():
    cloud = point_cloud.read(SAMPLE)
    found = dict(zip(*np.unique(cloud.kind, return_counts=True), strict=True))
    assert found == {1: 16603, 2: 163898, 3: 7903, 4: 10820, 5: 97148, 6: 109355, 64: 210}
