"""A later climate year: months move by the published changes, and the sky follows."""

from dataclasses import replace

import numpy as np
import pytest

from zeneville.technologies import catalogue
from zeneville.weather import climate, dataset, read

NOTHING = climate.Change(*[np.zeros(12)] * 5)


@pytest.fixture(scope="module")
def lille():
    return read("lille-typical")


@pytest.fixture(scope="module")
def value():
    return catalogue.read().value


def monthly(weather, name):
    return weather[name].groupby("time.month").mean().to_numpy()


def test_months_shift_by_exactly_the_warming(lille, value):
    by = replace(climate.change(2050, value), range_share=np.full(12, 0.1))
    later = climate.morph(lille, by, "test")
    shift = monthly(later, "temp_air_degc") - monthly(lille, "temp_air_degc")
    np.testing.assert_allclose(shift, by.warming_k, atol=1e-9)


def test_the_daily_range_is_stretched(lille):
    later = climate.morph(lille, replace(NOTHING, range_share=np.full(12, 0.2)), "test")

    def swing(weather):
        return np.ptp(weather["temp_air_degc"].to_numpy().reshape(-1, 24), axis=1)

    np.testing.assert_allclose(swing(later), 1.2 * swing(lille), rtol=1e-9)


@pytest.mark.parametrize("name", ["ghi_w_per_m2", "dni_w_per_m2", "dhi_w_per_m2"])
def test_light_scales(lille, name):
    later = climate.morph(lille, replace(NOTHING, solar_share=np.full(12, 0.03)), "test")
    np.testing.assert_allclose(later[name], 1.03 * lille[name], rtol=1e-12)


def test_no_change_changes_nothing(lille):
    same = climate.morph(lille, NOTHING, "same")
    for name in lille.data_vars:
        np.testing.assert_allclose(same[name], lille[name], atol=1e-9)


def test_values_stay_within_what_is_possible(lille):
    extreme = climate.Change(
        np.full(12, 8.0), np.ones(12), np.full(12, 3.0), np.full(12, 90.0), np.full(12, 9.0)
    )
    later = climate.morph(lille, extreme, "test")
    for name, (_, _, low, high) in dataset.VARIABLES.items():
        assert low <= float(later[name].min())
        assert float(later[name].max()) <= high


def test_a_warmer_and_moister_sky_is_warmer_than_the_air_alone_makes_it(lille):
    later = climate.morph(lille, replace(NOTHING, warming_k=np.full(12, 3.0)), "test")
    rise = later["sky_temperature_degc"] - lille["sky_temperature_degc"]
    assert (rise > 3.0 - 0.2).all()
    assert float(rise.mean()) > 3.0


def test_the_seasons_of_the_published_ratios_make_the_published_year(value):
    """A year of four like seasons: 0.85, 1.30 and twice the rest average one."""
    seasons = [value(f"climate_ratio_{name}") for name in ("winter", "summer", "between")]
    assert (seasons[0] + seasons[1] + 2 * seasons[2]) / 4 == pytest.approx(1.0)


def test_the_year_2050_is_2_7_k_over_1900_1930_in_france(value):
    by = climate.change(2050, value)
    france = by.warming_k / value("climate_ratio_region")
    assert france.mean() + value("climate_warming_reference") == pytest.approx(2.7, abs=0.01)


def test_later_years_are_warmer(value):
    means = [climate.change(year, value).warming_k.mean() for year in (2030, 2040, 2050, 2100)]
    assert means == sorted(means)


def test_the_year_says_what_it_is(lille, value):
    later = climate.later(lille, 2050, value)
    assert "climate of 2050" in later.attrs["name"]
    assert later.attrs["climate"].startswith("climate of 2050")
