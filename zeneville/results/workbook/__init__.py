"""plan.xlsx as a landlord reads it: sums, shares and totals are formulas, words as asked.

The names of the sheets are the same in every language: people and programs rely on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import xlsxwriter

from zeneville.results.plan import Plan
from zeneville.results.workbook import balance, buildings, district, lots, notes, overview
from zeneville.results.workbook.content import Content
from zeneville.results.workbook.page import Book
from zeneville.results.workbook.texts import Texts

__all__ = ["SHEETS", "write_workbook"]

#: sheets in the order of their tabs
SHEETS = (
    "Synthèse",
    "Bâtiments",
    "Lots",
    "Factures",
    "Aides",
    "Raccordement",
    "Coûts",
    "Équipements",
    "Bilan",
    "Énergie",
    "Programme",
    "Échéancier",
    "Hypothèses",
    "Unités",
    "Lecture",
)


def write_workbook(
    plan: Plan, path: Path, words: Mapping[str, str] | None = None, lang: str = "fr"
) -> None:
    """Write the workbook of a plan.

    Parameters
    ----------
    words
        The words of ids such as ``walls_inside`` in the language ``lang``; ids stay without it.
    lang
        ``fr`` or ``en``.
    """
    content = Content(plan, Texts(lang, words or {}))
    file = xlsxwriter.Workbook(str(path), {"nan_inf_to_errors": True})
    file.set_properties(
        {
            "title": f"{plan.case_name} — {content.texts['plan']}",
            "comments": f"zeneville {plan.summary['zeneville_version']}, "
            f"case {plan.summary['case_sha256']}",
        }
    )
    book = Book(file, _foot(content), content.texts["total"])
    for name in SHEETS:
        book.page(name)
    buildings.decisions(book, content)
    lots.lots(book, content)
    buildings.bills(book, content)
    buildings.aids(book, content)
    pumps = buildings.connection(book, content)
    costs = district.costs(book, content)
    assets = district.assets(book, content)
    totals = balance.balance(book, content)
    buildings.energy(book, content)
    notes.programme(book, content)
    notes.schedule(book, content)
    overview.overview(book, content, assets, costs, pumps, totals)
    notes.assumptions(book, content)
    notes.units(book, content)
    notes.remarks(book, content)
    file.close()


def _foot(content: Content) -> str:
    """What stands under every printed page: case, program, whether the plan is checked."""
    texts, told = content.texts, content.plan.summary
    state = texts["verified" if told["verified"] else "not_verified"]
    if told["approximate"]:
        state = f"{state}, {texts['approximate']}"
    return (
        texts["foot"]
        .format(case=content.plan.case_name, version=told["zeneville_version"], state=state)
        .replace("&", "&&")
    )
