"""Swaps of designs against all single and double swaps tried one by one."""

from itertools import combinations, product

import numpy as np
import pytest

from zeneville.solve.swaps import swap

BUILDINGS, DESIGNS = 3, 6


def district(seed):
    rng = np.random.default_rng(seed)
    value = rng.uniform(0.0, 100.0, (BUILDINGS, DESIGNS))
    gain = rng.uniform(-50.0, 50.0, (BUILDINGS, DESIGNS))
    chosen = rng.integers(0, DESIGNS, BUILDINGS)
    hidden = rng.random((BUILDINGS, DESIGNS)) < 0.2
    hidden[np.arange(BUILDINGS), chosen] = False
    return chosen, np.where(hidden, np.inf, value), gain


def change(old, new, value, gain, price):
    """EUR a year, and what the requirement gains."""
    rows = np.arange(BUILDINGS)
    more = float((gain[rows, new] - gain[rows, old]).sum())
    return float((value[rows, new] - value[rows, old]).sum()) + price * more, more


def cheapest(chosen, value, gain, price, beyond):
    """Least change in EUR a year of at most two swaps that keep the requirement."""
    least = np.inf
    for pair in combinations(range(BUILDINGS), 2):
        for numbers in product(range(DESIGNS), repeat=2):
            new = chosen.copy()
            new[list(pair)] = numbers
            cost, more = change(chosen, new, value, gain, price)
            if more + beyond >= 0.0:
                least = min(least, cost)
    return least


@pytest.mark.parametrize("beyond", [-120.0, -40.0, 0.0, 30.0])
@pytest.mark.parametrize("seed", range(40))
def test_no_single_or_double_swap_is_cheaper(seed, beyond):
    chosen, value, gain = district(seed)
    least = cheapest(chosen, value, gain, 0.7, beyond)
    found = swap(chosen, value, gain, 0.7, beyond)
    if found is None:
        assert least == np.inf
        return
    new, told = found
    cost, more = change(chosen, new, value, gain, 0.7)
    assert more + beyond >= 0.0
    assert cost == pytest.approx(told)
    assert told == pytest.approx(least)
    assert np.isfinite(value[np.arange(BUILDINGS), new]).all()


def test_a_requirement_out_of_reach_of_two_swaps_has_none():
    chosen, value, gain = district(0)
    assert swap(chosen, value, gain, 0.7, -1e3) is None
