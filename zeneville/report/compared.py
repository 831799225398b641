"""compare.html: stored plans side by side in one file, and the same table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zeneville import __version__
from zeneville.report import scenarios
from zeneville.report.self_contained import content_policy, dense, joined, json_text, templates
from zeneville.report.wording import Words
from zeneville.results.compare import Scenario, alike

STYLES = ("page", "base", "lead", "tables", "figures", "sections", "narrow", "paper")
SCRIPTS = ("start", "words", "downloads", "ready")


def html(plans: Sequence[Scenario], words: Words) -> str:
    """The whole page."""
    style, script = joined("styles", STYLES, "css"), joined("scripts", SCRIPTS, "js")
    summaries = [plan.summary for plan in plans]
    page = (
        templates(n=words.n, word=words.of)
        .get_template("compare.html.j2")
        .render(
            w=words,
            title=_title(plans),
            version=__version__,
            reconstruction=any(told.get("reconstruction") for told in summaries),
            names=_named(plans),
            rows=rows(plans, words),
            chart=scenarios.chart(summaries, words),
            doubts=scenarios.doubts(summaries, words),
            style=style,
            script=script,
            policy=content_policy(style, script),
            data=json_text({"lang": words.lang, "words": {}}),
        )
    )
    return dense(page) + "\n"


def _title(plans: Sequence[Scenario]) -> str:
    return ", ".join(dict.fromkeys(str(plan.summary["case"]) for plan in plans))


def _named(plans: Sequence[Scenario]) -> list[tuple[str, str]]:
    return [(scenarios.letter(place), plan.name) for place, plan in enumerate(plans)]


def rows(plans: Sequence[Scenario], words: Words) -> list[scenarios.Line]:
    """The table, with how many buildings are decided as in the first plan."""
    same = [_same(plans[0], plan, words) for plan in plans[1:]]
    line = scenarios.Line(words["row_alike"], (scenarios.Cell("–"), *same))
    return [*scenarios.table([plan.summary for plan in plans], words), line]


def _same(first: Scenario, other: Scenario, words: Words) -> scenarios.Cell:
    count, both = alike(first, other)
    if not both:
        return scenarios.Cell("–")
    return scenarios.Cell(words.say("alike_of", count=words.n(count), both=words.n(both)))


def text(plans: Sequence[Scenario], words: Words) -> list[str]:
    """The table as lines of text, columns as wide as they need."""
    table = [["", *(f"{mark}: {name}" for mark, name in _named(plans))]]
    table += [[row.label, *(_flat(cell) for cell in row.cells)] for row in rows(plans, words)]
    widths = [max(len(line[k]) for line in table) for k in range(len(plans) + 1)]
    summaries: list[dict[str, Any]] = [plan.summary for plan in plans]
    lines = [
        line[0].ljust(widths[0])
        + "".join(
            "  " + told.rjust(width) for told, width in zip(line[1:], widths[1:], strict=True)
        )
        for line in table
    ]
    return [*lines, *(f"! {doubt}" for doubt in scenarios.doubts(summaries, words))]


def _flat(cell: scenarios.Cell) -> str:
    return f"{cell.told} ({cell.change})" if cell.change else cell.told
