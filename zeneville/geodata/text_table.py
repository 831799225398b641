"""Tables as text: encoding and separator are found in the file, cells stay text.

A department's certificates are a gigabyte of 230 columns: the file is read line by line and only
the columns that are asked for are kept.
"""

from __future__ import annotations

import codecs
import csv
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from zeneville.errors import Fault, InputError
from zeneville.messages import Message, with_others

#: headings of a file -> those to keep
Keep = Callable[[list[str]], set[str]]

SEPARATORS = (";", ",", "\t", "|")
#: rows looked at to find the separator, bytes to find a file's kind, bytes decoded at once
SAMPLE, START, CHUNK = 50, 4096, 1 << 20
#: a cell longer than this is no cell: a quote that never closes
LONGEST = 10_000_000
#: rows of another length told one by one; of more the number is told
SHOWN = 20
#: what the reader of the standard library says of a quote that is open at the end
NEVER_CLOSED = "unexpected end of data"
#: signs of UTF-8 that was read as Windows-1252 and written again
TWICE = ("Ã©", "Ã¨", "Ã´", "Â°", "Ã‰", "Â²")
EXPECTED = Message("a table in text with one row of headings, columns separated by ; , tab or |")


@dataclass(frozen=True)
class Form:
    """How a file is written; ``twice`` is a sign of accents that were encoded twice, or blank."""

    encoding: str
    separator: str
    twice: str


def read(path: Path, keep: Keep | None = None) -> tuple[pd.DataFrame, list[Fault]]:
    """Every cell as text (blank ones ``""``), index the line of the file; rows refused.

    ``attrs["headings"]`` has every heading, also of columns that ``keep`` leaves out.

    Raises
    ------
    InputError
        When the file is empty, not text, has no rows, no columns or a heading twice.
    """
    form = _form(path)
    csv.field_size_limit(LONGEST)
    try:
        table, ragged = _table(path, form, True, keep)
    except csv.Error as error:
        if NEVER_CLOSED in str(error):
            raise _fault(
                path, Message("has a quote that is never closed"), "table-unreadable"
            ) from error
        try:
            table, ragged = _table(path, form, False, keep)
        except csv.Error as worse:
            told = Message("breaks off in a cell ({worse})", worse=worse)
            raise _fault(path, told, "table-unreadable") from worse
    if len(table) < len(ragged):
        value = Message("has {count} rows of another length than its headings", count=len(ragged))
        raise _fault(path, value, "table-unreadable")
    if table.empty:
        raise _fault(path, Message("has no rows"), "no-rows")
    faults = [_ragged(path, line, found, width, 0) for line, found, width in ragged[:SHOWN]]
    if len(ragged) > SHOWN:
        line, found, width = ragged[SHOWN]
        faults.append(_ragged(path, line, found, width, len(ragged) - SHOWN - 1))
    return table, [*_encoded_twice(path, form), *faults]


def _table(
    path: Path, form: Form, strict: bool, keep: Keep | None
) -> tuple[pd.DataFrame, list[tuple[int, int, int]]]:
    """The table, and of each row of another length its line, length and the length expected."""
    with path.open(encoding=form.encoding, errors="replace", newline="") as stream:
        lines = (_mended(line) for line in stream) if form.twice else stream
        reader = csv.reader(lines, delimiter=form.separator, strict=strict)
        header = [cell.strip() for cell in next(reader)]
        while header and not header[-1]:
            header.pop()
        _check_header(path, header)
        kept = keep(header) if keep else set(header)
        columns = [at for at, name in enumerate(header) if name in kept]
        cells, numbers, ragged, last = [], [], [], reader.line_num
        for row in reader:
            line, last = last + 1, reader.line_num
            if not any(cell.strip() for cell in row):
                continue
            if len(row) < len(header) or any(cell.strip() for cell in row[len(header) :]):
                ragged.append((line, len(row), len(header)))
                continue
            cells.append([row[at].strip() for at in columns])
            numbers.append(line)
    index = pd.Index(numbers, name="line")
    table = pd.DataFrame(cells, columns=[header[at] for at in columns], index=index, dtype=object)
    table.attrs["headings"] = header
    return table, ragged


def _form(path: Path) -> Form:
    """Encoding, separator and signs of accents encoded twice.

    Raises
    ------
    InputError
        When the file is empty, no text, or has one column only.
    """
    with path.open("rb") as file:
        start = file.read(START)
    if not start.strip():
        raise _fault(path, Message("is empty"), "no-rows")
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        encoding = "utf-16"
    elif b"\x00" in start:
        raise _fault(path, Message("is no text: it has bytes of zero"), "table-binary")
    else:
        encoding = "utf-8-sig" if _is_utf8(path) else "cp1252"
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        lines = [line for line in itertools.islice(stream, SAMPLE) if line.strip()]
    begins = "".join(lines).lstrip()[:200].lower()
    if begins.startswith(("<!doctype html", "<html")):
        raise _fault(path, Message("is a web page, perhaps one that says an error"), "table-binary")
    if begins.startswith(("{", "[", "<")):
        raise _fault(path, Message("starts with {begins!r}", begins=begins[:20]), "table-binary")
    twice = next((sign for sign in TWICE if any(sign in line for line in lines)), "")
    return Form(encoding, _separator(path, lines), twice)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            for chunk in iter(lambda: file.read(CHUNK), b""):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator(path: Path, lines: list[str]) -> str:
    """The separator that gives the most columns, the same in most of the first rows."""
    best, most = "", 0
    for separator in SEPARATORS:
        rows = [row for row in _rows(lines, separator) if row]
        columns = len(rows[0]) if rows else 0
        same = sum(len(row) == columns for row in rows)
        if columns > 1 and (columns * same) > most:
            best, most = separator, columns * same
    if not best:
        raise _fault(
            path,
            Message("has one column, {lines!r}", lines=lines[0].strip()[:40]),
            "table-separator",
        )
    return best


def _rows(lines: list[str], separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST)
    try:
        yield from csv.reader(lines, delimiter=separator)
    except csv.Error:
        return


def _mended(line: str) -> str:
    """A line whose accents were encoded twice, set right where that is possible."""
    try:
        return line.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return line


def _encoded_twice(path: Path, form: Form) -> list[Fault]:
    if not form.twice:
        return []
    return [
        Fault(
            str(path),
            "",
            Message("has accents that were encoded twice, such as {twice!r}", twice=form.twice),
            Message("UTF-8 or Windows-1252"),
            Message("Set right on reading; export it again to be sure."),
            "row",
            "encoding-twice",
        )
    ]


def _check_header(path: Path, header: list[str]) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        value = Message(
            "has the headings {twice} more than once", twice=", ".join(map(repr, twice[:5]))
        )
        raise _fault(path, value, "heading-twice")


def _ragged(path: Path, line: int, found: int, expected: int, more: int) -> Fault:
    return Fault(
        str(path),
        with_others(Message("line {line}", line=line), more),
        Message("has {found} cells", found=found),
        Message("{expected}, as there are headings", expected=expected),
        Message("Left out; look for a separator or a line break inside a cell."),
        "row",
        "row-length",
    )


def _fault(path: Path, value: Message, code: str) -> InputError:
    remedy = Message("Export it again as CSV in UTF-8 with semicolons.")
    return InputError([Fault(str(path), "", value, EXPECTED, remedy, code=code)])
