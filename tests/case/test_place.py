"""Where a district may be."""

import pytest
from pyproj import Proj

from zeneville.case.schema import Place


@pytest.mark.parametrize("latitude", [41.0, 52.5])
def test_areas_in_epsg_2154_are_right_to_one_percent_at_the_edges(latitude):
    place = Place(latitude=latitude, longitude=3.0)
    scale = Proj("EPSG:2154").get_factors(place.longitude, place.latitude).areal_scale
    assert scale == pytest.approx(1.0, abs=0.01)


def test_delft_lies_within():
    assert Place(latitude=52.01, longitude=4.36).latitude == 52.01
