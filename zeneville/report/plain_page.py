"""A page of sections with figures and tables: one file, a strict content policy, no network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zeneville.report.charts.figure import Figure, Table
from zeneville.report.self_contained import (
    content_policy,
    dense,
    joined,
    json_text,
    templates,
)
from zeneville.report.wording import Words

STYLES = ("page", "base", "figures", "tables", "sections", "narrow", "paper")
SCRIPTS = ("start", "words", "downloads", "tools")


@dataclass(frozen=True)
class Listed:
    """A table with its name in the page and its heading."""

    name: str
    title: str
    table: Table


@dataclass(frozen=True)
class Section:
    """A heading, sentences, drawings, tables."""

    name: str
    title: str
    sentences: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    tables: Sequence[Listed] = ()


@dataclass(frozen=True)
class Page:
    """What stands on the page; ``foot`` are its last lines."""

    subject: str
    title: str
    sentences: Sequence[str]
    sections: Sequence[Section]
    foot: Sequence[str] = ()


def html(page: Page, words: Words) -> str:
    """The whole page."""
    style, script = joined("styles", STYLES, "css"), joined("scripts", SCRIPTS, "js")
    policy = content_policy(style, script)
    data = json_text({"lang": words.lang, "words": {}, "cards": {}})
    text = (
        templates()
        .get_template("plain.html.j2")
        .render(w=words, page=page, style=style, script=script, policy=policy, data=data)
    )
    return dense(text) + "\n"
