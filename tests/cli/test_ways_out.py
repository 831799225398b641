"""Exit 3: what is told in both languages, and that a level works when it is asked as printed."""

import json
import re
import sys
import tomllib

import pytest
import yaml
from planned_street import CASE
from streets import street

from zeneville.cli import ways_out
from zeneville.cli.main import main
from zeneville.errors import InfeasibleError, LabelShortfall, Shortfall

CAP = Shortfall(
    requirement="co2_max",
    asked=100_000.0,
    best=131_200.0,
    unit="kg/year",
    bound=131_150.4,
    cost=1_142_820.2,
    price=0.31,
    rates=(("investment_max", 0.0276, "EUR"),),
)
BUDGET = Shortfall("investment_max", 1e6, 1.9e6, "EUR", 1.89e6, 1.2e6, 0.0)


def test_a_cap_is_told_with_its_price_in_english():
    text = ways_out.told(InfeasibleError([CAP, BUDGET]), "en")
    assert "CO2 cap: asked 100,000 kg/year; at least 131,200 kg/year (31,200 kg/year more)" in text
    assert "limits.co2_kg_per_year: 131200" in text
    assert "no plan below 131,150 kg/year" in text
    assert "the last tonne costs 310 EUR a year there" in text
    assert "1,000 EUR more of budget would ease it by 28 kg/year" in text
    assert "limits.investment_eur: 1900000" in text


def test_the_same_in_french_with_french_numbers():
    text = ways_out.told(InfeasibleError([CAP]), "fr")
    assert "plafond de CO2 : demandé 100\u202f000 kg/an ; au moins 131\u202f200 kg/an" in text
    assert "la dernière tonne y coûte 310 EUR par an" in text


def test_a_balance_is_told_from_above():
    short = Shortfall("balance_min", 0.0, -1530.0, "kWh/year", bound=-1528.2)
    text = ways_out.told(InfeasibleError([short]), "en")
    assert "at most −1,530 kWh/year" in text
    assert "requirement.at_least_kwh: -1530" in text
    assert "no plan above" in text


def test_buildings_below_the_label_are_named():
    text = ways_out.told(InfeasibleError([LabelShortfall("RNB-1", "B", "C")], together=True), "en")
    assert "RNB-1: asked B, at best C" in text


def test_every_text_has_both_languages():
    texts = tomllib.loads(ways_out.TEXTS.read_text(encoding="utf-8"))
    for entry in texts.values():
        names = {key.rpartition("_")[0] for key in entry}
        assert all(
            {f"{name}_fr".lstrip("_"), f"{name}_en".lstrip("_")} <= set(entry) for name in names
        )


def planned(folder, monkeypatch, **limits):
    asked = {**yaml.safe_load(CASE), "requirement": "none", "limits": limits}
    (folder / "case.yaml").write_text(yaml.safe_dump(asked), encoding="utf-8")
    words = ["plan", str(folder), "--hours", "48", "--gap", "0.02", "--lang", "en"]
    monkeypatch.setattr(sys, "argv", ["zeneville", *words, "--out", str(folder / "out")])
    main()


def test_a_cap_out_of_reach_ends_with_exit_3_and_a_level_that_works(tmp_path, monkeypatch, capsys):
    street(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        planned(tmp_path, monkeypatch, co2_kg_per_year=1000, investment_eur=300_000)
    assert stopped.value.code == 3
    told = capsys.readouterr().err
    level = float(re.search(r"limits.co2_kg_per_year: ([\d.]+)", told)[1])
    planned(tmp_path, monkeypatch, co2_kg_per_year=level, investment_eur=300_000)
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["verified"]
    assert summary["co2_kg_per_year"] <= level
