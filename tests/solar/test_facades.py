"""Sun left to facades: streets of known shape, and what any shading shows."""

from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from numpy.testing import assert_allclose, assert_array_equal

from zeneville import pipeline
from zeneville.case import load
from zeneville.solar.facades import Skyline, sun_shares
from zeneville.solar.obstacles import prisms
from zeneville.solar.shade import shade
from zeneville.solar.sky import sky
from zeneville.solar.wall_points import columns
from zeneville.technologies import catalogue

FIGURES = catalogue.read()
N, E, S, W = range(4)
FAR_M = 100.0
JUNE, DECEMBER = 5, 11


def stock(*boxes, height=9.0):
    """Buildings of (west, south, east, north, height) or of the common height."""
    boxes = [(*box, height)[:5] for box in boxes]
    return gpd.GeoDataFrame(
        {"height_m": [float(box[4]) for box in boxes]},
        geometry=[shapely.box(*box[:4]) for box in boxes],
        crs="EPSG:2154",
    )


def shares(buildings, hours, heated=None, relief=0.0):
    heated = np.ones(len(buildings), bool) if heated is None else np.asarray(heated)
    around = Skyline(prisms(buildings), FAR_M, relief)
    return sun_shares(buildings, heated, around, hours, FIGURES)


HOUSE = (0, 0, 10, 10)


def test_a_building_alone_has_all_the_sun(hours):
    found = shares(stock(HOUSE), hours)
    assert_array_equal(found.facades, np.ones((1, 4, 12)))
    assert_array_equal(found.roof, np.ones((1, 12)))
    assert_array_equal(found.facade_sky, np.ones((1, 4)))
    assert_array_equal(found.roof_sky, np.ones(1))


@pytest.mark.parametrize("width", [5.0, 10.0, 20.0])
def test_the_sky_of_a_wall_in_a_street_is_that_above_the_other_side(width):
    """(1 - sin e) / 2 of the sky, e the elevation of the opposite eaves; without them 1 / 2."""
    rows = stock((0, 0, 4000, 10), (0, -10 - width, 4000, -width))
    strips = columns(rows, np.array([True, False]), 6.0, 1000)
    points, first = strips.points(3.0, 3)
    middle = (strips.side == S) & (np.abs(strips.place[:, 0] - 2000.0) < 10.0)
    row = np.flatnonzero(middle)
    at = (first[row][:, None] + np.arange(3)).ravel()
    normals = np.tile([0.0, -1.0, 0.0], (len(at), 1))
    seen = Skyline(prisms(rows), 2500.0).horizon(points[at], normals)
    made = shade(seen, np.arange(len(at) + 1), np.full(len(at), 90.0), np.full(len(at), 180.0))
    elevation = np.arctan((9.0 - points[at, 2]) / width)
    assert_allclose(made.sky_view, 1.0 - np.sin(elevation), atol=2e-3)


def test_the_sky_of_a_facade_is_the_mean_of_its_heights(hours):
    """A long street again, from three heights of the wall in the middle of it."""
    rows = stock((0, 0, 8, 10), (-2000, -20, 2000, -10))
    around = Skyline(prisms(rows), 2500.0)
    found = sun_shares(rows, np.array([True, False]), around, hours, FIGURES).facade_sky[0]
    heights = 9.0 * (np.arange(3) + 0.5) / 3
    expected = np.mean(1.0 - np.sin(np.arctan((9.0 - heights) / 10.0)))
    assert_allclose(found[S], expected, atol=2e-3)
    assert found[N] == 1.0


def test_low_winter_sun_is_shaded_most_behind_a_row_to_the_south(hours):
    found = shares(stock(HOUSE, (-50, -22, 60, -12)), hours, [True, False]).facades[0]
    assert found[S, DECEMBER] < 0.6 < 0.85 < found[S, JUNE]
    assert found[S].argmin() in (0, DECEMBER)
    assert_allclose(found[N], 1.0)
    assert (found[[E, W]] < 1.0).all()


def test_a_row_to_the_east_shades_the_east_alone(hours):
    found = shares(stock(HOUSE, (18, -50, 28, 60)), hours, [True, False]).facades[0]
    assert (found[E] < 0.9).all()
    assert_allclose(found[W], 1.0)


def test_another_building_never_raises_a_share(hours):
    rng = np.random.default_rng(5)
    west, south = rng.uniform(-40, 40, (2, 12))
    boxes = [HOUSE, (14, 2, 22, 9, 6.0)]
    for x, y, tall in zip(west, south, rng.uniform(4, 25, 12), strict=True):
        box = (x, y, x + 8, y + 8, tall)
        if not any(shapely.box(*box[:4]).dwithin(shapely.box(*b[:4]), 1.0) for b in boxes):
            boxes.append(box)
    assert len(boxes) > 5
    found = [
        shares(stock(*boxes[:count]), hours, np.arange(count) == 0)
        for count in range(1, len(boxes) + 1)
    ]
    for fewer, more in pairwise(found):
        assert (more.facades <= fewer.facades + 1e-12).all()
        assert (more.roof <= fewer.roof + 1e-12).all()
        assert (more.facade_sky <= fewer.facade_sky + 1e-12).all()
        assert (more.roof_sky <= fewer.roof_sky + 1e-12).all()
    assert (found[-1].facades < 0.98).any()


def test_a_party_wall_does_not_count_and_an_unheated_one_is_dark(hours):
    """An annex against half of the east wall: heated, it takes this half out of the wall."""
    pair = stock(HOUSE, (10, 0, 16, 5, 30.0))
    heated, annex = (shares(pair, hours, [True, warm]).facades[0] for warm in (True, False))
    assert_allclose(annex[E], 0.5 * heated[E], rtol=1e-12)
    assert_allclose(annex[[N, S, W]], heated[[N, S, W]], rtol=1e-12)


def test_only_what_stands_above_a_lower_neighbour_is_lit(hours):
    low = shares(stock((*HOUSE, 12.0), (10, 0, 20, 10, 6.0)), hours, [True, False]).facades[0]
    assert_allclose(low[E], 0.5, atol=1e-12)  # the lower half is dark


def test_a_side_of_party_walls_only_has_no_share_to_lose(hours):
    found = shares(stock(HOUSE, (10, 0, 20, 10)), hours).facades
    assert_array_equal(found[0, E], np.ones(12))
    assert_array_equal(found[1, W], np.ones(12))


def test_a_wing_shades_its_own_court(hours):
    shape = shapely.box(0, 0, 30, 30).difference(shapely.box(10, 0, 20, 22))
    court = gpd.GeoDataFrame({"height_m": [12.0]}, geometry=[shape], crs="EPSG:2154")
    found = shares(court, hours).facades[0]
    assert (found[[E, W]] < 0.95).all()
    assert_allclose(found[N], 1.0)


def test_hills_shade_like_buildings(hours):
    open_land = shares(stock(HOUSE), hours)
    low, high = (shares(stock(HOUSE), hours, relief=np.full(72, tan)) for tan in (0.1, 0.4))
    assert (low.facades < open_land.facades).all()
    assert (high.facades < low.facades).all()
    assert (high.roof < low.roof).all()


def test_a_permuted_stock_has_permuted_shares(hours):
    boxes = [HOUSE, (18, 3, 26, 15, 14.0), (-12, -4, -3, 9, 5.0), (0, 16, 10, 24), (10, 0, 14, 6)]
    heated, order = np.array([True, True, False, True, True]), np.array([3, 1, 4, 2, 0])
    whole = shares(stock(*boxes), hours, heated)
    turned = shares(stock(*[boxes[n] for n in order]), hours, heated[order])
    place = np.cumsum(heated) - 1
    rows = place[order[heated[order]]]
    assert_allclose(turned.facades, whole.facades[rows], rtol=1e-12)
    assert_allclose(turned.roof, whole.roof[rows], rtol=1e-12)


def test_a_grid_that_is_turned_changes_nothing(hours, weather):
    """Grid north lies 10 degrees, two sectors, east of true north: all is drawn that much to the
    left."""
    rows = stock(HOUSE, (18, 3, 26, 15, 14.0), (-5, -30, 9, -14, 7.0))
    turned = rows.set_geometry(rows.rotate(10.0, origin=(0, 0)))
    whole = shares(rows, hours)
    assert_allclose(shares(turned, sky(weather, 10.0)).facades, whole.facades, atol=2e-3)
    assert np.abs(shares(turned, hours).facades - whole.facades).max() > 0.01


def test_ground_that_rises_to_the_south_shades_more(hours):
    flat = stock(HOUSE, (-50, -22, 60, -12))
    level, slope = (flat.assign(ground_altitude_m=[200.0, up]) for up in (200.0, 206.0))
    even, steep = (shares(rows, hours, [True, False]).facades[0, S] for rows in (level, slope))
    assert_allclose(even, shares(flat, hours, [True, False]).facades[0, S], atol=1e-9)
    assert (steep < even).all()


def test_strips_cover_the_walls(hours):
    rows = stock(HOUSE, (10, 4, 16, 20, 5.0))
    strips = columns(rows, np.ones(2, bool), 3.0, 8)
    area = np.zeros((2, 4))
    np.add.at(area, (strips.owner, strips.side), strips.width_m * (strips.top - strips.ground))
    assert_allclose(area, [[90.0] * 4, [30.0, 80.0, 30.0, 80.0]])


def test_the_stock_of_a_case_knows_its_surroundings():
    envelope = pipeline.stock_of(pipeline.Inputs(load("escalette"))).envelope
    share = envelope["facade_sun_share"]
    assert share.dims == ("building", "orientation", "month")
    assert envelope["roof_sun_share"].dims == ("building", "month")
    assert share.shape[1:] == (4, 12)
    assert ((share > 0.5) & (share <= 1.0)).all()
    assert (share < 1.0).any()
