"""Plans as points: what they cost a year against their energy balance."""

from __future__ import annotations

from collections.abc import Sequence

from zeneville.report.charts import axes
from zeneville.report.charts.figure import HALF, NARROW, Figure, Table, drawn
from zeneville.report.charts.scale import Scale, round_out
from zeneville.report.charts.svg import PLAN, SOFT, picture, tag, text
from zeneville.report.wording import Words

HEIGHT, LEFT = 320, 62


def cost_against_balance(
    title: str, note: str, points: Sequence[tuple[str, float, float]], words: Words
) -> Figure:
    """``(letter, balance in kWh, EUR a year)``; the first is the plan of the report."""
    balances = [balance / 1e6 for _, balance, _ in points]
    costs = [cost / 1e6 for _, _, cost in points]

    def draw(width: int) -> str:
        x = Scale(*_around([*balances, 0.0]), LEFT, width - 20)
        y = Scale(*_around(costs), HEIGHT - 46, 26)
        marks = [
            _mark(x(b), y(c), name, k == 0)
            for k, ((name, _, _), b, c) in enumerate(zip(points, balances, costs, strict=True))
        ]
        return picture(
            width,
            HEIGHT,
            title,
            axes.both(x, y, words["balance_axis"], words["million_eur_axis"], words),
            *marks,
        )

    rows = tuple((name, words.n(balance), words.n(cost)) for name, balance, cost in points)
    head = (words["plan"], words["balance_kwh"], words["cost_eur"])
    return drawn("points", title, note, draw, Table(head, rows), (HALF, NARROW))


def _around(values: Sequence[float]) -> tuple[float, float]:
    """The range with room on both sides, never finer than a fiftieth of the largest value."""
    largest = max(abs(value) for value in values)
    room = max(0.08 * (max(values) - min(values)), 0.02 * largest, 0.01)
    return round_out(min(values) - room, max(values) + room)


def _mark(x: float, y: float, name: str, main: bool) -> str:
    colour = PLAN if main else SOFT
    return tag("circle", cx=x, cy=y, r=11, fill=colour, stroke="#fff", stroke_width=2) + text(
        x, y + 4, name, text_anchor="middle", fill="#fff", font_weight=700, font_size=11
    )
