"""The climate zone of a place: every department once, and towns whose zone is known."""

from collections import Counter
from typing import get_args

import pytest

from zeneville.case.schema import Zone
from zeneville.weather import zones


def test_every_department_stands_once_with_a_zone_of_the_decree():
    known = zones.departments()
    codes = {f"{number:02d}" for number in range(1, 96) if number != 20} | {"2A", "2B"}
    assert {one.code for one in known} == codes
    assert len(known) == 96
    assert {one.zone for one in known} == set(get_args(Zone))


def test_zones_have_as_many_departments_as_in_the_order_of_28_december_2012():
    assert Counter(one.zone for one in zones.departments()) == {
        "H1a": 18,
        "H1b": 15,
        "H1c": 18,
        "H2a": 5,
        "H2b": 13,
        "H2c": 13,
        "H2d": 5,
        "H3": 9,
    }


@pytest.mark.parametrize(
    ("latitude", "longitude", "department", "zone"),
    [
        (50.431, 2.808, "62", "H1a"),  # Lens
        (50.70, 3.13, "59", "H1a"),  # Mouvaux
        (45.77, 4.88, "69", "H1c"),  # Villeurbanne
        (43.53, 5.45, "13", "H3"),  # Aix-en-Provence
        (48.39, -4.49, "29", "H2a"),  # Brest
        (44.35, 2.03, "12", "H2c"),  # Villefranche-de-Rouergue
        (47.75, 7.33, "68", "H1b"),  # Mulhouse
    ],
)
def test_the_zone_of_a_town(latitude, longitude, department, zone):
    found = zones.at(latitude, longitude)
    assert (found.department.code, found.department.zone) == (department, zone)


def test_departments_of_another_zone_near_by_are_named():
    found = zones.at(43.92, 4.55)  # between Nîmes (H3) and Avignon (H2d)
    assert {found.department.zone, *(one.zone for one in found.others)} == {"H3", "H2d"}


def test_prefectures_lie_in_mainland_france_and_corsica():
    for one in zones.departments():
        assert 41.3 < one.latitude < 51.1
        assert -5.2 < one.longitude < 9.6
