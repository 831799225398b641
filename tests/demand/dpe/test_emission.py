"""Emission, distribution, control and intermittence by sections 8 and 12."""

import numpy as np
import pytest

from zeneville.demand.dpe import tables
from zeneville.demand.dpe.emission import Use, base_intermittence, emitter, intermittence

FLAT_COLLECTIVE = Use("block, collective", True, 1, True, metered=True)


def test_a_valve_radiator_on_a_bare_collective_network() -> None:
    found = emitter(36, False, FLAT_COLLECTIVE)
    assert (found.emission, found.distribution, found.regulation) == (0.95, 0.85, 0.95)
    assert found.i0 == 0.95


def test_billing_by_flat_lowers_the_intermittence() -> None:
    unbilled = Use("block, collective", True, 1, True)
    assert base_intermittence(unbilled, "radiator") == 1.03


@pytest.mark.parametrize(("heavy", "i0"), [(False, 0.85), (True, 0.87)])
def test_house_with_central_control(heavy: bool, i0: float) -> None:
    assert base_intermittence(Use("house", True, 3, True, heavy), "radiator") == i0


def test_denser_losses_heat_less_in_vain() -> None:
    found = intermittence(0.9, np.array([100.0, 250.0]), 250.0)
    np.testing.assert_allclose(found, [0.9 / (1 + 0.1 * (0.4 - 1)), 0.9])


def test_heat_asked_of_the_generator_of_an_official_certificate() -> None:
    # flat on a network: need 2947.573 kWh, consumption 3893.474 kWh at an efficiency of 0.97
    ask = emitter(36, False, FLAT_COLLECTIVE).multiplier(84.81915, 51 * 2.5)
    assert 2947.5731604 * ask / 0.97 == pytest.approx(3893.474323, rel=2e-3)


def test_every_emitter_has_figures_in_every_building() -> None:
    for row in tables.rows("emitters"):
        for use in (Use("house", True, 1, False), Use("block, individual", False, 5, True)):
            assert 0.5 < emitter(int(row["id"]), True, use).multiplier(100.0, 200.0) < 2.0
