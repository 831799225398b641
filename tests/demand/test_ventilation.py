"""Fan power against the certificates of the observatory and the decree's figures."""

import numpy as np
import pytest
from demand.buildings import FIGURES, stock

from zeneville.demand.ventilation import fan_power


@pytest.mark.parametrize(
    "floor,flow,kwh",
    [(51.0, 1.97, 404.853912), (81.0, 1.65, 538.55604), (72.4, 1.44, 420.1099776)],
)
def test_flats_of_real_certificates(floor, flow, kwh):
    """``conso_auxiliaire_ventilation`` of three certificates of flats (dpe_01, 07, 03)."""
    flats = stock(dwellings=2.0, heated_area_m2=floor, flow=np.array([flow] * 3))
    assert 8760 * fan_power(flats, FIGURES)[0, 0] == pytest.approx(kwh, rel=1e-6)


def test_houses_have_the_mean_power_of_the_decree():
    """65, 15 and 35 W: self-regulating before 2013, humidity-controlled, balanced."""
    assert 1000 * fan_power(stock(), FIGURES)[0] == pytest.approx([65.0, 15.0, 35.0])


def test_natural_ventilation_needs_no_fan():
    old = stock(flow=np.array([2.23, 1.09, 1.65]))
    assert fan_power(old, FIGURES)[0, 0] == 0.0
    assert fan_power(old, FIGURES)[0, 1] > 0.0


def test_a_package_that_leaves_the_air_alone_changes_nothing():
    kept = stock(flow=np.array([1.65, 1.65, 1.65]))
    power = fan_power(kept, FIGURES)[0]
    assert power[1] == power[0]
