"""The gallery shows every shipped district, in small pictures that stand alone."""

import re
import xml.etree.ElementTree as xml
from pathlib import Path

import pytest

from zeneville.shipped import district_names, district_title

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "gallery.md").read_text(encoding="utf-8")
PICTURES = sorted((DOCS / "gallery").glob("*.svg"))
LARGEST_BYTES = 60_000


@pytest.mark.parametrize("name", district_names())
def test_every_district_is_shown(name):
    assert f"## {district_title(name)}\n" in PAGE
    assert f"gallery/{name}-map.svg" in PAGE


def test_page_and_folder_hold_the_same_pictures():
    assert sorted(re.findall(r"\(gallery/(.+?)\)", PAGE)) == [path.name for path in PICTURES]


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_is_small_says_what_it_is_and_loads_nothing(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < LARGEST_BYTES
    assert xml.fromstring(text).get("aria-label")
    assert not re.search(r"(href|src)=|url\(|<script", text)
