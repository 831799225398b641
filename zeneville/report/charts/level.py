"""Level of a store over the year, or over its typical days side by side."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.report.charts.figure import WIDE, Figure, Table, drawn
from zeneville.report.charts.scale import Scale, decimals, round_out, steps
from zeneville.report.charts.svg import PLAN, SOFT, digits, line, picture, tag, text
from zeneville.report.wording import Words

Array = np.ndarray[Any, Any]
HEIGHT, LEFT = 220, 58


def over_the_year(
    name: str, title: str, note: str, level: Array, days: Array, capacity: float, words: Words
) -> Figure:
    """Stored kWh at the start of each hour.

    Parameters
    ----------
    level
        (D, 24).
    days
        (D,) day of the year, from 0.
    capacity
        Usable kWh.
    """
    low, high = round_out(0.0, max(float(level.max()), capacity, 1e-3))
    whole = len(days) == 365
    top = level.max(axis=1) if whole else level.ravel()
    foot = level.min(axis=1) if whole else np.zeros(level.size)

    def draw(width: int) -> str:
        x = Scale(0.0, len(top) - 1.0, LEFT, width - 10)
        y = Scale(low, high, HEIGHT - 30, 24)
        return picture(
            width,
            HEIGHT,
            title,
            _axis(x, y, words),
            _days(x, len(days), words),
            _band(x, y, foot, top),
        )

    head = (words["day"], words["least_kwh"], words["mean_kwh"], words["most_kwh"])
    rows = tuple(
        (words.n(day + 1), *(words.n(v, 1) for v in (row.min(), row.mean(), row.max())))
        for day, row in zip(days, level, strict=True)
    )
    return drawn(name, title, note, draw, Table(head, rows), (WIDE, 350))


def _band(x: Scale, y: Scale, foot: Array, top: Array) -> str:
    """Between two series: the least and the largest level of each day, or zero and the level."""
    there = [f"{digits(x(k))} {digits(y(v))}" for k, v in enumerate(top)]
    back = [f"{digits(x(k))} {digits(y(v))}" for k, v in reversed(list(enumerate(foot)))]
    outline = f"M{'L'.join([*there, *back])}Z"
    return tag("path", d=outline, fill=PLAN, fill_opacity="0.3", stroke=PLAN, stroke_width=1)


def _axis(x: Scale, y: Scale, words: Words) -> str:
    ticks = steps(y.low, y.high, 4)
    out = [text(4, 14, "kWh", fill=SOFT, font_size=11)]
    for value in ticks:
        told = words.n(value, decimals(ticks))
        out.append(line(x.start, y(value), x.end, y(value)))
        out.append(
            text(x.start - 7, y(value) + 4, told, text_anchor="end", fill=SOFT, font_size=11)
        )
    return "".join(out)


def _days(x: Scale, count: int, words: Words) -> str:
    """Months of a year, or a line between typical days."""
    if count == 365:
        return "".join(
            text(
                x(x.low + (month + 0.5) / 12 * (x.high - x.low)),
                HEIGHT - 10,
                words[f"month_{month}"][:1].upper(),
                text_anchor="middle",
                fill=SOFT,
                font_size=11,
            )
            for month in range(12)
        )
    return "".join(
        line(x(day * 24), 24, x(day * 24), HEIGHT - 30, stroke=SOFT, stroke_dasharray="2 3")
        for day in range(1, count)
    )
