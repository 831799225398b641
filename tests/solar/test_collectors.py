"""Solar heat against the data sheet of the collector and against the light."""

import numpy as np
import pytest

from zeneville.solar.collectors import Collector, collector_of, collector_yields
from zeneville.solar.kernels import collected
from zeneville.solar.light import incident

#: W/m2 of gross area at 1000 W/m2, of which 15 % diffuse, by excess of the fluid over the air in K:
#: Solar Keymark data sheet of De Dietrich D 200 SL, test report CENER 30.4062.0-001
PUBLISHED = {0.0: 729.0, 10.0: 692.0, 30.0: 608.0, 50.0: 511.0, 70.0: 400.0, 83.0: 321.0}
#: incidence angle modifier of the same sheet by angle, degrees
MODIFIER = {10: 1.00, 20: 0.99, 30: 0.98, 40: 0.97, 50: 0.94, 60: 0.90, 70: 0.80, 80: 0.50}

heat = collected.py_func


@pytest.mark.parametrize(("excess", "power"), PUBLISHED.items())
def test_power_is_that_of_the_data_sheet(figures, excess, power):
    collector = collector_of(figures)
    given = heat(1.0, 850.0, 150.0, collector.fluid - excess, collector)
    assert given == pytest.approx(power, abs=1.0)


@pytest.mark.parametrize(("angle", "modifier"), MODIFIER.items())
def test_modifier_at_other_angles_is_near_that_of_the_data_sheet(figures, angle, modifier):
    collector = collector_of(figures)
    cold = collector._replace(a1=0.0, a2=0.0)
    given = heat(np.cos(np.radians(angle)), 1000.0, 0.0, 20.0, cold) / (1000.0 * cold.eta0)
    assert given == pytest.approx(modifier, abs=0.016)


def test_a_collector_without_losses_gives_all_light(hours):
    ideal = Collector(1.0, 0.0, 0.0, 0.0, 1.0, 50.0)
    tilt, azimuth = np.array([30.0, 90.0]), np.array([180.0, 75.0])
    light = incident(tilt, azimuth, hours).total
    assert collector_yields(tilt, azimuth, hours, ideal) == pytest.approx(light, rel=1e-12)


def test_hotter_fluid_gives_less_heat(hours, figures):
    collector = collector_of(figures)
    cool, warm, hot = (
        collector_yields([35.0], [180.0], hours, collector._replace(fluid=fluid)).sum()
        for fluid in (25.0, 50.0, 75.0)
    )
    assert cool > warm > hot > 0.0


def test_nothing_is_given_where_losses_exceed_the_light(figures):
    assert heat(0.5, 40.0, 20.0, -5.0, collector_of(figures)) == 0.0
