"""Sheets of workbooks: Excel (xlsx, xlsm) and OpenDocument (ods); cells with their types."""

from __future__ import annotations

import datetime as dt
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from zeneville.errors import Fault, InputError
from zeneville.geodata import archive
from zeneville.messages import Message

#: least filled cells of a row of headings
LEAST_HEADINGS = 2
#: rows above the headings, such as a title, that are looked through
TITLE_ROWS = 20
#: repeated empty cells and rows at the end of an OpenDocument sheet are not real ones
MOST_COLUMNS, MOST_ROWS = 1000, 1_048_576
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
#: what the libraries raise of workbooks whose parts are missing, cut or garbled
NO_WORKBOOK = (
    *(KeyError, ValueError, OSError, SyntaxError, TypeError, IndexError, AttributeError),
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError),
)
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")


def read(path: Path, sheet: str | None = None) -> tuple[pd.DataFrame, list[Fault]]:
    """One sheet, the first with rows or the one named; index the row of the sheet.

    Headings are the first row with as many filled cells as the widest of the first rows has.

    Raises
    ------
    InputError
        When it is no workbook, locked by a password, an old one (xls), or has no such sheet.
    """
    if path.read_bytes()[:4] == b"\xd0\xcf\x11\xe0":
        raise _fault(path, Message("is an old or password-locked workbook"), "workbook-old")
    archive.check(path)
    sheets = _opendocument(path) if path.suffix.lower() == ".ods" else _excel(path)
    if sheet is not None and sheet not in sheets:
        known = ", ".join(map(repr, sheets))
        value = Message("has no sheet {sheet!r}, only {known}", sheet=sheet, known=known)
        raise _fault(path, value, "sheet-missing")
    wanted = [sheet] if sheet is not None else list(sheets)
    for name in wanted:
        table, faults = _table(path, name, sheets[name])
        if table is not None:
            return table, faults
    raise _fault(path, Message("has no sheet with headings and rows"), "no-rows")


def _table(
    path: Path, sheet: str, rows: list[list[Any]]
) -> tuple[pd.DataFrame | None, list[Fault]]:
    filled = [sum(cell not in (None, "") for cell in row) for row in rows[:TITLE_ROWS]]
    if not filled or max(filled) < LEAST_HEADINGS:
        return None, []
    top = next(at for at, count in enumerate(filled) if count >= 0.6 * max(filled))
    header = ["" if cell is None else str(cell).strip() for cell in rows[top]]
    columns = [at for at, name in enumerate(header) if name]
    named = [header[at] for at in columns]
    twice = sorted({name for name in named if named.count(name) > 1})
    if twice:
        value = Message(
            "sheet {sheet!r} has the headings {headings} twice",
            sheet=sheet,
            headings=", ".join(map(repr, twice[:5])),
        )
        raise _fault(path, value, "heading-twice")
    kept, lines, faults = [], [], []
    for line, row in enumerate(rows[top + 1 :], start=top + 2):
        cells = [row[at] if at < len(row) else None for at in columns]
        if all(cell in (None, "") for cell in cells):
            continue
        wrong = [cell for cell in cells if isinstance(cell, str) and cell in ERRORS]
        if wrong:
            faults.append(_error(path, sheet, line, wrong[0]))
            cells = [None if cell in wrong else cell for cell in cells]
        kept.append(cells)
        lines.append(line)
    if not kept:
        return None, []
    index = pd.Index(lines, name="line")
    return pd.DataFrame(kept, columns=named, index=index, dtype=object), faults


def _error(path: Path, sheet: str, line: int, found: str) -> Fault:
    return Fault(
        str(path),
        Message("sheet {sheet!r}, row {line}", sheet=sheet, line=line),
        Message("has the error {found}", found=found),
        Message("a value"),
        Message("The cell is taken as blank; mend its formula."),
        "row",
        "cell-error",
    )


def _excel(path: Path) -> dict[str, list[list[Any]]]:
    import openpyxl  # 0.2 s

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        return {
            sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
            for sheet in book.worksheets
        }
    except NO_WORKBOOK as error:
        raise _fault(
            path, Message("is no workbook ({error})", error=error), "workbook-broken"
        ) from error


def _opendocument(path: Path) -> dict[str, list[list[Any]]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(path) as book:
            tree = etree.fromstring(book.read("content.xml"), parser)
    except (*NO_WORKBOOK, etree.XMLSyntaxError) as error:
        raise _fault(
            path, Message("is no workbook ({error})", error=error), "workbook-broken"
        ) from error
    return {
        str(sheet.get(f"{TABLE}name")): list(_rows(sheet)) for sheet in tree.iter(f"{TABLE}table")
    }


def _rows(sheet: Any) -> Iterator[list[Any]]:
    for row in sheet.iter(f"{TABLE}table-row"):
        cells: list[Any] = []
        for cell in row.iter(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            again = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
            value = _cell(cell)
            if len(cells) + again <= MOST_COLUMNS:
                cells += [value] * again
        again = int(row.get(f"{TABLE}number-rows-repeated", "1"))
        if any(cell is not None for cell in cells):
            for _ in range(min(again, MOST_ROWS)):
                yield cells
        else:
            yield cells


def _cell(cell: Any) -> Any:
    kind = cell.get(f"{OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        return float(cell.get(f"{OFFICE}value"))
    if kind == "date":
        return dt.datetime.fromisoformat(cell.get(f"{OFFICE}date-value"))
    if kind == "boolean":
        return cell.get(f"{OFFICE}boolean-value") == "true"
    text = "\n".join("".join(part.itertext()) for part in cell)
    return text or None


def _fault(path: Path, value: Message, code: str) -> InputError:
    expected = Message("a workbook (xlsx, ods) with a row of headings and rows of values")
    remedy = Message("Save the sheet as .xlsx without password, or as CSV.")
    return InputError([Fault(str(path), "", value, expected, remedy, code=code)])
