"""How far one figure at a time moves a cost: bars from today's value, the widest on top."""

from __future__ import annotations

from collections.abc import Sequence

from zeneville.report.charts.figure import Figure, Table, drawn
from zeneville.report.charts.scale import Scale, round_out
from zeneville.report.charts.svg import BOUGHT, INK, PLAN, SOFT, line, picture, rect, text
from zeneville.report.wording import Words

ROW, BAR, TOP = 27, 17, 22


def swings(
    title: str,
    note: str,
    rows: Sequence[tuple[str, float | None, float | None]],
    table: Table,
    words: Words,
) -> Figure:
    """``(label, change at the low end, change at the high end)``, EUR a year."""
    ends = [value for _, *both in rows for value in both if value is not None]
    scale, unit = (1e3, words["thousand_eur_axis"])
    low, high = round_out(min(0.0, *ends) / scale, max(0.0, *ends) / scale)

    def draw(width: int) -> str:
        narrow = width < 500
        left, lift = (8, 15) if narrow else (330, 0)
        x = Scale(low, high, left + 58, width - 62)
        parts = [text(width - 4, 12, unit, text_anchor="end", fill=SOFT, font_size=11)]
        parts += [_key(words, left + 58 if not narrow else 0)]
        for place, (label, *both) in enumerate(rows):
            y = TOP + place * (ROW + lift)
            at = (0, y + 11, "start") if narrow else (left - 8, y + 13, "end")
            parts.append(text(at[0], at[1], label, text_anchor=at[2], font_size=11.5))
            parts += _pair(x, [None if v is None else v / scale for v in both], y + lift, words)
        foot = TOP + len(rows) * (ROW + lift)
        parts.append(line(x(0.0), TOP - 4, x(0.0), foot, stroke=SOFT))
        return picture(width, foot + 6, title, *parts)

    return drawn("tornado", title, note, draw, table)


def _pair(x: Scale, both: Sequence[float | None], y: float, words: Words) -> list[str]:
    """Both ends beside each other, or one above the other where they lie on one side."""
    known = [value for value in both if value is not None]
    same = len(known) == 2 and known[0] * known[1] > 0.0
    height = BAR / 2 if same else BAR
    parts = []
    for number, (value, colour) in enumerate(zip(both, (PLAN, BOUGHT), strict=True)):
        if value is not None:
            top = y + number * height if same else y
            parts.append(_bar(x, value, top, height, colour, words))
    return parts


def _bar(x: Scale, value: float, y: float, height: float, colour: str, words: Words) -> str:
    zero, end = x(0.0), x(value)
    told = words.n(value, 0 if abs(value) >= 10 else 1)
    right = value >= 0
    return rect(
        min(zero, end), y, abs(end - zero), height, told, fill=colour, fill_opacity=0.85, rx=2
    ) + text(
        end + (5 if right else -5),
        y + height / 2 + 4,
        ("+" if value > 0 else "") + told,
        text_anchor="start" if right else "end",
        font_size=11 if height == BAR else 9.5,
        fill=INK,
    )


def _key(words: Words, x: float) -> str:
    return (
        rect(x, 2, 10, 10, fill=PLAN)
        + text(x + 14, 11, words["low_end"], font_size=11, fill=SOFT)
        + rect(x + 110, 2, 10, 10, fill=BOUGHT)
        + text(x + 124, 11, words["high_end"], font_size=11, fill=SOFT)
    )
