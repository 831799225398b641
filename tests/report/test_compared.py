"""Plans side by side: every figure is that of its own plan, and doubts are told."""

import csv
import json
import re
import shutil

import pytest

from zeneville import pipeline
from zeneville.errors import InputError
from zeneville.report import compared, scenarios
from zeneville.report.wording import Words
from zeneville.results import compare

FR = Words("fr")


def plain(text: str) -> str:
    """Every kind of space as one."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def pair(stored, tmp_path_factory):
    """The street, and the same plan dearer by a tenth, with another name of its folder."""
    folder = tmp_path_factory.mktemp("other") / "sobre"
    shutil.copytree(stored, folder)
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    summary["objective_eur_per_year"] *= 1.1
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    return stored, folder


def test_a_column_per_plan_with_the_change_from_the_first(pair):
    rows = {row.label: row.cells for row in compared.rows(compare.read(pair), FR)}
    cost = rows[FR["row_cost"]]
    assert [plain(cell.change) for cell in cost] == ["", "+10 %"]
    assert cost[0].told != cost[1].told
    assert {cell.told for cell in rows[FR["row_verified"]]} == {"oui"}


def test_plans_with_the_same_designs_are_decided_alike(pair):
    first, other = compare.read(pair)
    assert compare.alike(first, other) == (len(first.decided), len(first.decided))
    changed = other.decided.assign(package=["walls_inside", *other.decided["package"][1:]])
    assert first.decided["package"].iloc[0] != "walls_inside"
    moved = compare.Scenario("x", other.summary, changed)
    assert compare.alike(first, moved) == (len(changed) - 1, len(changed))


def test_the_terminal_has_a_line_per_row_as_wide_as_the_others(pair):
    lines, files = pipeline.compare(pair, lang="fr")
    assert files == [] and len({len(line) for line in lines}) == 1
    assert "A: street" in lines[0] and "B: sobre" in lines[0]


def test_the_page_and_the_table_for_machines_are_written(pair, tmp_path):
    _, files = pipeline.compare(pair, tmp_path, "en")
    assert [file.name for file in files] == ["compare.html", "compare.csv"]
    html = files[0].read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)=[\"'](?!#)", html)
    assert "sobre" in html and 'id="points"' in html
    with files[1].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["scenario"] for row in rows] == ["street", "sobre"]
    ratio = float(rows[1]["objective_eur_per_year"]) / float(rows[0]["objective_eur_per_year"])
    assert ratio == pytest.approx(1.1)


@pytest.mark.parametrize(
    ("key", "value", "doubt"),
    [
        ("hours", 8760, "doubt_hours"),
        ("buildings", 3, "doubt_buildings"),
        ("balance_definition", "final", "doubt_balance"),
        ("needs", "standard", "doubt_needs"),
        ("weather", "elsewhere", "doubt_weather"),
        ("verified", False, "doubt_verified"),
    ],
)
def test_what_makes_plans_incomparable_is_told(made, key, value, doubt):
    assert scenarios.doubts([made.summary, made.summary], FR) == []
    other = made.summary | {key: value}
    assert scenarios.doubts([made.summary, other], FR) == [FR[doubt]]


def test_what_is_asked_of_a_plan_has_words(made):
    limits = {
        "co2_kg_per_year": 5000.0,
        "co2_share_of_reference": None,
        "investment_eur": 2e6,
        "transformer_kw": 250.0,
        "winter_peak_kw": None,
    }
    told = scenarios.requirement(made.summary | {"limits": limits}, FR)
    assert plain(told) == (
        "bilan ≥ −960 MWh (énergie primaire), CO2 ≤ 5,00 t/an, "
        "investissement ≤ 2,00 M€, transformateur ≤ 250 kW"
    )


def test_every_limit_of_a_case_has_words(made):
    assert set(made.summary["limits"]) <= {
        key.removeprefix("asked_") for key in FR if key.startswith("asked_")
    }


def test_a_folder_without_a_plan_is_named(tmp_path):
    with pytest.raises(InputError, match=r"summary\.json"):
        pipeline.compare((tmp_path,))


def test_letters_go_on_after_z():
    assert [scenarios.letter(place) for place in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]
