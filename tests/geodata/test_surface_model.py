"""Surface models against rasters written by the test."""

import numpy as np
import pytest
import rasterio
from pyproj import Transformer
from rasterio.transform import Affine, from_origin

from zeneville.errors import InputError
from zeneville.geodata import surface_model

WEST, NORTH = 700000.0, 7000010.0


def written(path, altitude, crs="EPSG:2154", transform=None, **more):
    transform = from_origin(WEST, NORTH, 0.5, 0.5) if transform is None else transform
    bands = altitude if altitude.ndim == 3 else altitude[None]
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=bands.shape[1],
        width=bands.shape[2],
        count=len(bands),
        dtype=bands.dtype,
        crs=crs,
        transform=transform,
        **more,
    ) as raster:
        raster.write(bands)
    return path


@pytest.fixture
def slope():
    """(20, 30) altitude rises by a metre a row to the south and a hundredth a column."""
    return (np.arange(20.0)[:, None] + np.arange(30.0) / 100.0).astype(np.float32)


def test_cells_keep_their_place_and_cells_without_data_have_no_altitude(tmp_path, slope):
    slope[3, 4] = -9999.0
    model = surface_model.read(written(tmp_path / "a.tif", slope, nodata=-9999.0))
    assert (model.west, model.north, model.cell_m) == (WEST, NORTH, 0.5)
    assert np.argwhere(np.isnan(model.altitude_m)).tolist() == [[3, 4]]
    assert model.altitude_m[7, 2] == pytest.approx(7.02)


def test_the_transform_is_that_of_the_raster(tmp_path, slope):
    path = written(tmp_path / "a.tif", slope)
    with rasterio.open(path) as raster:
        assert surface_model.read(path).transform == tuple(raster.transform)[:6]


def test_points_are_the_centres_of_the_cells_that_have_an_altitude(tmp_path, slope):
    slope[0, 0] = np.nan
    points = surface_model.read(written(tmp_path / "a.tif", slope)).points()
    assert len(points) == slope.size - 1
    assert points[0] == pytest.approx([WEST + 0.75, NORTH - 0.25, 0.01])


def test_a_box_reads_the_cells_that_it_touches_only(tmp_path, slope):
    path = written(tmp_path / "a.tif", slope)
    model = surface_model.read(path, box=(WEST + 2.2, NORTH - 6.0, WEST + 4.0, NORTH - 3.0))
    assert (model.west, model.north) == (WEST + 2.0, NORTH - 3.0)
    assert np.array_equal(model.altitude_m, slope[6:12, 4:8])


def test_a_box_larger_than_the_raster_reads_all_of_it(tmp_path, slope):
    path = written(tmp_path / "a.tif", slope)
    model = surface_model.read(path, box=(WEST - 99.0, NORTH - 99.0, WEST + 99.0, NORTH + 99.0))
    assert np.array_equal(model.altitude_m, slope)


def test_a_model_in_another_system_lies_where_its_corner_does(tmp_path):
    spot = Transformer.from_crs("EPSG:2154", "EPSG:32631", always_xy=True).transform(WEST, NORTH)
    altitude = np.zeros((80, 80), dtype=np.float32)
    altitude[38:42, 38:42] = 30.0
    centred = from_origin(spot[0] - 20.0, spot[1] + 20.0, 0.5, 0.5)
    path = written(tmp_path / "a.tif", altitude, "EPSG:32631", centred, nodata=-1.0)
    points = surface_model.read(path).points()
    high = points[points[:, 2] > 29.0]
    assert high[:, :2].mean(axis=0) == pytest.approx([WEST, NORTH], abs=0.5)


def test_cells_askew_are_set_upright(tmp_path, slope):
    turned = Affine.translation(WEST, NORTH) * Affine.rotation(10.0) * Affine.scale(0.5, -0.5)
    model = surface_model.read(written(tmp_path / "a.tif", slope, transform=turned, nodata=-1.0))
    assert np.isnan(model.altitude_m).any()
    assert np.nanmax(model.altitude_m) == pytest.approx(slope.max())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"crs": None}, "no-crs"),
        ({"altitude": np.zeros((3, 9, 9), dtype=np.uint8)}, "surface-no-altitudes"),
    ],
)
def test_rasters_that_cannot_be_a_surface_are_refused(tmp_path, slope, change, code):
    written(tmp_path / "a.tif", **({"altitude": slope} | change))
    with pytest.raises(InputError) as told:
        surface_model.read(tmp_path / "a.tif")
    assert [fault.code for fault in told.value.faults] == [code]


def test_the_caller_may_tell_the_system(tmp_path, slope):
    path = written(tmp_path / "a.tif", slope, crs=None)
    assert surface_model.read(path, crs="EPSG:2154").west == WEST


def test_a_model_elsewhere_names_both_places(tmp_path, slope):
    path = written(tmp_path / "a.tif", slope)
    with pytest.raises(InputError, match=r"700,000.*900,000"):
        surface_model.read(path, box=(900000.0, 7000000.0, 900010.0, 7000010.0))


def test_a_file_that_is_no_raster_is_told(tmp_path):
    (tmp_path / "a.tif").write_text("altitudes")
    with pytest.raises(InputError, match="cannot be read as a raster"):
        surface_model.read(tmp_path / "a.tif")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        surface_model.read(tmp_path / "a.tif")
