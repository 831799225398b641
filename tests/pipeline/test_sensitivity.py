"""A street in a few futures: regret, robust decisions, files."""

import json
from pathlib import Path

import pytest
from planned_street import CASE
from streets import street

from zeneville.pipeline import sensitivity
from zeneville.report import sensitivity_page
from zeneville.report.wording import Words
from zeneville.results import futures
from zeneville.results import sensitivity as results

TRIED = {"electricity:high", "feed_in:high", "discount_rate:low", "demand_setpoint_day:high"}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("street")
    street(folder)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    always = futures.always
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            futures, "always", lambda *asked: [f for f in always(*asked) if f.name in TRIED]
        )
        return sensitivity.sensitivity(folder, hours=48, figures=0, gap=0.01)


def test_every_future_is_tried_and_every_plan_verified(found):
    assert {one.future.name for one in found.tried} == TRIED
    assert found.summary()["verified"]


def test_regret_is_never_negative_and_at_most_what_the_bound_allows(found):
    for one in found.tried:
        assert 0.0 <= one.regret <= one.regret_most + 1e-6


def test_dearer_electricity_makes_the_unchanged_plan_dearer(found):
    cost = {one.future.name: one.cost for one in found.tried}
    assert cost["electricity:high"] > found.cost >= cost["feed_in:high"]


def test_a_warmer_set_point_misses_the_balance_that_was_just_met(found):
    one = next(one for one in found.tried if one.future.key == "demand_setpoint_day")
    assert one.missed["balance"] > 0.0
    assert one.best is not None and one.best.verified


def test_robust_decisions_count_futures_alike(found):
    counts = found.robust()
    assert all((values >= 0).all() and (values <= 4).all() for values in counts.values())
    assert (counts["all"] <= counts["package"]).all()


def test_what_enters_is_something_that_the_plan_leaves_out(found):
    for one in found.entering:
        chosen = {"package": found.decision.package, "system": found.decision.system}
        if one.kind in chosen:
            assert one.name not in chosen[one.kind]
        assert one.cut >= 0.0


def test_files_and_both_pages_are_written(found, tmp_path):
    results.write(found, tmp_path)
    told = json.loads((tmp_path / "sensitivity.json").read_text(encoding="utf-8"))
    rows = (tmp_path / "sensitivity.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + len(told["futures"])
    for lang, word in (("fr", "Regret"), ("en", "Robust decisions")):
        page = sensitivity_page.html(told, Words(lang))
        assert word in page
        assert "http" not in page.replace("http://www.w3.org", "").replace("http-equiv", "")
