"""The public map: one file, no network, no person, every number as in the tables."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import numpy as np
import pytest
from packing import integers
from streets import street

from zeneville import pipeline
from zeneville.report import document, self_contained, solar_map, solar_map_data


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return pipeline.solar(street(tmp_path_factory.mktemp("map")), weather="lille-typical")


@pytest.fixture(scope="module")
def page(made) -> str:
    return solar_map.html(made, "fr")


@pytest.fixture(scope="module")
def data(page) -> dict:
    text = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert text is not None
    return json.loads(text.group(1))


@pytest.mark.parametrize("values", [[0], [-1, 1, 63, 64, -64, -65], [2**31, -(2**40), 8191, 8192]])
def test_integers_come_back(values) -> None:
    text = base64.b64encode(solar_map_data.integers(np.array(values))).decode()
    assert integers(text) == values


def test_no_integers_are_no_bytes() -> None:
    assert solar_map_data.integers(np.array([], dtype=np.int64)) == b""


def test_columns_are_those_of_the_table(made, data) -> None:
    table = made.planes
    for name, scale in solar_map_data.PLANE_COLUMNS.items():
        found = np.array(integers(data["columns"][name])) / scale
        expected = np.nan_to_num(table[name].to_numpy(float), nan=-1.0 / scale)
        assert np.allclose(found, expected, atol=0.51 / scale), name
    assert integers(data["counts"]) == table.groupby("building", sort=False).size().tolist()


def test_shapes_are_those_of_the_table_within_a_decimetre(made, data) -> None:
    numbers = iter(integers(data["planes"]))
    west, south = made.buildings.total_bounds[:2]
    x = y = 0
    for shape in made.planes.geometry:
        for ring in range(next(numbers)):
            points = []
            for _ in range(next(numbers)):
                x, y = x + next(numbers), y + next(numbers)
                points.append((x / 10 + west, y / 10 + south))
            if ring == 0:
                drawn = np.array(points)
                assert np.allclose(drawn, np.array(shape.exterior.coords)[:-1], rtol=0, atol=0.051)
    assert next(numbers, None) is None


def test_only_its_own_style_and_script_may_run(page) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)
    policy = policy.replace("&#39;", "'")
    assert "default-src 'none'" in policy and "unsafe" not in policy
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        text = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.S).group(1)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{rule} 'sha256-{digest}'" in policy


class Attributes(HTMLParser):
    """Attributes of all tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.found += [(tag, name, value or "") for name, value in attrs]


def test_nothing_is_fetched_and_nothing_runs_inline(page) -> None:
    parser = Attributes()
    parser.feed(page)
    for tag, name, value in parser.found:
        assert name not in ("src", "style") and not name.startswith("on"), (tag, name)
        assert name != "href" or value.startswith("#")
    outside = {url for url in re.findall(r"https?://[^\s\"'<]+", page)}
    assert outside <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"fetch\(|XMLHttpRequest|import\(|eval\(|innerHTML", page)


def test_every_word_of_the_page_is_there_in_both_languages(page, data) -> None:
    keys = set(re.findall(r'data-[tlp]="([^"]+)"', page))
    script = (self_contained.HERE / "scripts" / "solar.js").read_text(encoding="utf-8")
    keys |= {key for key in re.findall(r'\b(?:t|fill)\("([a-z0-9_]*[a-z0-9])"', script)}
    for lang in ("fr", "en"):
        assert [key for key in sorted(keys) if key not in data["words"][lang]] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_reasons_have_words(made, lang) -> None:
    words = document.words_of(lang)
    reasons = {reason for reason in made.planes["reason"] if reason}
    assert reasons and [r for r in reasons if f"solar_reason_{r}" not in words] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_speaks_the_language_asked_for(made, lang) -> None:
    page = solar_map.html(made, lang)
    assert f'<html lang="{lang}">' in page
    assert document.words_of(lang)["solar_is_not"].replace("'", "&#39;") in page


def test_nothing_of_persons_is_in_the_page(page) -> None:
    for secret in ("Madame", "Clos cach", "social", "tenure", "dwellings"):
        assert secret not in page


def test_a_name_cannot_break_out_of_the_data(made) -> None:
    from dataclasses import replace

    page = solar_map.html(replace(made, name="</script><script>alert(1)</script>"), "fr")
    assert "<script>alert" not in page
