"""Write report.html of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from zeneville.messages import language
from zeneville.report import compared, page, plates, raster
from zeneville.report.subject import Subject
from zeneville.report.wording import Words, day, figure, number, words_of
from zeneville.results.compare import Scenario
from zeneville.results.plan import Plan
from zeneville.results.store import atomically

__all__ = [
    "day",
    "figure",
    "language",
    "number",
    "words_of",
    "write",
    "write_comparison",
    "write_figures",
]


def write(
    plan: Plan,
    path: Path,
    lang: str | None = None,
    others: Sequence[dict[str, Any]] = (),
    fronts: dict[str, Any] | None = None,
) -> None:
    """Write one HTML file that asks nothing of the network.

    Parameters
    ----------
    others
        Summaries of plans to show beside this one.
    fronts
        Content of pareto.json, where there is one.
    """
    text = page.html(Subject(plan, Words(language(lang)), tuple(others), fronts))
    atomically(path, lambda part: _put(part, text))


def write_comparison(plans: Sequence[Scenario], path: Path, lang: str | None = None) -> None:
    """Write plans side by side as one HTML file."""
    text = compared.html(plans, Words(language(lang)))
    atomically(path, lambda part: _put(part, text))


def write_figures(plan: Plan, folder: Path, lang: str | None = None) -> list[Path]:
    """Write every figure of the plan into a folder, which is made; gives the files.

    SVG always, PNG where the package of the extra ``figures`` is installed. Title, unit and source
    stand inside.
    """
    paths = []
    for plate in plates.of_plan(Subject(plan, Words(language(lang)))):
        path = folder / f"{plate.name}.svg"
        atomically(path, partial(_put, text=plate.svg + "\n"))
        paths.append(path)
        if raster.there():
            path = path.with_suffix(".png")
            atomically(path, partial(raster.write, svg=plate.svg, width=plate.width))
            paths.append(path)
    return paths


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
