"""Balance of losses and gains by the formulas of the decree of 31 March 2021."""

from dataclasses import replace

import numpy as np
import pytest

from zeneville.demand.dpe.climate import climate
from zeneville.demand.dpe.heating_need import (
    Balance,
    cooling_need,
    covered_share,
    heating_need,
)

FLAT = Balance(
    loss_w_per_k=np.asarray(84.8),
    south_m2=np.full(12, 3.2),
    inertia=np.asarray(3),
    area_m2=np.asarray(51.0),
    adults=np.asarray(1.7605),
    climate=climate(1, 1),
)


def test_january_worked_by_hand() -> None:
    gains = 1000.0 * 3.2 * 38.36 + (3.52 * 51.0 + 1.7605 * 90.0 * 132.0 / 168.0) * 744.0
    losses = 84.8 * 11712.4
    x = gains / losses
    share = (x - x**2.9) / (1.0 - x**2.9)
    need = heating_need(FLAT)
    assert need.covered[0] == pytest.approx(share)
    assert need.before[0] == pytest.approx(losses * (1.0 - share) / 1000.0)


def test_share_is_continuous_where_gains_equal_losses() -> None:
    losses = np.full(3, 1000.0)
    share = covered_share(np.array([999.99, 1000.0, 1000.01]), losses, np.asarray(3))
    assert share == pytest.approx(1.9 / 2.9, abs=1e-4)


def test_share_lies_between_nought_and_one_and_grows_with_gains() -> None:
    gains = np.linspace(0.0, 50e3, 200)
    share = covered_share(gains, np.full(200, 1000.0), np.asarray(4))
    assert share[0] == 0.0
    assert np.all(np.diff(share) > 0.0)
    assert share[-1] < 1.0


def test_months_without_losses_need_nothing() -> None:
    summer = FLAT.climate.degree_hours_19 == 0.0
    need = heating_need(FLAT)
    assert summer.any()
    assert np.all(need.kwh[summer] == 0.0)


def test_mass_uses_gains_better() -> None:
    by_class = [heating_need(replace(FLAT, inertia=np.asarray(c))).kwh.sum() for c in (1, 2, 3, 4)]
    assert by_class[0] == by_class[1] < by_class[2] < by_class[3]


def test_wasteful_behaviour_needs_more() -> None:
    need = heating_need(FLAT)
    assert need.kwh_wasteful.sum() > need.kwh.sum()


def test_recovered_losses_are_needed_less() -> None:
    recovered = np.linspace(0.0, 11.0, 12)
    need = heating_need(FLAT, recovered, 2.0 * recovered)
    assert need.before - need.kwh == pytest.approx(recovered)
    assert need.before_wasteful - need.kwh_wasteful == pytest.approx(2.0 * recovered)


def _stock() -> Balance:
    loss = np.array([[84.8, 50.0, 30.0], [900.0, 700.0, 200.0]])
    return Balance(
        loss_w_per_k=loss,
        south_m2=np.full((2, 1, 12), 3.2),
        inertia=np.array([[3], [1]]),
        area_m2=np.array([[51.0], [400.0]]),
        adults=np.array([[1.7605], [9.0]]),
        climate=climate(np.array([[1], [8]]), 1),
    )


def test_a_stock_with_its_packages_at_once() -> None:
    stock = _stock()
    need, cold = heating_need(stock), cooling_need(stock)
    assert need.kwh.shape == cold.shape == (2, 3, 12)
    assert need.kwh[0, 0] == pytest.approx(heating_need(FLAT).kwh)
    assert cold[0, 0] == pytest.approx(cooling_need(FLAT))


def test_less_loss_never_needs_more_heat() -> None:
    assert np.all(np.diff(heating_need(_stock()).kwh.sum(-1), axis=1) < 0.0)


def test_cooling_worked_by_hand() -> None:
    # H3 below 400 m: the hottest hours of a month, all above the set-point
    south = replace(FLAT, climate=climate(8, 1))
    month = int(np.argmax(south.climate.hours_28))
    hours = south.climate.hours_28[month]
    gains = (3.52 * 51.0 + 1.7605 * 90.0 * 132.0 / 168.0) * hours
    gains += 1000.0 * 3.2 * south.climate.sun_28[month]
    entering = 84.8 * (south.climate.outdoor_28_degc[month] - 28.0) * hours
    a = 1.0 + 165e3 * 51.0 / (3600.0 * 84.8) / 15.0
    r = gains / entering
    used = (1.0 - r**-a) / (1.0 - r ** (-a - 1.0))
    expected = (gains + used * entering) / 1000.0
    assert cooling_need(south)[month] == pytest.approx(expected)


def test_cooling_only_in_hot_hours() -> None:
    assert np.all(cooling_need(FLAT)[FLAT.climate.hours_28 == 0.0] == 0.0)


def test_cooling_below_half_a_balance_is_nought() -> None:
    leaky = replace(FLAT, loss_w_per_k=np.asarray(1e6), climate=climate(8, 1))
    assert np.all(cooling_need(leaky) == 0.0)


def test_wasteful_cooling_needs_more() -> None:
    south = replace(FLAT, climate=climate(8, 1))
    assert cooling_need(south, wasteful=True).sum() > cooling_need(south).sum()
