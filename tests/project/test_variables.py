"""Everything that is stored stands in the table of variables, with its dims and within bounds."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
import yaml
from planned_street import CASE
from streets import EAST, NORTH, street

from zeneville import pipeline, variables
from zeneville.case import load
from zeneville.demand import needs as hourly_needs
from zeneville.model.problem import ARRAYS, SCALARS
from zeneville.results import solar_fields
from zeneville.weather.dataset import VARIABLES

ASSETS = ("battery", "canopy_pv", "heat_store", "central_heat_pump_air", "electric_cars")
#: by numbers in single precision and by solvers
TOLERANCE = 1e-6


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A street with a car park, a heat network and cars, so that their parts are stored too."""
    place = tmp_path_factory.mktemp("street")
    houses = gpd.read_file(street(place))
    houses.to_file(place / "stock.gpkg", layer="batiments")
    park = gpd.GeoDataFrame(
        {"name": ["Parking"]},
        geometry=[shapely.box(EAST + 40, NORTH - 35, EAST + 80, NORTH - 5)],
        crs=2154,
    )
    park.to_file(place / "stock.gpkg", layer="parkings")
    asked = yaml.safe_load(CASE) | {
        "stock": "stock.gpkg",
        "systems": ["as_is", "gas_boiler", "electric", "hp_air", "heat_network"],
        "assets": ["grid", *ASSETS],
        "heat_network": {"zones": 1},
    }
    (place / "case.yaml").write_text(yaml.safe_dump(asked), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def plan(folder):
    return pipeline.plan(folder, hours=48, gap=0.05)


@pytest.fixture(scope="module")
def stages(folder):
    """Envelope and needs of the case, as the pipeline hands them on."""
    inputs = pipeline.Inputs(load(folder))
    stock = pipeline.stock_of(inputs)
    needs = hourly_needs(stock.envelope, inputs.weather, inputs.figures)
    today = pipeline.heating_today(inputs, stock, needs, pipeline.heater_menu(inputs, stock, needs))
    return {
        "stock": stock.envelope,
        "needs": pipeline.with_behaviour(inputs, stock, needs, today)[0],
    }


def outside(values, low, high):
    """Numbers beyond their bounds, and a little more; blanks are none."""
    found = np.asarray(values, dtype=float).ravel()
    found = found[np.isfinite(found)]
    slack = TOLERANCE * max(1.0, np.abs(found).max(initial=0.0))
    return found[(found < low - slack) | (found > high + slack)]


def faults_of_dataset(data, place):
    """What a dataset holds that the table lacks or contradicts."""
    known, faults = variables.until(place), []
    for name, values in data.variables.items():
        if name in ARRAYS or name in SCALARS:
            unit = (ARRAYS.get(name) or ("", *SCALARS.get(name, ())))[1]
            low, high = variables.bounds(name, unit)
        elif name not in known:
            faults.append(f"[{place}] lacks {name} {values.dims} {values.attrs}")
            continue
        else:
            entry = known[name]
            low, high = entry.low, entry.high
            if name not in data.coords and entry.dims != values.dims:
                faults.append(f"{name} has dims {values.dims}, the table says {entry.dims}")
            if (values.dtype.kind in "fiu") != bool(entry.unit) and values.dtype.kind != "b":
                faults.append(f"{name} is {values.dtype}, the table says unit {entry.unit!r}")
        if values.dtype.kind in "fiub" and len(bad := outside(values, low, high)):
            faults.append(f"{name} holds {bad[:3]}, bounds are {low:g} to {high:g}")
    return faults


def faults_of_table(table, place, other=frozenset()):
    """What a table of rows holds that the table of variables lacks or contradicts."""
    known, faults = variables.of(place), []
    for name, column in (
        table.reset_index(drop=not table.index.name).drop(columns="geometry").items()
    ):
        if name not in known:
            faults += [] if name in other else [f"[{place}] lacks {name} ({column.dtype})"]
            continue
        entry = known[name]
        if pd.api.types.is_numeric_dtype(column) != bool(entry.unit):
            faults.append(f"{name} is {column.dtype}, the table says unit {entry.unit!r}")
        elif entry.unit and len(bad := outside(column, entry.low, entry.high)):
            faults.append(f"{name} holds {bad[:3]}, bounds are {entry.low:g} to {entry.high:g}")
    return faults


def test_every_array_of_a_plan_is_in_the_table(plan):
    assert faults_of_dataset(plan.data, "plan") == []


@pytest.mark.parametrize("place", ["stock", "needs"])
def test_every_array_between_stages_is_in_the_table(stages, place):
    assert faults_of_dataset(stages[place], place) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [("chosen_package", -1.0), ("heat_recovery", 1.2), ("peak_heating_kw", -3.0)],
)
def test_a_value_beyond_its_bounds_is_found(plan, name, value):
    damaged = plan.data.copy(deep=True)
    damaged[name] = damaged[name].astype(float)
    damaged[name][0] = value
    assert len(faults_of_dataset(damaged, "plan")) == 1


def test_an_array_that_nobody_named_is_found(plan):
    assert faults_of_dataset(plan.data.assign(new_kwh=1.0), "plan")


def test_units_and_meanings_are_stored(plan, stages):
    for data in (plan.data, stages["needs"]):
        told = [data[name] for name in data.data_vars]
        assert [one.name for one in told if not one.attrs.get("long_name")] == []
        assert [
            one.name for one in told if one.dtype.kind == "f" and "units" not in one.attrs
        ] == []


def test_a_unit_that_contradicts_the_table_is_refused(plan):
    wrong = plan.data.copy()
    wrong["bought_kwh"] = wrong["bought_kwh"].assign_attrs(units="MWh")
    with pytest.raises(ValueError, match="MWh"):
        variables.described(wrong, "plan")


@pytest.mark.parametrize("place", ["batiments", "equipements", "reseaux"])
def test_every_column_of_a_layer_is_in_the_table(plan, place):
    tables = {"batiments": plan.buildings, "equipements": plan.assets, "reseaux": plan.pipes}
    table = tables[place]
    assert len(table) and faults_of_table(table, place) == []


def test_every_column_of_roof_planes_is_in_a_table(plan):
    of_cadastre = {field.name for field in solar_fields.of(solar_fields.PLANES)}
    assert faults_of_table(plan.planes, "toitures", of_cadastre) == []


@pytest.fixture(scope="module")
def summaries(plan, folder):
    result, _ = pipeline.solar_and_store(folder, out=folder / "sun", lang="en")
    return {"summary": plan.summary, "solar": result.summary}


@pytest.mark.parametrize("place", ["summary", "solar"])
def test_every_key_of_a_summary_is_in_the_table(summaries, place):
    known = variables.of(place)
    for key, value in summaries[place].items():
        assert key in known, f"[{place}] lacks {key}: {value!r}"
        entry = known[key]
        assert isinstance(value, dict | list) == bool(entry.keys), key
        if entry.unit:
            numbers = [*value.values()] if isinstance(value, dict) else np.ravel([value]).tolist()
            numbers = [number for number in numbers if number is not None]
            assert not len(outside(numbers, entry.low, entry.high)), f"{key}: {numbers}"
        else:
            assert isinstance(value, str | bool | dict | list), key


@pytest.mark.parametrize("place", [*variables.DATASETS, *variables.TABLES])
def test_entries_are_whole(place):
    for name, entry in variables.of(place).items():
        assert entry.meaning and entry.low <= entry.high, name
        assert not entry.meaning.endswith("."), name


def test_units_of_other_tables_are_known():
    used = {unit for _, unit, _ in ARRAYS.values()} | {unit for unit, _ in SCALARS.values()}
    used |= {unit for unit, *_ in VARIABLES.values()}
    assert used <= set(variables.units())


def test_no_bound_is_left_behind_by_an_array_that_is_gone():
    assert set(variables.of_problem()) <= {*ARRAYS, *SCALARS}
