"""Photovoltaic production and self-consumption by section 16.2."""

import pytest

from zeneville.demand.dpe import photovoltaics

USES = {
    "heating": 4000.0,
    "hot_water": 1500.0,
    "cooling": 0.0,
    "lighting": 200.0,
    "ventilation": 300.0,
    "distribution": 150.0,
    "other": 2900.0,
}


def test_production_of_ten_modules_to_the_south_in_h1a() -> None:
    sun = 50.1 + 54.7 + 123.4 + 169.3 + 208.2 + 217.8 + 221.9 + 173.3 + 163.6 + 88.9 + 59.1 + 43.2
    found = photovoltaics.production_kwh(16.0, 2, 3, 1)
    assert found == pytest.approx(1.07 * 16 * 0.17 * 0.86 * sun)


def test_self_consumption_is_below_production_and_below_its_limit() -> None:
    limit = 0.02 * 4000 + 0.05 * 1500 + 0.05 * 200 + 0.5 * 300 + 0.05 * 150 + 0.45 * 2900
    used = sum(photovoltaics.self_consumed_kwh(3000.0, USES).values())
    assert used == pytest.approx(1 / (1 / 3000.0 + 1 / limit))


def test_endless_production_reaches_the_limit_of_each_use() -> None:
    used = photovoltaics.self_consumed_kwh(1e15, USES)
    assert used["ventilation"] == pytest.approx(150.0)


def test_without_panels_nothing_is_used() -> None:
    assert sum(photovoltaics.self_consumed_kwh(0.0, USES).values()) == 0.0
