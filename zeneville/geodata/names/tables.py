"""Tables of names: one CSV per source (ours, theirs), and one of words of closed lists."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any


def plain(text: Any) -> str:
    """A name without accents, case and signs: ``Année construction`` -> ``annee_construction``.

    Tags such as ``building:levels`` become ``building_levels``, ``m²`` becomes ``m2``.
    """
    bare = unicodedata.normalize("NFKD", str(text).replace("œ", "oe"))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "_", bare.lower()).strip("_")


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a table of this folder."""
    text = (resources.files(__package__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def aliases(source: str) -> dict[str, tuple[str, ...]]:
    """Our column -> plain names in the source, the preferred one first."""
    out: dict[str, tuple[str, ...]] = {}
    for row in rows(source):
        out[row["ours"]] = (*out.get(row["ours"], ()), plain(row["theirs"]))
    return out


def find(source: str, columns: Iterable[Any]) -> dict[str, str]:
    """Our column -> the first of the file's columns that has one of its names in ``source``."""
    there: dict[str, str] = {}
    for column in columns:
        there.setdefault(plain(column), str(column))
    return {
        ours: there[next(name for name in names if name in there)]
        for ours, names in aliases(source).items()
        if any(name in there for name in names)
    }


@cache
def _words(column: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    found = [row for row in rows("words") if row["column"] == column]
    whole = {row["theirs"]: row["ours"] for row in found if row["match"] == "whole"}
    part = tuple((row["theirs"], row["ours"]) for row in found if row["match"] == "word")
    return whole, part


def words(column: str, value: Any) -> str | None:
    """Our word of a closed list for one of a source; ``None`` where it has no meaning here."""
    text = plain(value)
    whole, part = _words(column)
    if text in whole:
        return whole[text]
    return next((ours for word, ours in part if f"_{word}_" in f"_{text}_"), None)


@cache
def priority(column: str) -> tuple[str, ...]:
    """Sources of a column, the one that wins first."""
    by_column = {row["column"]: row for row in rows("priority")}
    row = by_column.get(column, by_column["any other"])
    return tuple(value for key, value in row.items() if key != "column" and value)


def find_all(source: str, columns: Iterable[Any]) -> dict[str, list[str]]:
    """Our column -> every column of the file that has one of its names, preferred ones first."""
    there: dict[str, str] = {}
    for column in columns:
        there.setdefault(plain(column), str(column))
    found = {
        ours: [there[name] for name in dict.fromkeys(names) if name in there]
        for ours, names in aliases(source).items()
    }
    return {ours: names for ours, names in found.items() if names}
