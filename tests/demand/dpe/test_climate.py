"""Conventional climate of the decree of 31 March 2021."""

from datetime import date

import numpy as np
import pytest

from zeneville.demand.dpe.climate import climate, has_climate


def test_january_of_the_north() -> None:
    north = climate(1, 1)
    assert north.degree_hours_19[0] == 11712.4
    assert north.degree_hours_21[0] == 13200.4
    assert north.hours_19[0] == 744
    assert north.sun[0] == 38.36
    assert north.outdoor_degc[0] == 2.6
    assert north.cold_water_degc[0] == 7.8


def test_december_of_h2d_is_the_corrected_one() -> None:
    assert climate(7, 1).degree_hours_19[11] == 9533


PLACES = np.array([(z, a) for z in range(1, 9) for a in (1, 2, 3) if has_climate(z, a)]).T


def test_a_place_without_climate_is_told() -> None:
    """No mountain above 800 m in H1a."""
    with pytest.raises(KeyError, match="H1a, class 3"):
        climate(1, 3)


def test_no_heating_without_hours() -> None:
    everywhere = climate(PLACES[0][:, None], PLACES[1][:, None], np.array([[0, 1]]))
    assert np.all((everywhere.degree_hours_19 > 0.0) == (everywhere.hours_19 > 0.0))
    assert np.all((everywhere.degree_hours_21 > 0.0) == (everywhere.hours_21 > 0.0))


def test_higher_set_point_needs_more() -> None:
    everywhere = climate(*PLACES)
    assert np.all(everywhere.degree_hours_21 >= everywhere.degree_hours_19)


def test_heavy_old_buildings_are_heated_for_fewer_hours() -> None:
    assert climate(1, 1, True).hours_19.sum() < climate(1, 1, False).hours_19.sum()


def test_places_of_a_stock_at_once() -> None:
    zones = np.array([[1], [8]])
    found = climate(zones, 1, np.array([[False, True], [True, False]]))
    assert found.degree_hours_19.shape == (2, 2, 12)
    assert found.degree_hours_19[1, 0] == pytest.approx(climate(8, 1, True).degree_hours_19)


@pytest.mark.parametrize(("altitude", "printed"), [(1, 15639.4), (2, 18255.9), (3, 20887.4)])
def test_december_of_h2d_as_printed_until_mid_2024(altitude: int, printed: float) -> None:
    before = climate(7, altitude, np.array([False, True]), on=date(2023, 3, 31))
    assert np.all(before.degree_hours_19[:, 11] == printed)


def test_year_of_h2d_before_the_correction() -> None:
    # certificates of March and September 2023 have 55 139 K h
    assert climate(7, 1, on=date(2023, 9, 15)).degree_hours_19.sum() == pytest.approx(55139, abs=1)


def test_correction_is_of_h2d_alone() -> None:
    for zone in (1, 2, 3, 4, 5, 6, 8):
        before, since = climate(zone, 1, on=date(2023, 1, 1)), climate(zone, 1)
        assert np.array_equal(before.degree_hours_19, since.degree_hours_19)
