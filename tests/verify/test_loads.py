"""The check's own counts of fans and tanks agree with the demand's; no load falls below zero."""

import numpy as np
import pytest
import xarray as xr
from demand.buildings import FIGURES, stock

from zeneville.demand import hot_water
from zeneville.demand.ventilation import fan_power
from zeneville.verify import loads
from zeneville.verify.kept import Kept

#: natural, extraction before and since 2013; a package that keeps the air, that changes it, and
#: one with heat recovery
FLOWS = np.array([[2.23, 2.23, 1.65], [1.65, 1.09, 1.65], [1.2, 1.2, 1.2]])


@pytest.fixture(params=[0.0, 1.0, 2.0, 40.0], ids=["office", "house", "two flats", "block"])
def plan(request):
    homes = request.param
    envelope = stock(
        dwellings=homes,
        heated_area_m2=np.array([110.0, 92.0, 1400.0]),
        flow=FLOWS,
    )
    fans = fan_power(envelope, FIGURES)
    data = envelope.assign(
        heated=("building", np.ones(3, dtype=np.int8)),
        ventilation_extra_kw=(("building", "package"), fans - fans[:, :1]),
        electricity_kwh=(("building", "hour"), np.repeat(fans[:, :1], 4, axis=1)),
    )
    return data


def test_both_counts_of_fans_agree(plan):
    told = loads.fans(Kept(plan), FIGURES.value)
    np.testing.assert_allclose(told, plan["ventilation_extra_kw"], rtol=1e-12, atol=1e-15)


def test_what_is_not_heated_has_no_fans(plan):
    cold = plan.assign(heated=("building", np.array([1, 0, 1], dtype=np.int8)))
    assert (loads.fans(Kept(cold), FIGURES.value)[1] == 0.0).all()


def test_fans_of_a_package_may_take_away_those_in_place_and_no_more(plan):
    kept = Kept(plan)
    assert loads.negative(kept) == []
    less = xr.ones_like(plan["ventilation_extra_kw"]) * -1e3
    assert loads.negative(Kept(plan.assign(ventilation_extra_kw=less)))


ENERGIES = ("gas", "electricity", "wood", "heat_network", "oil", "heat_pump")


@pytest.mark.parametrize("floor", [9.0, 25.0, 45.0, 65.0, 140.0])
def test_both_counts_of_tanks_agree(floor):
    """Houses, blocks with and without a loop, and an office; each energy and two systems."""
    homes = np.array([1.0, 2.0, 10.0, 11.0, 0.0, 1.0])
    area = floor * np.maximum(homes, 1.0)
    full = hot_water.water(homes, area, 3.0 * homes, np.full(8760, 11.0), FIGURES).tank_kw
    plan = xr.Dataset(
        {
            "heated": ("building", np.ones(6, dtype=np.int8)),
            "residential": ("building", (homes > 0).astype(np.int8)),
            "dwellings": ("building", homes),
            "heated_area_m2": ("building", area),
            "heating_energy": ("building", np.array(ENERGIES)),
        },
        coords={"heater": ["as_is", "gas_boiler", "hp_air@0.8"]},
    )
    told = loads.tanks(Kept(plan), FIGURES.value)
    shares = np.array([[0, 1, 1, 0, 0, 1], [0] * 6, [1] * 6]).T
    np.testing.assert_allclose(told, full[:, None] * shares, rtol=1e-12)
