"""What the thermal model refuses at its border, and the odd zones that it must run."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from demand import dense
from demand.zones import climate, rooms

from zeneville.demand.zone import Chain, Layer, Store, chain, simulate

AROUND = climate(400)
AROUND_LONG = climate(2400)
ALL = Store(heat=True, temperatures=True)


def without(zones, **changes):
    """Zones with some fields changed by a function of the old values."""
    return replace(
        zones, **{name: change(getattr(zones, name)) for name, change in changes.items()}
    )


def no_area_in(slot):
    def change(area):
        area = area.copy()
        area[:, slot] = 0.0
        return area

    return change


ODD = {
    "no window": {
        "window_area": np.zeros_like,
        "window_transmitting": np.zeros_like,
        "window_absorbing": np.zeros_like,
        "window_direct_share": np.zeros_like,
        "window_diffuse_share": np.zeros_like,
    },
    "no party wall": {"area": no_area_in(3)},
    "no roof": {"area": no_area_in(1)},
    "no limit of power": {
        "power_heat": lambda power: np.full_like(power, np.inf),
        "power_cool": lambda power: np.full_like(power, np.inf),
    },
    "no power at all": {"power_heat": np.zeros_like, "power_cool": np.zeros_like},
    "windows never opened": {"open_above": lambda limit: np.full_like(limit, np.inf)},
    "hardly any air change": {
        "air_constant": lambda air: 0.1 * air,
        "air_scheduled": np.zeros_like,
    },
    "no thermal mass": {"chains": lambda made: Chain(made.resistance, 0.0 * made.capacity)},
    "no insulation": {"chains": lambda made: Chain(1e-2 * made.resistance, made.capacity)},
    "a metre of insulation": {"chains": lambda made: Chain(30.0 * made.resistance, made.capacity)},
}


@pytest.mark.parametrize("kind", ODD)
def test_odd_zones_agree_with_the_full_matrix(kind):
    zones = without(rooms(2), **ODD[kind])
    found = simulate(zones, AROUND, ALL, precision="double")
    for n in range(2):
        heat, air, _, _ = dense.run(zones, AROUND, n)
        np.testing.assert_allclose(
            found.heat_w[n], heat, rtol=0, atol=1e-10 * max(np.abs(heat).max(), 1.0)
        )
        np.testing.assert_allclose(found.air_degc[n], air, rtol=0, atol=1e-8)


def test_no_zone_gives_no_result():
    found = simulate(rooms(0), AROUND, ALL)
    assert found.heating_kwh.shape == (0,)
    assert found.heat_w.shape == (0, 400)


def test_one_zone_is_the_first_of_many():
    alone = simulate(rooms(1), AROUND).heat_w
    np.testing.assert_array_equal(alone, simulate(rooms(1), AROUND, threads=1).heat_w)
    assert alone.shape == (1, 400)


def spoiled(values, value, place=(1,)):
    values = np.array(values, dtype=float)
    values[place] = value
    return values


WRONG = {
    "air_constant": (np.nan, (1,), "nan at [1]; expected a finite number"),
    "capacity": (-5.0, (1,), "-5 at [1]; expected a finite number, not negative"),
    "area": (np.inf, (1, 2), "inf at [1, 2]"),
    "power_heat": (np.nan, (1,), "nan at [1]; expected a number"),
    "profile_gain": (9, (1,), "9 at [1]; expected a number of the 5 profiles"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_values_are_refused_with_their_place(name):
    value, place, told = WRONG[name]
    zones = rooms(3)
    zones = replace(zones, **{name: spoiled(getattr(zones, name), value, place)})
    with pytest.raises(ValueError, match=name) as refused:
        simulate(zones, AROUND)
    assert told in str(refused.value)


def test_all_faults_are_told_at_once():
    zones = rooms(3)
    zones = replace(zones, capacity=spoiled(zones.capacity, np.nan), area=0.0 * zones.area)
    zones = replace(zones, window_area=0.0 * zones.window_area)
    with pytest.raises(ValueError, match="capacity") as refused:
        simulate(zones, AROUND)
    assert "expected some surface in every zone" in str(refused.value)


def test_wrong_weather_is_refused():
    with pytest.raises(ValueError, match=r"temp_air: nan at \[7\]"):
        simulate(rooms(1), replace(AROUND, temp_air=spoiled(AROUND.temp_air, np.nan, (7,))))


def test_a_month_without_shares_of_sun_is_refused():
    with pytest.raises(ValueError, match=r"month: 3 at \[7\]; expected a number of the 3 shares"):
        simulate(rooms(1), replace(AROUND, month=spoiled(AROUND.month, 3, (7,)).astype(int)))


def test_shares_of_sun_have_the_same_months_everywhere():
    zones = rooms(3)
    zones = replace(zones, window_sunlit=zones.window_sunlit[:, :, :1])
    with pytest.raises(ValueError, match=r"window_sunlit: shape \(3, 1, 1\); expected \(3, 1, 3\)"):
        simulate(zones, AROUND)


def test_a_resistance_of_nothing_is_refused():
    zones = rooms(1)
    zones = replace(zones, chains=Chain(0.0 * zones.chains.resistance, zones.chains.capacity))
    with pytest.raises(ValueError, match=r"chains.resistance: 0 at \[0, 0, 0\]"):
        simulate(zones, AROUND)


def test_shapes_are_compared_with_those_expected():
    with pytest.raises(ValueError, match=r"capacity: shape \(2,\); expected \(3,\)"):
        simulate(replace(rooms(3), capacity=np.ones(2)), AROUND)


@pytest.mark.parametrize(
    "layers",
    [
        [Layer(0.0, 1e5)],
        [Layer(0.0, 1e5), Layer(0.0, 1e4)],
        [Layer(1e-6, 0.0)],
        [Layer(0.0, 1e5), Layer(40.0, 0.0), Layer(0.0, 1e5)],
    ],
    ids=["mass only", "two masses", "almost nothing", "sandwich"],
)
def test_extreme_constructions_have_five_nodes(layers):
    made = chain(layers)
    assert (made.resistance > 0).all()
    assert np.isfinite(made.capacity).all()
    assert made.capacity.sum() == pytest.approx(sum(float(layer.capacity) for layer in layers))


def test_without_hourly_results_memory_does_not_grow_with_hours_times_zones():
    zones = rooms(512)
    simulate(zones, AROUND, Store(heat=False), threads=1)
    tracemalloc.start()
    simulate(zones, AROUND, Store(heat=False), threads=1)
    several = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    simulate(zones, AROUND_LONG, Store(heat=False), threads=1)
    longer = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # the climate itself is laid out once for all zones
    assert longer - several < 200 * (len(AROUND_LONG.temp_air) - len(AROUND.temp_air))
