"""Verbs on stored plans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from zeneville.results import compare as comparison
from zeneville.results import store as stored
from zeneville.verify import Report, against_summary
from zeneville.verify import check as independent_check


def verify(folder: str | Path) -> Report:
    """The independent check of a stored plan."""
    data, summary = stored.read_for_check(Path(folder))
    report = independent_check(data, prices=True)
    if not report.counted:
        return report
    return replace(report, refusals=(*report.refusals, *against_summary(data, summary)))


def report(folder: Path, lang: str | None = None, beside: tuple[Path, ...] = ()) -> Path:
    """Write report.html of a stored plan again, with other stored plans ``beside`` it."""
    from zeneville.report import document

    target = folder / "report.html"
    others = [_named(stored.read_for_check(Path(other))[1], Path(other)) for other in beside]
    document.write(stored.read(folder), target, lang, others)
    return target


def figures(folder: Path, target: Path, lang: str | None = None) -> list[Path]:
    """Write every figure of a stored plan into ``target``, as SVG and, where it can be, PNG."""
    from zeneville.report import document

    return document.write_figures(stored.read(folder), target, lang)


def workbook(folder: Path, lang: str | None = None) -> Path:
    """Write plan.xlsx of a stored plan again."""
    from zeneville.report import document

    spoken, target = document.language(lang), folder / "plan.xlsx"
    plan, words = stored.read(folder), document.words_of(spoken)
    stored.atomically(target, lambda part: stored.write_workbook(plan, part, words, spoken))
    return target


def _named(summary: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The summary of a plan told apart by its folder."""
    return {**summary, "scenario": f"{summary['case']}, {folder.resolve().name}"}


def compare(folders: tuple[Path, ...]) -> str:
    """Stored plans side by side."""
    return comparison.table(folders)
