"""A street in a few futures: regret, robust decisions, files."""

import json
import shutil
from pathlib import Path

import pytest
from planned_street import CASE
from streets import street

from zeneville.pipeline import sensitivity, today
from zeneville.pipeline.futures import Futures
from zeneville.report import sensitivity_page
from zeneville.report.wording import Words
from zeneville.results import futures
from zeneville.results import sensitivity as results
from zeneville.solve import entry

TRIED = {"electricity:high", "feed_in:high", "discount_rate:low", "demand_setpoint_day:high"}


ASKED = {"hours": 48, "figures": 0, "gap": 0.01}


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("street")
    street(folder)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def few():
    """A few futures of the table, and the two things that are nearest to entering."""
    always, entries = futures.always, entry.entries
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            futures, "always", lambda *asked: [f for f in always(*asked) if f.name in TRIED]
        )
        patch.setattr(entry, "entries", lambda *asked: entries(*asked)[:2])
        yield


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    return tmp_path_factory.mktemp("pieces")


@pytest.fixture(scope="module")
def stopped(case, pieces):
    """Names of the futures that were done before Ctrl-C, and in the run after it."""
    done = []
    tried = Futures._tried

    def cut(self, future, anew):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(future.name)
        return tried(self, future, anew)

    def noted(self, future, anew):
        done.append(future.name)
        return tried(self, future, anew)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Futures, "_tried", cut)
        with pytest.raises(KeyboardInterrupt):
            sensitivity.sensitivity(case, keep=pieces, **ASKED)
        first = list(done)
        patch.setattr(Futures, "_tried", noted)
        found = sensitivity.sensitivity(case, keep=pieces, **ASKED)
    return found, first, done[len(first) :]


@pytest.fixture(scope="module")
def found(stopped):
    return stopped[0]


def test_what_was_finished_is_not_done_again(stopped):
    found, before, after = stopped
    assert len(before) == 2 and {*before, *after} == TRIED and len(after) == len(TRIED) - 2
    assert (found.taken, found.discarded) == (3, 0)


def test_a_run_that_is_all_there_decides_nothing_and_says_the_same(
    found, case, pieces, monkeypatch
):
    def forbidden(*_, **__):
        raise AssertionError("decided again")

    monkeypatch.setattr(today, "decide_first", forbidden)
    monkeypatch.setattr(today, "decide_near", forbidden)
    again = sensitivity.sensitivity(case, keep=pieces, **ASKED)
    assert again.taken == 1 + len(TRIED) + len(found.entering)
    ours, theirs = found.summary(), again.summary()
    for changes in ("seconds", "taken_from_earlier_run"):
        del ours[changes], theirs[changes]
    assert ours == theirs


def test_a_stopped_run_says_the_same_as_one_that_was_not(found, case):
    whole = sensitivity.sensitivity(case, **ASKED).summary()
    ours = found.summary()
    assert ours["futures"] == whole["futures"]
    assert ours["entry_prices"] == whole["entry_prices"]


@pytest.mark.parametrize(
    ("change", "of"),
    [
        (("at_least_kwh: -960000", "at_least_kwh: -950000"), {}),
        (("Rue d'essai", "Rue d'essai bis"), {}),
        (("", ""), {"gap": 0.02}),
    ],
)
def test_another_question_discards_what_is_there(change, of, case, pieces, tmp_path, monkeypatch):
    shutil.copytree(case, tmp_path / "case")
    shutil.copytree(pieces, tmp_path / "pieces")
    text = CASE.replace(*change) if change[0] else CASE
    (tmp_path / "case" / "case.yaml").write_text(text, encoding="utf-8")

    def reached(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(today, "decide_first", reached)
    with pytest.raises(KeyboardInterrupt):
        sensitivity.sensitivity(tmp_path / "case", keep=tmp_path / "pieces", **{**ASKED, **of})
    assert not (tmp_path / "pieces" / "today.json").exists()


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


def test_works_are_counted_on_heated_buildings_and_panels_on_roofs(found):
    robust = found.summary()["robust"]
    assert 0 < robust["heated"] <= robust["roofs"]
    for alike in (robust["in_all"], robust["in_nine_of_ten"]):
        assert max(alike[part] for part in ("package", "system", "all")) <= robust["heated"]
        assert alike["all"] <= min(alike["package"], alike["system"])
    assert robust["in_all"]["pv"] <= robust["in_nine_of_ten"]["pv"] <= robust["roofs"]


def test_a_future_that_misses_what_nothing_eases_is_told(found):
    told = found.summary()
    row = {**told["futures"][0], "missed": {"heat": 12.0}, "regret_eur_per_year": None}
    row |= {"reoptimised_cost_eur_per_year": None, "regret_at_most_eur_per_year": None}
    page = sensitivity_page.html({**told, "futures": [row]}, Words("en"))
    assert "heat network: short of 12 kWh/h" in page


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
