"""The label asked: what it masks, what is refused, and what the plan then holds."""

from types import SimpleNamespace

import numpy as np
import pytest
import xarray as xr
import yaml
from planned_street import CASE
from streets import street

from zeneville import pipeline
from zeneville.errors import InfeasibleError
from zeneville.pipeline.masks import REASONS, masked

SYSTEMS = ("as_is", "electric", "electric", "hp_air")
PACKAGES = ("as_is", "walls_outside", "near_passive")
#: letters of two dwelling buildings by package and system; the third has none
LETTERS = np.array(
    [
        [["G", "G", "E"], ["E", "E", "D"], ["C", "D", "B"]],
        [["F", "G", "E"], ["E", "F", "E"], ["D", "E", "C"]],
    ]
)


def of(least, locks=(), offered=None):
    case = SimpleNamespace(limits=SimpleNamespace(minimum_label=least), locks=locks)
    stock = SimpleNamespace(
        envelope=xr.Dataset(coords={"building": ["a", "b", "shop"], "package": list(PACKAGES)}),
        works={"allowed": xr.DataArray(np.ones((3, 3)) if offered is None else offered)},
    )
    menu = SimpleNamespace(system=SYSTEMS, allowed=np.ones((3, 3, 4), dtype=np.int8))
    labels = xr.Dataset(
        {"dpe_label": (("building", "package", "system"), LETTERS)},
        coords={
            "building": ["a", "b"],
            "package": list(PACKAGES),
            "system": ["as_is", "electric", "hp_air"],
        },
    )
    return masked(case, stock, menu, labels)


def test_without_a_label_asked_everything_is_offered():
    assert not of(None).any()


def test_designs_below_the_label_are_masked_for_that_reason():
    because = np.array(REASONS)[of("D")]
    assert because[0, 1].tolist() == ["label", "label", "label", "offered"]
    assert (because[0, 2] == "offered").all()
    assert because[1, 2].tolist() == ["offered", "label", "label", "offered"]
    assert (because[2] == "offered").all()


def test_a_lock_and_a_protection_are_told_before_the_label():
    lock = SimpleNamespace(building="a", package=None, system="hp_air")
    offered = np.ones((3, 3))
    offered[1, 1] = 0
    because = np.array(REASONS)[of("D", (lock,), offered)]
    assert because[0, 1].tolist() == ["lock", "lock", "lock", "offered"]
    assert (because[1, 1] == "protection").all()


def test_buildings_out_of_reach_are_named_with_the_best_they_reach():
    lock = SimpleNamespace(building="a", package="walls_outside", system=None)
    with pytest.raises(InfeasibleError) as told:
        of("B", (lock,))
    assert [(item.building, item.best) for item in told.value.shortfalls] == [
        ("a", "D"),
        ("b", "C"),
    ]


def test_a_plan_reaches_the_label_and_the_check_sees_to_it(tmp_path):
    street(tmp_path)
    asked = {**yaml.safe_load(CASE), "limits": {"minimum_label": "D"}, "requirement": "none"}
    (tmp_path / "case.yaml").write_text(yaml.safe_dump(asked), encoding="utf-8")
    plan = pipeline.plan(tmp_path, hours=48, gap=0.02)
    assert plan.summary["verified"], plan.findings
    after = plan.buildings["dpe_after"]
    assert set(after[after.isin(list("ABCDEFG"))]) <= set("ABCD")
    assert (after.isin(list("ABCD"))).sum() == 4
    from zeneville.verify import check

    wider = plan.data.assign_attrs(minimum_label="C")
    assert any("heater_allowed" in line for line in check(wider, prices=True).refusals)
