"""The cost of the plan between what no plan can beat and the district as it is."""

from __future__ import annotations

from zeneville.report.charts.figure import Figure, Table, drawn
from zeneville.report.charts.scale import Scale
from zeneville.report.charts.svg import BOUGHT, INK, PLAN, SOFT, TODAY, line, picture, rect, text
from zeneville.report.wording import Words

HEIGHT = 118


def interval(
    title: str, note: str, bound: float, cost: float, today: float, words: Words
) -> Figure:
    """Three marks on a line of euros a year; the gap may be too thin to see and is written."""
    low, high = min(bound, cost, today), max(bound, cost, today)
    room = 0.06 * max(high - low, 1.0)

    def draw(width: int) -> str:
        x = Scale(low - room, high + room, 6.0, width - 6.0)
        marks = [
            _mark(
                x(bound), words["bound"], words.say("eur", value=words.n(bound)), BOUGHT, 96, width
            ),
            _mark(x(cost), words["plan"], words.say("eur", value=words.n(cost)), PLAN, 12, width),
            _mark(
                x(today), words["today"], words.say("eur", value=words.n(today)), TODAY, 12, width
            ),
        ]
        return picture(
            width,
            HEIGHT,
            title,
            line(6, 58, width - 6, 58, stroke=SOFT),
            rect(min(x(cost), x(today)), 52, abs(x(today) - x(cost)), 12, fill="#dcebe7"),
            *marks,
        )

    rows = tuple(
        (name, words.n(value))
        for name, value in (
            (words["bound"], bound),
            (words["plan"], cost),
            (words["today"], today),
        )
    )
    return drawn("proof", title, note, draw, Table(("", words["cost_eur"]), rows))


def _mark(x: float, label: str, told: str, colour: str, y: float, width: float) -> str:
    anchor = "start" if x < width * 0.25 else "end" if x > width * 0.75 else "middle"
    edge = y + 18 if y < 58 else y - 14
    return (
        line(x, 58, x, edge, stroke=colour, stroke_width=2)
        + rect(x - 3, 50, 6, 16, fill=colour, rx=1)
        + text(x, y, label, text_anchor=anchor, font_size=11.5, font_weight=600, fill=INK)
        + text(x, y + 14, told, text_anchor=anchor, font_size=11, fill=SOFT)
    )
