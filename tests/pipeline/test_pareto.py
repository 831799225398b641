"""Fronts of a street: files whole, finished points kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import xarray as xr
from planned_street import CASE
from streets import street

from zeneville.pipeline import finished, pareto
from zeneville.results import pareto as files
from zeneville.solve.front import Tracer


@pytest.fixture(scope="module")
def case(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("street")
    street(folder)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def stopped(case, tmp_path_factory):
    """A run cut before its last point, and how many levels the run after it solved."""
    keep = tmp_path_factory.mktemp("points")
    solved: list[float] = []
    at = Tracer.at

    def cut(self, row, level):
        if row == "co2" and len(solved) == 2:
            raise KeyboardInterrupt
        solved.append(level)
        return at(self, row, level)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Tracer, "at", cut)
        with pytest.raises(KeyboardInterrupt):
            pareto.pareto(case, hours=48, points=3, gap=0.01, keep=keep)
        first = len(solved)
        patch.setattr(
            Tracer, "at", lambda self, row, level: (solved.append(level), at(self, row, level))[1]
        )
        found = pareto.pareto(case, hours=48, points=3, gap=0.01, keep=keep)
    return found, first, len(solved) - first


def test_finished_points_are_not_solved_again(stopped):
    _, first, after = stopped
    assert (first, after) == (2, 2)


def test_points_taken_from_an_earlier_run_are_told(stopped):
    found, _, _ = stopped
    assert found.taken > 0
    assert found.summary()["taken_from_earlier_run"] == found.taken


def test_every_point_is_verified_and_costs_rise(stopped):
    found, _, _ = stopped
    for against in ("balance", "co2"):
        costs = [row["cost_eur_per_year"] for row in found.rows(against)]
        assert len(costs) == 3
        assert costs == sorted(costs)
        assert all(row["verified"] for row in found.rows(against))


def test_a_point_that_is_not_proved_is_tried_once_more(case, monkeypatch):
    asked: list[float] = []
    at = Tracer.at

    def loose(self, row, level):
        asked.append(level)
        found = at(self, row, level)
        if asked.count(level) > 1:
            return found
        leaves = tuple(replace(leaf, bound=0.5 * leaf.bound) for leaf in found.leaves)
        return replace(found, leaves=leaves)

    monkeypatch.setattr(Tracer, "at", loose)
    found = pareto.pareto(case, hours=48, points=3, gap=0.01)
    inner = [found.rows(against)[1] for against in ("balance", "co2")]
    assert all(row["gap"] <= 0.01 and row["verified"] for row in inner)
    assert [asked.count(row["level"]) for row in inner] == [2, 2]


def test_points_of_another_question_are_not_taken(stopped):
    found, _, _ = stopped
    once = finished.of_problem(found.problem, 3)
    assert finished.of_problem(found.problem, 5) != once
    assert finished.of_problem(found.problem.with_scalars(fixed_cost=1.0), 3) != once


def test_files_say_the_same(stopped, tmp_path):
    found, _, _ = stopped
    files.write(found, tmp_path)
    told = json.loads((tmp_path / "pareto.json").read_text(encoding="utf-8"))
    rows = (tmp_path / "pareto.csv").read_text(encoding="utf-8").splitlines()
    with xr.open_dataset(tmp_path / "pareto.nc", engine="h5netcdf") as data:
        costs = data["cost_eur_per_year"].sel(against="co2").to_numpy().tolist()
        packages = set(data["package"].sel(against="co2", point=0).to_numpy().astype(str))
    assert [front["against"] for front in told["fronts"]] == ["balance", "co2"]
    assert [row["cost_eur_per_year"] for row in told["fronts"][1]["points"]] == costs
    assert packages <= set(found.problem.package.astype(str))
    assert len(rows) == 7
