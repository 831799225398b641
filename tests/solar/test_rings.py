"""Polygons without what cutting leaves behind."""

import numpy as np
import pytest
from shapely import wkt

from zeneville.solar.roofs import rings


def one(call, text):
    return call(np.array([wkt.loads(text)], dtype=object))[0]


def test_only_what_has_an_area_stays():
    mixed = (
        "GEOMETRYCOLLECTION (POINT (9 9), LINESTRING (0 0, 5 5), POLYGON ((0 0, 2 0, 2 1, 0 0)))"
    )
    kept = one(rings.polygons, mixed)
    assert kept.area == pytest.approx(1.0)
    assert {part.geom_type for part in kept.geoms} == {"Polygon"}


@pytest.mark.parametrize("text", ["POINT (1 1)", "LINESTRING (0 0, 1 1)", "POLYGON EMPTY"])
def test_what_has_no_area_becomes_empty(text):
    assert one(rings.polygons, text).is_empty


def test_a_crossing_polygon_becomes_its_two_halves():
    kept = one(rings.polygons, "POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))")
    assert kept.is_valid
    assert kept.area == pytest.approx(2.0)


def test_a_spike_goes_and_the_rest_stays():
    found = one(rings.without_spikes, "POLYGON ((0 0, 4 0, 4 2, 7 2, 4 2.01, 4 4, 0 4, 0 0))")
    assert found.bounds == (0.0, 0.0, 4.0, 4.0)
    assert found.area == pytest.approx(16.0, abs=0.02)


def test_corners_without_spikes_stay_as_they_are():
    text = "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 3 1, 3 2, 1 1))"
    assert one(rings.without_spikes, text).equals_exact(wkt.loads(text))
