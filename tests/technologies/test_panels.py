"""Prices of panels by size."""

import numpy as np
import pytest
from shapely.geometry import box
from solar.roofs_by_rule import planes

from zeneville.technologies.catalogue import read
from zeneville.technologies.panels import investment_eur, menu, price_per_kwp, upkeep_eur_per_kwp


def test_larger_roofs_are_cheaper_by_kilowatt():
    prices = [price_per_kwp(size, read()) for size in (3, 6, 9)]
    assert prices == sorted(prices, reverse=True)


@pytest.mark.parametrize(
    ("size", "key", "vat"), [(3, "pv_3kwp", 1.0), (9, "pv_9kwp", 1.0), (100, "pv_100kwp", 1.2)]
)
def test_panel_prices_at_the_knots_are_those_of_the_catalogue(size, key, vat):
    assert price_per_kwp(size, read()) == pytest.approx(read().value(key) * vat)


def test_prices_of_many_sizes_are_those_of_each():
    sizes = np.array([0.0, 2.0, 6.0, 36.0, 250.0, 900.0])
    each = [price_per_kwp(size, read()) for size in sizes]
    assert price_per_kwp(sizes, read()).tolist() == pytest.approx(each)


def test_large_installations_carry_fees():
    value, sizes = read().value, np.array([36.0, 36.001])
    small, large = investment_eur(sizes, read()) / sizes
    assert large / small == pytest.approx(1.0 + value("cost_fees_contingency"), rel=1e-4)


def test_upkeep_is_maintenance_and_inverters_with_vat():
    assert upkeep_eur_per_kwp(read()) == pytest.approx(
        (read().value("pv_om_fixed") + read().value("pv_inverter_om")) * 1.2
    )


def test_the_menu_takes_the_planes_of_the_roofs():
    """Best plane first; protected roofs are not in it; all of a building is its largest option."""
    found = planes([box(0, 0, 12, 8), box(50, 0, 62, 8)], protected=[False, True])
    yields = np.where(found["azimuth_deg"] == 180.0, 1000.0, 700.0)[:, None]
    allowed = found["pv_allowed"].to_numpy()
    options = menu(
        np.array(["B0", "B1"]),
        found[allowed],
        yields[allowed],
        [9.0, 100.0],
        read(),
        lambda life: 1.0 / life,
        np.ones(2, dtype=bool),
    )
    south = found.index[(found["building"] == "B0") & (found["azimuth_deg"] == 180.0)][0]
    assert list(options.kwp_by_plane[0][1]) == [south]
    assert options.kwp[0].max() == pytest.approx(
        found.loc[found["building"] == "B0", "kwp_max"].sum(), abs=1e-3
    )
    assert options.kwp[1].max() == 0.0
