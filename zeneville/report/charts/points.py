"""Plans as points: what they cost a year against their energy balance."""

from __future__ import annotations

from collections.abc import Sequence

from zeneville.report.charts.figure import HALF, NARROW, Figure, Table, drawn
from zeneville.report.charts.scale import Scale, decimals, round_out, steps
from zeneville.report.charts.svg import PLAN, SOFT, line, picture, tag, text
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
        return picture(width, HEIGHT, title, _axes(x, y, words), *marks)

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


def _axes(x: Scale, y: Scale, words: Words) -> str:
    out = [text(4, 14, words["million_eur_axis"], fill=SOFT, font_size=11)]
    ticks = steps(y.low, y.high, 5)
    for value in ticks:
        told = words.n(value, decimals(ticks))
        out.append(line(x.start, y(value), x.end, y(value)))
        out.append(
            text(x.start - 7, y(value) + 4, told, text_anchor="end", fill=SOFT, font_size=11)
        )
    ticks = steps(x.low, x.high, 5)
    for value in ticks:
        place = x(value)
        out.append(line(place, y.end, place, y.start, stroke=SOFT if value == 0 else "#e3ded2"))
        out.append(
            text(
                place,
                y.start + 16,
                words.n(value, decimals(ticks)),
                text_anchor="middle",
                fill=SOFT,
                font_size=11,
            )
        )
    out.append(
        text(x.end, y.start + 36, words["balance_axis"], text_anchor="end", fill=SOFT, font_size=11)
    )
    return "".join(out)
