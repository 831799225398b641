"""Consumption of heating installations (section 9)."""

from dataclasses import replace

import numpy as np
import pytest
from demand.dpe.entries import FLAT, item

from zeneville.demand.dpe.boilers import Burner
from zeneville.demand.dpe.emission import Emitter
from zeneville.demand.dpe.envelope import Bridge, Envelope
from zeneville.demand.dpe.heating_generators import Generator
from zeneville.demand.dpe.heating_installation import Installation
from zeneville.demand.dpe.heating_systems import consumption, sizing_ratio
from zeneville.demand.dpe.installations import Part
from zeneville.demand.dpe.operating_temperatures import operating_degc

RADIATOR = Emitter(0.95, 0.95, 0.95, 0.9, "radiator two pipes")
CONVECTOR = Emitter(0.95, 1.0, 0.99, 0.86, "other")
GAS = Burner("condensing", *(np.asarray(f) for f in (24.0, 0.95, 1.06, 0.12, 0.0)), 1.11)
WHOLE = Part(1.0, 1.0, 1.0, False)
NEED = np.full(12, 500.0)


def envelope(area: float, loss: float, kind: str = "flat", flats: float = 1.0) -> Envelope:
    home = replace(FLAT, kind=kind, area_m2=area, flats=flats)
    bridges = (Bridge("all losses", 1, loss, 1.0, 1.0),)
    return Envelope(home, (), bridges, (), np.zeros(12), 3, False, 1.8)


def installation(
    generators: list[Generator], emitters: list[Emitter], areas: list[float], part: Part = WHOLE
) -> Installation:
    links = tuple(1 for _ in emitters)
    return Installation(
        item(), part, 1, tuple(generators), tuple(emitters), links, tuple(areas), 0.0
    )


def boiler() -> Generator:
    return Generator(97, "natural gas", 1, GAS, float("nan"), 35.0, 70.0)


def electric(type_id: int) -> Generator:
    return Generator(type_id, "electricity", 1, None, 1.0)


def test_two_emitters_of_a_boiler_share_its_heat_by_area() -> None:
    home = envelope(60.0, 150.0)
    floor = replace(RADIATOR, emission=1.0)
    found = [
        consumption([installation([boiler()], e, a)], NEED, home).by_carrier
        for e, a in (([RADIATOR], [60.0]), ([floor], [60.0]), ([RADIATOR, floor], [45.0, 15.0]))
    ]
    radiators, floors, both = (each["natural gas"] for each in found)
    assert both == pytest.approx(0.75 * radiators + 0.25 * floors)


def test_each_electric_heater_warms_its_own_rooms() -> None:
    home = envelope(60.0, 60.0)
    pair = installation([electric(98), electric(3)], [CONVECTOR, RADIATOR], [45.0, 15.0])
    pair = replace(pair, generators=(electric(98), replace(electric(3), efficiency=3.0)))
    found = consumption([pair], NEED, home).by_carrier["electricity"]
    volume = 60.0 * 2.5
    expected = 0.75 * CONVECTOR.multiplier(60.0, volume)
    expected += 0.25 * RADIATOR.multiplier(60.0, volume) / 3.0
    assert found == pytest.approx(6000.0 * float(expected))


def test_a_sampled_flat_is_sized_like_a_flat() -> None:
    flat, block = envelope(60.0, 150.0), envelope(600.0, 1500.0, "block", 10.0)
    alone = installation([boiler()], [RADIATOR], [60.0])
    sampled = installation([boiler()], [RADIATOR], [60.0], Part(0.1, 10.0, 1.0, False))
    assert sizing_ratio([sampled], 0, block) == pytest.approx(sizing_ratio([alone], 0, flat))
    one = consumption([alone], NEED, flat)
    ten = consumption([sampled], 10 * NEED, block)
    assert ten.by_carrier["natural gas"] == pytest.approx(10 * one.by_carrier["natural gas"])
    assert ten.generation == pytest.approx(10 * one.generation)


def test_independent_boilers_are_sized_together() -> None:
    home = envelope(60.0, 150.0)
    each = installation([boiler()], [RADIATOR], [30.0], Part(0.5, 1.0, 1.0, False))
    single = installation([boiler()], [RADIATOR], [60.0])
    both = sizing_ratio([each, each], 0, home)
    assert both == pytest.approx(2 * sizing_ratio([single], 0, home))


@pytest.mark.parametrize(
    ("boiler_type", "load", "distribution", "period", "degc"),
    [
        ("any", 100, 4, 1, 80),
        ("any", 100, 2, 3, 35),
        ("condensing", 30, 3, 3, 32),
        ("low temperature", 30, 4, 2, 45.5),
        ("standard before 1991", 30, 2, 1, 53),
        ("standard since 1991", 30, 4, 1, 55.5),
    ],
)
def test_water_temperatures_of_the_decree(
    boiler_type: str, load: int, distribution: int, period: int, degc: float
) -> None:
    assert operating_degc(boiler_type, load, distribution, period) == degc
