"""The thermal model against its steady state by hand, and what any model must show."""

import numpy as np
import pytest

from zeneville.demand.thermal import AREA_TOTAL, H_IS, heating

FLOOR, OPAQUE, WINDOW, AIR = 80.0, 150.0, 30.0, 40.0


def run(outdoor, setpoint=20.0, gains=0.0, sun=0.0, opaque=OPAQUE, capacity=12000.0):
    outdoor = np.asarray(outdoor, dtype=float)
    return heating(
        np.array([opaque]),
        np.array([WINDOW]),
        np.array([AIR]),
        np.array([capacity]),
        np.array([FLOOR]),
        np.full((1, 4), 2.0),
        np.full((1, 168), gains),
        np.full((1, 168), setpoint),
        outdoor,
        np.full((len(outdoor), 4), sun),
    )[0]


def test_steady_state_is_that_of_the_circuit():
    """Air to surfaces by H_IS, surfaces to outdoors by walls and windows, beside the air flow."""
    through = 1 / (1 / (H_IS * AREA_TOTAL * FLOOR) + 1 / (OPAQUE + WINDOW))
    found = run(np.zeros(1440))[-1]
    assert found == pytest.approx((through + AIR) * 20.0 / 1000.0, rel=1e-3)


def test_a_warm_year_needs_no_heat():
    assert run(np.full(1440, 24.0)).max() == 0.0


def test_heat_is_never_negative():
    assert run(10 + 15 * np.sin(np.arange(2000) / 3), sun=200.0).min() >= 0.0


@pytest.mark.parametrize("change", [{"gains": 300.0}, {"sun": 50.0}, {"opaque": 60.0}])
def test_gains_sun_and_insulation_save_heat(change):
    outdoor = 5 + 5 * np.sin(np.arange(2000) / 12)
    assert run(outdoor, **change).sum() < run(outdoor).sum()


def test_a_higher_setpoint_costs_heat():
    outdoor = 5 + 5 * np.sin(np.arange(2000) / 12)
    assert run(outdoor, setpoint=21.0).sum() > run(outdoor).sum()


def test_mass_evens_the_load():
    outdoor = 8 + 8 * np.sin(np.arange(2000) * 2 * np.pi / 24)
    assert np.std(run(outdoor, capacity=20000.0)) < np.std(run(outdoor, capacity=4000.0))
