"""What a notebook shows of a case and of a plan."""

import xml.etree.ElementTree as xml
from dataclasses import replace

import pytest
from planned_street import plan

from zeneville import case
from zeneville.results import notebook


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return plan(tmp_path_factory.mktemp("street"))


def test_a_plan_tells_its_sentence_its_figures_and_its_map(made):
    html = made._repr_html_()
    root = xml.fromstring(html)
    assert "Rue d'essai <&>" in "".join(root.itertext())
    assert f"of {made.summary['buildings']} heated buildings are renovated" in html
    assert f"{made.summary['objective_eur_per_year']:,.0f}" in html and "EUR/year" in html
    paths = root.iter("{http://www.w3.org/2000/svg}path")
    assert sum(path.get("d").count("z") for path in paths) == len(made.buildings)


def test_a_plan_that_the_check_refuses_says_so(made):
    refused = replace(made, summary={**made.summary, "verified": False})
    assert "NOT verified" in refused._repr_html_() and "not verified" in repr(refused)


def test_french_numbers_and_words(made):
    html = notebook.html("Rue", made.summary, made.buildings, "fr")
    assert "bâtiments chauffés sont rénovés" in html
    cost = f"{made.summary['objective_eur_per_year']:,.0f}".replace(",", "\u202f")
    assert cost in html


def test_a_plan_without_footprints_has_no_map(made):
    bare = made.buildings.set_geometry([None] * len(made.buildings), crs=made.buildings.crs)
    assert "<svg" not in notebook.html("Rue", made.summary, bare, "en")


def test_a_case_says_what_is_asked():
    asked = case.load("escalette")
    assert repr(asked).startswith("<Case L'Escalette: stock")
    assert "primary balance of at least 0 kWh a year" in repr(asked)
    html = asked._repr_html_()
    told = "".join(xml.fromstring(f"<div>{html}</div>").itertext())
    assert "zone H1a" in told and "euros of 2026" in told


def test_limits_of_a_case_stand_beside_their_units():
    asked = case.load("escalette")
    capped = asked.model_copy(
        update={"limits": asked.limits.model_copy(update={"transformer_kw": 400.0})}
    )
    assert "transformer_kw 400" in repr(capped)
    assert "<th style='text-align:left'>transformer_kw</th><td>400</td>" in capped._repr_html_()
