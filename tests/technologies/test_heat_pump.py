"""Heat pumps: physics that any model of them must show."""

import numpy as np
import pytest

from zeneville.technologies import heat_pump
from zeneville.technologies.catalogue import read
from zeneville.technologies.panels import price_per_kwp

OUTDOOR = np.linspace(-15.0, 20.0, 36)


def test_performance_rises_with_outdoor_temperature():
    assert (np.diff(heat_pump.cop(45.0, OUTDOOR)) >= 0).all()


def test_performance_falls_with_flow_temperature():
    assert (heat_pump.cop(35.0, OUTDOOR) > heat_pump.cop(55.0, OUTDOOR)).all()


@pytest.mark.parametrize("flow", [35.0, 45.0, 55.0])
def test_performance_stays_below_carnot(flow):
    lift = np.maximum(flow - OUTDOOR, 1e-9)
    assert (heat_pump.cop(flow, OUTDOOR) < (flow + 273.15) / lift).all()


def test_performance_at_seven_and_thirty_five_is_that_of_products():
    """EN 14511 A7/W35 of listed products is about 3.5 to 5.5; field factors lower it."""
    assert 3.0 < float(heat_pump.cop(35.0, np.array([7.0]))[0]) < 5.5


def test_output_falls_with_the_cold():
    share = heat_pump.capacity_share(OUTDOOR, read().value("hp_capacity_slope"))
    assert (np.diff(share) >= 0).all() and share.min() > 0


def test_larger_roofs_are_cheaper_by_kilowatt():
    prices = [price_per_kwp(size, read()) for size in (3, 6, 9)]
    assert prices == sorted(prices, reverse=True)


@pytest.mark.parametrize(
    ("size", "key", "vat"), [(3, "pv_3kwp", 1.0), (9, "pv_9kwp", 1.0), (100, "pv_100kwp", 1.2)]
)
def test_panel_prices_at_the_knots_are_those_of_the_catalogue(size, key, vat):
    assert price_per_kwp(size, read()) == pytest.approx(read().value(key) * vat)
