"""The thermal kernel on zones of the shipped stock and over a whole year."""

from dataclasses import fields, replace

import numpy as np
import pytest
from demand import dense
from demand.zones import climate, rooms

from zeneville import pipeline
from zeneville.case import load
from zeneville.demand.needs import heated_zones
from zeneville.demand.zone import Chain, Store, simulate

PACKAGES = 8
OPAQUE = 6  # slots that the weather or the ground reaches; behind them party walls and inner mass


@pytest.fixture(scope="module")
def stock():
    """Zones of every sixth building under each package, and what surrounds them."""
    inputs = pipeline.Inputs(load("zeneville600"))
    made = heated_zones(pipeline.stock_of(inputs).envelope, inputs.weather, inputs.figures)
    chosen = np.arange(0, len(made.zones) // PACKAGES, 6)
    rows = (chosen[:, None] * PACKAGES + np.arange(PACKAGES)).ravel()
    return rows_of(made.zones, rows), made.around


def rows_of(zones, rows):
    """The same zones in another order or number."""

    def pick(value):
        if isinstance(value, Chain):
            return Chain(value.resistance[rows], value.capacity[rows])
        return value[rows]

    own = [item.name for item in fields(zones) if item.name != "slots"]
    return replace(zones, **{name: pick(getattr(zones, name)) for name in own})


@pytest.mark.parametrize("kind", ["stock", "room"])
def test_energy_closes_over_a_whole_year(kind, stock):
    """Heat, gains and sun go out through surfaces and air or stay in the fabric."""
    if kind == "stock":
        zones, around = rows_of(stock[0], [8]), stock[1]
    else:
        zones, around = rooms(1), climate(8760)
    heat = simulate(zones, around, Store(heat=True), precision="double").heat_w[0]
    book = dense.run(zones, around, 0)[3]
    rest = heat.sum() + book["gains"] + book["sun"]
    rest -= book["surfaces"] + book["air"] + book["stored"]
    assert abs(rest) <= 1e-6 * (np.abs(heat).sum() + book["gains"] + book["sun"])


def test_single_precision_stays_near_double(stock):
    """Zones of all kinds: 98 of 100 to 5e-6 of their peak, the rest to ten times that."""
    zones, around = rows_of(stock[0], np.arange(0, len(stock[0]), 5)), stock[1]
    single, double = (simulate(zones, around, precision=p).heat_w for p in ("single", "double"))
    apart = np.abs(single - double).max(axis=1) / np.abs(double).max(axis=1)
    assert np.mean(apart <= 5e-6) >= 0.98
    assert apart.max() <= 5e-5


def test_more_insulation_never_needs_more_heat(stock):
    zones, around = rows_of(stock[0], np.arange(0, len(stock[0]), 3)), stock[1]
    zones = replace(zones, power_heat=np.full(len(zones), 1e9), air_opened=np.zeros(len(zones)))
    needed = simulate(zones, around, Store(heat=False)).heating_kwh
    for slot in range(OPAQUE):
        more = zones.chains.resistance.copy()
        more[:, slot, 1] += 2.0
        better = replace(zones, chains=Chain(more, zones.chains.capacity))
        less = simulate(better, around, Store(heat=False)).heating_kwh
        assert (less <= needed * (1.0 + 1e-6)).all(), zones.slots[slot].name


def test_works_on_the_envelope_never_need_more_heat_than_less_of_them(stock):
    """Near passive needs least and as is most, building by building."""
    zones, around = stock
    needed = simulate(zones, around, Store(heat=False)).heating_kwh.reshape(-1, PACKAGES)
    assert (needed[:, 1:] <= needed[:, :1] * (1.0 + 1e-6)).all()


def test_permuting_zones_permutes_results(stock):
    zones, around = stock
    order = np.random.default_rng(3).permutation(len(zones))
    straight = simulate(zones, around, Store(heat=False))
    mixed = simulate(rows_of(zones, order), around, Store(heat=False))
    np.testing.assert_array_equal(mixed.heating_kwh, straight.heating_kwh[order])
    np.testing.assert_array_equal(mixed.peak_heating_kw, straight.peak_heating_kw[order])


def test_splitting_a_batch_changes_nothing(stock):
    zones, around = rows_of(stock[0], np.arange(45)), stock[1]
    parts = [simulate(rows_of(zones, np.arange(*span)), around) for span in ((0, 19), (19, 45))]
    np.testing.assert_array_equal(
        np.concatenate([part.heat_w for part in parts]), simulate(zones, around).heat_w
    )
