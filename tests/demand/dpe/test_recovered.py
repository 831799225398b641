"""Recovered losses against official certificates (section 9.1.1)."""

import numpy as np
import pytest

from zeneville.demand.dpe import recovered
from zeneville.demand.dpe.climate import climate

HOURS = climate(1, 1).hours_19


@pytest.mark.parametrize(
    ("need", "collective", "official"),
    [(1513.8413, False, 48.04476), (1152.48332, True, 77.541856)],
)
def test_pipes(need: float, collective: bool, official: float) -> None:
    found = recovered.distribution_kwh(need, HOURS, collective).sum()
    assert found == pytest.approx(official, rel=1e-5)


def test_tank() -> None:
    found = recovered.storage_kwh(8592 * 45 / 24 * 150 * 0.23, HOURS).sum()
    assert found == pytest.approx(176.392583, rel=1e-6)


def test_burner_for_hot_water_alone() -> None:
    found = recovered.generator_kwh(0.96, 24.0, np.zeros(12), HOURS, False, True).sum()
    assert found == pytest.approx(0.272684, rel=1e-5)


def test_burner_recovers_no_longer_than_it_is_heated() -> None:
    found = recovered.generator_kwh(1.0, 1.0, np.full(12, 1e9), HOURS, True, False, True)
    np.testing.assert_allclose(found, 0.48 * 0.75 * HOURS / 1000)
