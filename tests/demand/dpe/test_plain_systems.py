"""Plain systems over arrays of dwellings."""

from dataclasses import replace

import numpy as np
import pytest

from zeneville.demand.dpe.climate import climate
from zeneville.demand.dpe.plain_systems import Homes, System, consumption, generation_efficiency

HEATERS = (
    "electric", "gas_boiler", "gas_condensing", "oil_boiler", "wood_log", "pellet", "air/air",
    "hp_air", "hp_ground", "hp_water", "heat_network",
)  # fmt: skip


def homes(heat: np.ndarray, loss: np.ndarray) -> Homes:
    one = np.ones((heat.shape[0], 1))
    return Homes(
        heat, 1500.0 * one, loss, 100.0 * one, 2.5 * one, 2.0 * one, one, 150.0 * one,
        True, False, -9.5, 1, climate(1, 1),
    )  # fmt: skip


HEAT = np.array([[20000.0, 10000.0], [12000.0, 4000.0], [9000.0, 8000.0]])
LOSS = HEAT / 60.0


@pytest.mark.parametrize("heater", HEATERS)
def test_dwellings_are_independent(heater: str) -> None:
    system = System(heater, 2018)
    whole = consumption(system, homes(HEAT, LOSS))
    for at in range(3):
        part = consumption(system, homes(HEAT[at : at + 1], LOSS[at : at + 1]))
        for key, kwh in whole.items():
            np.testing.assert_allclose(
                np.broadcast_to(kwh, HEAT.shape)[at], np.broadcast_to(part[key], (1, 2))[0]
            )


def test_a_condensing_boiler_uses_less_than_a_standard_one() -> None:
    old = generation_efficiency(System("gas_boiler", 2018), homes(HEAT, LOSS))
    new = generation_efficiency(System("gas_condensing", 2018), homes(HEAT, LOSS))
    assert (new > old + 0.1).all()


def test_floors_suit_heat_pumps_better() -> None:
    radiators = generation_efficiency(System("hp_air", 2018), homes(HEAT, LOSS))
    floors = generation_efficiency(System("hp_air", 2018, floor=True), homes(HEAT, LOSS))
    np.testing.assert_allclose(floors / radiators, 3.2 / 2.8)


def test_a_pilot_costs_gas() -> None:
    key = ("heating", "natural gas")
    without = consumption(System("gas_boiler", 1985), homes(HEAT, LOSS))[key]
    burning = consumption(System("gas_boiler", 1985, pilot=True), homes(HEAT, LOSS))[key]
    assert (burning > without).all()


def test_each_flat_of_a_block_has_its_own_boiler() -> None:
    flat = homes(HEAT, LOSS)
    flat = replace(flat, house=False, storeys=np.ones((3, 1)))
    block = replace(
        flat,
        heating_need_kwh=10 * flat.heating_need_kwh,
        hot_water_need_kwh=10 * flat.hot_water_need_kwh,
        loss_w_per_k=10 * flat.loss_w_per_k,
        area_m2=10 * flat.area_m2,
        dwellings=10 * flat.dwellings,
    )
    system = System("gas_condensing", 2018)
    one, ten = consumption(system, flat), consumption(system, block)
    for key, kwh in one.items():
        np.testing.assert_allclose(ten[key], 10 * kwh)
