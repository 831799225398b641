"""Where a case comes from, in the words of the README beside it."""

from __future__ import annotations

from zeneville.case.schema import Case

README = "README.md"
#: characters of a README that results keep
LONGEST = 20_000


def readme(case: Case) -> str:
    """The README of the case's folder; nothing where there is none that can be read."""
    file = case.folder / README if case.folder else None
    if file is None or not file.is_file():
        return ""
    return file.read_text(encoding="utf-8", errors="replace")[:LONGEST]
