"""What panels cost and bring: by size class, with and without VAT, told as never where never."""

import numpy as np
import pytest

from zeneville.economics import tariffs
from zeneville.results.solar_money import Terms, money
from zeneville.technologies import catalogue, feed_in_order, panels


@pytest.fixture(scope="module")
def terms() -> Terms:
    return Terms(tariffs.read("france-2026", 2026), catalogue.read(), 0.032)


def test_a_plane_is_priced_at_the_size_of_its_buildings_installation(terms) -> None:
    kwp = np.array([4.0, 6.0])
    parts = money(kwp, 1000.0 * kwp, np.array([10.0, 10.0]), terms)
    whole = money(np.array([10.0]), np.array([10_000.0]), np.array([10.0]), terms)
    assert parts["investment_eur"].sum() == pytest.approx(whole["investment_eur"][0])
    assert np.allclose(parts["cost_eur_per_kwh"], whole["cost_eur_per_kwh"][0])


def test_levelised_cost_by_hand(terms) -> None:
    kwp, kwh, value = 3.0, 3000.0, terms.figures.value
    years = np.arange(1, 31)
    worth = (1.032**-years).sum()
    upkeep = panels.upkeep_eur_per_kwp(terms.figures) * kwp
    paid = kwp * value("pv_3kwp") + upkeep * worth
    found = money(np.array([kwp]), np.array([kwh]), np.array([kwp]), terms)
    assert found["cost_eur_per_kwh"][0] == pytest.approx(paid / (kwh * worth))


def test_payback_of_a_roof_that_sells_all_is_before_vat(terms) -> None:
    kwp, kwh = np.array([80.0]), np.array([80.0 * 1400.0])
    found = money(kwp, kwh, kwp, terms)
    paid = panels.investment_eur(kwp, terms.figures)[0] / 1.2
    upkeep = panels.upkeep_eur_per_kwp(terms.figures) * kwp[0] / 1.2
    price = terms.figures.value("pv_fit_total_36_100")
    assert found["payback_sale_years"][0] == pytest.approx(paid / (price * kwh[0] - upkeep))


def test_total_sale_is_not_offered_to_small_installations(terms) -> None:
    found = money(np.array([9.0]), np.array([20_000.0]), np.array([9.0]), terms)
    assert np.isnan(found["payback_sale_years"][0]) and found["payback_self_years"][0] > 0


def test_never_is_blank_and_discounting_takes_longer(terms) -> None:
    kwp = np.full(3, 6.0)
    found = money(kwp, kwp * np.array([300.0, 1500.0, 1900.0]), kwp, terms)
    assert np.isnan(found["payback_self_years"][0])
    assert found["payback_self_years"][1] > found["payback_self_years"][2]
    assert found["payback_self_discounted_years"][2] > found["payback_self_years"][2]


def test_what_carries_no_panels_has_no_money(terms) -> None:
    found = money(np.zeros(1), np.zeros(1), np.array([5.0]), terms)
    assert found["investment_eur"].isna().all() and found["sale_class"][0] == ""


def test_a_size_at_the_limit_is_of_the_lower_class() -> None:
    sizes = np.array([9.0, 9.01, 36.0, 100.0, 100.1])
    names = np.array(feed_in_order.CLASSES)[feed_in_order.size_class(sizes)]
    assert names.tolist() == ["up_to_9", "9_to_36", "9_to_36", "36_to_100", "above_100"]
