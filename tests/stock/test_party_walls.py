"""Party walls of rows drawn by hand."""

import geopandas as gpd
import numpy as np
import pytest
from shapely.affinity import rotate
from shapely.geometry import box

from zeneville.stock.party_walls import walls


def row(heights, turn=0.0, gap=0.0):
    shapes = [box(k * (6 + gap), 0, k * (6 + gap) + 6, 8) for k in range(len(heights))]
    shapes = [rotate(shape, turn, origin=(0, 0)) for shape in shapes]
    return gpd.GeoDataFrame({"height_m": heights}, geometry=shapes, crs="EPSG:2154")


def both(table, heated=None):
    return walls(table, np.ones(len(table), bool) if heated is None else np.array(heated))


@pytest.mark.parametrize("turn", [0.0, 17.0, 45.0, 90.0])
def test_the_middle_house_shares_both_sides(turn):
    exposed, party = both(row([5.0, 5.0, 5.0], turn))
    assert party == pytest.approx([40.0, 80.0, 40.0], rel=1e-6)
    assert exposed.sum(axis=1) == pytest.approx([100.0, 60.0, 100.0], rel=1e-6)


def test_what_stands_above_the_neighbour_is_exposed():
    exposed, party = both(row([5.0, 8.0]))
    assert party == pytest.approx([40.0, 40.0])
    assert exposed.sum(axis=1)[1] == pytest.approx(28 * 8.0 - 40.0)


def test_an_unheated_neighbour_shares_nothing():
    _, party = both(row([5.0, 5.0]), [True, False])
    assert party[0] == 0.0


def test_a_gap_of_half_a_metre_separates():
    _, party = both(row([5.0, 5.0], gap=0.5))
    assert party == pytest.approx([0.0, 0.0])


def test_corners_that_touch_share_nothing():
    table = gpd.GeoDataFrame(
        {"height_m": [5.0, 5.0]}, geometry=[box(0, 0, 6, 8), box(6, 8, 12, 16)], crs="EPSG:2154"
    )
    assert both(table)[1] == pytest.approx([0.0, 0.0])


def test_sides_face_their_quarter_of_the_sky():
    exposed, _ = both(row([5.0]))
    assert exposed[0] == pytest.approx([30.0, 40.0, 30.0, 40.0])
