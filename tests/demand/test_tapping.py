"""Draw-offs against EN 16147 and its published files, and what many dwellings do to them."""

import numpy as np
import pytest
from demand.buildings import year
from hypothesis import given
from hypothesis import strategies as st

from zeneville.demand import tapping
from zeneville.demand.legal_time import SUNDAY, WORKDAY, legal_time


@pytest.mark.parametrize("profile,energy,count", [("M", 5.845, 23), ("L", 11.655, 24)])
def test_energy_of_the_profiles(profile, energy, count):
    """EN 16147, table of tapping profiles: energy of the day and number of draw-offs."""
    assert tapping.day_energy(profile) == pytest.approx(energy, abs=1e-9)
    assert len(tapping.draw_offs(profile)) == count


@pytest.mark.parametrize("profile", ["M", "L"])
def test_draw_offs_are_those_of_buildsyspro(shared_data, profile):
    """Energy by hour as EDF's library has it."""
    text = (shared_data / "profiles" / f"BuildSysPro_Profil_{profile}.csv").read_text()
    theirs = np.zeros(24)
    for line in text.split():
        second, energy, _ = line.split(";")
        theirs[int(second) // 3600 % 24] += float(energy)
    assert tapping.day_of(profile, 0.0) * tapping.day_energy(profile) == pytest.approx(theirs)


@given(spread=st.floats(0.05, 4))
def test_spreading_keeps_the_energy_and_lowers_the_peak(spread):
    sharp, blurred = tapping.day_of("M", 0.0), tapping.day_of("M", spread)
    assert blurred.sum() == pytest.approx(1.0)
    assert blurred.max() <= sharp.max() + 1e-12


@given(dwellings=st.integers(1, 500), daily=st.floats(0.5, 30))
def test_weights_add_up(dwellings, daily):
    weights = tapping.weights(np.array([dwellings]), np.array([daily]))
    assert weights.sum() == pytest.approx(1.0) and (weights >= 0).all()


def test_many_dwellings_have_a_lower_peak_than_a_few():
    shapes = tapping.shapes(legal_time(year().indexes["time"]), 0.0)
    few, many = tapping.weights(np.array([1, 40]), np.array([3.5, 3.5]))
    assert (many @ shapes).max() < (few @ shapes).max()
    assert (many @ shapes).mean() == pytest.approx(1.0)


def test_weekends_draw_more_and_later():
    """AICVF: about 1.3 times on Sundays, the peak at 10 h instead of 7."""
    legal = legal_time(year().indexes["time"])
    many = tapping.shapes(legal, 1.0)[2]
    sunday, workday = (many[legal.day == kind].mean() for kind in (SUNDAY, WORKDAY))
    assert 1.2 < sunday / workday < 1.6

    def peak(kind):
        chosen = legal.day == kind
        return np.argmax([many[chosen & (legal.hour == h)].mean() for h in range(24)])

    assert (peak(WORKDAY), peak(SUNDAY)) == (7, 10)


def test_a_block_is_as_the_common_plants_of_the_guide(shared_data):
    """The AICVF file of BuildSysPro: hourly share of a workday."""
    lines = (shared_data / "profiles" / "BuildSysPro_ECS_AICVF_2.prn").read_text().splitlines()
    flow = np.array([float(line.split()[1]) for line in lines[2:] if line.strip()])
    day = flow[: 14 * 24].reshape(14, 24)[0]
    legal = legal_time(year().indexes["time"])
    ours = tapping.shapes(legal, 1.0)[2]
    chosen = legal.day == WORKDAY
    mean = np.array([ours[chosen & (legal.hour == h)].mean() for h in range(24)])
    assert np.corrcoef(mean, day)[0, 1] > 0.995
