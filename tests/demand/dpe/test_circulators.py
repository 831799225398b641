"""Circulators of heating installations (section 15.2.1)."""

from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from demand.dpe.entries import FLAT, element

from zeneville.demand.dpe.boilers import Burner
from zeneville.demand.dpe.certificate import Item
from zeneville.demand.dpe.circulators import distribution_kwh
from zeneville.demand.dpe.envelope import Bridge, Envelope
from zeneville.demand.dpe.heating_generators import Generator
from zeneville.demand.dpe.heating_installation import Installation
from zeneville.demand.dpe.installations import Part

GAS = Burner("condensing", *(np.asarray(f) for f in (24.0, 0.95, 1.06, 0.12, 0.0)), 1.11)
BOILER = Generator(97, "natural gas", 1, GAS, float("nan"))
WHOLE = Part(1.0, 1.0, 1.0, False)
STOVE = Generator(26, "wood log", 2, None, 0.6)
AIR_TO_AIR = Generator(3, "electricity", 1, None, 3.0)


def home(area: float = 150.0, loss: float = 500.0) -> Envelope:
    bridges = (Bridge("all losses", 1, loss, 1.0, 1.0),)
    dwelling = replace(FLAT, kind="house", area_m2=area)
    return Envelope(dwelling, (), bridges, (), np.zeros(12), 3, False, 1.8)


def installation(*generators: Generator, emitter: int = 38, part: Part = WHOLE) -> Installation:
    whole = element("installation_chauffage")
    emitters = ElementTree.SubElement(whole, "emetteur_chauffage_collection")
    emitters.append(element("emetteur_chauffage", enum_type_emission_distribution_id=emitter))
    return Installation(Item(whole), part, 1, generators, (), (), (), 0.0)


def test_backup_by_a_stove_takes_its_part_from_the_circulator() -> None:
    alone = distribution_kwh(installation(BOILER), [1.0], home())
    backed = distribution_kwh(installation(BOILER, STOVE), [0.75, 0.25], home())
    assert backed / alone == pytest.approx(0.75**0.676)


def test_what_moves_no_water_has_no_circulator() -> None:
    assert distribution_kwh(installation(AIR_TO_AIR), [1.0], home()) == 0.0
    assert distribution_kwh(installation(BOILER, emitter=21), [1.0], home()) == 0.0


def test_warm_air_has_a_fan() -> None:
    heater = replace(BOILER, type_id=50, burner=replace(GAS, technology="air heater"))
    assert distribution_kwh(installation(heater, emitter=5), [1.0], home()) > 0.0


def test_a_flat_counts_a_collective_installation_with_a_circulator_of_its_own() -> None:
    small = home(20.0, 20.0)
    own = distribution_kwh(installation(BOILER), [1.0], small)
    shared = installation(BOILER, part=Part(1.0, 1.0, 0.02, True))
    hours = float(small.balance.climate.hours_19.sum())
    assert own == pytest.approx(0.03 * hours)
    assert distribution_kwh(shared, [1.0], small) == own


def test_units_alike_have_a_circulator_each() -> None:
    units = installation(BOILER, part=Part(0.1, 10.0, 1.0, False))
    hours = float(home().balance.climate.hours_19.sum())
    assert distribution_kwh(units, [1.0], home()) == pytest.approx(10 * 0.03 * hours)
