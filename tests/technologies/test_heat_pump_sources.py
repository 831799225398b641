"""Sources of heat pumps: the ground's yearly wave by its closed form."""

import numpy as np
import pytest

from zeneville.technologies.catalogue import read
from zeneville.technologies.heat_pumps import KINDS, source_temperatures
from zeneville.technologies.heat_pumps.sources import ground_temperature

HOURS = np.arange(8760)
AIR = 11.0 + 8.0 * np.cos(2.0 * np.pi * (HOURS - 4800.0) / 8760.0)
DIFFUSIVITY = 1e-6


def test_at_the_surface_the_ground_is_the_air():
    assert ground_temperature(AIR, 0.0, DIFFUSIVITY) == pytest.approx(AIR)


def test_at_the_penetration_depth_the_wave_is_damped_by_e_and_a_radian_late():
    depth = np.sqrt(2.0 * DIFFUSIVITY * 8760.0 * 3600.0 / (2.0 * np.pi))
    assert depth == pytest.approx(3.17, abs=0.01)  # EN ISO 13370 gives 3.2 m
    ground = ground_temperature(AIR, depth, DIFFUSIVITY)
    late = 4800.0 + 8760.0 / (2.0 * np.pi)
    expected = 11.0 + 8.0 / np.e * np.cos(2.0 * np.pi * (HOURS - late) / 8760.0)
    assert ground == pytest.approx(expected)


def test_boreholes_feel_no_season():
    ground = source_temperatures(AIR, read())[KINDS.index("ground")]
    assert ground == pytest.approx(np.full(8760, 11.0 - 5.0), abs=1e-3)


def test_a_collector_near_the_surface_does():
    figures = read({"hp_ground_depth": (1.2, "collector")})
    ground = source_temperatures(AIR, figures)[KINDS.index("ground")]
    assert np.ptp(ground) > 8.0
