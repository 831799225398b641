"""The limits of RE2020's degree-hours, and what lowers or raises them in houses."""

import numpy as np
import pandas as pd
import pytest

from benchmarks import comfort_houses as houses
from zeneville.demand import comfort, shutters
from zeneville.demand.needs import heated_zones
from zeneville.demand.zone import Store, simulate
from zeneville.weather import climate, read

YEAR = pd.date_range("2026-01-01", periods=8760, freq="h")


@pytest.mark.parametrize(
    ("running", "degc"),
    [(5.0, 26.0), (12.0, 26.0), (15.0, 26.75), (17.0, 27.41), (18.7, 27.971), (25.0, 28.0)],
)
def test_the_limit_by_day_is_category_ii_between_26_and_28(running, degc):
    """EN 16798-1: 0.33 T + 21.8; RE2020 holds it between 26 and 28 degC."""
    assert comfort.adaptive(running) == pytest.approx(degc)


def test_the_running_mean_follows_a_step_by_a_fifth_a_day():
    temp = np.where(np.arange(8760) < 24 * 200, 10.0, 20.0)
    running = comfort.running_mean(temp)[::24]
    np.testing.assert_allclose(running[200:204], [10.0, 12.0, 13.6, 14.88], atol=1e-6)


def test_the_running_mean_of_an_even_climate_is_that_climate():
    np.testing.assert_allclose(comfort.running_mean(np.full(8760, 17.0)), 17.0, rtol=1e-12)


def test_nights_have_the_lowest_limit_and_absence_has_none():
    limit = pd.Series(comfort.limit(np.full(8760, 20.0), YEAR), index=YEAR)
    week = limit["2026-07-06":"2026-07-12"]  # Monday to Sunday
    assert (week[(week.index.hour >= 22) | (week.index.hour < 7)] == 26.0).all()
    monday, sunday = week.iloc[:24], week.iloc[-24:]
    assert monday.iloc[8] == pytest.approx(28.0)
    assert (monday.iloc[10:18] == comfort.NEVER_DEGC).all()
    assert sunday.iloc[12] == pytest.approx(28.0)


def test_nothing_counts_while_the_running_mean_is_below_16():
    assert (comfort.limit(np.full(8760, 15.9), YEAR) == comfort.NEVER_DEGC).all()


def test_neighbours_keep_their_set_point_outside_the_season():
    running = np.array([-5.0, 10.0, 16.0, 20.0])
    np.testing.assert_allclose(comfort.neighbours(running, 19.0), [19, 19, 19, 0.33 * 20 + 18.8])


def test_shutters_close_in_the_warm_season_when_the_sun_is_strong():
    value = houses.figures("timber").value
    incident = np.array([[200.0], [500.0], [500.0]])
    left = shutters.left(incident, np.array([20.0, 20.0, 10.0]), value)
    np.testing.assert_allclose(left.ravel(), [1.0, 1.0 - 0.7 * 0.9, 1.0])


@pytest.fixture(scope="module")
def lille():
    """A hot summer: the shipped year, four degrees warmer."""
    by = climate.Change(np.full(12, 4.0), *[np.zeros(12)] * 4)
    return climate.morph(read("lille-typical"), by, "hot")


def degree_hours(weather, make="block, insulated inside", houses_of=None, **changes):
    sample = houses.sample() if houses_of is None else houses_of
    stock = houses.envelope(sample, make.endswith("outside"))
    rooms = heated_zones(stock, weather, houses.figures(make, **changes))
    return simulate(rooms.zones, rooms.around, Store(heat=False), precision="double").degree_hours


@pytest.fixture(scope="module")
def usual(lille):
    found = degree_hours(lille)
    assert found.min() > 0.0
    return found


@pytest.mark.parametrize(
    ("key", "more"),
    [
        ("demand_shutter_share", 1.0),
        ("demand_open_share", 0.3),
        ("demand_partition_capacity", 80.0),
    ],
)
def test_shade_air_and_mass_lower_discomfort(lille, usual, key, more):
    assert (degree_hours(lille, **{key: more}) < usual).all()


def test_a_shaded_facade_never_raises_discomfort(lille, usual):
    stock = houses.envelope(houses.sample(), False)
    stock["facade_sun_share"] = 0.5 * stock["facade_sun_share"]
    rooms = heated_zones(stock, lille, houses.figures("block, insulated inside"))
    found = simulate(rooms.zones, rooms.around, Store(heat=False), precision="double")
    assert (found.degree_hours <= usual + 1e-6).all()


def test_a_hotter_climate_raises_discomfort(lille, usual):
    by = climate.Change(np.full(12, 1.0), *[np.zeros(12)] * 4)
    assert (degree_hours(climate.morph(lille, by, "hotter")) > usual).all()


def test_crossing_air_cools_more_than_one_side(usual):
    sample = houses.sample()
    across = {h: dh for h, dh in zip(sample, usual, strict=True) if h.airing == "across"}
    one = {h: dh for h, dh in zip(sample, usual, strict=True) if h.airing == "one side"}
    for house, found in one.items():
        twin = houses.House(house.facing, house.shape, house.glazing, "across")
        assert across[twin] < found
