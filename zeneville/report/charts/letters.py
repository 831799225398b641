"""How many buildings have each letter, before above after."""

from __future__ import annotations

from collections.abc import Mapping

from zeneville.report.charts.figure import HALF, NARROW, Figure, Table, drawn
from zeneville.report.charts.scale import Scale
from zeneville.report.charts.svg import SOFT, picture, rect, text
from zeneville.report.wording import Words
from zeneville.results.labels import COLOURS, INK, LETTERS

ROW, BAR = 30, 24


def distribution(
    before: Mapping[str, int], after: Mapping[str, int], title: str, note: str, words: Words
) -> Figure:
    """Two columns of seven bars on one scale."""
    most = max(1, *before.values(), *after.values())

    def draw(width: int) -> str:
        half = width / 2
        parts = []
        for side, (when, counts) in enumerate((("before", before), ("after", after))):
            left = side * half
            scale = Scale(0.0, most, left + 34, left + half - 46)
            parts.append(text(left, 14, words[f"labels_{when}"], font_weight=600))
            for place, letter in enumerate(LETTERS):
                parts.append(_line(letter, counts[letter], scale, left, 26 + place * ROW, words))
        return picture(width, 26 + len(LETTERS) * ROW, title, *parts)

    table = Table(
        (words["letter"], words["labels_before"], words["labels_after"]),
        tuple((letter, words.n(before[letter]), words.n(after[letter])) for letter in LETTERS),
    )
    return drawn("labels", title, note, draw, table, (HALF, NARROW))


def _line(letter: str, count: int, scale: Scale, left: float, top: float, words: Words) -> str:
    end = scale(count)
    return (
        rect(left, top, BAR, BAR, fill=COLOURS[letter], rx=4)
        + text(
            left + BAR / 2,
            top + 17,
            letter,
            text_anchor="middle",
            font_weight=700,
            font_size=13,
            fill=INK[letter],
        )
        + rect(left + 34, top + 3, end - left - 34, BAR - 6, fill=COLOURS[letter], rx=2)
        + text(end + 7, top + 17, words.n(count), fill=SOFT if count == 0 else "#1b1f2b")
    )
