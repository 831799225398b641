"""Parts of the need by configuration (section 9)."""

import itertools

import numpy as np
import pytest

from zeneville.demand.dpe.climate import climate
from zeneville.demand.dpe.heating_generators import Generator
from zeneville.demand.dpe.heating_shares import degree_hours, relief_share, shares


def generator(type_id: int, link: int = 1, carrier: str = "electricity") -> Generator:
    return Generator(type_id, carrier, link, None, 1.0)


ELECTRIC, STOVE, BATH = generator(98), generator(26, 2, "wood log"), generator(98, 3)
PUMP, NETWORK = generator(6), generator(142, 1, "heat network")


@pytest.mark.parametrize(
    ("configuration", "generators", "solar", "expected"),
    [
        (1, [ELECTRIC], 0.0, [1.0]),
        (2, [ELECTRIC], 0.3, [0.7]),
        (3, [ELECTRIC, STOVE], 0.0, [0.75, 0.25]),
        (4, [generator(26, 1, "wood log"), BATH], 0.0, [0.9, 0.1]),
        (5, [ELECTRIC, STOVE, BATH], 0.0, [0.675, 0.225, 0.1]),
        (6, [NETWORK, generator(59, 1, "wood log")], 0.0, [0.25, 0.75]),
        (7, [ELECTRIC, STOVE], 0.4, [0.45, 0.15]),
        (8, [generator(85, 1, "natural gas"), PUMP], 0.0, [0.2, 0.8]),
        (8, [NETWORK, PUMP], 0.0, [0.8, 0.2]),
        (9, [PUMP, NETWORK, STOVE], 0.0, [0.6, 0.15, 0.25]),
    ],
)
def test_configurations_of_the_decree(
    configuration: int, generators: list[Generator], solar: float, expected: list[float]
) -> None:
    np.testing.assert_allclose(shares(configuration, generators, solar, 1), expected)


@pytest.mark.parametrize(("zone_group", "pump"), [(1, 0.8), (2, 0.83), (3, 0.88)])
def test_hybrid_heat_pumps_by_zone(zone_group: int, pump: float) -> None:
    hybrid = [generator(146), generator(149, 1, "natural gas")]
    np.testing.assert_allclose(shares(1, hybrid, 0.0, zone_group), [pump, 1 - pump])


def test_rooms_with_their_own_heaters_go_by_area() -> None:
    found = shares(1, [ELECTRIC, PUMP], 0.0, 1, [30.0, 10.0])
    assert found == [0.75, 0.25]


NEED = np.array([900.0, 800, 600, 300, 50, 0, 0, 0, 0, 200, 600, 850])


def test_a_strong_base_needs_no_relief() -> None:
    assert relief_share(1000.0, NEED, climate(1, 1), -9.5) == 0.0


def test_a_base_without_power_leaves_all_to_relief() -> None:
    assert relief_share(0.0, NEED, climate(1, 1), -9.5) == pytest.approx(1.0, abs=0.06)


def test_relief_falls_with_the_power_of_the_base() -> None:
    found = [relief_share(power, NEED, climate(1, 1), -9.5) for power in (0.5, 1.0, 1.5, 2.0)]
    assert all(a > b for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("zone", "altitude", "base", "expected"), [(1, 1, -9.5, 0.20), (3, 3, -13.5, 0.075)]
)
def test_relief_of_a_base_without_power_is_that_of_official_certificates(
    zone: int, altitude: int, base: float, expected: float
) -> None:
    place = climate(zone, altitude)
    need = 0.1 * place.degree_hours_14
    assert relief_share(None, need, place, base) == pytest.approx(expected, abs=0.005)


def test_the_law_of_degree_hours_meets_the_table_in_midwinter() -> None:
    place = climate(1, 1)
    january, february = degree_hours(14.0, place, -9.5)[:2]
    assert january == pytest.approx(place.degree_hours_14[0], rel=5e-3)
    assert february == pytest.approx(place.degree_hours_14[1], rel=5e-3)


def test_a_stove_without_a_link_is_known_by_its_wood() -> None:
    found = shares(3, [generator(26, 1, "wood log"), ELECTRIC], 0.0, 1)
    assert found == [0.25, 0.75]
