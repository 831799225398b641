"""Primary energy and CO2 by annex 3 and the lists of networks."""

from datetime import date

import numpy as np
import pytest

from zeneville.demand.dpe import consumption

FINAL = {("heating", "natural gas"): 1000.0, ("lighting", "electricity"): np.array([100.0, 200.0])}


@pytest.mark.parametrize(("on", "factor"), [(date(2025, 12, 31), 2.3), (date(2026, 1, 1), 1.9)])
def test_electricity_changes_its_factor_in_2026(on: date, factor: float) -> None:
    assert consumption.primary_factor("electricity", on) == factor


def test_primary_energy_of_carriers() -> None:
    found = consumption.primary_kwh(FINAL, date(2024, 1, 1))
    np.testing.assert_allclose(found, [1230.0, 1460.0])


def test_co2_of_electricity_goes_by_use() -> None:
    np.testing.assert_allclose(consumption.co2_kg(FINAL), [227 + 6.9, 227 + 13.8])
    assert consumption.co2_factor("heating", "electricity") == 0.079


@pytest.mark.parametrize(
    ("on", "factor"),
    [(date(2022, 6, 1), 0.127), (date(2023, 6, 1), 0.079), (date(2025, 6, 1), 0.085)],
)
def test_network_of_roubaix_by_the_list_in_force(on: date, factor: float) -> None:
    assert consumption.network_co2("5901C", on) == factor


def test_unknown_networks_count_as_coal() -> None:
    assert consumption.network_co2(None, date(2025, 6, 1)) == 0.385
    assert consumption.network_co2("9999Z", date(2025, 6, 1)) == 0.385
