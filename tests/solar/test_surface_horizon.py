"""Horizons on rasters against slopes and blocks done by hand, and a fine march on a real one."""

import numpy as np
import pytest
import rasterio

from zeneville.solar.horizon import directions
from zeneville.solar.surface_horizon import on_surface, surface_horizon

CENTRES = (np.arange(72) + 0.5) * np.radians(5.0)
#: cells of half a metre around the origin, north up
TRANSFORM = (0.5, 0.0, -50.0, 0.0, -0.5, 50.0)
EAST, NORTH = np.meshgrid(np.arange(200) * 0.5 - 49.75, 49.75 - np.arange(200) * 0.5)
POINT = np.array([[0.1, 0.2, 0.0]])


def seen(surface, point=POINT, radius=200.0, clearance=0.0, **more):
    return surface_horizon(point, surface, TRANSFORM, radius, clearance, **more)


def test_a_flat_surface_leaves_the_sky_free():
    assert not seen(np.zeros((200, 200))).any()


def test_a_slope_has_its_own_angle_uphill():
    found = seen(0.4 * (NORTH - 0.2))[0]
    assert found == pytest.approx(np.maximum(0.0, 0.4 * np.cos(CENTRES)), abs=1e-6)


def test_a_sloping_roof_does_not_shade_itself():
    normal = np.array([[0.0, -0.4, 1.0]]) / np.hypot(1.0, 0.4)
    assert not seen(0.4 * (NORTH - 0.2), clearance=0.01, normals=normal).any()


def test_roughness_below_the_clearance_does_not_shade():
    rough = np.random.default_rng(2).uniform(0.0, 0.15, (200, 200))
    assert not seen(rough, clearance=0.2).any()
    assert seen(rough, clearance=0.1).any()


def test_what_stands_in_the_own_cell_does_not_shade():
    chimney = np.where(np.hypot(EAST - 0.25, NORTH - 0.25) < 0.1, 5.0, 0.0)
    assert not seen(chimney).any()


def test_a_wall_in_the_east_hides_the_east_to_half_a_cell():
    found = seen(np.where(EAST > 10.0, 6.0, 0.0))[0]
    along = np.sin(CENTRES)
    met = np.abs(np.cos(CENTRES) / along) * 9.9 < 49.0
    near, far = (6.0 * along / (10.0 + shift - 0.1) for shift in (-0.25, 0.25))
    assert (found[along < 0] == 0).all()
    assert (found[met & (along > 0)] >= far[met & (along > 0)] - 1e-6).all()
    assert (found[met & (along > 0)] <= near[met & (along > 0)] + 1e-6).all()


def test_rays_end_at_the_radius():
    wall = np.where(EAST > 10.0, 6.0, 0.0)
    assert not seen(wall, radius=9.0).any()
    assert seen(wall, radius=11.0).any()


def test_rays_pass_where_there_is_no_height():
    assert not seen(np.full((200, 200), np.nan)).any()
    assert seen(np.where(EAST > 10.0, 6.0, np.nan))[0, 17] > 0.5


def test_between_a_cell_and_none_the_height_is_that_of_the_cell():
    azimuth = CENTRES[9]
    rows = (0.25 - 0.2 + 0.5 * np.arange(200)) / np.cos(azimuth)
    first = rows[0.1 + rows * np.sin(azimuth) > 9.75][0]
    assert 0.1 + first * np.sin(azimuth) < 10.25
    assert seen(np.where(EAST > 10.0, 6.0, np.nan))[0, 9] == pytest.approx(6.0 / first)


def test_a_point_outside_sees_the_raster():
    outside = np.array([[-80.0, 0.0, 0.0]])
    found = seen(np.where(EAST > 10.0, 6.0, 0.0), point=outside)[0]
    assert found[17] == pytest.approx(6.0 / 90.0, rel=0.01)
    assert not found[36:].any()


def test_a_point_just_below_the_surface_is_raised_to_it_but_not_into_a_tree():
    surface = np.where(EAST > 0.0, 8.0, 1.0)
    points = np.array([[-5.0, 0.1, 0.0], [5.0, 0.1, 0.0], [-5.0, 0.1, 2.0], [500.0, 0.0, 0.0]])
    assert on_surface(points, surface, TRANSFORM, 2.5)[:, 2] == pytest.approx([1.0, 0.0, 2.0, 0.0])


def test_a_turned_raster_is_refused():
    with pytest.raises(ValueError, match="turned"):
        surface_horizon(POINT, np.zeros((3, 3)), (0.5, 0.1, 0, 0.1, -0.5, 0), 10.0, 0.0)


def test_far_things_on_a_real_surface_equal_a_fine_march(shared_data):
    """Farther than 4 m: nearer the surface between centres is a matter of definition."""
    with rasterio.open(shared_data / "buildings/lidar_hd_ign/dsm_050m_derived.tif") as file:
        surface = file.read(1, masked=True).astype(float).filled(np.nan)
        transform = file.transform
    cells = np.random.default_rng(7).integers((85, 85), (115, 215), (15, 2))
    cells = cells[np.isfinite(surface[cells[:, 0], cells[:, 1]])]
    place = np.column_stack(transform * (cells[:, 1] + 0.5, cells[:, 0] + 0.5))
    points = np.column_stack([place, surface[cells[:, 0], cells[:, 1]] + 3.0])
    found = np.degrees(np.arctan(surface_horizon(points, surface, transform, 40.0, 0.0)))
    distance = np.arange(4.0, 40.0, 0.01)
    error = []
    for point, row in zip(points, found, strict=True):
        for (east, north), angle in zip(directions(), row, strict=True):
            x = (point[0] + east * distance - transform.c) / transform.a - 0.5
            y = (point[1] + north * distance - transform.f) / transform.e - 0.5
            height = surface[np.rint(y).astype(int), np.rint(x).astype(int)]
            cast = np.degrees(np.arctan(np.nanmax((height - point[2]) / distance)))
            error.append(angle - max(0.0, cast))
    assert np.median(np.abs(error)) < 0.3
    assert abs(np.mean(error)) < 0.5
