"""A sheet with one table, ready to print: title, note, totals of the rows shown, headings, rows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from zeneville.results.labels import COLOURS, INK
from zeneville.results.workbook.columns import Column

#: rows of a sheet, from 0
TITLE, NOTE, TOTAL, HEAD, FIRST = range(5)
#: columns of letters, coloured by a rule that follows an edited cell
LETTERS = ("dpe_before", "dpe_after", "letter")
DARK, PALE, LINE = "#0f5f5c", "#eef3f1", "#d9d4c7"
BAND = {"bold": True, "bg_color": PALE}
#: codes of paper sizes in the file format
A4, A3 = 9, 8
#: characters of a note that stand on one line of a sheet as wide as A4, and points of a line
PER_LINE, POINTS = 125, 15.0


@dataclass(frozen=True)
class Formula:
    """A formula and what it gives now, for programs that do not recalculate."""

    text: str
    value: float | str


@dataclass(frozen=True)
class Place:
    """Where the columns of a table stand."""

    sheet: str
    columns: tuple[Column, ...]
    count: int

    def _number(self, key: str) -> int:
        return [column.key for column in self.columns].index(key)

    def column(self, key: str) -> str:
        """All rows of a column, absolute, with the sheet."""
        letter = xl_col_to_name(self._number(key), True)
        last = FIRST + max(self.count, 1)
        return f"'{self.sheet}'!{letter}${FIRST + 1}:{letter}${last}"

    def cell(self, key: str, row: int) -> str:
        """A cell of row ``row`` from 0, relative, its column fixed."""
        return str(xl_rowcol_to_cell(FIRST + row, self._number(key), col_abs=True))

    def there(self, key: str, row: int) -> str:
        """The same from another sheet, fixed."""
        cell = xl_rowcol_to_cell(FIRST + row, self._number(key), row_abs=True, col_abs=True)
        return f"'{self.sheet}'!{cell}"


@dataclass
class Book:
    """The file, its formats and what stands at the foot of printed pages."""

    file: xlsxwriter.Workbook
    foot: str
    total: str
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def style(self, **properties: Any) -> Any:
        """A format, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            full = {"font_name": "Liberation Sans", "font_size": 10, "valign": "top", **properties}
            self.formats[key] = self.file.add_format(full)
        return self.formats[key]

    def page(self, name: str) -> Any:
        """The sheet of that name."""
        return self.file.get_worksheet_by_name(name) or self.file.add_worksheet(name)


def table(
    book: Book,
    place: Place,
    title: str,
    note: str,
    rows: Sequence[Mapping[str, Any]],
    paper: int = A4,
) -> None:
    """Write the table and set up the sheet."""
    page = book.page(place.sheet)
    widths = [column.width for column in place.columns]
    heading(book, page, title, note, widths)
    for number, column in enumerate(place.columns):
        page.set_column(number, number, column.width)
        page.write(HEAD, number, column.title, _head(book, column))
        _total(book, page, place, number, [row.get(column.key) for row in rows])
        style = _cell_style(book, column)
        for at, row in enumerate(rows, start=FIRST):
            put(page, at, number, row.get(column.key), style)
        if column.key in LETTERS:
            colour(book, page, FIRST, number, FIRST + max(place.count, 1) - 1, number)
    page.set_row(HEAD, 8 + POINTS * max(_lines(c.title, c.width * 0.85) for c in place.columns))
    for at, row in enumerate(rows, start=FIRST):
        told = [(row.get(c.key), c.width) for c in place.columns if wrapped(c)]
        lines = max((_lines(str(text or ""), width * 1.1) for text, width in told), default=1)
        if lines > 1:
            page.set_row(at, POINTS * 0.9 * lines)
    page.freeze_panes(FIRST, 1)
    if rows:
        page.autofilter(HEAD, 0, FIRST + len(rows) - 1, len(place.columns) - 1)
    printed(book, page, paper)
    page.repeat_rows(HEAD)


def heading(book: Book, page: Any, title: str, note: str, widths: Sequence[float]) -> None:
    """Title and note above a table; the note runs over as many columns as one screen shows."""
    page.write(TITLE, 0, title, book.style(bold=True, font_size=14, font_color=DARK))
    page.set_row(TITLE, 22)
    across, room = 0, 0.0
    for width in widths:
        if room + width > PER_LINE and across:
            break
        across, room = across + 1, room + width
    style = book.style(text_wrap=True, font_color="#565c6b")
    page.set_row(NOTE, POINTS * sum(_lines(part, room * 1.05) for part in note.split("\n")))
    if across > 1:
        page.merge_range(NOTE, 0, NOTE, across - 1, note, style)
    else:
        page.write(NOTE, 0, note, style)


def wrapped(column: Column) -> bool:
    """Whether the texts of a column are long ones."""
    return column.digits is None and column.width >= 26


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a column of ``width`` characters."""
    return max(1, math.ceil(len(text) / width))


def _cell_style(book: Book, column: Column) -> Any:
    """How cells of a column look: words a little to the right, letters in the middle."""
    edge = {"bottom": 4, "bottom_color": LINE, "num_format": column.number_format}
    if column.key in LETTERS:
        return book.style(align="center", **edge)
    if column.digits is None:
        return book.style(align="left", indent=1, text_wrap=wrapped(column), **edge)
    return book.style(**edge)


def _head(book: Book, column: Column) -> Any:
    return book.style(
        bold=True,
        text_wrap=True,
        bg_color=DARK,
        font_color="#ffffff",
        valign="vcenter",
        **_side(column),
    )


def _side(column: Column) -> dict[str, Any]:
    if column.key in LETTERS:
        return {"align": "center"}
    return {"align": "left", "indent": 1} if column.digits is None else {"align": "right"}


def _total(book: Book, page: Any, place: Place, number: int, values: Sequence[Any]) -> None:
    """The sum of the rows that a filter leaves, above the column."""
    column = place.columns[number]
    style = book.style(**BAND, num_format=column.number_format)
    if not any(other.summed for other in place.columns):
        return
    if not column.summed:
        page.write(
            TOTAL,
            number,
            book.total if number == 0 else "",
            book.style(**BAND, align="left", indent=1),
        )
        return
    letter = xl_col_to_name(number)
    text = f"=SUBTOTAL(109,{letter}{FIRST + 1}:{letter}{FIRST + max(place.count, 1)})"
    page.write_formula(TOTAL, number, text, style, summed(values))


def summed(values: Sequence[Any]) -> float:
    """Sum of numbers and of what formulas give; words and blanks count nothing."""
    told = (value.value if isinstance(value, Formula) else value for value in values)
    return float(sum(v for v in told if not isinstance(v, str) and v is not None and v == v))


def put(page: Any, row: int, column: int, value: Any, style: Any) -> None:
    """A cell: formula, number or text, which is never read as a formula; blank for none."""
    if isinstance(value, Formula):
        page.write_formula(row, column, value.text, style, value.value)
    elif value is None or value != value:
        page.write_blank(row, column, None, style)
    elif isinstance(value, bool | str) or not hasattr(value, "__float__"):
        page.write_string(row, column, str(value), style)
    else:
        page.write_number(row, column, float(value), style)


def colour(book: Book, page: Any, top: int, left: int, bottom: int, right: int) -> None:
    """The official colour of each letter of the label in these cells."""
    for letter, fill in COLOURS.items():
        page.conditional_format(
            top,
            left,
            bottom,
            right,
            {
                "type": "cell",
                "criteria": "==",
                "value": f'"{letter}"',
                "format": book.style(bg_color=fill, font_color=INK[letter], bold=True),
            },
        )


def printed(book: Book, page: Any, paper: int) -> None:
    """Landscape, as wide as the paper, page numbers at the foot."""
    page.set_landscape()
    page.set_paper(paper)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L&8{book.foot}&C&8&A&R&8&P / &N")
    page.hide_gridlines(2)
