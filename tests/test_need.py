"""The need that decisions rest on: measured, adjusted, or the standard one where a case asks."""

import geopandas as gpd
import pytest
import xarray as xr
from shapely.geometry import box

from zeneville import pipeline
from zeneville.verify import check as independent_check

BILL = 16000.0


def case(folder, needs="adjusted"):
    x, y = 704000.0, 7060000.0
    stock = gpd.GeoDataFrame(
        {
            "building": ["read", "not-read", "school"],
            "use": ["residential", "residential", "school"],
            "height_m": [5.5, 5.5, 7.0],
            "construction_year": [1932, 1932, 1971],
            "heating_energy": ["gas", "gas", "gas"],
            "measured_gas_kwh_per_year": [BILL, None, None],
        },
        geometry=[
            box(x, y, x + 6, y + 8),
            box(x + 6, y, x + 12, y + 8),
            box(x, y + 40, x + 40, y + 58),
        ],
        crs="EPSG:2154",
    )
    stock.to_file(folder / "stock.gpkg", layer="batiments", driver="GPKG")
    (folder / "case.yaml").write_text(
        "name: Two houses and a school\n"
        "place: {latitude: 50.64, longitude: 3.06}\n"
        "stock: stock.gpkg\n"
        f"needs: {{behaviour: {needs}}}\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    return pipeline.plan(case(tmp_path_factory.mktemp("measured")), hours=48)


@pytest.fixture(scope="module")
def standard(tmp_path_factory):
    return pipeline.plan(case(tmp_path_factory.mktemp("standard"), "standard"), hours=48)


def test_each_building_says_where_its_need_is_from(measured):
    sources = measured.buildings["need_source"].to_dict()
    assert sources == {"read": "measured", "not-read": "adjusted", "school": "standard"}


def test_dwellings_tell_their_summer_discomfort_before_and_after(measured):
    """The school is no dwelling."""
    table = measured.buildings[["discomfort_before_kh", "discomfort_after_kh"]]
    assert table.loc["school"].isna().all()
    houses = table.drop(index="school")
    assert (houses >= 0.0).all(axis=None) and houses.notna().all(axis=None)
    stored = measured.data["discomfort_degree_hours"].sel(building="read", package="as_is")
    assert table.loc["read", "discomfort_before_kh"] == float(stored)


def test_a_plan_with_a_measured_building_is_verified(measured, tmp_path):
    assert measured.summary["verified"]
    assert pipeline.verify(pipeline.store(measured, tmp_path / "plan", "en")).verified


def test_the_bill_is_the_heat_and_hot_water_of_the_house_as_it_is(measured, tmp_path):
    file, _ = pipeline.demand(str(case(tmp_path)), tmp_path / "demand.nc")
    water = float(xr.open_dataset(file)["hot_water_kwh"].sel(building="read").sum())
    gas = measured.buildings.loc["read", "need_before_kwh"] / 0.82 + water / 0.75
    assert 1.11 * gas == pytest.approx(BILL, rel=1e-6)


def test_a_false_measurement_is_refused(measured):
    damaged = measured.data.copy(deep=True)
    damaged["measured_heating_kwh_per_year"] = damaged["measured_heating_kwh_per_year"] * 0.9
    assert independent_check(measured.data, prices=True).verified
    assert not independent_check(damaged, prices=True).verified


def test_a_case_may_rest_on_the_standard_need(standard):
    table, told = standard.buildings, standard.summary
    assert told["verified"] and told["needs"] == "standard"
    assert (table["need_before_kwh"] == table["need_before_standard_kwh"]).all()
    for name in ("primary", "final"):
        balance = f"{name}_balance_kwh_per_year"
        assert told[balance] == pytest.approx(told[f"{balance}_standard_need"], abs=1e-6)


def test_thrifty_households_leave_the_standard_balance_worse(measured):
    """Heat of the houses as they are is less than standard, so the grid or gas gives more."""
    told = measured.summary
    rows = measured.buildings
    saved = (rows["need_after_standard_kwh"] - rows["need_after_kwh"]).sum()
    worse = told["final_balance_kwh_per_year"] - told["final_balance_kwh_per_year_standard_need"]
    assert saved * worse > 0.0
