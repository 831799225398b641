"""Shares of sun and sky as the envelope tells them, and what the thermal model makes of them."""

import numpy as np
import pytest
import xarray as xr

from benchmarks import comfort_houses as houses
from zeneville.demand import shading
from zeneville.demand.needs import heated_zones
from zeneville.demand.zone import films, simulate
from zeneville.weather import read

SIDES = ("building", "orientation")
FIGURES = houses.figures("timber", demand_relief_shading=0.9, demand_reveal_shading=0.8)
VALUE = FIGURES.value
TWO = houses.sample()[:2]


def house():
    return houses.envelope(TWO, False)


def monthly(low=0.2, high=0.9):
    share = np.linspace(low, high, 2 * 4 * 12).reshape(2, 4, 12)
    return xr.DataArray(share, dims=(*SIDES, "month"))


def test_without_surroundings_one_figure_stands_for_all_of_it():
    made = shading.shares(house().drop_vars("facade_sun_share"), VALUE)
    for share in (made.walls, made.windows, made.roof):
        assert (share == VALUE("demand_near_shading")).all()


def test_relief_shades_walls_and_reveals_shade_windows_too():
    made = shading.shares(house().assign(facade_sun_share=monthly()), VALUE)
    np.testing.assert_allclose(made.walls, 0.9 * monthly().to_numpy())
    np.testing.assert_allclose(made.windows, 0.8 * 0.9 * monthly().to_numpy())


def test_dimensions_are_known_by_their_names():
    turned = monthly().transpose("month", "orientation", "building")
    made = shading.shares(house().assign(facade_sun_share=turned), VALUE)
    np.testing.assert_allclose(made.walls, 0.9 * monthly().to_numpy())


def test_the_roof_has_its_own_share():
    roof = xr.DataArray(np.linspace(0.5, 1.0, 24).reshape(2, 12), dims=("building", "month"))
    made = shading.shares(house().assign(roof_sun_share=roof), VALUE)
    np.testing.assert_array_equal(made.roof, roof)


def test_months_are_those_of_the_stamps():
    stamps = np.array(["2026-01-31T23", "2026-02-01T00", "2026-12-31T23"], "datetime64[h]")
    np.testing.assert_array_equal(shading.month(stamps), [0, 1, 11])


@pytest.fixture(scope="module")
def heat():
    """Hourly heat of the two houses with a share of sun on their facades."""
    weather = read("lille-typical")

    def run(share):
        rooms = heated_zones(house().assign(facade_sun_share=share), weather, FIGURES)
        return simulate(rooms.zones, rooms.around, precision="double").heat_w

    return run


def test_a_share_alike_in_all_months_is_the_yearly_one(heat):
    yearly = monthly().isel(month=0)
    alike = yearly.expand_dims(month=12).transpose(*SIDES, "month")
    np.testing.assert_array_equal(heat(alike), heat(yearly))


def test_shade_of_a_winter_month_costs_heat_in_that_month(heat):
    open_land = monthly(1.0, 1.0)
    shaded = open_land.copy()
    shaded[:, :, 0] = 0.5
    whole, less = heat(open_land), heat(shaded)
    assert (less[:, :744].sum(1) > whole[:, :744].sum(1)).all()
    np.testing.assert_allclose(less[:, 2000:4000], whole[:, 2000:4000], atol=20.0)


def test_all_of_the_sky_is_seen_where_nothing_else_is_told():
    made = shading.sky(house())
    assert made.facades.shape == (2, 4)
    assert (made.facades == 1.0).all()
    assert (made.roof == 1.0).all()


def test_windows_see_the_sky_of_the_facades_they_are_in():
    stock = house()
    sky = xr.DataArray(np.array([[1.0, 0.9, 0.2, 0.6], [0.4, 0.3, 0.8, 0.1]]), dims=SIDES)
    stock["facade_sky_share"], stock["roof_sky_share"] = sky, ("building", [0.7, 0.9])
    zones = heated_zones(stock, read("lille-typical"), FIGURES).zones
    glass = stock["window_area_m2"]
    mean = (sky * glass).sum("orientation") / glass.sum("orientation")
    np.testing.assert_allclose(zones.window_sky_share, films.SKY_VERTICAL * mean)
    np.testing.assert_allclose(zones.sky_share[:, :4], films.SKY_VERTICAL * sky)
    open_land = heated_zones(house(), read("lille-typical"), FIGURES).zones
    np.testing.assert_allclose(zones.sky_share[:, 4], [0.7, 0.9] * open_land.sky_share[:, 4])


def test_a_hidden_sky_saves_heat():
    """What hides it is as warm as the air, the sky is colder."""
    weather, stock = read("lille-typical"), house()
    hidden = stock.assign(
        facade_sky_share=(SIDES, np.full((2, 4), 0.5)), roof_sky_share=("building", [0.5, 0.5])
    )
    seen, less = (heated_zones(envelope, weather, FIGURES) for envelope in (stock, hidden))
    whole, saved = (simulate(made.zones, made.around).heating_kwh for made in (seen, less))
    assert (saved < 0.995 * whole).all()
