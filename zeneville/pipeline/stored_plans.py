"""Verbs on stored plans."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

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


def report(folder: Path, lang: str | None = None) -> Path:
    """Write report.html of a stored plan again."""
    from zeneville.report import document

    target = folder / "report.html"
    document.write(stored.read(folder), target, lang)
    return target


def compare(folders: tuple[Path, ...]) -> str:
    """Stored plans side by side."""
    return comparison.table(folders)
