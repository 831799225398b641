"""Hourly tables of heat pumps that decisions read."""

import numpy as np
import pytest

from zeneville.technologies.catalogue import read
from zeneville.technologies.heat_pumps import (
    KINDS,
    flow_temperature,
    machine,
    source_temperatures,
    tables,
)
from zeneville.technologies.heat_pumps.tables import field_cops

OUTDOOR = 10.0 + 14.0 * np.sin(np.arange(8760) / 8760.0 * 2.0 * np.pi * 53.0)


@pytest.fixture(scope="module")
def found():
    return tables(OUTDOOR, source_temperatures(OUTDOOR, read()), read())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("design", [31.2, 38.8, 46.1, 53.7])
def test_between_design_flow_temperatures_the_table_is_the_machine(found, kind, design):
    k, figures = KINDS.index(kind), read()
    flow = flow_temperature(OUTDOOR, design, figures.value("design_outdoor_temperature"))
    source = source_temperatures(OUTDOOR, figures)[k]
    _, exact = field_cops(machine(kind), flow, source, OUTDOOR, figures)
    up = np.interp(design, found.flow_degc, np.arange(len(found.flow_degc)))
    low, share = int(up), up - int(up)
    table = (1.0 - share) * found.cop_part[k, low] + share * found.cop_part[k, low + 1]
    error = np.abs(table / exact - 1.0)
    assert error.mean() < 0.003 and error.max() < 0.02  # the largest at the kinks of the tests


def test_the_field_takes_its_factor():
    """A-7/W34 2.97 on the bench; 0.85 and the calibration in a building."""
    figures, at = read(), np.array([-7.0])
    expected = 2.97 * figures.value("hp_field_factor") * figures.value("hp_air_calibration")
    told, _ = field_cops(machine("air"), np.array([34.0]), at, at, figures)
    assert told == pytest.approx([expected])


def test_full_load_is_never_better_than_part_load(found):
    assert (found.cop_full <= found.cop_part).all()


def test_hot_water_in_winter_is_cheapest_from_groundwater_and_dearest_from_air(found):
    cold = OUTDOOR < 0.0
    air, ground, water = (found.cop_hot_water[KINDS.index(kind), cold].mean() for kind in KINDS)
    assert 1.0 < air < ground < water


def test_hotter_water_costs_more_at_every_hour_and_kind(found):
    for table in (found.cop_full, found.cop_part):
        assert (np.diff(table, axis=1) <= 1e-9).all()


def test_above_the_limit_of_the_machine_performance_falls_towards_direct_heating():
    """At -9 degC and 75/59 degC water a machine that reaches 60 gives little of the heat."""
    at = np.array([-9.0])
    found = tables(at, source_temperatures(np.full(8760, -9.0), read())[:, :1], read())
    k = KINDS.index("air")
    assert found.cop_full[k, -1, 0] < 1.15
