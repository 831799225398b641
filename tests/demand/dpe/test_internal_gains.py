"""Persons and appliances of the decree of 31 March 2021."""

import numpy as np
import pytest

from zeneville.demand.dpe.internal_gains import adults_of_flats, adults_of_house, gains_wh


@pytest.mark.parametrize(
    ("area", "adults"), [(20.0, 1.0), (51.0, 1.39375), (82.0, 1.84), (145.0, 2.3125)]
)
def test_house(area: float, adults: float) -> None:
    assert adults_of_house(area) == pytest.approx(adults)


@pytest.mark.parametrize(("area", "adults"), [(5.0, 1.0), (25.0, 1.28125), (51.0, 1.7605)])
def test_flat(area: float, adults: float) -> None:
    assert adults_of_flats(area) == pytest.approx(adults)


def test_block() -> None:
    # certificate of 24 November 2023: 44 flats
    assert adults_of_flats(2928.96, 44.0) == pytest.approx(84.6541, abs=1e-4)


def test_adults_grow_with_the_area() -> None:
    area = np.linspace(5.0, 400.0, 80)
    for adults in (adults_of_house(area), adults_of_flats(area)):
        assert np.all(np.diff(adults) >= 0.0)


def test_gains_worked_by_hand() -> None:
    hours = np.array([744.0, 0.0])
    found = gains_wh(np.asarray(100.0), np.asarray(2.0), hours)
    assert found == pytest.approx([(3.52 * 100.0 + 2.0 * 90.0 * 132.0 / 168.0) * 744.0, 0.0])
