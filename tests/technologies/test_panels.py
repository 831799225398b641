"""Prices of panels by size."""

import pytest

from zeneville.technologies.catalogue import read
from zeneville.technologies.panels import price_per_kwp


def test_larger_roofs_are_cheaper_by_kilowatt():
    prices = [price_per_kwp(size, read()) for size in (3, 6, 9)]
    assert prices == sorted(prices, reverse=True)


@pytest.mark.parametrize(
    ("size", "key", "vat"), [(3, "pv_3kwp", 1.0), (9, "pv_9kwp", 1.0), (100, "pv_100kwp", 1.2)]
)
def test_panel_prices_at_the_knots_are_those_of_the_catalogue(size, key, vat):
    assert price_per_kwp(size, read()) == pytest.approx(read().value(key) * vat)
