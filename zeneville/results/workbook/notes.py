"""The sheets of words: programme, schedule, assumptions, units, remarks."""

from __future__ import annotations

from typing import Any

import pandas as pd

from zeneville import messages
from zeneville.results import labels
from zeneville.results.workbook import columns
from zeneville.results.workbook.buildings import rows_of
from zeneville.results.workbook.content import Content
from zeneville.results.workbook.page import A3, Book, Formula, heading, printed, table

#: columns of assumptions that tell in words
TEXTS = ("unit", "basis", "source", "note")
#: letters that the law bans from letting, and the catalogue's key of the year
BANS = {"G": "rent_ban_G", "F": "rent_ban_F", "E": "rent_ban_E"}


def programme(book: Book, content: Content) -> None:
    """Works by year are not known yet; the years that the law sets by letter are."""
    texts, bound, found = content.texts, content.at_buildings, content.buildings
    place = content.place("Programme", len(labels.LETTERS))
    rows = []
    for at, letter in enumerate(reversed(labels.LETTERS)):
        here = place.cell("letter", at)
        year = content.figures.value(BANS[letter]) if letter in BANS else None
        row: dict[str, Any] = {"letter": letter, "year": None if year is None else str(round(year))}
        for when in ("before", "after"):
            among = f"--({bound.column(f'dpe_{when}')}={here})"
            rows_in = found[found[f"dpe_{when}"] == letter]
            row[f"buildings_{when}"] = Formula(f"=SUMPRODUCT({among})", float(len(rows_in)))
            row[f"dwellings_{when}"] = Formula(
                f"=SUMPRODUCT({among},{bound.column('dwellings')})",
                float(rows_in["dwellings"].sum()),
            )
        rows_in = found[found["dpe_before"] == letter]
        row["investment_eur"] = Formula(
            f"=SUMPRODUCT(--({bound.column('dpe_before')}={here}),{bound.column('investment_eur')})",
            float(rows_in["investment_eur"].sum()),
        )
        rows.append(row)
    note = texts.notes["Programme"].format(why=_why(content, "works by year"))
    table(book, place, texts.titles["Programme"], note, rows)


def schedule(book: Book, content: Content) -> None:
    """Payments by year are not known yet."""
    texts, page = content.texts, book.page("Échéancier")
    why = _why(content, "aids, loans, rents")
    note = texts.notes["Échéancier"].format(why=why[:1].upper() + why[1:])
    heading(book, page, texts.titles["Échéancier"], note, [60.0, 60.0])
    page.set_column(0, 1, 60)
    printed(book, page, 9)


def _why(content: Content, what: str) -> str:
    reason = dict(content.plan.not_yet).get(what, "")
    return str(content.texts.of(reason))


def assumptions(book: Book, content: Content) -> None:
    """Figures of the plan, then those that only this workbook uses."""
    texts = content.texts
    shown = content.plan.assumptions
    own = content.figures.used()
    own = own[~own["key"].isin(shown["key"])]
    together = pd.concat([shown, own], ignore_index=True) if len(own) else shown
    place = content.place("Hypothèses", len(together))
    rows = rows_of(content, place, together)
    for key in TEXTS:
        for row, text in zip(rows, together[key].fillna(""), strict=True):
            row[key] = messages.told(text, texts.lang)
    table(book, place, texts.titles["Hypothèses"], texts.notes["Hypothèses"], rows, A3)


def units(book: Book, content: Content) -> None:
    """Unit of every column of every sheet."""
    texts = content.texts
    rows = [
        {"sheet": sheet, "column": column.heading, "unit": column.unit}
        for sheet in columns.sheets()
        for column in content.place(sheet, 0).columns
        if column.unit
    ]
    place = content.place("Unités", len(rows))
    table(book, place, texts.titles["Unités"], texts.notes["Unités"], rows)


def remarks(book: Book, content: Content) -> None:
    """What reading the stock told."""
    texts = content.texts
    told = list(content.plan.faults_in(texts.lang)) or [texts["none"]]
    place = content.place("Lecture", len(told))
    rows = [{"remark": text} for text in told]
    table(book, place, texts.titles["Lecture"], texts.notes["Lecture"], rows)
