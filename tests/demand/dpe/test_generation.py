"""Seasonal efficiencies, tanks, cooling and lighting by the decree's tables."""

import numpy as np
import pytest

from zeneville.demand.dpe import cooling, generation, lighting


@pytest.mark.parametrize(
    ("source", "year", "zone", "floor", "value"),
    [
        ("air/water", 2010, 1, False, 2.4),
        ("air/water", 2020, 1, True, 3.2),
        ("air/water", 2020, 8, False, 3.2),
        ("air/air", 2007, 1, False, 2.2),
        ("ground", 2018, 8, True, 4.0),
        ("water heater outdoor air", 2016, 1, False, 2.5),
        ("water heater exhaust air", 2016, 8, False, 2.9),
        ("water heater double service", 2012, 1, False, 2.1),
    ],
)
def test_heat_pumps(source: str, year: int, zone: int, floor: bool, value: float) -> None:
    assert generation.heat_pump(source, year, zone, floor) == value


@pytest.mark.parametrize(
    ("kind", "year", "label", "value"),
    [
        ("wood log stove", 1980, False, 0.5),
        ("wood log stove", 2010, True, 0.7),
        ("wood insert", 2010, False, 0.65),
        ("wood pellet stove", 2021, True, 0.87),
        ("direct electric", 2000, True, 1.0),
        ("heat network substation", 2000, True, 0.97),
    ],
)
def test_stoves_and_others(kind: str, year: int, label: bool, value: float) -> None:
    assert generation.direct(kind, year, label) == value


def test_electric_tank_of_an_official_certificate() -> None:
    # 150 l vertical, pipes 0.93, need 1204.31 kWh: storage efficiency 0.699692
    loss = generation.electric_tank_loss_wh(150.0, 69)
    found = generation.electric_tank_efficiency(loss, 0.93, 1204310.7)
    assert found == pytest.approx(0.699692, abs=1e-6)


def test_a_share_of_a_big_tank_loses_by_the_big_tanks_coefficient() -> None:
    share = generation.electric_tank_loss_wh(45.0, 69, 6000.0)
    assert share == pytest.approx(8592 * 45 / 24 * 45 * 0.22)


def test_best_tanks_have_a_bonus() -> None:
    plain = generation.electric_tank_efficiency(3e5, 0.9, 1e6)
    assert generation.electric_tank_efficiency(3e5, 0.9, 1e6, True) == pytest.approx(1.08 * plain)


def test_cooling_by_period_and_zone() -> None:
    assert cooling.efficiency(2, 1) == pytest.approx(6.5 * 0.95)
    assert cooling.consumption_kwh(1000.0, cooling.efficiency(1, 8)) == pytest.approx(900 / 3.25)


def test_light_of_an_official_certificate() -> None:
    np.testing.assert_allclose(lighting.electricity_kwh(np.array([51.0, 150.0]), 1), [96.39, 283.5])
