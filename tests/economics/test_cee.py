"""Energy-saving certificates by standard sheet."""

import numpy as np
import pytest

from zeneville.economics import cee
from zeneville.technologies import catalogue


def works(**changed) -> cee.Works:
    """One house of 80 m2 with nothing done to it."""
    u = {"roof": 0.5, "wall": 1.5, "floor": 0.9, "window": 2.7}
    area = {"roof": 50.0, "wall": 90.0, "floor": 50.0, "window": 14.0}
    given = {
        "dwellings": 1.0,
        "floor_m2": 80.0,
        "flat": False,
        "fan": "",
        "system": "as_is",
        "collective": False,
        **{key: value for key, value in changed.items() if "/" not in key},
    }
    after = {name: changed.get(f"{name}/after", u[name]) for name in u}
    before = {name: changed.get(f"{name}/before", u[name]) for name in u}
    return cee.Works(
        **{name: np.array([value]) for name, value in given.items()},
        area_m2={name: np.array([value]) for name, value in area.items()},
        u_before={name: np.array([value]) for name, value in before.items()},
        u_after={name: np.array([value]) for name, value in after.items()},
    )


def given(figures=None, **changed) -> dict[str, float]:
    """kWh cumac by measure, those that are not zero."""
    found = cee.certificates(works(**changed), figures or catalogue.read())
    return {name: float(value[0]) for name, value in found.items() if value[0] != 0.0}


def test_a_heat_pump_of_a_house_of_80_m2_gets_what_the_sheet_publishes():
    """BAR-TH-171, zone H1, seasonal efficiency of 140 % and above: 91 728 kWh cumac."""
    best = catalogue.read({"cee_pump_house": (109_200.0, "efficiency of 140 % and above")})
    assert given(best, system="hp_air") == {"heater": pytest.approx(91_728.0)}


def test_walls_as_the_sheet_asks_get_1600_kwh_cumac_per_m2():
    assert given(**{"wall/after": 0.24}) == {"wall": pytest.approx(90.0 * 1600.0)}


def test_a_layer_that_is_too_thin_gets_nothing():
    assert given(**{"wall/after": 0.30}) == {}


def test_windows_count_only_in_place_of_single_glazing():
    assert given(**{"window/after": 1.3}) == {}
    single = given(**{"window/before": 4.9, "window/after": 1.3})
    assert single == {"window": pytest.approx(14.0 * 3800.0)}


def test_the_ventilation_of_a_larger_house_gets_more():
    small, large = (given(fan="hygro", floor_m2=area)["fan"] for area in (59.0, 95.0))
    assert (small, large) == (pytest.approx(0.5 * 31_600.0), pytest.approx(31_600.0))


def test_what_is_no_dwelling_gets_nothing():
    assert given(dwellings=0.0, system="hp_air", **{"wall/after": 0.2}) == {}
