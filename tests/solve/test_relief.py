"""Designs that relieve a district of what it lacks, at least cost."""

import numpy as np
import pytest

from zeneville.solve.relief import FIRST, relieved

CHOSEN = np.array([0, 0, 0])
#: EUR a year at the prices of the mixture, and what the lack adds to it
VALUE = np.array([[10.0, 12.0, 19.0], [10.0, 11.0, 30.0], [10.0, 10.5, 11.0]])
SPIKE = np.array([[50.0, 20.0, 0.0], [40.0, 35.0, 0.0], [5.0, 4.0, 3.0]])


def test_the_cheapest_design_that_relieves_enough_is_taken():
    changed = relieved(CHOSEN, VALUE, VALUE + SPIKE, 25.0, 0)
    assert changed.tolist() == [1, 0, 0]


def test_two_buildings_change_where_one_is_not_enough():
    changed = relieved(CHOSEN, VALUE, VALUE + SPIKE, 32.0, 0)
    saved = SPIKE[[0, 1, 2], CHOSEN].sum() - SPIKE[[0, 1, 2], changed].sum()
    assert saved >= FIRST * 32.0
    assert (changed != CHOSEN).sum() == 2


def test_many_buildings_change_where_two_are_not_enough():
    count = 10
    value = np.tile([1.0, 2.0], (count, 1))
    scarce = value + np.tile([10.0, 0.0], (count, 1))
    changed = relieved(np.zeros(count, dtype=int), value, scarce, 60.0, 0)
    assert changed.sum() == pytest.approx(7)


def test_each_attempt_looks_for_more():
    few = relieved(CHOSEN, VALUE, VALUE + SPIKE, 25.0, 0)
    more = relieved(CHOSEN, VALUE, VALUE + SPIKE, 25.0, 3)
    assert SPIKE[[0, 1, 2], more].sum() < SPIKE[[0, 1, 2], few].sum()


def test_designs_that_are_not_allowed_are_not_taken():
    value = np.where(np.arange(3) == 1, np.inf, VALUE)
    changed = relieved(CHOSEN, value, value + SPIKE, 25.0, 0)
    assert 1 not in changed.tolist()


def test_what_no_design_relieves_is_told():
    assert relieved(CHOSEN, VALUE, VALUE + SPIKE, 1e4, 0) is None
