"""Electricity of auxiliaries against official certificates and the decree's formulas."""

import numpy as np
import pytest

from zeneville.demand.dpe import auxiliaries, hot_water
from zeneville.demand.dpe.climate import climate


def test_burner_of_an_official_certificate() -> None:
    found = auxiliaries.generation_kwh(1214.34624, 24.0, 20.0, 1.6, 400.0)
    assert found == pytest.approx(2.954909, rel=1e-6)


def test_power_of_the_fan_is_capped() -> None:
    assert auxiliaries.generation_kwh(1.0, 800.0, 20.0, 1.6, 400.0) == pytest.approx(0.66 / 800.0)


def test_loop_of_an_official_certificate() -> None:
    # a flat of 25 m2 of 3308 m2 on 6 levels: 2.8553 kWh of its block's loop
    need = hot_water.monthly_need(1.28125, climate(1, 1).cold_water_degc)
    share = 0.00756
    assert share * auxiliaries.loop_kwh(need / share, 3308.0, 6.0) == pytest.approx(
        2.8553, rel=1e-3
    )


def test_circulator_of_an_official_block() -> None:
    watt = auxiliaries.circulator_w(10871.597, -9.5, 2928.96, 5.0, 1.0, "radiator two pipes", False)
    assert watt * 5.792 == pytest.approx(7652.655, rel=1e-3)


def test_a_circulator_takes_at_least_30_watts() -> None:
    watt = auxiliaries.circulator_w(20.0, -9.5, 30.0, 1.0, 1.0, "surface", False)
    assert watt == 30.0


@pytest.mark.parametrize(
    ("system", "house", "area", "flow", "kwh"),
    [
        (3, False, 51.0, 1.97, 404.853912),
        (4, True, 51.0, 1.65, 569.4),
        (6, True, 150.0, 1.32, 306.6),
        (1, True, 145.0, 1.2, 0.0),
        (26, True, 100.0, 1.0, 8.76 * 65 * 14 / 168),
    ],
)
def test_fans_of_official_certificates(
    system: int, house: bool, area: float, flow: float, kwh: float
) -> None:
    assert auxiliaries.ventilation_kwh(system, house, area, flow) == pytest.approx(kwh)


def test_low_pressure_systems_take_their_age_from_the_certificate() -> None:
    old = auxiliaries.ventilation_kwh(17, True, 90.0, 1.5, after_2012=False)
    new = auxiliaries.ventilation_kwh(17, True, 90.0, 1.5, after_2012=True)
    np.testing.assert_allclose([old, new], [8.76 * 50, 8.76 * 15])
