"""What buildings use, flows and yardsticks, counted from a stored plan."""

import numpy as np
import pytest
from planned_street import plan

from zeneville.results import district_energy, energy_flows, yardsticks
from zeneville.results.energy_flows import HUB


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return plan(tmp_path_factory.mktemp("street"))


@pytest.fixture(scope="module")
def planned(made):
    return district_energy.planned(made.data)


@pytest.fixture(scope="module")
def today(made):
    return district_energy.today(made.data)


def test_the_buildings_as_they_are_use_what_the_reference_uses(made, today):
    told = made.summary["reference_final_energy_kwh_per_year"]
    assert today.used_kwh.sum() == pytest.approx(told, rel=1e-6)


def test_final_energy_is_what_buildings_use_from_wherever_it_comes(made, planned):
    told = made.summary["final_energy_kwh_per_year"]
    assert planned.used_kwh.sum() == pytest.approx(told, rel=1e-6)
    flows = energy_flows.grid_of_plan(made.data, planned)
    supplied = flows.imported + flows.roofs + flows.fields - flows.exported - flows.cars
    assert made.summary["battery_kwh"] < 1e-3
    assert told == pytest.approx(supplied + sum(planned.fuel_kwh.values()), rel=1e-5)


def test_meters_of_the_plan_agree_with_its_table(made, planned):
    drawn = made.buildings["electricity_drawn_kwh"].sum()
    assert planned.yearly(planned.drawn_kwh) == pytest.approx(drawn, rel=1e-6)
    fuel = made.buildings["fuel_kwh"].sum()
    assert sum(planned.fuel_kwh.values()) == pytest.approx(fuel, rel=1e-6, abs=1e-6)


def test_a_bill_is_what_is_bought_less_what_is_sold(made, today):
    names = list(made.data["building"].values)
    row = names.index("house-0")
    carrier = int(made.data["heater_carrier"].values[row, 0])
    price = float(made.data["fuel_price"].values[carrier])
    retail = made.data["retail"].values
    assert np.ptp(retail) >= 0.0
    electricity = today.used_kwh[row] - made_fuel(made, row)
    low, high = retail.min() * electricity, retail.max() * electricity
    rest = today.bill_eur[row] - made_fuel(made, row) * price
    assert low - 1e-6 <= rest <= high + 1e-6


def made_fuel(made, row) -> float:
    """kWh of fuel of a building as it is: heat and water over their efficiencies."""
    data, weight = made.data, made.data["weight"].values
    if int(data["heater_carrier"].values[row, 0]) < 2:
        return 0.0
    heat = weight @ data["need_kwh"].values[row, 0].astype(float)
    tank = data["tank_loss_kw"].values[row, 0]
    water = weight @ (data["hot_water_kwh"].values[row].astype(float) + tank)
    return float(
        heat / data["heater_efficiency"].values[row, 0]
        + water / data["hot_water_efficiency"].values[row, 0]
    )


@pytest.mark.parametrize("which", ["planned", "today"])
def test_what_flows_into_a_node_flows_out(made, planned, today, which):
    energy = planned if which == "planned" else today
    grid = (
        energy_flows.grid_of_plan(made.data, planned)
        if which == "planned"
        else energy_flows.grid_of_today(today)
    )
    links = energy_flows.links(energy, grid)
    into = sum(link.kwh for link in links if link.target == HUB)
    out = sum(link.kwh for link in links if link.source == HUB)
    assert into == pytest.approx(out, rel=1e-5)
    assert all(link.kwh > 0.0 for link in links)
    useful = sum(energy.useful_heat_kwh.values())
    heating = sum(link.kwh for link in links if link.target == "heating")
    assert heating == pytest.approx(useful, rel=1e-5)


def test_yardsticks_are_those_of_their_formulas(made, planned, today):
    grid = energy_flows.grid_of_plan(made.data, planned)
    energy, co2, renewable = yardsticks.of_plan(made.summary, planned, today, grid)
    told = made.summary
    assert energy.value == pytest.approx(1 - planned.used_kwh.sum() / today.used_kwh.sum())
    assert co2.value == pytest.approx(told["reference_co2_kg_per_year"] / told["co2_kg_per_year"])
    assert renewable.reached == (renewable.value >= 1.0)
    assert (energy.goal, co2.goal, renewable.goal) == (0.6, 4.0, 1.0)
    assert co2.shares[1] == pytest.approx(0.75)
