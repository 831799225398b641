"""A weather year, its sky, and the same told to pvlib."""

import pytest
import xarray as xr

from benchmarks import pvlib_chain
from zeneville import weather as weather_stage
from zeneville.solar.sky import Sky, sky
from zeneville.technologies import catalogue


@pytest.fixture(scope="session")
def weather() -> xr.Dataset:
    return weather_stage.read("lille-typical")


@pytest.fixture(scope="session")
def figures() -> catalogue.Catalogue:
    return catalogue.read()


@pytest.fixture(scope="session")
def hours(weather) -> Sky:
    return sky(weather)


@pytest.fixture(scope="session")
def told(weather, figures) -> pvlib_chain.Setting:
    return pvlib_chain.setting(weather, figures)


@pytest.fixture(scope="session")
def sun(told) -> pvlib_chain.Sun:
    return pvlib_chain.sun(told)
