"""Hot-water need by section 11.1."""

import numpy as np
import pytest

from zeneville.demand.dpe import hot_water
from zeneville.demand.dpe.climate import climate


@pytest.mark.parametrize(
    ("area", "dwellings", "house", "official"),
    [
        (51.0, 1, False, 1152.4833),
        (150.0, 1, True, 1538.39),
        (2928.96, 44, False, 55417.4468),
    ],
)
def test_need_of_official_certificates_in_zone_h1a(
    area: float, dwellings: float, house: bool, official: float
) -> None:
    need = hot_water.need(area, dwellings, house, climate(1, 1))
    assert need == pytest.approx(official, rel=1e-5)


def test_an_adult_has_56_litres_at_40_degrees_on_each_day_of_presence() -> None:
    months = hot_water.monthly_need(1.0, np.full(12, 10.0))
    assert months[0] == pytest.approx(1.163 * 56 * 30 * 31 / 1000)
    assert months[11] / months[0] == pytest.approx(24 / 31)


def test_need_broadcasts_over_dwellings() -> None:
    areas = np.array([[30.0], [80.0], [200.0]])
    need = hot_water.need(areas, 1, np.array([True, False]), climate(8, 1))
    assert need.shape == (3, 2)
    assert (np.diff(need, axis=0) > 0).all()
