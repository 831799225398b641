"""The README of a case inside the report, and the statement that a district is a reconstruction."""

import re
from dataclasses import replace

import pytest
from markupsafe import escape

from zeneville import shipped
from zeneville.case import load, readme
from zeneville.report import page
from zeneville.report.readme import html
from zeneville.report.subject import Subject
from zeneville.report.wording import Words


def test_a_readme_becomes_headings_text_and_tables() -> None:
    made = html("# Title\n\nText of *mine*.\n\n## Sources\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n")
    assert "Title" not in made
    assert "<em>mine</em>" in made and "<h4>Sources</h4>" in made and "<td>1</td>" in made


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](https://example.org)",
        "![x](https://example.org/x.png)",
        "<https://example.org>",
        "[x]\n\n[x]: https://example.org",
        "| a |\n|--:|\n| 1 |",
    ],
)
def test_a_readme_brings_no_script_link_picture_or_inline_style(text: str) -> None:
    assert not re.search(r"<(script|a|img)\b|style=", html(text))


@pytest.mark.parametrize("name", shipped.district_names())
def test_every_shipped_district_says_what_it_is(name: str) -> None:
    case = load(name)
    assert case.reconstruction
    text = readme(case)
    assert "reconstruction from published" in text
    assert "Licence:" in text and "Date:" in text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_reconstruction_says_so_above_its_figures(made, lang) -> None:
    words = Words(lang)
    told = replace(
        made,
        summary=made.summary | {"reconstruction": True},
        data=made.data.assign_attrs(origin="# Street\n\nDrawn by hand. Licence: MIT."),
    )
    html_ = page.html(Subject(told, words))
    assert html_.index(escape(words["reconstruction"])) < html_.index('class="first"')
    assert "Drawn by hand. Licence: MIT." in html_


def test_a_district_of_real_buildings_is_not_called_a_reconstruction(made) -> None:
    assert escape(Words("fr")["reconstruction"]) not in page.html(Subject(made, Words("fr")))
