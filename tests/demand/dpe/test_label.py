"""Letters by the decrees of 31 March 2021 and 25 March 2024."""

from datetime import date

import numpy as np
import pytest

from zeneville.demand.dpe.label import label, limits

BEFORE, AFTER = date(2024, 6, 30), date(2024, 7, 1)


@pytest.mark.parametrize(
    ("primary", "letter"),
    [(69.9, "A"), (70, "B"), (110, "C"), (180, "D"), (250, "E"), (330, "F"), (420, "G")],
)
def test_energy_thresholds_are_of_the_letter_above(primary: float, letter: str) -> None:
    assert label(primary, 0.0, 100.0, 1, "H1a", AFTER) == letter


@pytest.mark.parametrize(
    ("co2", "letter"),
    [(5.9, "A"), (6, "B"), (11, "C"), (30, "D"), (50, "E"), (70, "F"), (100, "G")],
)
def test_climate_thresholds_are_of_the_letter_above(co2: float, letter: str) -> None:
    assert label(0.0, co2, 100.0, 1, "H1a", AFTER) == letter


def test_the_worse_of_energy_and_climate_counts() -> None:
    assert label(60.0, 60.0, 100.0, 1, "H1a", AFTER) == "E"


def test_small_dwellings_have_their_own_thresholds_since_july_2024() -> None:
    assert label(430.0, 0.0, 20.0, 1, "H1a", BEFORE) == "G"
    assert label(430.0, 0.0, 20.0, 1, "H1a", AFTER) == "F"


@pytest.mark.parametrize(
    ("area", "upper"),
    [
        (8, [146, 186, 386, 505, 622, 739]),
        (10, [124, 164, 329, 428, 533, 640]),
        (20, [88, 128, 230, 300, 385, 476]),
        (40, [70, 110, 180, 250, 330, 420]),
    ],
)
def test_published_limits_of_small_areas(area: float, upper: list[float]) -> None:
    np.testing.assert_array_equal(limits("primary", area, 1, "H1a", AFTER), upper)


def test_area_is_taken_to_the_nearest_square_metre() -> None:
    half = limits("primary", np.array([19.5, 20.49, 7.0, 41.0]), 1, "H1a", AFTER)
    np.testing.assert_array_equal(half[:, 0], [88, 88, 146, 70])


@pytest.mark.parametrize(
    ("zone", "altitude", "letter"),
    [("H1b", 3, "E"), ("H1b", 2, "F"), ("H1a", 3, "F"), ("H2d", 3, "E"), ("H3", 3, "F")],
)
def test_mountain_zones_have_wider_classes_above_800_m(
    zone: str, altitude: int, letter: str
) -> None:
    assert label(385.0, 0.0, 100.0, altitude, zone, AFTER) == letter


def test_arrays_broadcast() -> None:
    primary = np.array([[60.0, 260.0], [400.0, 100.0]])
    found = label(primary, 1.0, np.array([[100.0], [50.0]]), 1, "H1a", AFTER)
    np.testing.assert_array_equal(found, [["A", "E"], ["F", "B"]])
