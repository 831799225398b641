"""Burners by sections 13.2 and 14.1, against figures of official certificates."""

import numpy as np
import pytest

from zeneville.demand.dpe import boilers, tables
from zeneville.demand.dpe.boilers import Burner


def burner(
    technology: str, power: float, full: float, part: float, standby: float, ratio: float = 1.11
) -> Burner:
    figures = (np.asarray(f) for f in (power, full, part, standby, 0.0))
    return Burner(technology, *figures, ratio)


@pytest.mark.parametrize(
    ("machine", "loss", "part_degc", "full_degc", "official"),
    [
        (burner("condensing", 24, 0.951406, 1.064505, 0.12), 187.373877, 80, 80, 0.926740),
        (burner("condensing", 400, 0.966021, 1.06301, 1.2), 10871.5975, 38, 80, 1.01953),
        (burner("low temperature", 24, 0.895703, 0.895703, 0.24), 153.464364, 70, 70, 0.797913),
        (burner("standard", 18, 0.894048, 0.881072, 0.216), 168.708927, 80, 80, 0.794624),
    ],
)
def test_seasonal_efficiency_of_official_certificates(
    machine: Burner, loss: float, part_degc: float, full_degc: float, official: float
) -> None:
    sizing = 1000.0 * machine.power_kw / (loss * 28.5)
    found = boilers.seasonal_efficiency(machine, sizing, part_degc, full_degc)
    assert found == pytest.approx(official, abs=5e-6)


def test_hot_water_by_a_mixed_boiler_with_a_tank() -> None:
    # certificate of a house: 10 kW, tank of 30 l (439.3 kWh a year), need 912.4 kWh, Rg 0.60849
    machine = burner("condensing", 10, 0.94, 1.055, 0.05)
    found = boilers.hot_water_efficiency(machine, 912396.0, 67662 * 30**0.55, "boiler")
    assert found == pytest.approx(0.60849, abs=1e-3)


def test_a_storage_heater_stands_by_all_year() -> None:
    machine = burner("standard", 10, 0.84, np.nan, 0.15)
    found = boilers.hot_water_efficiency(machine, 1.5e6, 0.3e6, "storage")
    assert found == pytest.approx(1 / (1 / 0.84 + (8592 * 150 + 0.3e6) / 1.5e6))


def test_an_instant_heater_has_no_tank_and_a_whole_pilot() -> None:
    machine = Burner("standard", *(np.asarray(f) for f in (10, 0.8, np.nan, 0.1, 0.12)), 1.11)
    found = boilers.hot_water_efficiency(machine, 1e6, 9e9, "instant")
    assert found == pytest.approx(1 / (1 / 0.8 + (1790 * 100 + 6970 * 120) / 1e6))


@pytest.mark.parametrize(
    ("needed", "recent", "sold"),
    [
        (3, True, 5),
        (5.6, True, 10),
        (5.6, False, 18),
        (21, False, 24),
        (40, True, 40),
        (41, True, 45),
    ],
)
def test_power_sold_by_the_decree(needed: float, recent: bool, sold: float) -> None:
    assert boilers.nominal_power_kw(needed, recent) == sold


@pytest.mark.parametrize(("tank", "power"), [(0, 21), (20, 5), (85, 3.249), (200, 1.856)])
def test_power_for_hot_water_by_tank(tank: float, power: float) -> None:
    assert boilers.hot_water_power_kw(tank) == pytest.approx(power)


def test_default_efficiency_follows_the_power_band() -> None:
    bands = tuple(
        row
        for row in tables.rows("combustion")
        if row["type"] == "gas boiler condensing" and row["installed_from"] == "2016"
    )
    found = boilers.default_burner(bands, np.array([24.0, 100.0, 500.0]), False, 1.11)
    np.testing.assert_allclose(found.full_load, [0.9514063, 0.96, 0.966], atol=1e-6)
    np.testing.assert_allclose(found.standby_kw, [0.12, 0.3, 1.5])


def test_standby_of_recent_boilers_depends_on_the_fan() -> None:
    bands = tuple(
        row
        for row in tables.rows("combustion")
        if row["type"] == "gas boiler standard" and row["installed_from"] == "2016"
    )
    without = boilers.default_burner(bands, 10.0, False, 1.11).standby_kw
    with_fan = boilers.default_burner(bands, 10.0, True, 1.11).standby_kw
    assert without == pytest.approx(10 * (2.5 - 0.8) / 100)
    assert with_fan == pytest.approx(10 * (1.75 - 0.55) / 100)


def test_losses_of_solid_fuel_boilers_are_continuous_at_half_load() -> None:
    machine = burner("solid fuel", 20, 0.9, 0.86, 0.5, 1.08)
    below = boilers.seasonal_efficiency(machine, 1.0999999)
    above = boilers.seasonal_efficiency(machine, 1.1000001)
    assert below == pytest.approx(float(above), abs=1e-6)


def test_every_type_has_bands_that_cover_all_powers() -> None:
    kinds = {(r["type"], r["installed_from"], r["installed_to"]) for r in tables.rows("combustion")}
    for kind, since, until in kinds:
        bands = tuple(
            r
            for r in tables.rows("combustion")
            if (r["type"], r["installed_from"], r["installed_to"]) == (kind, since, until)
        )
        found = boilers.default_burner(
            bands, np.array([1.0, 10, 20, 70, 300, 400, 900]), False, 1.1
        )
        assert np.isfinite(found.full_load).all(), kind
        assert np.isfinite(found.standby_kw).all(), kind
