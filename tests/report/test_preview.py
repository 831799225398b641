"""The preview map: every building once, colours by style alone, nothing from elsewhere."""

import re
from pathlib import Path

import pytest
from lxml import html
from streets import street

from zeneville import pipeline


@pytest.fixture(scope="module", params=["fr", "en"])
def page(request, tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("preview")
    file = street(folder)
    text = file.read_text(encoding="utf-8").replace('"height_m": 24.0', '"height_m": null')
    file.write_text(text, encoding="utf-8")
    path = pipeline.preview(pipeline.checked(file), folder / "check.html", request.param)
    return Path(path).read_text(encoding="utf-8")


def test_every_building_has_a_footprint_that_leads_to_its_row(page):
    tree = html.fromstring(page)
    links = [link.get("href") for link in tree.xpath("//div[@class='map']//a")]
    rows = ["#" + row.get("id") for row in tree.xpath("//tr[@id]")]
    assert links == rows
    assert len(rows) == 5


def test_the_building_at_fault_is_marked_and_says_why(page):
    tree = html.fromstring(page)
    (marked,) = [link for link in tree.xpath("//div[@class='map']//a") if link.xpath(".//circle")]
    assert marked.xpath(".//title")[0].text.startswith("tower")
    (row,) = tree.xpath("//tr[@id][@class='fault']")
    assert row.xpath("./th")[0].text == "tower"


def test_each_mode_colours_every_footprint(page):
    tree = html.fromstring(page)
    modes = [radio.get("id").removeprefix("by-") for radio in tree.xpath("//input[@type='radio']")]
    assert "status" in modes
    style = tree.xpath("//style")[0].text
    for shape in tree.xpath("//div[@class='map']//path"):
        for name in shape.get("class").split():
            assert f".{name}," in style
        assert len(shape.get("class").split()) == len(modes)


def test_the_page_asks_nothing_of_the_network_and_runs_nothing(page):
    assert "<script" not in page
    assert not re.search(r"(src|href)=\"(?!#)", page)
    (policy,) = html.fromstring(page).xpath("//meta[@http-equiv]/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_the_page_speaks_one_language(page):
    lang = html.fromstring(page).get("lang")
    assert ("Ce qui a été compris" in page) == (lang == "fr")
    assert ("What was understood" in page) == (lang == "en")
