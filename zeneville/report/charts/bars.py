"""Bars beside one another: one pair per line, the plan over the district as it is."""

from __future__ import annotations

from collections.abc import Sequence

from zeneville.report.charts.figure import Figure, Table, drawn
from zeneville.report.charts.scale import Scale, round_out
from zeneville.report.charts.svg import INK, LINE, PLAN, SOFT, TODAY, line, picture, rect, text
from zeneville.report.wording import Words

ROW, BAR = 42, 13


def pairs(
    name: str,
    title: str,
    note: str,
    rows: Sequence[tuple[str, float, float]],
    unit: str,
    words: Words,
) -> Figure:
    """One line per row: ``(label, plan, today)``; values below 0 go to the left of zero."""
    low, high = round_out(
        min(0.0, *(min(p, t) for _, p, t in rows)), max(1.0, *(max(p, t) for _, p, t in rows))
    )

    def draw(width: int) -> str:
        narrow = width < 500
        left = 8 if narrow else 250
        lift = 17 if narrow else 0
        row = ROW + lift
        scale = Scale(low, high, left + (62 if low < 0 else 0), width - 74)
        zero = scale(0.0)
        parts = []
        for place, (label, plan, today) in enumerate(rows):
            top = place * row + 6
            if narrow:
                parts.append(text(0, top + 9, label, fill=INK))
            else:
                parts.append(text(left - 14, top + 18, label, text_anchor="end"))
            foot = top + lift + 2 * BAR + 4
            parts.append(line(zero, top + lift - 2, zero, foot, stroke=SOFT if low < 0 else LINE))
            for k, (value, colour) in enumerate(((plan, PLAN), (today, TODAY))):
                y = top + lift + k * (BAR + 2)
                parts.append(_bar(scale, zero, y, value, colour, words, unit))
        height = len(rows) * row + 4
        return picture(width, height, title, *parts)

    table = Table(
        ("", f"{words['plan']}, {unit}", f"{words['today']}, {unit}"),
        tuple((label, words.n(plan), words.n(today)) for label, plan, today in rows),
    )
    return drawn(name, title, note, draw, table)


def _bar(
    scale: Scale, zero: float, y: float, value: float, colour: str, words: Words, unit: str
) -> str:
    end = scale(value)
    told = words.n(value)
    x = max(zero, end) + 6 if value >= 0 else min(zero, end) - 6
    anchor = "start" if value >= 0 else "end"
    return rect(
        min(zero, end), y, abs(end - zero), BAR, f"{told} {unit}", fill=colour, rx=2
    ) + text(x, y + 10.5, told, font_size=11, fill=INK, text_anchor=anchor)
