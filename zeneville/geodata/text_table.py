"""Tables as text: encoding and separator are found in the file, cells stay text."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from zeneville.errors import Fault, InputError

SEPARATORS = (";", ",", "\t", "|")
#: rows looked at to find the separator
SAMPLE = 50
#: a cell longer than this is no cell: a quote that never closes
LONGEST = 10_000_000
#: what the reader of the standard library says of a quote that is open at the end
NEVER_CLOSED = "unexpected end of data"
#: signs of UTF-8 that was read as Windows-1252 and written again
TWICE = ("Ã©", "Ã¨", "Ã´", "Â°", "Ã‰", "Â²")
EXPECTED = "a table in text with one row of headings, columns separated by ; , tab or |"


def read(path: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """Every cell as text (blank ones ``""``), index the line of the file; rows refused.

    Raises
    ------
    InputError
        When the file is empty, not text, has no rows, no columns or a heading twice.
    """
    text, faults = _decoded(path)
    separator = _separator(path, text)
    rows = _rows(path, text, separator)
    header = [cell.strip() for cell in rows[0]]
    while header and not header[-1]:
        header.pop()
    _check_header(path, header)
    kept, lines = [], []
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) < len(header) or any(cell.strip() for cell in row[len(header) :]):
            faults.append(_ragged(path, line, len(row), len(header)))
            continue
        kept.append([cell.strip() for cell in row[: len(header)]])
        lines.append(line)
    if not kept:
        raise InputError([*faults, *_fault(path, "has no rows", "no-rows").faults])
    if len(kept) < len(faults):
        value = f"has {len(faults)} rows of another length than its {len(header)} headings"
        raise _fault(path, value, "table-unreadable")
    table = pd.DataFrame(kept, columns=header, index=pd.Index(lines, name="line"), dtype=object)
    return table, faults


def _rows(path: Path, text: str, separator: str) -> list[list[str]]:
    """Cells by row; quotes inside cells are let pass, one that never closes is not."""
    csv.field_size_limit(LONGEST)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        if NEVER_CLOSED in str(error):
            raise _fault(path, "has a quote that is never closed", "table-unreadable") from error
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise _fault(path, f"breaks off in a cell ({error})", "table-unreadable") from error


def _decoded(path: Path) -> tuple[str, list[Fault]]:
    content = path.read_bytes()
    if not content.strip():
        raise _fault(path, "is empty", "no-rows")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = content.decode("utf-16", errors="replace")
    elif b"\x00" in content[:4096]:
        raise _fault(path, "is no text: it has bytes of zero", "table-binary")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype html", "<html")):
        raise _fault(path, "is a web page, perhaps one that says an error", "table-binary")
    if start.startswith(("{", "[", "<")):
        raise _fault(path, f"starts with {start[:20]!r}", "table-binary")
    if any(sign in text for sign in TWICE):
        return _mended(path, text)
    return text, []


def _mended(path: Path, text: str) -> tuple[str, list[Fault]]:
    """Text whose accents were encoded twice, set right where that is possible."""
    lines = []
    for line in text.split("\n"):
        try:
            lines.append(line.encode("cp1252").decode("utf-8"))
        except UnicodeError:
            lines.append(line)
    sign = next(sign for sign in TWICE if sign in text)
    return "\n".join(lines), [
        Fault(
            str(path),
            "",
            f"has accents that were encoded twice, such as {sign!r}",
            "UTF-8 or Windows-1252",
            "Set right on reading; export it again to be sure.",
            "row",
            "encoding-twice",
        )
    ]


def _separator(path: Path, text: str) -> str:
    """The separator that gives the most columns, the same in most of the first rows."""
    lines = [line for line in text.splitlines()[:SAMPLE] if line.strip()]
    best, most = "", 0
    for separator in SEPARATORS:
        rows = list(csv.reader(lines, delimiter=separator))
        columns = len(rows[0])
        same = sum(len(row) == columns for row in rows)
        if columns > 1 and (columns * same) > most:
            best, most = separator, columns * same
    if not best:
        raise _fault(path, f"has one column, {lines[0][:40]!r}", "table-separator")
    return best


def _check_header(path: Path, header: list[str]) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        value = f"has the headings {', '.join(map(repr, twice[:5]))} more than once"
        raise _fault(path, value, "heading-twice")


def _ragged(path: Path, line: int, found: int, expected: int) -> Fault:
    return Fault(
        str(path),
        f"line {line}",
        f"has {found} cells",
        f"{expected}, as there are headings",
        "Left out; look for a separator or a line break inside a cell.",
        "row",
        "row-length",
    )


def _fault(path: Path, value: str, code: str) -> InputError:
    remedy = "Export it again as CSV in UTF-8 with semicolons."
    return InputError([Fault(str(path), "", value, EXPECTED, remedy, code=code)])
