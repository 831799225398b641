"""A shipped district in the climate of 2050: needs, plan, and what is told of it."""

import pytest
import xarray as xr

from zeneville import pipeline
from zeneville.case import load
from zeneville.case.schema import Climate


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    case = load("escalette")
    folder = tmp_path_factory.mktemp("case") / "later"
    folder.mkdir()
    text = (case.folder / "case.yaml").read_text(encoding="utf-8")
    (folder / "case.yaml").write_text(text + "\nclimate: {year: 2050}\n", encoding="utf-8")
    (folder / case.stock).write_bytes((case.folder / case.stock).read_bytes())
    return folder


def test_less_heat_is_needed_and_houses_are_hotter(folder, tmp_path):
    today, _ = pipeline.demand("escalette", tmp_path / "today.nc")
    later, _ = pipeline.demand(folder, tmp_path / "later.nc")
    with xr.open_dataset(today) as now, xr.open_dataset(later) as then:
        heat = [data["space_heating_kwh"].sum("time") for data in (now, then)]
        assert bool((heat[1] <= heat[0]).all())
        assert bool((heat[1] < heat[0]).isel(package=0).all())
        hot = [data["discomfort_degree_hours"] for data in (now, then)]
        assert bool((hot[1].fillna(0.0) >= hot[0].fillna(0.0)).all())
        assert float(hot[1].max()) > float(hot[0].max())


def test_a_plan_of_2050_is_verified_and_says_so(folder):
    plan = pipeline.plan(load(folder), hours=48, gap=0.05)
    assert plan.summary["verified"]
    assert "climate of 2050" in plan.summary["weather"]
    assert "climate_warming_2050" in set(plan.assumptions["key"])


def test_a_case_without_a_climate_takes_the_weather_as_it_is():
    assert load("escalette").climate == Climate(year=None)
