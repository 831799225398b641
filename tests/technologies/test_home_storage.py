"""The menu of storage in buildings: sizes, prices, hours of heating, by hand."""

import numpy as np
import pytest

from zeneville.economics import annuity_factor
from zeneville.technologies import catalogue
from zeneville.technologies.home_storage import Homes, clock, day_litres, menu

ALL = ("tank_night", "tank_sun", "home_battery")
NIGHT = (22, 23, 0, 1, 2, 3, 4, 5)


@pytest.fixture(scope="module")
def homes():
    """A house, a block of 20 with a common tank, a school, a house that faces north."""
    return Homes(
        dwellings=np.array([1.0, 20.0, 0.0, 1.0]),
        day_kwh=np.array([8.0, 180.0, 30.0, 2.0]),
        tank_litres=np.array([150.0, 800.0, 0.0, 150.0]),
        tanks=np.array([1.0, 1.0, 0.0, 1.0]),
        roof_kwp=np.array([6.0, 60.0, 100.0, 0.0]),
        peak_kw=np.array([10.0, 60.0, 50.0, 4.0]),
    )


def offered(homes, asked=ALL):
    hours = np.arange(48) % 24
    return menu(
        asked, homes, hours, NIGHT, catalogue.read(), lambda life: annuity_factor(0.0, life)
    )


def test_every_mode_of_the_tank_comes_with_every_battery(homes):
    labels = offered(homes).label
    assert labels[:4] == ("none", "tank_night", "tank_sun", "battery_S")
    assert labels[-1] == "tank_sun+battery_L" and len(labels) == 9
    assert offered(homes, ("tank_sun",)).label == ("none", "tank_sun")


def test_who_may_store_what(homes):
    """Dwellings with hot water have tanks; a battery needs a dwelling and a roof."""
    found = offered(homes)
    allowed = dict(zip(found.label, found.allowed.T.tolist(), strict=True))
    assert allowed["none"] == [1, 1, 1, 1]
    assert allowed["tank_sun"] == [1, 1, 0, 1]
    assert allowed["battery_L"] == [1, 1, 0, 0] == allowed["tank_night+battery_L"]


def test_the_roof_and_the_dwellings_limit_a_battery(homes):
    """1 kWh a kWp of 6 kWp; 60 kWp for 20 dwellings of 10 kWh; half of it for the small one."""
    found = offered(homes)
    large, small = found.label.index("battery_L"), found.label.index("battery_S")
    assert found.kwh[:2, large].tolist() == [6.0, 60.0]
    assert found.kwh[:2, small].tolist() == [3.0, 30.0]
    assert found.usable_kwh[0, large] == pytest.approx(5.7)
    assert found.kw[0, large] == pytest.approx(3.0)


def test_a_battery_costs_its_price_and_a_second_inverter(homes):
    """6 kWh at 1000 EUR, of which 3 kW at 406 EUR and VAT last 10 years and the rest 15."""
    found = offered(homes)
    large = found.label.index("battery_L")
    inverter = 3.0 * 406.0 * 1.2
    assert found.investment[0, large] == pytest.approx(6000.0)
    yearly = (6000.0 - inverter) / 15.0 + inverter / 10.0 + 60.0
    assert found.cost[0, large] == pytest.approx(yearly)


def test_a_tank_is_enlarged_where_it_does_not_hold_a_day(homes):
    """8 kWh between 10 and 55 degC are 153 l, 3 more than there are; 180 kWh are 3439 l."""
    found = offered(homes)
    assert day_litres(np.array([8.0]), 55.0, 10.0)[0] == pytest.approx(152.9, abs=0.1)
    paid = 1.1 * (1.0 + catalogue.read().value("cost_fees_contingency"))
    more = 180.0 / (1.163e-3 * 45.0) - 800.0
    assert found.investment[1, 1] == pytest.approx((3.0 * more + 120.0) * paid)
    assert found.investment[3, 1] == pytest.approx(120.0 * paid)


def test_a_larger_tank_loses_more(homes):
    """By the power 0.4 of its volume: 5.93 W/l^0.4 in a block, nothing where none is added."""
    found = offered(homes)
    litres = 180.0 / (1.163e-3 * 45.0)
    lost = 5.93e-3 * (litres**0.4 - 800.0**0.4)
    assert found.extra_kw[1].tolist() == pytest.approx([0.0, lost, lost])
    assert found.extra_kw[3].tolist() == [0.0, 0.0, 0.0]


def test_clocks_make_the_heat_of_a_day_in_their_hours(homes):
    heating = offered(homes).heating
    assert heating.reshape(3, 2, 24).sum(axis=2).tolist() == [[0, 0], [1, 1], [1, 1]]
    assert np.flatnonzero(heating[1, :24]).tolist() == sorted(NIGHT)
    assert np.flatnonzero(heating[2, :24]).tolist() == [10, 11, 12, 13, 14, 15]
    assert clock(np.arange(24), (3, 4)).tolist()[3:5] == [0.5, 0.5]


def test_buffer_tanks_double_what_is_offered(homes):
    assert offered(homes).buffer.tolist() == [0] * 9
    some = offered(homes, (*ALL, "buffer_sun"))
    assert len(some.label) == 18 and some.label[3:6] == (
        "buffer_sun",
        "tank_night+buffer_sun",
        "tank_sun+buffer_sun",
    )
    assert some.buffer.tolist() == [0, 0, 0, 1, 1, 1] * 3
    assert some.tank.tolist() == [0, 1, 2] * 6
    both = offered(homes, ("buffer_sun", "buffer_night"))
    assert both.label == ("none", "buffer_night", "buffer_sun")


def test_a_buffer_tank_holds_its_spread(homes):
    """50 l a kW of 10 kW and 10 K: 500 l hold 5.8 kWh; a school has no dwelling and no tank."""
    found = offered(homes, ("buffer_sun",))
    assert found.buffer_kwh == pytest.approx([5.815, 34.89, 0.0, 2.326])
    assert found.allowed.tolist() == [[1, 1], [1, 1], [1, 0], [1, 1]]


def test_a_buffer_tank_loses_less_than_one_of_hot_water(homes):
    """12 W + 5.93 W/l^0.4 each at 45 K, 20 K of it; a block has one tank."""
    lost = offered(homes, ("buffer_sun",)).buffer_loss_kw
    expected = [(12.0 + 5.93 * litres**0.4) * 20.0 / 45.0 / 1000.0 for litres in (500, 3000)]
    assert lost[:2] == pytest.approx(expected)


def test_a_buffer_tank_costs_its_volume_and_its_connection(homes):
    """500 l at 2 EUR and 500 EUR, 10 % of VAT, fees; over 20 years."""
    found = offered(homes, ("buffer_sun", "tank_sun"))
    paid = 1.1 * (1.0 + catalogue.read().value("cost_fees_contingency"))
    at = found.label.index("buffer_sun")
    assert found.investment[0, at] == pytest.approx(1500.0 * paid)
    assert found.cost[0, at] == pytest.approx(1500.0 * paid / 20.0)
    both, tank = found.label.index("tank_sun+buffer_sun"), found.label.index("tank_sun")
    assert found.cost[0, both] == pytest.approx(found.cost[0, at] + found.cost[0, tank])


def test_buffer_tanks_are_filled_in_the_hours_of_their_clock(homes):
    filling = offered(homes, ("buffer_night", "buffer_sun")).filling
    assert not filling[0].any()
    assert np.flatnonzero(filling[1, :24]).tolist() == sorted(NIGHT)
    assert np.flatnonzero(filling[2, :24]).tolist() == [10, 11, 12, 13, 14, 15]
