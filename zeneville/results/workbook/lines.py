"""Blocks of lines: a figure with the plan's value, the reference's, its unit and its sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zeneville.results.workbook.columns import number_format
from zeneville.results.workbook.page import DARK, LINE, Book, put


@dataclass(frozen=True)
class Line:
    """A label, values of the plan and of the reference; ``names`` are those of the cells."""

    label: str
    values: Sequence[Any]
    unit: str = ""
    digits: int = 0
    where: str = ""
    names: tuple[str, str] = ("", "")
    bold: bool = False


def write(
    book: Book,
    page: Any,
    top: int,
    title: str,
    lines: Sequence[Line],
    heads: Sequence[str] = (),
) -> int:
    """Write a heading and its lines from row ``top``, from 0; gives the row after the last."""
    band = {"bold": True, "font_color": "#ffffff", "bg_color": DARK}
    for column, text in enumerate((title, *heads) if heads else (title, "", "", "")):
        side = (
            {"align": "right"}
            if column in (1, 2)
            else {"align": "left", "indent": 1 if column else 0}
        )
        page.write(top, column, text, book.style(**band, **side))
    for row, line in enumerate(lines, start=top + 1):
        _line(book, page, row, line)
    return top + 1 + len(lines)


def _line(book: Book, page: Any, row: int, line: Line) -> None:
    edge = {"bottom": 4, "bottom_color": LINE, "bold": line.bold}
    side = {"align": "left" if isinstance(line.values[0], str) else "right"}
    amount = book.style(num_format=number_format(line.unit, line.digits), **side, **edge)
    put(page, row, 0, line.label, book.style(align="left", **edge))
    for column in (1, 2):
        value = line.values[column - 1] if column <= len(line.values) else None
        put(page, row, column, value, amount)
    put(page, row, 3, line.unit, book.style(font_color="#565c6b", align="left", indent=1, **edge))
    if line.where:
        there = f"internal:'{line.where}'!A1"
        page.write_url(
            row,
            4,
            there,
            book.style(font_color=DARK, underline=1, align="left", indent=1, **edge),
            line.where,
        )
    for column, name in enumerate(line.names, start=1):
        if name:
            cell = f"'{page.get_name()}'!${'ABC'[column]}${row + 1}"
            book.file.define_name(name, f"={cell}")
