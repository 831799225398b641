"""The thermal kernel: against the full matrix, the balance of energy, and what any model shows."""

from dataclasses import fields, replace

import numpy as np
import pytest
from demand import dense
from demand.zones import HOURS, MONTHS, climate, rooms

from zeneville.demand.zone import Chain, Layer, Store, chain, condense, simulate

AROUND = climate()
ALL = Store(heat=True, temperatures=True)


@pytest.fixture(scope="module")
def oracle():
    zones = rooms()
    return zones, [dense.run(zones, AROUND, n) for n in range(len(zones))]


@pytest.mark.parametrize(("precision", "limit"), [("double", 1e-12), ("single", 5e-6)])
def test_hourly_heat_is_that_of_the_full_matrix(oracle, precision, limit):
    zones, full = oracle
    found = simulate(zones, AROUND, ALL, precision=precision).heat_w
    for row, (heat, _, _, _) in zip(found, full, strict=True):
        assert np.abs(row - heat).max() <= limit * np.abs(heat).max()


def test_operative_temperature_is_the_mean_of_air_and_radiant(oracle):
    zones, full = oracle
    found = simulate(zones, AROUND, ALL, precision="double").operative_degc
    for row, (_, air, star, _) in zip(found, full, strict=True):
        np.testing.assert_allclose(row, 0.5 * (air + star), atol=1e-9)


def test_energy_closes_over_the_hours(oracle):
    """Heat, gains and sun go out through surfaces and air or stay in the fabric."""
    zones, full = oracle
    found = simulate(zones, AROUND, ALL, precision="double")
    for n, (_, _, _, book) in enumerate(full):
        heating = found.heat_w[n].sum()
        rest = heating + book["gains"] + book["sun"]
        rest -= book["surfaces"] + book["air"] + book["stored"]
        turnover = np.abs(found.heat_w[n]).sum() + book["gains"] + book["sun"]
        assert abs(rest) <= 1e-6 * turnover


def test_sums_and_peaks_are_those_of_the_hours():
    found = simulate(rooms(), AROUND, ALL)
    heat = np.maximum(found.heat_w.astype(float), 0)
    np.testing.assert_allclose(found.heating_kwh, heat.sum(1) / 1e3, rtol=1e-6)
    np.testing.assert_allclose(found.peak_heating_kw, heat.max(1) / 1e3, rtol=1e-6)


def test_degree_hours_count_what_is_felt_above_the_limit():
    found = simulate(rooms(), AROUND, ALL)
    over = np.maximum(found.operative_degc.astype(float) - AROUND.comfort_limit, 0).sum(1)
    np.testing.assert_allclose(found.degree_hours, over, rtol=1e-4, atol=1e-3)


def rows_of(zones, rows):
    """The same zones in another order or number."""

    def pick(value):
        if isinstance(value, Chain):
            return Chain(value.resistance[rows], value.capacity[rows])
        return value[rows]

    return replace(
        zones,
        **{f.name: pick(getattr(zones, f.name)) for f in fields(zones) if f.name != "slots"},
    )


def test_permuting_zones_permutes_results():
    zones = rooms(40)
    order = np.random.default_rng(0).permutation(40)
    np.testing.assert_array_equal(
        simulate(rows_of(zones, order), AROUND).heat_w, simulate(zones, AROUND).heat_w[order]
    )


def test_splitting_a_batch_changes_nothing():
    zones = rooms(40)
    parts = [
        simulate(rows_of(zones, np.arange(*span)), AROUND).heat_w for span in ((0, 7), (7, 40))
    ]
    np.testing.assert_array_equal(np.concatenate(parts), simulate(zones, AROUND).heat_w)


def test_threads_change_nothing():
    zones = rooms(70)
    np.testing.assert_array_equal(
        simulate(zones, AROUND, threads=1).heat_w, simulate(zones, AROUND, threads=2).heat_w
    )


def test_a_share_of_sun_that_never_changes_is_that_of_any_month():
    zones = rooms(20)
    once = {name: getattr(zones, name)[:, :, :1] for name in ("sunlit", "window_sunlit")}
    thrice = {name: np.repeat(share, MONTHS, axis=2) for name, share in once.items()}
    always = replace(AROUND, month=np.zeros(HOURS, int))
    np.testing.assert_array_equal(
        simulate(replace(zones, **thrice), AROUND).heat_w,
        simulate(replace(zones, **once), always).heat_w,
    )


@pytest.mark.parametrize("name", ["sunlit", "window_sunlit"])
def test_shade_of_a_month_costs_heat_from_its_first_day(name):
    """A month that begins at hour 1000; the warm-up of the hours before it fades."""
    zones = rooms(8, power_heat=np.full(8, 1e9), power_cool=np.zeros(8), air_opened=np.zeros(8))
    late = replace(AROUND, month=np.arange(HOURS) // 1000)
    less = getattr(zones, name).copy()
    less[:, :, 1] *= 0.5
    whole, shaded = (
        simulate(made, late, precision="double").heat_w
        for made in (zones, replace(zones, **{name: less}))
    )
    np.testing.assert_allclose(shaded[:, 900:1000], whole[:, 900:1000], atol=1.0)
    assert (shaded[:, 1000:1024].sum(1) > whole[:, 1000:1024].sum(1) + 10.0).all()


WITHOUT_LIMITS = {
    "power_heat": np.full(8, 1e9),
    "power_cool": np.zeros(8),
    "air_opened": np.zeros(8),
    "operative": np.zeros(8),
}


@pytest.mark.parametrize("slot", [0, 1, 2])
def test_more_insulation_never_needs_more_heat(slot):
    zones = rooms(8, **WITHOUT_LIMITS)
    better = zones.chains.resistance.copy()
    better[:, slot, 1] += 1.0
    insulated = replace(zones, chains=Chain(better, zones.chains.capacity))
    assert (
        simulate(insulated, AROUND).heating_kwh <= simulate(zones, AROUND).heating_kwh + 1e-6
    ).all()


@pytest.mark.parametrize("name", ["gain_scale", "window_transmitting", "window_sunlit", "sunlit"])
def test_gains_and_sun_save_heat(name):
    zones = rooms(8, **WITHOUT_LIMITS)
    more = replace(zones, **{name: getattr(zones, name) * 1.5})
    assert (simulate(more, AROUND).heating_kwh < simulate(zones, AROUND).heating_kwh).all()


def test_the_steady_loss_is_that_of_the_resistances_in_series():
    """Constant weather, floor at air temperature: Q over (Ti - Te) between the bounds by films."""
    steady = replace(
        AROUND,
        temp_air=np.zeros(HOURS),
        sky_temperature=np.zeros(HOURS),
        wind_film=np.full(HOURS, 1e4),
        boundary=np.zeros((HOURS, 2)),
        sun=np.zeros_like(AROUND.sun),
        through=np.zeros_like(AROUND.through),
        profiles=np.column_stack([np.full(HOURS, v) for v in (20.0, 99.0, 0.0, 0.0, 0.0)]),
    )
    zones = rooms(8, **WITHOUT_LIMITS, window_area=np.full(8, 1e-6))
    found = simulate(zones, steady, precision="double").heat_w[:, -1]
    inner = zones.chains.resistance.sum(2)
    outer = 1.0 / np.where(zones.outer_film > 0, zones.outer_film, 1e-9)
    outer[:, :2] = 0.0
    for film, compare in ((0.05, np.less), (1.0, np.greater)):
        loss = (zones.area / (inner + outer + film))[:, :3].sum(1) + zones.air_constant
        assert compare(found, loss * 20.0).all()


def test_five_nodes_keep_resistance_and_capacity():
    made = chain([Layer(2.0, 3e4), Layer(0.1, 2e5), Layer(0.05, 1e4)])
    assert made.resistance.sum() == pytest.approx(2.15)
    assert made.capacity.sum() == pytest.approx(2.4e5)


def test_capacity_keeps_its_centre():
    """The lever rule: the place of the heat on the scale of resistances is not moved."""
    layers = [(0.5, 4e5), (2.0, 1e4), (0.1, 2e5)]
    made = chain([Layer(*layer) for layer in layers])
    places = np.append(0.0, np.cumsum(made.resistance))
    ends = np.cumsum([0.0] + [r for r, _ in layers])
    centres = 0.5 * (ends[1:] + ends[:-1])
    expected = sum(c * m for (_, c), m in zip(layers, centres, strict=True))
    assert made.capacity @ places == pytest.approx(expected)


def test_condensation_is_exact_for_a_step():
    """The two-port against the full five-node system under given surface temperatures."""
    made = chain([Layer(1.0, 1e5), Layer(0.3, 2e5)])
    port = condense(made)
    conductance, heat = 1.0 / made.resistance, made.capacity / 3600.0
    matrix = np.diag(heat[1:4] + conductance[:3] + conductance[1:])
    matrix -= np.diag(conductance[1:3], 1) + np.diag(conductance[1:3], -1)
    inner, modes = np.zeros(3), np.zeros(3)
    for outside, inside in [(5.0, 20.0), (-3.0, 21.0), (4.0, 18.0)]:
        right = heat[1:4] * inner + np.array([conductance[0] * outside, 0, conductance[3] * inside])
        inner = np.linalg.solve(matrix, right)
        by_modes = (
            port.to_inner @ modes - (port.k_inner - port.c_inner) * inside + port.cross * outside
        )
        modes = port.decay * modes + port.to_outer * outside + port.to_inner * inside
        assert by_modes == pytest.approx(conductance[3] * (inner[2] - inside))
