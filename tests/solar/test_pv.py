"""Yield of planes against pvlib, its losses and its mountings."""

import numpy as np
import pvlib
import pytest

from benchmarks import pvlib_chain
from zeneville.solar.kernels import incidence
from zeneville.solar.losses import mean_year_losses
from zeneville.solar.pv import MOUNTINGS, pv_year, pv_yields

TILT = np.array([0.0, 12.3, 35.0, 41.7, 60.0, 90.0])
AZIMUTH = np.array([180.0, 271.9, 180.0, 93.4, 3.2, 200.0])


@pytest.fixture(scope="module")
def found(hours, figures):
    return pv_year(TILT, AZIMUTH, hours, figures)


@pytest.mark.parametrize("n", range(len(TILT)))
def test_hours_are_those_of_pvlib(found, told, sun, n):
    wanted = pvlib_chain.by_functions(told, sun, TILT[n], AZIMUTH[n])
    assert np.abs(found.hourly[n] - wanted).max() < 1e-7
    assert found.hourly[n].sum(dtype=float) == pytest.approx(wanted.sum(), rel=1e-7)


def test_hours_are_those_of_model_chain(found, told):
    wanted = pvlib_chain.by_model_chain(told, TILT[3], AZIMUTH[3])
    assert np.abs(found.hourly[3] - wanted).max() < 1e-7


def test_racks_in_the_open_stay_cooler(found, hours, figures, told, sun):
    racks = pv_yields(TILT, AZIMUTH, hours, figures, open_rack=np.arange(len(TILT)) == 2)
    wanted = pvlib_chain.by_functions(told, sun, TILT[2], AZIMUTH[2], MOUNTINGS[1])
    assert np.abs(racks[2] - wanted).max() < 1e-7
    assert racks[2].sum() > found.hourly[2].sum()
    assert np.array_equal(racks[3], found.hourly[3])


def test_incidence_is_the_physical_model_of_pvlib():
    angle = np.linspace(0.0, 90.0, 2001)
    ours = [incidence.py_func(max(np.cos(np.radians(a)), 0.0)) for a in angle]
    assert np.array(ours) == pytest.approx(pvlib.iam.physical(angle), abs=1e-12)


def test_months_are_the_sums_of_hours(found, hours, weather):
    month = weather["time"].dt.month.to_numpy()
    for m in range(12):
        kept = found.hourly[:, month == m + 1].sum(axis=1, dtype=float)
        assert found.monthly[:, m] == pytest.approx(kept, rel=1e-6)


def test_a_year_without_hours_has_the_same_months(found, hours, figures):
    lean = pv_year(TILT, AZIMUTH, hours, figures, hourly=False)
    assert lean.hourly.shape == (0, 8760)
    assert np.array_equal(lean.monthly, found.monthly)
    assert np.array_equal(lean.incident.total, found.incident.total)


def test_planes_are_told_apart_by_less_than_a_degree(hours, figures):
    near = pv_yields(np.array([30.0, 30.0]), np.array([180.0, 180.5]), hours, figures)
    assert np.abs(near[0] - near[1]).max() > 1e-4


def test_no_planes_give_no_rows(hours, figures):
    assert pv_yields(np.zeros(0), np.zeros(0), hours, figures).shape == (0, 8760)


def test_losses_are_those_of_the_mean_year(figures):
    """Parts by hand, each of what the others leave; 30 years of 0.5 % are 7.5 % on average."""
    kept = 0.98 * 0.99 * 0.98 * 0.98 * 0.995 * 0.985 * 0.99 * 0.97 * 0.925
    assert mean_year_losses(figures) == pytest.approx(1.0 - kept, rel=1e-12)
