"""The entry point: what it gives to the decision, and that its parts agree."""

import numpy as np
import pytest

from zeneville import pipeline
from zeneville.case import load
from zeneville.demand import needs


@pytest.fixture(scope="module")
def few():
    """Three houses and the office of L'Escalette."""
    inputs = pipeline.Inputs(load("escalette"))
    envelope = pipeline.stock_of(inputs).envelope
    office = int(np.flatnonzero(envelope["use"].to_numpy() == "office")[0])
    chosen = envelope.isel(building=[0, 1, 2, office])
    return needs(chosen, inputs.weather, inputs.figures)


@pytest.mark.parametrize(
    "name,dims",
    [
        ("space_heating_kwh", ("building", "package", "time")),
        ("hot_water_kwh", ("building", "time")),
        ("electricity_kwh", ("building", "time")),
        ("peak_heating_kw", ("building", "package")),
        ("flow_design_degc", ("building", "package")),
        ("ventilation_kw", ("building", "package")),
        ("lighting_kwh", ("building", "month")),
    ],
)
def test_variables_have_their_dimensions_and_units(few, name, dims):
    assert few[name].dims == dims and few[name].attrs["units"]
    assert np.isfinite(few[name]).all() and (few[name] >= 0).all()


def test_electricity_is_the_sum_of_its_uses_in_houses(few):
    house = few.isel(building=slice(0, 3))
    parts = house["appliances_kwh"] + house["cooking_kwh"] + house["common_parts_kwh"]
    parts = parts + house["lighting_kwh"].sum("month") + 8760 * house["ventilation_kw"][:, 0]
    assert house["electricity_kwh"].sum("time", dtype=float).values == pytest.approx(
        parts.values, rel=1e-4
    )


def test_tanks_of_dwellings_are_beside_hot_water(few):
    """At night nothing is drawn: a house without a tank needs hardly any heat."""
    house = few.isel(building=slice(0, 3))
    assert (house["hot_water_kwh"].min("time") < 0.5 * house["hot_water_tank_kw"]).all()
    assert few["hot_water_tank_kw"][3] == 0.0


def test_an_office_has_no_household(few):
    assert few["appliances_kwh"][3] == 0.0 and few["electricity_kwh"][3].sum() > 0.0
