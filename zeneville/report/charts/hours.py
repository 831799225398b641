"""Day x hour: a column per day, a row per hour of the day, coloured by the value.

Of a whole year each day is a column of its own; typical days are as wide as the days they stand
for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np

from zeneville.report.charts.colours import Ramp
from zeneville.report.charts.figure import WIDE, Figure, Table, drawn
from zeneville.report.charts.svg import SOFT, digits, line, picture, rect, tag, text
from zeneville.report.wording import Words

Array = np.ndarray[Any, Any]
NARROW = 350
HOURS = 24
#: months of 365 days
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: width that the day of the peak keeps although it counts once
LEAST = 5.0
LEFT, TOP = 34, 62
#: columns from which all are days of a year, one as wide as the other
MANY = 100


def day_by_hour(
    name: str,
    title: str,
    note: str,
    values: Array,
    days: Array,
    weight: Array,
    ramp: Ramp,
    words: Words,
) -> Figure:
    """Map of an hourly series.

    Parameters
    ----------
    values
        (D, 24) in the unit of the ramp.
    days
        (D,) day of the year, from 0.
    weight
        (D,) days that each stands for.
    """
    whole = len(days) == 365

    def draw(width: int) -> str:
        cell = 9.0 if width >= 500 else 7.0
        height = TOP + HOURS * cell + (34 if whole else 48)
        edges = _edges(weight, LEFT, width - 6.0)
        return picture(
            width,
            height,
            title,
            _legend(ramp, width, words),
            _cells(values, edges, cell, ramp),
            _hour_axis(cell),
            _months(edges, TOP + HOURS * cell, words)
            if whole
            else _typical(edges, days, weight, TOP + HOURS * cell, width, words),
        )

    table = _monthly(values, days, ramp, words) if whole else _daily(values, days, weight, words)
    return drawn(name, title, note, draw, table, (WIDE, NARROW))


def _edges(weight: Array, start: float, end: float) -> Array:
    """(D + 1,) places; each column as wide as its weight, none narrower than LEAST."""
    width = np.asarray(weight, dtype=float)
    room = end - start
    if len(width) < MANY:
        width = np.maximum(width / width.sum(), LEAST / room)
    return np.asarray(start + np.concatenate([[0.0], np.cumsum(width / width.sum())]) * room)


def _cells(values: Array, edges: Array, cell: float, ramp: Ramp) -> str:
    """One path per colour: a bar for the hours of a day that share it. Midnight is below.

    Columns of one width, as those of a year, are lines in units of a day and an hour, which takes
    a third of the letters.
    """
    classes = ramp.classes(values)
    even = len(values) >= MANY
    paths: dict[str, list[str]] = {}
    for d in range(len(values)):
        change = np.flatnonzero(np.diff(classes[d])) + 1
        for first, last in zip([0, *change], [*change, HOURS], strict=True):
            bar = (
                f"M{d} {HOURS - first}v{first - last}"
                if even
                else _bar(edges, cell, d, first, last)
            )
            paths.setdefault(ramp.colours[classes[d, first]], []).append(bar)
    if not even:
        return "".join(tag("path", d="".join(pieces), fill=c) for c, pieces in paths.items())
    width = (edges[-1] - edges[0]) / len(values)
    lines = "".join(tag("path", d="".join(pieces), stroke=c) for c, pieces in paths.items())
    place = f"translate({edges[0] + width / 2:.2f} {TOP}) scale({width:.4f} {cell:g})"
    return tag("g", lines, transform=place, stroke_width="1.08", fill="none")


def _bar(edges: Array, cell: float, d: int, first: int, last: int) -> str:
    """A rectangle over the hours from ``first`` to before ``last``."""
    x, width = digits(edges[d]), digits(edges[d + 1] - edges[d] + 0.3)
    bottom, tall = digits(TOP + (HOURS - first) * cell), digits((last - first) * cell)
    return f"M{x} {bottom}h{width}v-{tall}h-{width}z"


def _hour_axis(cell: float) -> str:
    return "".join(
        text(
            LEFT - 6,
            TOP + (HOURS - hour) * cell + 4,
            f"{hour} h",
            text_anchor="end",
            fill=SOFT,
            font_size=11,
        )
        for hour in range(0, 25, 6)
    )


def _months(edges: Array, bottom: float, words: Words) -> str:
    starts = np.concatenate([[0], np.cumsum(MONTH_DAYS)[:-1]])
    wide = edges[-1] - edges[0] > 500
    out = []
    for month, first in enumerate(starts):
        middle = float(edges[first] + edges[min(first + MONTH_DAYS[month], 365)]) / 2
        name = words[f"month_{month}"] if wide else words[f"month_{month}"][:1].upper()
        out.append(text(middle, bottom + 17, name, text_anchor="middle", fill=SOFT, font_size=11))
        if month:
            out.append(line(edges[first], bottom, edges[first], bottom + 5, stroke=SOFT))
    return "".join(out)


def _typical(
    edges: Array, days: Array, weight: Array, bottom: float, width: float, words: Words
) -> str:
    out = []
    for d, number in enumerate(days):
        middle = float(edges[d] + edges[d + 1]) / 2
        if d:
            out.append(line(edges[d], TOP, edges[d], bottom + 4, stroke="#fff"))
        if edges[d + 1] - edges[d] < 14:
            out.append(text(middle, bottom + 14, "*", text_anchor="middle", font_size=13))
            continue
        month = (date(2025, 1, 1) + timedelta(days=int(number))).month - 1
        told = words[f"month_{month}"] if width >= 500 else words[f"month_{month}"][:1].upper()
        out.append(text(middle, bottom + 15, told, text_anchor="middle", fill=SOFT, font_size=11))
        out.append(
            text(
                middle,
                bottom + 31,
                f"×{words.n(weight[d])}",
                text_anchor="middle",
                fill=SOFT,
                font_size=11,
            )
        )
    return "".join(out)


def _legend(ramp: Ramp, width: float, words: Words) -> str:
    left, room = float(LEFT), min(420.0, width - LEFT - 10)
    step = room / len(ramp.colours)
    out = [text(left, 12, ramp.unit, fill=SOFT, font_size=11)]
    out += [
        rect(left + k * step, 18, step + 0.4, 11, fill=colour)
        for k, colour in enumerate(ramp.colours)
    ]
    for value in ramp.ticks:
        place = left + ramp.place(value) * room
        out.append(
            text(
                min(max(place, left + 8), left + room - 8),
                43,
                words.n(value, ramp.decimals),
                text_anchor="middle",
                fill=SOFT,
                font_size=11,
            )
        )
    return "".join(out)


def _dates(days: Sequence[int], words: Words) -> list[str]:
    out = []
    for number in days:
        when = date(2025, 1, 1) + timedelta(days=int(number))
        out.append(words.say("day_month", day=when.day, month=words[f"month_{when.month - 1}"]))
    return out


def _daily(values: Array, days: Array, weight: Array, words: Words) -> Table:
    digits_ = 3 if np.abs(values).max() < 10 else 0
    head = [
        f"{name} ×{words.n(count)}"
        for name, count in zip(_dates(list(days), words), weight, strict=True)
    ]
    rows = tuple(
        (f"{hour} h", *(words.n(value, digits_) for value in values[:, hour]))
        for hour in range(HOURS)
    )
    return Table((words["hour"], *head), rows)


def _monthly(values: Array, days: Array, ramp: Ramp, words: Words) -> Table:
    """Means by hour and month."""
    month = np.repeat(np.arange(12), MONTH_DAYS)[days]
    means = np.array([values[month == m].mean(axis=0) for m in range(12)])
    digits_ = 3 if np.abs(values).max() < 10 else 0
    rows = tuple(
        (f"{hour} h", *(words.n(value, digits_) for value in means[:, hour]))
        for hour in range(HOURS)
    )
    return Table((words["hour"], *(words[f"month_{m}"] for m in range(12))), rows)
