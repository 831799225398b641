"""A district under other figures is the one that a new run prepares; dear stages are kept."""

from pathlib import Path

import numpy as np
import pytest
from planned_street import CASE
from streets import street

from zeneville.case import load
from zeneville.case.schema import Assumption
from zeneville.pipeline import planning
from zeneville.pipeline.progress import Clock, Silent
from zeneville.pipeline.restated import comparable, restate


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("street")
    street(folder)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return planning.prepare(load(folder), 48, Clock(Silent()))


def with_figure(case, key, value):
    figures = {key: Assumption(value=value, source="a test")}
    return case.model_copy(update={"assumptions": figures})


@pytest.mark.parametrize(
    ("key", "value", "again"),
    [
        ("battery_district_energy", 190.0, set()),
        ("cost_ite_render_house", 140.0, {"stock"}),
        ("solar_loss_soiling", 0.045, {"sun"}),
        ("demand_furniture", 20.0, {"needs"}),
    ],
)
def test_only_stages_that_use_a_figure_run_again_and_nothing_differs(before, key, value, again):
    asked = with_figure(before.inputs.case, key, value)
    made = restate(before, asked)
    assert set(made.used) == again
    problem = planning.stages(
        planning.Inputs(asked), 48, Clock(Silent()), _same_hours(before)
    ).problem
    for name, values in made.problem.arrays.items():
        assert np.array_equal(values, problem.arrays[name]), name
    assert comparable(before, made)


def _same_hours(before):
    earlier = planning.Nothing()
    earlier.chosen = lambda: before.chosen  # type: ignore[method-assign]
    return earlier


def test_another_discount_rate_changes_costs_and_keeps_needs(before):
    case = before.inputs.case
    money = case.money.model_copy(update={"discount_rate": 0.045})
    made = restate(before, case.model_copy(update={"money": money}))
    assert made.standard is before.standard
    dearer = made.problem.package_cost[:5, 1:] > before.problem.package_cost[:5, 1:]
    assert dearer.all()


def test_another_climate_runs_every_stage(before):
    case = before.inputs.case
    climate = case.climate.model_copy(update={"year": 2100})
    made = restate(before, case.model_copy(update={"climate": climate}))
    assert set(made.used) == {"stock", "needs", "sun", "hours"}
    warmer = made.standard["space_heating_kwh"].sum() < before.standard["space_heating_kwh"].sum()
    assert bool(warmer)
