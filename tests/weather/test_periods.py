"""Representative hours keep the year's totals."""

import numpy as np
import pytest
import xarray as xr

from zeneville.weather import periods

NAMES = ("temp", "sun", "heat")


@pytest.fixture(scope="module")
def year():
    rng = np.random.default_rng(1)
    hour, day = np.arange(8760) % 24, np.arange(8760) // 24
    season = -np.cos(2 * np.pi * day / 365)
    # four kinds of sky: days that are alike are grouped six times faster than days that are not
    cloud = np.repeat(np.round(3 * rng.beta(2, 2, 365)) / 3, 24)
    sun = np.clip(np.sin((hour - 6) / 12 * np.pi), 0, None) * (500 + 300 * season) * cloud
    temp = 11 + 8 * season + np.repeat(rng.normal(0, 3, 365), 24) + sun / 200
    heat = np.clip(17 - temp, 0, None)
    values = zip(NAMES, (temp, sun, heat), strict=True)
    return xr.Dataset({name: ("time", series) for name, series in values})


@pytest.fixture(scope="module")
def chosen(year):
    return periods.choose(288, year, "heat")


@pytest.mark.parametrize("name", NAMES)
def test_totals_of_the_year_are_kept(year, chosen, name):
    series = year[name].to_numpy()
    shown = (series[chosen["index_of_year"].to_numpy()] * chosen["weight"].to_numpy()).sum()
    assert shown == pytest.approx(series.sum(), rel=1e-3)


def test_weights_are_positive_and_sum_to_the_year(chosen):
    weight = chosen["weight"].to_numpy()
    assert weight.min() > 0 and weight.sum() == pytest.approx(8760.0)


def test_the_peak_day_stands_for_itself(year, chosen):
    peak = int(year["heat"].to_numpy().reshape(365, 24).sum(axis=1).argmax())
    here = chosen["index_of_year"].to_numpy() // 24 == peak
    assert here.sum() == 24 and (chosen["weight"].to_numpy()[here] == 1.0).all()


def test_storage_cycles_within_the_day(chosen):
    successor = chosen["successor"].to_numpy()
    assert (successor // 24 == np.arange(288) // 24).all()


def test_the_whole_year_is_itself(year):
    every = periods.choose(8760, year, "heat")
    assert (every["weight"].to_numpy() == 1.0).all() and every.sizes["hour"] == 8760
