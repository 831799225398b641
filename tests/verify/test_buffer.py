"""A plan with buffer tanks for space heat: stored whole, believed, and refused when damaged."""

import json

import geopandas as gpd
import numpy as np
import pytest
import xarray as xr
from damages import BUFFER_DAMAGES, BUFFER_PRICE_DAMAGES, buffered
from planned_street import CASE
from storages import NIGHT, SUN
from streets import street

from zeneville import pipeline
from zeneville.model.buffer import runs, through_buffer
from zeneville.verify import against_summary, buffer, check
from zeneville.verify.kept import Kept
from zeneville.verify.prices import differences

#: tanks so cheap that they are taken
TANKS = """storage: [tank_sun, buffer_night, buffer_sun]
assumptions:
  home_buffer_fixed: {value: 20, source: a price at which buffer tanks pay}
  home_buffer_per_litre: {value: 0.05, source: a price at which buffer tanks pay}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A street of houses with heat pumps alone."""
    place = tmp_path_factory.mktemp("street")
    file = street(place, tall=None)
    houses = gpd.read_file(file).assign(dwellings=1, protected=False)
    houses.to_file(file, driver="GeoJSON")
    case = CASE.replace("gas_boiler, electric, hp_air", "hp_air").replace("-960000", "-10000")
    (place / "case.yaml").write_text(case + TANKS, encoding="utf-8")
    return pipeline.store(pipeline.plan(place, hours=48, gap=0.02), place / "plan", "fr")


@pytest.fixture(scope="module")
def stored(folder):
    data = xr.load_dataset(folder / "plan.nc", engine="h5netcdf")
    return data, json.loads((folder / "summary.json").read_text(encoding="utf-8"))


def test_it_is_verified_and_some_have_a_tank(stored):
    data, summary = stored
    assert summary["verified"] and summary["bound_verified"]
    assert any("buffer" in name for name in summary["storage"])
    assert len(buffered(data)) > 0


def test_the_summary_and_the_prices_are_borne_out(stored):
    assert against_summary(*stored) == []
    assert differences(stored[0]) == []


def test_people_read_of_it(folder):
    layer = gpd.read_file(folder / "plan.gpkg", layer="batiments")
    assert layer["storage"].dropna().str.contains("buffer").any()
    assert "tampon de chauffage" in (folder / "report.html").read_text("utf-8")


@pytest.mark.parametrize("name", BUFFER_DAMAGES)
def test_a_damaged_plan_is_refused(stored, name):
    damaged = stored[0].copy(deep=True)
    BUFFER_DAMAGES[name](damaged)
    assert not check(damaged).verified


@pytest.mark.parametrize("name", BUFFER_PRICE_DAMAGES)
def test_prices_and_sizes_that_the_catalogue_does_not_give_are_refused(stored, name):
    damaged = stored[0].copy(deep=True)
    BUFFER_PRICE_DAMAGES[name](damaged)
    assert differences(damaged)


def kept(filling, kwh, loss_kw, successor):
    """A plan of one building with a buffer tank in its second option."""
    return Kept(
        xr.Dataset(
            {
                "storage_buffer": ("storage_option", [0, 1]),
                "buffer_filling": (("buffer_mode", "hour"), filling),
                "buffer_kwh": ("building", [kwh]),
                "buffer_loss_kw": ("building", [loss_kw]),
                "successor": ("hour", successor),
            }
        )
    )


def window(hours, inside):
    hour = np.arange(hours) % 24
    return np.array([np.zeros(hours), np.isin(hour, inside)], dtype=np.int8)


def test_the_check_fills_a_tank_by_hand():
    """1 kWh an hour of 3 kWh, 5 kWh and no loss: 5/6 more around noon, 5 hours off after it."""
    plan = kept(window(24, SUN), 5.0, 0.0, np.roll(np.arange(24), -1))
    made = buffer.made(plan, 0, 1, np.ones(24), np.full(24, 3.0))
    assert made[10:16] == pytest.approx(1.0 + 5.0 / 6.0)
    assert made[16:21] == pytest.approx(0.0) and made[21:] == pytest.approx(1.0)
    assert np.array_equal(buffer.made(plan, 0, 0, np.ones(24), np.full(24, 3.0)), np.ones(24))


@pytest.mark.parametrize("inside", [SUN, NIGHT, (2, 3, 13, 14)], ids=["sun", "night", "twice"])
@pytest.mark.parametrize("least", ["held", "free", "asked"])
@pytest.mark.parametrize("days_alone", [True, False])
def test_check_and_model_fill_a_tank_alike(inside, least, days_alone):
    """Whether what it holds, the output left or the need behind the window is the least."""
    rng, hours = np.random.default_rng(3), np.arange(96)
    need = rng.uniform(0.0, 3.0, 96) * np.repeat([1.0, 0.0, 1.0, 1.0], 24)
    most = np.full(96, {"held": 8.0, "free": 2.0, "asked": 500.0}[least])
    kwh = {"held": 3.0, "free": 300.0, "asked": 300.0}[least]
    following = hours - hours % 24 + (hours + 1) % 24 if days_alone else (hours + 1) % 96
    filling = window(96, inside)
    order, begins = runs(filling, following)
    expected = need.copy()
    through_buffer(expected, most, kwh, 0.05, filling[1], order[1], begins[1])
    made = buffer.made(kept(filling, kwh, 0.05, following), 0, 1, need, most)
    assert made == pytest.approx(expected, abs=1e-9)
    assert np.abs(made - need).max() > 0.5
