"""Performance of heat pumps: published tests, physics that any model must show, load."""

import numpy as np
import pytest

from zeneville.model.loads import _pump_electricity
from zeneville.technologies.heat_pumps import KINDS, machine
from zeneville.technologies.heat_pumps.operation import (
    capacity_share,
    flow_temperature,
    share_below,
)
from zeneville.technologies.heat_pumps.performance import at_load, cop
from zeneville.technologies.heat_pumps.points import carnot

OUTDOOR = np.linspace(-15.0, 20.0, 71)
FLOW = np.linspace(25.0, 75.0, 51)

#: medians of the Heat Pump Keymark: kind, layer, outdoor, source, flow (degC), COP
PUBLISHED = [
    ("air", "full", 7, 7, 35, 4.76),
    ("air", "full", 7, 7, 55, 2.92),
    ("air", "full", -7, -7, 34, 2.97),
    ("air", "full", -10, -10, 55, 1.84),
    ("air", "part", 2, 2, 30, 4.53),
    ("air", "part", 12, 12, 30, 6.13),
    ("ground", "full", -10, 0, 35, 4.26),
    ("ground", "part", 7, 0, 36, 4.74),
    ("water", "full", -10, 10, 55, 3.65),
    ("water", "part", 12, 10, 24, 8.56),
]


def layers(kind):
    pump = machine(kind)
    return [(pump, pump.full), (pump, pump.part)]


def source(pump, outdoor):
    return outdoor if np.isnan(pump.test_source_degc) else np.full_like(outdoor, 5.0)


@pytest.mark.parametrize(("kind", "layer", "outdoor", "brine", "flow", "published"), PUBLISHED)
def test_published_tests_are_reproduced(kind, layer, outdoor, brine, flow, published):
    pump = machine(kind)
    assert cop(pump, getattr(pump, layer), flow, brine, outdoor) == pytest.approx(published)


@pytest.mark.parametrize("kind", KINDS)
def test_a_bench_never_exceeds_carnot(kind):
    for pump, layer in layers(kind):
        brine = source(pump, OUTDOOR)
        hot = np.maximum(FLOW[:, None], brine + 1e-6)
        assert (cop(pump, layer, FLOW[:, None], brine, OUTDOOR) < carnot(hot, brine)).all()


@pytest.mark.parametrize("kind", KINDS)
def test_performance_falls_with_flow_temperature(kind):
    for pump, layer in layers(kind):
        values = cop(pump, layer, FLOW[:, None], source(pump, OUTDOOR), OUTDOOR)
        assert (np.diff(values, axis=0) <= 1e-12).all()
        assert (values[10] > values[30]).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("flow", [30.0, 45.0, 60.0])
def test_performance_rises_with_source_temperature(kind, flow):
    for pump, layer in layers(kind):
        air = np.isnan(pump.test_source_degc)
        brine = np.linspace(-10.0 if air else -3.0, 20.0, 60)
        values = cop(pump, layer, flow, brine, brine if air else 0.0)
        assert (np.diff(values) > 0.0).all()


def test_output_on_air_falls_with_the_cold_and_with_hotter_water():
    pump = machine("air")
    share = capacity_share(pump, OUTDOOR, 35.0)
    assert (np.diff(share) >= 0.0).all()
    assert share[0] == pytest.approx(0.742)  # median at -15 degC
    assert (capacity_share(pump, OUTDOOR, 55.0) <= share).all()


def test_an_air_machine_is_off_below_its_coldest_test():
    assert capacity_share(machine("air"), np.array([-22.5, -21.5]), 35.0) == pytest.approx(
        [0.0, 0.592], abs=0.01
    )


def test_backup_lifts_the_water_above_the_machines_limit():
    """Flow 70, return 55: a machine that reaches 60 gives a third of the heat."""
    assert share_below(60.0, np.array([50.0, 70.0, 90.0])) == pytest.approx([1.0, 1 / 3, 0.0])


def test_heating_curve_meets_design_point_and_room():
    curve = flow_temperature(np.array([-9.0, 5.5, 20.0]), 70.0)
    assert curve == pytest.approx([70.0, 45.0, 25.0])


def test_cycling_costs_what_the_standard_says():
    """Half of the least output, Cd 0.9: CR 0.5 gives 0.5 / (0.45 + 0.1) of the steady COP."""
    assert at_load(0.2, 3.0, 4.0, 0.5, 0.4, 0.9) == pytest.approx(4.0 * 0.5 / 0.55)


def test_load_decides_between_the_tests():
    loads = np.array([1.0, 0.75, 0.5, 0.45])
    assert at_load(loads, 3.0, 4.0, 0.5, 0.4, 0.9) == pytest.approx([3.0, 3.5, 4.0, 4.0])


def test_the_decisions_kernel_is_the_model_of_load():
    rng = np.random.default_rng(1)
    for _ in range(200):
        need, most = rng.uniform(0.0, 12.0), rng.uniform(1.0, 10.0)
        full, part = rng.uniform(1.5, 4.0), rng.uniform(2.0, 6.0)
        tested, least, lost = rng.uniform(0.3, 0.8), rng.uniform(0.2, 0.5), rng.uniform(0.85, 1.0)
        pumped = min(need, most)
        expected = pumped / at_load(pumped / most, full, part, tested, least, lost) + need - pumped
        assert _pump_electricity(need, most, full, part, tested, least, lost) == pytest.approx(
            float(expected), rel=1e-12
        )


def test_a_machine_that_may_not_run_leaves_all_to_the_backup():
    assert _pump_electricity(3.0, 0.0, 3.0, 4.0, 0.5, 0.4, 0.9) == 3.0
