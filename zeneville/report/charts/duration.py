"""Load duration: what crosses the border of the district, sorted from the largest."""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.report.charts.figure import WIDE, Figure, Table, drawn
from zeneville.report.charts.scale import Scale, decimals, round_out, steps
from zeneville.report.charts.svg import (
    INK,
    PLAN,
    SOFT,
    TODAY,
    digits,
    line,
    picture,
    rect,
    tag,
    text,
)
from zeneville.report.wording import Words

Array = np.ndarray[Any, Any]
YEAR = 8760.0
HEIGHT, LEFT, BOTTOM = 300, 58, 44
#: points of a curve at most
POINTS = 400
#: hours of the table
HOURS = (1, 100, 500, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 8760)


def curve(title: str, note: str, plan: Array, today: Array, weight: Array, words: Words) -> Figure:
    """Both curves in kW, bought above zero and sold below."""
    sorted_plan, sorted_today = _sorted(plan, weight), _sorted(today, weight)
    low, high = round_out(min(0.0, float(plan.min())), max(float(plan.max()), float(today.max())))

    def draw(width: int) -> str:
        x = Scale(0.0, YEAR, LEFT, width - 14)
        y = Scale(low, high, HEIGHT - BOTTOM, 30)
        return picture(
            width,
            HEIGHT,
            title,
            _axes(x, y, words),
            _area(sorted_plan, x, y),
            _path(sorted_today, x, y, TODAY),
            _path(sorted_plan, x, y, PLAN),
            _key(words),
        )

    rows = tuple(
        (words.n(hour), words.n(_at(sorted_plan, hour)), words.n(_at(sorted_today, hour)))
        for hour in HOURS
    )
    head = (words["hours_above"], f"{words['plan']}, kW", f"{words['today']}, kW")
    return drawn("duration", title, note, draw, Table(head, rows), (WIDE, 350))


def _sorted(values: Array, weight: Array) -> tuple[Array, Array]:
    """Hours so far and kW, from the largest."""
    order = np.argsort(-values, kind="stable")
    return np.cumsum(weight[order]), values[order]


def _at(curve_: tuple[Array, Array], hour: float) -> float:
    hours, kw = curve_
    return float(kw[min(int(np.searchsorted(hours, hour - 1e-9)), len(kw) - 1)])


def _thinned(curve_: tuple[Array, Array]) -> list[tuple[float, float, float]]:
    """Steps ``(from, to, kW)``, no more than POINTS; the first and the last are kept."""
    hours, kw = curve_
    start = np.concatenate([[0.0], hours[:-1]])
    keep = np.unique(np.round(np.linspace(0, len(kw) - 1, min(POINTS, len(kw)))).astype(int))
    ends = [*start[keep[1:]], hours[-1]]
    return list(zip(start[keep].tolist(), [float(e) for e in ends], kw[keep].tolist(), strict=True))


def _path(curve_: tuple[Array, Array], x: Scale, y: Scale, colour: str) -> str:
    points = [
        f"{digits(x(hour))} {digits(y(kw))}"
        for first, last, kw in _thinned(curve_)
        for hour in (first, last)
    ]
    return tag("path", d="M" + "L".join(points), fill="none", stroke=colour, stroke_width=2.2)


def _area(curve_: tuple[Array, Array], x: Scale, y: Scale) -> str:
    zero = digits(y(0.0))
    points = [
        f"{digits(x(hour))} {digits(y(kw))}"
        for first, last, kw in _thinned(curve_)
        for hour in (first, last)
    ]
    d = f"M{digits(x(0.0))} {zero}L{'L'.join(points)}L{digits(x(YEAR))} {zero}Z"
    return tag("path", d=d, fill=PLAN, fill_opacity="0.13")


def _axes(x: Scale, y: Scale, words: Words) -> str:
    ticks = steps(y.low, y.high, 6)
    out = [text(4, 14, "kW", fill=SOFT, font_size=11)]
    for value in ticks:
        place = y(value)
        out.append(line(x.start, place, x.end, place, stroke=SOFT if value == 0 else "#e3ded2"))
        told = words.n(value, decimals(ticks))
        out.append(text(x.start - 7, place + 4, told, text_anchor="end", fill=SOFT, font_size=11))
    for value in (0, 2000, 4000, 6000, 8000):
        place = x(value)
        out.append(
            text(place, HEIGHT - 24, words.n(value), text_anchor="middle", fill=SOFT, font_size=11)
        )
    out.append(
        text(x.end, HEIGHT - 6, words["hours_of_year"], text_anchor="end", fill=SOFT, font_size=11)
    )
    return "".join(out)


def _key(words: Words) -> str:
    return (
        rect(96, 5, 16, 4, fill=PLAN)
        + text(118, 12, words["plan"], fill=INK)
        + rect(178, 5, 16, 4, fill=TODAY)
        + text(200, 12, words["today"], fill=INK)
    )
