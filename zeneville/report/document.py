"""Write report.html of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from zeneville.messages import language
from zeneville.report import figures, page
from zeneville.report.subject import Subject
from zeneville.report.wording import Words, day, figure, number, words_of
from zeneville.results.plan import Plan
from zeneville.results.store import atomically

__all__ = ["day", "figure", "language", "number", "words_of", "write", "write_figures"]


def write(
    plan: Plan, path: Path, lang: str | None = None, others: Sequence[dict[str, Any]] = ()
) -> None:
    """Write one HTML file that asks nothing of the network.

    Parameters
    ----------
    others
        Summaries of plans to show beside this one.
    """
    text = page.html(Subject(plan, Words(language(lang)), tuple(others)))
    atomically(path, lambda part: _put(part, text))


def write_figures(plan: Plan, folder: Path, lang: str | None = None) -> list[Path]:
    """Write every figure of the plan as SVG into a folder, which is made."""
    drawn = figures.of_plan(Subject(plan, Words(language(lang))))
    paths = []
    for each in drawn.values():
        path = folder / f"{each.name}.svg"
        atomically(path, partial(_put, text=each.wide + "\n"))
        paths.append(path)
    return paths


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
