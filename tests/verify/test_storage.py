"""A plan that stores: stored whole, believed, and refused when it is damaged."""

import json

import geopandas as gpd
import numpy as np
import pytest
import xarray as xr
from planned_street import CASE
from streets import street

from zeneville import pipeline
from zeneville.verify import against_summary, check
from zeneville.verify.prices import differences

#: tanks and batteries are worth their price: nothing but own use is paid for
STORES = """storage: [tank_night, tank_sun, home_battery]
assumptions:
  battery_home_fr: {value: 60, source: a price at which batteries pay}
  home_battery_inverter: {value: 0, source: an inverter that comes with the panels}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A street where some homes have a battery and some a tank on a clock."""
    place = tmp_path_factory.mktemp("street")
    file = street(place, tall=None)
    houses = gpd.read_file(file).assign(dwellings=1, protected=False)
    houses.to_file(file, driver="GeoJSON")
    case = CASE.replace("gas_boiler, electric, hp_air", "hp_air").replace("-960000", "-10000")
    (place / "case.yaml").write_text(case + STORES, encoding="utf-8")
    return pipeline.store(pipeline.plan(place, hours=48, gap=0.02), place / "plan", "fr")


@pytest.fixture(scope="module")
def stored(folder):
    data = xr.load_dataset(folder / "plan.nc", engine="h5netcdf")
    return data, json.loads((folder / "summary.json").read_text(encoding="utf-8"))


def test_it_is_verified_and_stores(stored):
    data, summary = stored
    assert summary["verified"] and summary["bound_verified"]
    assert summary["home_batteries"] > 0 and summary["home_battery_kwh"] > 1.0
    assert any("tank" in name for name in summary["storage"])
    assert sum(summary["storage"].values()) == summary["buildings"]
    assert float(data["home_battery_level_kwh"].max()) > 0.5


def test_the_summary_and_the_prices_are_borne_out(stored):
    assert against_summary(*stored) == []
    assert differences(stored[0]) == []


@pytest.mark.parametrize("key", ["storage", "home_batteries", "home_battery_kwh"])
def test_a_summary_that_disagrees_is_refused(stored, key):
    data, summary = stored
    wrong = {"none": 1} if key == "storage" else summary[key] + 1
    assert any(key in text for text in against_summary(data, summary | {key: wrong}))


def test_people_see_what_is_stored(folder):
    layer = gpd.read_file(folder / "plan.gpkg", layer="batiments")
    assert layer["home_battery_kwh"].max() > 1.0
    assert layer["storage"].dropna().str.contains("battery").any()
    assert "Stockage dans les bâtiments" in (folder / "report.html").read_text("utf-8")


def changed(name, change):
    def damage(plan):
        plan[name] = (plan[name].dims, change(plan[name].values.copy()))

    return damage


def first_without_roof(values):
    """A battery where there are no panels."""
    values[:] = 0
    return values


def swapped(plan):
    """A building with a battery told to have none."""
    storage = plan["chosen_storage_option"].values.copy()
    b = np.flatnonzero(plan["home_battery_kwh"].values[np.arange(len(storage)), storage])[0]
    storage[b] = 0
    plan["chosen_storage_option"] = (("building",), storage)


def forbidden(plan):
    storage = plan["chosen_storage_option"].values
    b = int(np.flatnonzero(storage)[0])
    allowed = plan["storage_allowed"].values.copy()
    allowed[b, storage[b]] = 0
    plan["storage_allowed"] = (plan["storage_allowed"].dims, allowed)


#: a plan that is not what it says, or does what no store can
DAMAGES = {
    "gives-more-than-it-got": changed("home_battery_discharge_kwh", lambda v: v * 1.1),
    "charges-less": changed("home_battery_charge_kwh", lambda v: v * 0.9),
    "level-drifts": changed("home_battery_level_kwh", lambda v: v + 0.5),
    "loses-nothing": changed("home_battery_efficiency", lambda v: v * 0 + 1.0),
    "holds-more": changed("home_battery_usable_kwh", lambda v: v * 1.5),
    "gives-faster": changed("home_battery_kw", lambda v: v * 0.1),
    "no-roof-to-fill-it": changed("chosen_pv_option", first_without_roof),
    "battery-forgotten": swapped,
    "storage-forbidden": forbidden,
    "tank-without-its-losses": changed("tank_extra_kw", lambda v: v - 0.2),
    "tank-at-other-hours": changed("tank_heating", lambda v: np.roll(v, 6, axis=1)),
    "tank-makes-less": changed("tank_heating", lambda v: v * 0.8),
    "option-out-of-the-menu": changed("chosen_storage_option", lambda v: v + 50),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_plan_is_refused(stored, name):
    damaged = stored[0].copy(deep=True)
    DAMAGES[name](damaged)
    assert not check(damaged).verified


#: consistent with itself and wrong against the catalogue and the tariffs
PRICE_DAMAGES = {
    "battery-cheap": changed("storage_cost", lambda v: v * 0.5),
    "battery-investment-cheap": changed("storage_investment", lambda v: v * 0.5),
    "battery-large": changed("home_battery_kwh", lambda v: v * 2.0),
    "battery-usable-whole": changed("home_battery_usable_kwh", lambda v: v / 0.95),
    "battery-fast": changed("home_battery_kw", lambda v: v * 2.0),
    "battery-without-losses": changed("home_battery_efficiency", lambda v: v * 0 + 1.0),
    "night-at-noon": changed("tank_heating", lambda v: v[[0, 2, 1]]),
    "menu-narrowed": changed("storage_allowed", lambda v: v * (np.arange(v.shape[1]) == 0)),
    "modes-swapped": changed("storage_tank", lambda v: np.array([0, 2, 1])[v]),
    "hot-water-of-a-day-small": changed("hot_water_day_kwh", lambda v: v * 0.5),
    "losses-forgotten": changed("tank_extra_kw", lambda v: v + 0.01),
}


@pytest.mark.parametrize("name", PRICE_DAMAGES)
def test_prices_and_sizes_that_the_catalogue_does_not_give_are_refused(stored, name):
    damaged = stored[0].copy(deep=True)
    PRICE_DAMAGES[name](damaged)
    assert differences(damaged)
