"""Fronts beside a plan: every point is drawn, told and marked."""

import json
from xml.etree import ElementTree

import pytest

from zeneville import pipeline
from zeneville.errors import InputError
from zeneville.report import front, page
from zeneville.report.subject import Subject
from zeneville.report.wording import Words

WORDS = Words("fr")


def point(balance: float, co2: float, cost: float, *marks: str) -> dict:
    return {
        "cost_eur_per_year": cost,
        "bound_eur_per_year": 0.9996 * cost,
        "energy_balance_kwh_per_year": balance,
        "co2_kg_per_year": co2,
        "gap": 0.0004,
        "verified": True,
        "mark": list(marks),
    }


def fronts(**more: object) -> dict:
    line = [
        point(-9e5, 8e4, 1.0e5, "cheapest"),
        point(-4e5, 5e4, 1.1e5, "knee"),
        point(0.0, 3e4, 1.4e5, "positive_energy"),
        point(2e5, 2e4, 2.0e5),
    ]
    both = [{"against": against, "points": line} for against in ("balance", "co2")]
    reference = {
        "cost_eur_per_year": 1.2e5,
        "energy_balance_kwh_per_year": -1e6,
        "co2_kg_per_year": 1e5,
    }
    return {"reference": reference, "fronts": both, **more}


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_every_point_is_a_mark_and_a_line_of_the_table(made, width):
    for one in front.drawn(fronts(), WORDS, made.summary):
        drawing = ElementTree.fromstring(getattr(one.figure, width))
        circles = [part for part in drawing.iter() if part.tag.endswith("circle")]
        assert len(circles) == 5 == len(one.figure.table.rows) - 1


def test_costs_rise_from_left_to_right_as_the_balance_does(made):
    one = front.drawn(fronts(), WORDS, made.summary)[0]
    drawing = ElementTree.fromstring(one.figure.wide)
    paths = [part for part in drawing.iter() if part.tag.endswith("path")]
    path = next(part.get("d") for part in paths if part.get("stroke-dasharray") is None)
    places = [tuple(map(float, item.split())) for item in path[1:].split("L")]
    assert places == sorted(places) and [y for _, y in places] == sorted(
        (y for _, y in places), reverse=True
    )


def test_the_bound_lies_below_every_point():
    drawing = ElementTree.fromstring(front.drawn(fronts(), WORDS)[0].figure.wide)
    paths = {
        part.get("stroke-dasharray") is not None: [
            float(item.split()[1]) for item in part.get("d")[1:].split("L")
        ]
        for part in drawing.iter()
        if part.tag.endswith("path")
    }
    assert all(below >= at for below, at in zip(paths[True], paths[False], strict=True))


def test_the_reference_is_a_square_with_its_name():
    drawing = ElementTree.fromstring(front.drawn(fronts(), WORDS)[0].figure.wide)
    assert len([part for part in drawing.iter() if part.tag.endswith("rect")]) == 1
    assert WORDS["today"] in "".join(drawing.itertext())


def test_a_reference_that_would_squeeze_the_front_is_told_only():
    far = fronts()
    far["reference"]["co2_kg_per_year"] = 1e6
    figure = front.drawn(far, WORDS)[1].figure
    assert "<rect" not in figure.wide
    assert figure.table.rows[-1][0] == WORDS["today"]
    assert WORDS["front_far_note"] in figure.note


def test_marks_have_words(made):
    one = front.drawn(fronts(), WORDS, made.summary)[0]
    assert [row[0] for row in one.figure.table.rows] == [
        "le moins cher",
        "coude",
        "énergie positive",
        "4",
        "ce plan",
        WORDS["today"],
    ]


@pytest.mark.parametrize(
    ("more", "same"), [({}, True), ({"case_sha256": "other"}, False), ({"hours": 17}, False)]
)
def test_fronts_of_another_case_say_so(made, more, same):
    assert all(one.same_case is same for one in front.drawn(fronts(**more), WORDS, made.summary))
    html = page.html(Subject(made, WORDS, fronts=fronts(**more)))
    assert (WORDS["fronts_other"].replace("'", "&#39;") in html) is not same


def test_the_report_shows_the_fronts_that_lie_beside_the_plan(stored):
    file = stored / "pareto.json"
    without = pipeline.report(stored, "fr").read_text(encoding="utf-8")
    file.write_text(json.dumps(fronts()), encoding="utf-8")
    with_them = pipeline.report(stored, "fr").read_text(encoding="utf-8")
    file.unlink()
    assert 'id="fronts"' not in without and WORDS["pareto_title"] in without
    assert 'id="front-balance"' in with_them and 'id="front-co2"' in with_them
    assert WORDS["pareto_why"] not in with_them


def test_a_damaged_file_of_fronts_is_named(stored):
    file = stored / "pareto.json"
    file.write_text('{"fronts": [', encoding="utf-8")
    with pytest.raises(InputError, match=r"pareto\.json"):
        pipeline.report(stored, "fr")
    file.unlink()
