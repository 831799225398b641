"""Attic, cellar, crawl space, open windows: hand figures from their standards, and properties."""

import numpy as np
import pytest

from benchmarks import comfort_houses as houses
from zeneville.demand import airing, constructions, ground, under_floor
from zeneville.demand.attic import attic
from zeneville.technologies import catalogue

VALUE = catalogue.read().value


def one(number):
    return np.array([float(number)])


def given(**values):
    return lambda key: values[key] if key in values else VALUE(key)


def test_an_attic_by_hand():
    """1.3 / (0.02 + 0.14) through the tiles and 0.34 x 3 x 1.2 by air, W/K."""
    found = attic(0.02, VALUE)
    assert found.resistance == pytest.approx(1 / (8.125 + 1.224))
    assert found.roof_share == pytest.approx(8.125 / 9.349)


def test_a_tight_attic_meets_the_sun_of_its_roof_alone():
    assert attic(0.02, given(demand_attic_changes=0.0)).roof_share == 1.0


def test_a_crawl_space_by_hand():
    """EN ISO 13370 7.4: 2 h U_w/B' + 1450 e v f/B' for a floor of 10 m by 8 m, B' = 4.44 m."""
    found = under_floor.crawl(one(80), one(36), one(0.5), 2.0, VALUE)
    air = (2 * 0.5 * 1.7 + 1450 * 0.0015 * 4.1 * 0.05) / (80 / 18)
    assert found.air[0] == pytest.approx(air)
    depth = 0.3 + 2 * (0.17 + 0.04)
    size = 80 / 18
    soil = 2 * 2.0 / (np.pi * size + depth) * np.log(np.pi * size / depth + 1)
    assert found.soil[0] == pytest.approx(soil)


@pytest.mark.parametrize("space", [under_floor.crawl, under_floor.cellar])
def test_a_space_below_damps_the_yearly_wave(space):
    found = space(one(80), one(36), one(1.0), 2.0, VALUE)
    assert 0.0 < found.share(one(1.0))[0] < 1.0


@pytest.mark.parametrize(
    ("space", "key", "more"),
    [
        (under_floor.crawl, "demand_crawl_vents", 0.003),
        (under_floor.cellar, "demand_cellar_changes", 1.0),
        (under_floor.cellar, "demand_cellar_height", 1.0),
    ],
)
def test_more_outdoor_air_below_a_floor_costs_more_heat(space, key, more):
    usual = space(one(80), one(36), one(1.0), 2.0, VALUE)
    aired = space(one(80), one(36), one(1.0), 2.0, given(**{key: more}))
    assert aired.conductance > usual.conductance
    assert aired.share(one(1.0)) > usual.share(one(1.0))


def test_a_cellar_without_depth_nears_a_slab_beside_air():
    """EN ISO 13370: a cellar floor at ground level is the bare slab of the same standard."""
    flat = given(demand_cellar_depth=1e-6, demand_cellar_height=0.0, demand_cellar_changes=0.0)
    found = under_floor.cellar(one(80), one(36), one(1.0), 2.0, flat)
    slab = ground.transmittance(one(80), one(36), one(0.0), 2.0)
    assert found.conductance == pytest.approx(slab, rel=1e-4)


def test_air_alone_swings_with_the_outdoors():
    """Without ground below, the boundary has the whole wave."""
    found = under_floor.Below(one(2.0), one(0.0), one(0.5) * 2.0 / (0.5 + 2.0))
    assert found.share(one(0.5))[0] == pytest.approx(1.0)


def test_windows_of_one_side_by_hand():
    """EN 16798-7: 2 m2, 2 m/s, 1 m, 3 K: stack 0.0105 beats wind 0.004."""
    assert airing.single_sided(2.0, 2.0, 1.0, 3.0) == pytest.approx(1800 * 2 * 0.0105**0.5)


def test_wind_takes_over_from_warmth():
    assert airing.single_sided(1.0, 5.0, 1.0, 0.0) == pytest.approx(1800 * 0.025**0.5)


def test_air_across_beats_one_side():
    for wind in (0.5, 2.0, 5.0):
        assert airing.crossing(1.0, wind, 1.0, 3.0) > airing.single_sided(1.0, wind, 1.0, 3.0)


@pytest.fixture
def house():
    return houses.envelope(houses.sample()[:1], False)


def test_the_design_load_by_hand(house):
    """EN 12831-1 at -9 degC, 19 degC indoors, a year of 11 degC, floor on the ground."""
    wall = float(house["wall_area_m2"].sum())
    glass = float(house["window_area_m2"].sum())
    above = attic(0.02, VALUE).resistance
    losses = 0.18 * wall + 1.3 * glass + 100.0 / (1 / 0.11 + above)
    losses += float(house["thermal_bridges_w_per_k"][0, 0])
    leak = 0.5 * float(house["envelope_area_m2"][0]) * 12.5 ** (2 / 3) * 0.07
    losses += 0.34 * (leak + 109.0)
    edge = float(house["facade_m2"][0]) / 2.7
    floor = 1 / 0.18 - 0.04 - 0.17
    under = 100.0 * ground.transmittance(one(100), one(edge), one(floor), 2.0)[0]
    by_hand = (losses * 28.0 + under * 8.0) / 1000.0
    assert constructions.design_load(house, VALUE, -9.0, 11.0)[0, 0] == pytest.approx(by_hand)


@pytest.mark.parametrize("kind", ["crawl", "cellar"])
def test_floors_above_air_need_more_power_than_floors_on_ground(house, kind):
    bare = constructions.design_load(house, VALUE, -9.0, 11.0)
    house["under_floor"] = ("building", [kind])
    assert constructions.design_load(house, VALUE, -9.0, 11.0) > bare


def test_a_floor_above_air_loses_its_declared_transmittance(house):
    house["under_floor"] = ("building", ["air"])
    soil = constructions._soil(constructions._reader(house), house, VALUE)
    assert soil.u[0, 0] == 0.18
    assert soil.air_share[0, 0] == 1.0


def test_a_neighbour_takes_no_design_power(house):
    house["party_wall_area_m2"] = house["party_wall_area_m2"] + 50.0
    bare = houses.envelope(houses.sample()[:1], False)
    np.testing.assert_array_equal(
        constructions.design_load(house, VALUE, -9.0, 11.0),
        constructions.design_load(bare, VALUE, -9.0, 11.0),
    )


def test_recovery_is_bypassed_when_windows_are_opened(house):
    """What recovery keeps in winter comes back with the open windows, whatever its efficiency."""

    def total(recovery):
        house["heat_recovery"] = 0.0 * house["heat_recovery"] + recovery
        air = constructions._air(constructions._reader(house), house, VALUE)
        return air.exchange, air.exchange + air.opened

    (kept, open_kept), (less, open_less) = total(0.85), total(0.5)
    np.testing.assert_allclose(open_kept, open_less)
    assert kept < less


def test_a_fan_that_extracts_holds_leaks_back():
    """EN ISO 13789 by hand: 100 m3/h at 4 Pa and a fan of 150 m3/h that only extracts."""
    leak = 100.0 * 12.5 ** (2 / 3)
    by_hand = leak * 0.07 / (1.0 + 15.0 / 0.07 * (150.0 / leak) ** 2)
    assert airing.infiltration(100.0, 150.0) == pytest.approx(by_hand)
    assert airing.infiltration(100.0, 0.0) == pytest.approx(0.07 * leak)


def test_natural_ventilation_loses_the_heat_of_its_conventional_flow():
    temp, wind = np.linspace(-9.0, 18.0, 500), np.linspace(0.0, 12.0, 500)[::-1]
    flow = airing.natural(temp, wind, 19.0, VALUE)
    assert (flow * (19.0 - temp)).sum() == pytest.approx((19.0 - temp).sum())


def test_natural_ventilation_grows_with_cold_and_with_wind():
    still = airing.natural(np.array([10.0, 0.0]), np.zeros(2), 19.0, VALUE)
    assert still[1] / still[0] == pytest.approx((19.0 / 9.0) ** 0.5)
    windy = airing.natural(np.array([10.0, 10.0]), np.array([1.0, 6.0]), 19.0, VALUE)
    assert windy[1] > windy[0]


def test_fans_keep_their_flow(house):
    air = constructions._air(constructions._reader(house), house, VALUE)
    assert not np.any(air.driven)


def test_shutters_closed_at_night_by_hand(house):
    """EN ISO 10077-1: U 2.7 with 0.19 m2K/W is 1.785 while closed, half of the hours."""
    house["u_window_w_per_m2k"] = 0.0 * house["u_window_w_per_m2k"] + 2.7
    house["night_shutters"] = ("building", [True])
    found = constructions._mean_of_night_and_day(constructions._reader(house), house, VALUE)
    assert found[0, 0] == pytest.approx(0.5 * 2.7 + 0.5 / (1 / 2.7 + 0.19))
