"""The report of a plan: one file, no network, every figure in words and numbers of the reader."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import numpy as np
import packing
import pytest

from zeneville.report import cards, document, map, page, self_contained, sources
from zeneville.report.subject import Subject
from zeneville.report.wording import Words


@pytest.fixture(scope="module")
def subject(made) -> Subject:
    return Subject(made, Words("fr"))


@pytest.fixture(scope="module")
def text(subject) -> str:
    return page.html(subject)


@pytest.fixture(scope="module")
def data(text) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert found is not None
    return json.loads(found.group(1))


class Read(HTMLParser):
    """Headings, ids, references and inline styles of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.styled: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in told:
            self.ids.append(told["id"])
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "data-csv"):
            self.references += (told.get(name) or "").split()
        if told.get("href", "").startswith("#"):
            self.references.append(told["href"][1:])
        if "style" in told:
            self.styled.append(tag)


def test_the_page_asks_nothing_of_the_network(text):
    assert not re.search(r"(?:src|href)=[\"'](?!#)", text)
    assert "@import" not in text and "url(" not in text
    assert set(re.findall(r"https?://[^\"'\s]+", text)) <= {"http://www.w3.org/2000/svg"}


def test_the_policy_allows_this_style_and_this_script_only(text):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text).group(1)
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        inner = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S).group(1)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{name} &#39;sha256-{digest}&#39;" in policy
    assert "unsafe" not in policy and "default-src &#39;none&#39;" in policy
    assert Read(text).styled == []


def test_headings_are_in_order_and_references_lead_somewhere(text):
    read = Read(text)
    assert read.headings[0] == 1 and read.headings.count(1) == 1
    deeper = zip(read.headings, read.headings[1:], strict=False)
    assert all(after <= before + 1 for before, after in deeper)
    assert set(read.references) <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


def test_the_owners_text_stays_text(made):
    named = made.buildings.assign(residence="<script>alert(1)</script>")
    html = page.html(Subject(replace(made, buildings=named), Words("fr")))
    assert "<script>alert" not in html
    assert "&lt;&amp;&gt;" in html or "&lt;&amp;" in html


def test_every_building_is_on_the_map_and_has_a_card(made, text, data):
    assert len(re.findall(r'<g class="b" data-i="\d+"', text)) == len(made.buildings)
    assert sorted(data["cards"]["ids"]) == sorted(made.buildings.index)
    assert text.count('tabindex="0" aria-label="') >= 1
    assert all(len(mode["of"]) == len(made.buildings) for mode in data["modes"].values())


def test_a_card_tells_the_figures_of_the_plan(made, data):
    place = data["cards"]["ids"].index("house-1")
    row = made.buildings.loc["house-1"]
    numbers = data["cards"]["numbers"]
    assert numbers["investment_eur"][place] == pytest.approx(row["investment_eur"], abs=0.5)
    assert numbers["heat_kw"][place] == pytest.approx(row["heat_kw"], abs=0.05)
    assert data["cards"]["letters"]["dpe_after"][place] == row["dpe_after"]
    own = made.planes[made.planes["building"] == "house-1"]
    assert len(data["cards"]["planes"][place]) == len(own)


def test_roof_outlines_stand_in_the_order_of_the_cards(made, data, subject):
    numbers = iter(packing.integers(data["cards"]["roofs"]))
    place = map.extent(subject.on_map, made.assets)
    x = y = 0
    by_building = dict(zip(data["cards"]["ids"], data["cards"]["planes"], strict=True))
    for name, planes in by_building.items():
        own = made.planes[made.planes["building"] == name]
        assert len(planes) == len(own)
        for shape in own.geometry:
            assert next(numbers) == 1
            outline = []
            for _ in range(next(numbers)):
                x, y = x + next(numbers), y + next(numbers)
                outline.append((place.west + x / 10, place.north + y / 10))
            assert np.allclose(outline, np.array(shape.exterior.coords)[:-1], rtol=0, atol=0.051)
    assert next(numbers, None) is None


def test_the_script_knows_every_word_it_says(data):
    said = set()
    for name in page.SCRIPTS:
        source = (self_contained.HERE / "scripts" / f"{name}.js").read_text(encoding="utf-8")
        said |= set(re.findall(r"\b(?:t|fill)\(\"(\w+)\"", source))
        said |= set(re.findall(r"change\(\"(\w+)\"", source))
    assert said and said <= set(data["words"])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_line_of_a_card_has_words(lang, made):
    words = Words(lang)
    for name in (*cards.TEXTS, *cards.LETTERS):
        if name in made.buildings and name not in cards.FREE_TEXT:
            told = {words.of(value) for value in made.buildings[name].dropna()}
            assert not {value for value in told if "_" in value}, name


@pytest.mark.parametrize(
    ("lang", "sentence", "number"),
    [("fr", "bâtiments", "\u202f"), ("en", "heated buildings", ",")],
)
def test_the_first_sentence_and_numbers_are_those_of_the_language(made, lang, sentence, number):
    html = page.html(Subject(made, Words(lang)))
    first = re.search(r'<p class="first">(.*?)</p>', html, re.S).group(1)
    assert sentence in first
    cost = Words(lang).n(made.summary["investment_eur"])
    assert number in cost and cost in html


def test_a_plan_that_is_not_verified_says_so_first(made):
    html = page.html(
        Subject(replace(made, summary=made.summary | {"verified": False}), Words("fr"))
    )
    assert html.index('role="alert"') < html.index('class="first"')
    assert Words("fr")["badge_not_verified"] in html


def test_each_chart_has_a_table(text):
    figures = re.findall(r'<figure id="([\w-]+)"', text)
    assert len(figures) >= 7
    assert all(f'id="{name}-table"' in text for name in figures)


def test_other_plans_stand_beside(made, text):
    other = made.summary | {"scenario": "sobre", "objective_eur_per_year": 123456.0}
    html = page.html(Subject(made, Words("fr"), (other,)))
    assert 'id="scenarios"' not in text
    assert 'id="scenarios"' in html and "sobre" in html and "123\u202f456" in html


def test_years_of_works_are_a_meaning_of_the_map_where_they_are_known(made, data):
    dated = made.buildings.assign(works_year=np.arange(len(made.buildings)) + 2027.0)
    html = page.html(Subject(replace(made, buildings=dated), Words("fr")))
    assert "year" not in data["modes"]
    assert 'name="mode" value="year"' in html


def test_a_battery_shows_its_level(made):
    data = made.data.copy()
    data["store_kwh"] = data["store_kwh"] * 0 + 50.0
    data["store_level_kwh"] = data["store_level_kwh"] * 0 + 12.0
    html = page.html(Subject(replace(made, data=data), Words("fr")))
    assert '<figure id="level-battery"' in html
    assert Words("fr")["typical_level"].replace("'", "&#39;") in html


def test_every_figure_is_saved_as_a_drawing_of_its_own(made, tmp_path):
    saved = document.write_figures(made, tmp_path / "figures", "en")
    assert {path.stem for path in saved} >= {"labels", "flows-plan", "grid", "duration", "costs"}
    for path in (path for path in saved if path.suffix == ".svg"):
        assert ElementTree.parse(path).getroot().get("viewBox")


def test_values_by_default_are_counted_apart_from_given_ones(made):
    source = ["given", *["default of the case"] * (len(made.buildings) - 1)]
    rows = sources.of_values(made.buildings.assign(period_source=source), Words("fr"))
    told = {
        (name, origin): count
        for name, origin, count in rows
        if "valeur par défaut du cas" in origin
    }
    assert told[("période de construction", "valeur par défaut du cas")] == str(len(source) - 1)
    assert ("période de construction", "given", "1") in rows
