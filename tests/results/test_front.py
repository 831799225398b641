"""Marks of a front and what an avoided tonne costs, on points made by hand."""

from dataclasses import replace

import pytest

from zeneville.results import front
from zeneville.results.front import Point


def point(balance: float, cost: float, co2: float = 100e3) -> Point:
    return Point(
        level=balance,
        cost=cost,
        bound=cost - 1.0,
        status="optimal_within_gap",
        balance=balance,
        co2=co2,
        investment=0.0,
        verified=True,
        seconds=1.0,
        designs=(),
        proposals=(),
        built={},
        totals={},
    )


#: distances below the chord, both axes scaled to the range: 0, 0.15, 0.4, 0.25, 0
LINE = [
    point(-400.0, 1000.0),
    point(-200.0, 1100.0),
    point(0.0, 1100.0),
    point(200.0, 1500.0),
    point(400.0, 2000.0),
]


def test_the_knee_is_farthest_below_the_chord():
    assert front.knee("balance", LINE) == 2


def test_a_straight_front_has_no_knee():
    straight = [point(x, 1000.0 + x) for x in (-400.0, 0.0, 400.0)]
    assert front.knee("balance", straight) is None


def test_co2_falls_along_its_front_and_the_knee_is_the_same():
    line = [replace(one, co2=500.0 - one.balance) for one in LINE]
    assert front.knee("co2", line) == 2


def test_marks():
    assert front.marks("balance", LINE) == [
        ["cheapest"],
        [],
        ["knee", "positive_energy"],
        [],
        ["strictest"],
    ]


def test_no_plan_of_positive_energy_is_marked_where_there_is_none():
    assert front.marks("balance", LINE[:2]) == [["cheapest"], ["strictest"]]


def test_levels_are_equally_far_apart_and_one_is_zero():
    assert front.levels("balance", -10.0, 30.0, 5).tolist() == [-10.0, 0.0, 10.0, 20.0, 30.0]
    assert front.levels("balance", -12.0, 28.0, 5).tolist() == [-12.0, 0.0, 8.0, 18.0, 28.0]
    assert front.levels("balance", 2.0, 6.0, 3).tolist() == [2.0, 4.0, 6.0]
    assert front.levels("co2", 10.0, 2.0, 3).tolist() == [10.0, 6.0, 2.0]


def test_a_dearer_point_takes_the_plan_of_a_cheaper_stricter_one():
    line = [LINE[0], replace(LINE[1], cost=1300.0, bound=1050.0), LINE[2]]
    mended = front.monotone(line)
    assert [one.cost for one in mended] == [1000.0, 1100.0, 1100.0]
    assert (mended[1].level, mended[1].balance, mended[1].bound) == (-200.0, 0.0, 1050.0)


def test_an_avoided_tonne_counts_from_the_reference_and_from_the_point_before():
    """2 t avoided for 300 EUR less a year: -150 EUR/t; the next tonne for 100 EUR more."""
    line = [point(0.0, 700.0, co2=8e3), point(0.0, 800.0, co2=7e3)]
    rows = front.rows("co2", line, {"cost": 1000.0, "balance": -50.0, "co2": 10e3})
    assert rows[0]["abatement_eur_per_tco2"] == pytest.approx(-150.0)
    assert rows[0]["marginal_abatement_eur_per_tco2"] is None
    assert rows[1]["marginal_abatement_eur_per_tco2"] == pytest.approx(100.0)
    assert rows[1]["balance_eur_per_kwh"] == pytest.approx(-4.0)


def test_nothing_avoided_has_no_price():
    rows = front.rows("co2", [point(0.0, 700.0, co2=11e3)], {"cost": 1e3, "balance": 0, "co2": 1e4})
    assert rows[0]["abatement_eur_per_tco2"] is None


def test_the_last_kwh_costs_the_slope_of_the_front():
    rows = front.rows("balance", LINE, {"cost": 0.0, "balance": -1e3, "co2": 0.0})
    told = [row["marginal_balance_eur_per_kwh"] for row in rows]
    assert told == [None, pytest.approx(0.5), pytest.approx(0.0), pytest.approx(2.0), 2.5]
