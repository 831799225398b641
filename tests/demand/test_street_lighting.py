"""Street lighting: hours of the night at Lille, dimming by the clock, the sun's symmetry."""

import numpy as np
import pytest
from demand.buildings import FIGURES, year

from zeneville.demand.legal_time import legal_time
from zeneville.demand.street_lighting import street_lighting

YEAR = year()
LEGAL = legal_time(YEAR.indexes["time"])


def lit(dimming, points=100, watts=50.0):
    return street_lighting(points, watts, dimming, YEAR, FIGURES)


def test_lamps_burn_about_four_thousand_hours():
    """ADEME and communes: 4 000 to 4 200 hours a year without a cut."""
    assert 3900 < lit("full").sum() / 5.0 < 4200


def test_a_cut_from_23_to_5_leaves_about_half():
    """Communes that cut six hours tell 1 500 to 2 000 hours."""
    hours = lit("off_at_night").sum() / 5.0
    assert 1500 < hours < 2100


def test_half_night_lies_midway():
    full, half, off = (lit(name).sum() for name in ("full", "half_night", "off_at_night"))
    assert half == pytest.approx((full + off) / 2)


def test_never_by_day_always_at_midnight():
    power = lit("full")
    assert power[LEGAL.hour == 13].max() == 0.0
    assert power[(LEGAL.hour == 1) & (LEGAL.month == 6)].min() == pytest.approx(5.0)


def test_the_cut_follows_the_clock_in_summer_time():
    """23 h of legal time in July is the hour from 22 h in UTC+1."""
    off = lit("off_at_night")
    july = np.flatnonzero((LEGAL.month == 7) & (LEGAL.hour == 23))
    assert (off[july] == 0.0).all() and off[july - 1].max() > 0.0
    assert (YEAR.indexes["time"].hour[july] == 22).all()


def test_energy_is_proportional_to_lamps_and_power():
    assert lit("full", 300, 20.0) == pytest.approx(1.2 * lit("full"))


def test_no_lamp_no_load():
    assert lit("full", 0).sum() == 0.0
