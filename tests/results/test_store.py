"""Files of a stored plan: units stand beside the numbers."""

import json

import geopandas as gpd
import pyarrow.parquet as pq
import pytest
import xarray as xr
from planned_street import plan

from zeneville.results import store


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return plan(tmp_path_factory.mktemp("street"))


@pytest.fixture(scope="module")
def folder(made, tmp_path_factory):
    place = tmp_path_factory.mktemp("out")
    store.write(made, place)
    return place


def test_geoparquet_holds_the_buildings_in_their_coordinate_system(made, folder):
    table = gpd.read_parquet(folder / "plan.parquet")
    assert table.crs == made.buildings.crs and len(table) == len(made.buildings)
    assert table["investment_eur"].sum() == pytest.approx(made.buildings["investment_eur"].sum())


def test_columns_of_geoparquet_say_their_unit(folder):
    schema = pq.read_schema(folder / "plan.parquet")
    assert schema.field("need_after_kwh").metadata[b"unit"].decode() == "kWh/year"
    assert schema.field("dpe_after").metadata[b"meaning"].decode() == "Label after"
    assert json.loads(schema.metadata[b"zeneville_units"])["pv_kwp"] == "kWp"


def test_geoparquet_tells_whether_the_plan_is_verified(made, folder):
    told = json.loads(pq.read_schema(folder / "plan.parquet").metadata[b"zeneville"])
    assert told["verified"] is True and told["case_sha256"] == made.summary["case_sha256"]


def test_every_number_of_the_netcdf_file_has_its_unit(folder):
    with xr.open_dataset(folder / "plan.nc", engine="h5netcdf") as data:
        lacking = [
            str(name)
            for name, values in data.variables.items()
            if values.dtype.kind in "fiu" and not values.attrs.get("units")
        ]
    assert lacking == []


def test_a_plan_that_is_read_again_is_the_same(made, folder):
    again = store.read(folder)
    assert again.summary == made.summary
    assert again.buildings["package"].tolist() == made.buildings["package"].tolist()
