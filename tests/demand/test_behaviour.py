"""Behaviour: the published curve, its order and bounds, and meters that override it."""

import numpy as np
import pandas as pd
import pytest
import xarray as xr

from zeneville.demand import behaviour
from zeneville.demand.measured import COLUMNS, Measured, degree_days
from zeneville.technologies import catalogue

FIGURES = catalogue.read()
ENERGIES = ["gas", "electricity", "heat_network", "oil", "gas"]
EFFICIENCY = np.array([0.82, 0.98, 0.95, 0.82, 0.82])
WATER_EFFICIENCY = np.array([0.75, 1.0, 0.75, 0.75, 0.75])
PRICE = np.array([0.113, 0.20, 0.105, 0.113, 0.113])
TANK_KW = np.array([0.0, 0.06, 0.0, 0.0, 0.0])
HOURS = 240


@pytest.fixture
def today():
    return behaviour.Today(np.array(ENERGIES), EFFICIENCY, WATER_EFFICIENCY, PRICE, TANK_KW)


@pytest.fixture
def envelope():
    dwellings = np.array([1.0, 1.0, 20.0, 1.0, 0.0])
    return xr.Dataset(
        {"dwellings": ("building", dwellings), "persons": ("building", 2.3 * dwellings)},
        coords={"building": [f"b{i}" for i in range(5)]},
    )


@pytest.fixture
def needs(envelope):
    rng = np.random.default_rng(3)
    shape = rng.uniform(0.2, 1.0, (5, 1, HOURS))
    heat = shape / shape.sum(axis=2, keepdims=True)
    total = np.array([21e3, 15e3, 160e3, 18e3, 40e3])[:, None, None]
    share = np.array([1.0, 0.7, 0.4, 0.1])[None, :, None]
    homes = np.maximum(envelope["dwellings"].to_numpy(), 1.0)[:, None]
    return xr.Dataset(
        {
            "space_heating_kwh": (
                ("building", "package", "time"),
                (heat * total * share).astype(np.float32),
            ),
            "hot_water_kwh": (
                ("building", "time"),
                (homes * rng.uniform(4, 12, (5, HOURS))).astype(np.float32),
            ),
            "electricity_kwh": (
                ("building", "time"),
                (homes * rng.uniform(4, 12, (5, HOURS))).astype(np.float32),
            ),
        },
        coords={"building": envelope["building"], "package": list("abcd")},
    )


def meters(values):
    table = pd.DataFrame(np.nan, index=[f"b{i}" for i in range(5)], columns=list(COLUMNS))
    for (building, column), value in values.items():
        table.loc[building, f"measured_{column}"] = value
    return Measured(table, "stock.gpkg")


@pytest.mark.parametrize(("share", "expected"), [(0.02, 0.858), (0.05, 0.683), (0.15, 0.473)])
def test_the_curve_is_that_of_cayla_and_osso(share, expected):
    assert behaviour.intensity(share, FIGURES) == pytest.approx(expected, abs=5e-4)


@pytest.mark.parametrize(("kwh_per_m2", "less"), [(150, 0.17), (225, 0.30), (300, 0.40)])
def test_the_prebound_is_near_that_of_german_dwellings(kwh_per_m2, less):
    """Sunikka-Blank and Galvin (2012); a dwelling of 90 m2 heated with gas."""
    household = behaviour.income(2.3, 1.0, FIGURES)
    share = kwh_per_m2 * 90.0 * 0.113 / household
    assert 1.0 - behaviour.intensity(share, FIGURES) == pytest.approx(less, abs=0.12)


def test_the_dearer_the_heat_the_less_is_heated():
    shares = np.geomspace(1e-4, 2.0, 400)
    factor = behaviour.intensity(shares, FIGURES)
    assert (np.diff(factor) <= 0.0).all() and factor[0] > 1.0 > factor[-1] > 0.0


def test_more_need_never_uses_less():
    shares = np.geomspace(1e-4, 20.0, 4000)
    assert (np.diff(shares * behaviour.intensity(shares, FIGURES)) > 0.0).all()


def test_packages_keep_their_order(needs, envelope, today):
    data, _ = behaviour.adjust(needs, envelope, today, FIGURES)
    used = data["space_heating_adjusted_kwh_per_year"].to_numpy()
    assert (np.diff(used, axis=1) < 0.0).all()


def test_a_saving_is_at_most_the_theoretical_one(needs, envelope, today):
    data, _ = behaviour.adjust(needs, envelope, today, FIGURES)
    theory = data["space_heating_standard_kwh_per_year"].to_numpy()
    used = data["space_heating_adjusted_kwh_per_year"].to_numpy()
    assert (used[:, :1] - used <= (theory[:, :1] - theory) * (1 + 1e-12)).all()


def test_other_uses_keep_the_standard_need(needs, envelope, today):
    data, _ = behaviour.adjust(needs, envelope, today, FIGURES)
    assert (data["behaviour_factor"].sel(building="b4") == 1.0).all()
    assert str(data["need_source"].sel(building="b4").item()) == "standard"


def test_the_hourly_need_stays_theoretical(needs, envelope, today):
    data, _ = behaviour.adjust(needs, envelope, today, FIGURES)
    assert data["space_heating_kwh"].equals(needs["space_heating_kwh"])


def test_no_need_is_no_harm(needs, envelope, today):
    none = needs.assign(space_heating_kwh=needs["space_heating_kwh"] * 0.0)
    data, told = behaviour.adjust(
        none, envelope, today, FIGURES, meters({("b0", "gas_kwh_per_year"): 9e3})
    )
    assert np.isfinite(data["behaviour_factor"]).all()
    assert (data["space_heating_adjusted_kwh_per_year"] == 0.0).all()
    assert [fault.code for fault in told] == ["measured-absurd"]


def test_permuted_buildings_have_permuted_factors(needs, envelope, today):
    order = [3, 0, 4, 2, 1]
    again = behaviour.Today(*(getattr(today, name)[order] for name in vars(today)))
    data, _ = behaviour.adjust(needs, envelope, today, FIGURES)
    other, _ = behaviour.adjust(
        needs.isel(building=order), envelope.isel(building=order), again, FIGURES
    )
    expected = data["behaviour_factor"].isel(building=order).to_numpy()
    np.testing.assert_array_equal(other["behaviour_factor"].to_numpy(), expected)


@pytest.mark.parametrize(
    ("building", "column", "value", "other_electricity", "to_lower_value"),
    [
        (0, "gas_kwh_per_year", 19e3, 0.0, 1 / 1.11),
        (1, "electricity_kwh_per_year", 14e3, 1.0, 1.0),
        (2, "heat_kwh_per_year", 170e3, 0.0, 1.0),
    ],
)
def test_a_measured_building_uses_what_was_measured(
    needs, envelope, today, building, column, value, other_electricity, to_lower_value
):
    data, told = behaviour.adjust(
        needs, envelope, today, FIGURES, meters({(f"b{building}", column): value})
    )
    here = data.isel(building=building)
    final = (
        float(here["space_heating_adjusted_kwh_per_year"][0]) / EFFICIENCY[building]
        + (float(here["hot_water_kwh"].sum(dtype=float)) + HOURS * TANK_KW[building])
        / WATER_EFFICIENCY[building]
        + other_electricity * float(here["electricity_kwh"].sum(dtype=float))
    )
    assert not told
    assert final == pytest.approx(value * to_lower_value, rel=1e-9)
    assert str(here["need_source"].item()) == "measured"


def test_packages_of_a_measured_building_follow_the_curve(needs, envelope, today):
    bill = meters({("b0", "gas_kwh_per_year"): 19e3})
    plain, _ = behaviour.adjust(needs, envelope, today, FIGURES)
    data, _ = behaviour.adjust(needs, envelope, today, FIGURES, bill)
    ratio = (data["behaviour_factor"] / plain["behaviour_factor"]).sel(building="b0").to_numpy()
    np.testing.assert_allclose(ratio, ratio[0], rtol=1e-12)


def test_a_mild_measured_year_meant_more_heat(needs, envelope, today):
    outdoor = np.full(HOURS, 8.0)
    assert degree_days(outdoor) == pytest.approx(100.0)
    values = {("b0", "gas_kwh_per_year"): 19e3}
    plain, _ = behaviour.adjust(needs, envelope, today, FIGURES, meters(values), outdoor)
    values[("b0", "degree_days")] = 80.0
    mild, _ = behaviour.adjust(needs, envelope, today, FIGURES, meters(values), outdoor)
    name = "measured_heating_kwh_per_year"
    assert float(mild[name][0]) == pytest.approx(1.25 * float(plain[name][0]))


@pytest.mark.parametrize(
    ("building", "column", "value", "code"),
    [
        ("b0", "gas_kwh_per_year", 190e3, "measured-absurd"),
        ("b0", "gas_kwh_per_year", 900.0, "measured-absurd"),
        ("b3", "gas_kwh_per_year", 19e3, "measured-other-meter"),
        ("b1", "gas_kwh_per_year", 19e3, "measured-other-meter"),
    ],
)
def test_a_meter_that_cannot_be_is_told_and_set_aside(
    needs, envelope, today, building, column, value, code
):
    plain, _ = behaviour.adjust(needs, envelope, today, FIGURES)
    data, told = behaviour.adjust(
        needs, envelope, today, FIGURES, meters({(building, column): value})
    )
    assert [fault.code for fault in told] == [code] and building in told[0].where
    assert data["behaviour_factor"].identical(plain["behaviour_factor"])


def test_the_standard_need_is_all_heated(needs):
    data = behaviour.standard(needs)
    assert (data["behaviour_factor"] == 1.0).all()
    assert set(data["need_source"].to_numpy()) == {"standard"}
