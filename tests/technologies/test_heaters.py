"""The menu of heaters: heat pumps priced by hand, machine and ground part apart."""

import numpy as np
import pytest

from zeneville.technologies import heaters
from zeneville.technologies.catalogue import read

CARRIERS = ("electricity", "heat_pump", "gas", "wood", "heat")
STANDING = heaters.Standing(0.0, 0.0, 0.0, 0.0)


def menu(systems, dwellings=1.0, peak=10.0, energy="gas"):
    return heaters.menu(
        np.full((1, 1), peak),
        np.array([dwellings]),
        np.array([True]),
        [energy],
        systems,
        CARRIERS,
        STANDING,
        read({"cost_fees_contingency": (0.0, "none"), "hp_om": (0.0, "none")}),
        lambda life: 1.0 / life,
    )


def only(found, label):
    return found.label.index(label)


def test_systems_that_the_case_does_not_name_are_not_there():
    assert set(menu(("as_is", "hp_air")).system) == {"as_is", "hp_air"}


def test_a_ground_machine_of_eight_kilowatt_by_hand():
    """(9000 + 8 x 1700) x 1.055; 8 x 15 m x 90 EUR of it last 50 years and cost 0.5 % a year."""
    found = menu(("as_is", "hp_ground"))
    j = only(found, "hp_ground@0.8")
    assert found.investment[0, 0, j] == pytest.approx(22600 * 1.055)
    below = 8 * 15 * 90 * 1.055
    expected = (22600 * 1.055 - below) / 18 + below * (1 / 50 + 0.005)
    assert found.cost[0, 0, j] == pytest.approx(expected)


def test_wells_of_a_block_do_not_grow_with_its_size():
    """25 000 + 1400 EUR/kW for the machine, 150 000 EUR for the doublet."""
    for peak in (50.0, 100.0):
        found = menu(("as_is", "hp_water"), dwellings=20.0, peak=peak)
        j = only(found, "hp_water@1.0")
        expected = (25000 + 1400 * peak + 150000) * 1.055
        assert found.investment[0, 0, j] == pytest.approx(expected)


def test_a_pellet_boiler_burns_wood_by_hand():
    """11 kW: (9000 + 400 x 11) x 1.055 over 20 years and 250 EUR a year."""
    found = menu(("as_is", "pellet"))
    j = only(found, "pellet")
    assert CARRIERS[found.carrier[0, j]] == "wood"
    assert found.cost[0, 0, j] == pytest.approx(13400 * 1.055 / 20 + 250)


def test_each_heat_pump_knows_its_source():
    found = menu(("as_is", "gas_boiler", "hp_air", "hp_ground", "hp_water"))
    kinds = {system: int(kind) for system, kind in zip(found.system, found.pump, strict=True)}
    assert kinds == {"as_is": 0, "gas_boiler": 0, "hp_air": 0, "hp_ground": 1, "hp_water": 2}


def test_electricity_pumps_and_wood_have_tanks_and_gas_has_none():
    """As in the regulatory systems: boilers and exchangers heat water as it is drawn."""
    found = menu(("as_is", "gas_boiler", "electric", "pellet", "hp_air", "hp_ground", "hp_water"))
    tanks = dict(zip(found.system, found.tank_share[0], strict=True))
    assert tanks.pop("as_is") == tanks.pop("gas_boiler") == 0.0
    assert set(tanks.values()) == {1.0} and len(tanks) == 5


@pytest.mark.parametrize(
    ("energy", "share"),
    [("oil", 0), ("electricity", 1), ("wood", 1), ("heat_network", 0), ("heat_pump", 1)],
)
def test_what_is_there_has_the_tank_of_its_energy(energy, share):
    assert menu(("as_is",), energy=energy).tank_share[0, 0] == share
