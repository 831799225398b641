"""Verbs on stored plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from zeneville.messages import language
from zeneville.results import compare as comparison
from zeneville.results import store as stored
from zeneville.verify import Report, against_summary
from zeneville.verify import check as independent_check

#: fronts of a case, beside its plan
FRONTS = "pareto.json"


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
    others = [
        {**each.summary, "scenario": f"{each.summary['case']}, {each.name}"}
        for each in comparison.read(beside)
    ]
    document.write(stored.read(folder), target, lang, others, fronts_beside(folder))
    return target


def fronts_beside(folder: Path) -> dict[str, Any] | None:
    """The fronts that ``zeneville pareto`` left in a plan's folder, or None.

    Raises
    ------
    InputError
        Where the file is there and cannot be read.
    """
    file = folder / FRONTS
    return stored.read_json(file) if file.is_file() else None


def told(summary: dict[str, Any], lang: str | None = None) -> list[str]:
    """A plan in a few lines for a terminal."""
    from zeneville.report import in_brief, wording

    return in_brief.lines(summary, wording.Words(language(lang)))


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


def compare(
    folders: Sequence[Path], out: Path | None = None, lang: str | None = None
) -> tuple[list[str], list[Path]]:
    """Stored plans side by side: lines for a terminal, and the files written into ``out``."""
    from zeneville.report import compared, document, wording

    plans = comparison.read(folders)
    files = [out / "compare.html", out / "compare.csv"] if out else []
    if out:
        stored.check_place(out)
        document.write_comparison(plans, out / "compare.html", lang)
        stored.atomically(out / "compare.csv", lambda part: comparison.write_csv(plans, part))
    return compared.text(plans, wording.Words(language(lang))), files
