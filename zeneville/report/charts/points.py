"""Plans as points: what they cost a year against their energy balance or their CO2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from zeneville.report.charts import axes
from zeneville.report.charts.figure import HALF, NARROW, Figure, Table, drawn
from zeneville.report.charts.scale import Scale, round_out
from zeneville.report.charts.svg import (
    BOUGHT,
    INK,
    MADE,
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
from zeneville.report.wording import ENERGY, MASS, MONEY, Words, unit_of

HEIGHT, LEFT = 320, 62
#: first line of words above the marks, height of a line, and from where words go leftwards
TOP, LINE, TURN = 44.0, 15.0, 0.72
#: what the cost is held against -> units of the axis
AXES = {"balance": ENERGY, "co2": MASS}
COLOURS = {"plan": PLAN, "other": SOFT, "front": PLAN, "marked": MADE, "today": TODAY}
RADIUS = {"plan": 11, "other": 11, "front": 4, "marked": 7, "today": 6}


@dataclass(frozen=True)
class Dot:
    """A plan: ``at`` in kWh or kg a year, ``cost`` in EUR a year.

    ``letter`` stands inside the mark and ``label`` beside it. ``today`` is the district as it is,
    a square; a ``bound`` is what no plan can beat there and has no mark, only a line through all.
    """

    at: float
    cost: float
    kind: Literal["plan", "other", "front", "marked", "today", "bound"]
    letter: str = ""
    label: str = ""


@dataclass(frozen=True)
class _Ground:
    """Scales of the drawing and the units of its axes."""

    x: Scale
    y: Scale
    across: tuple[float, str]
    up: tuple[float, str]

    def place(self, dot: Dot) -> tuple[float, float]:
        return self.x(dot.at / self.across[0]), self.y(dot.cost / self.up[0])


def costs_against(
    against: str,
    name: str,
    title: str,
    note: str,
    dots: Sequence[Dot],
    table: Table,
    words: Words,
) -> Figure:
    """Costs over ``against``, ``balance`` or ``co2``; dots of a front are joined in their order."""
    across = unit_of(max(abs(dot.at) for dot in dots), AXES[against])
    up = unit_of(max(abs(dot.cost) for dot in dots), MONEY)
    places = [dot.at / across[0] for dot in dots]
    costs = [dot.cost / up[0] for dot in dots]
    spread = max(costs) - min(costs) if any(dot.label for dot in dots) else 0.0
    headroom = [max(costs) + 0.3 * spread]

    def draw(width: int) -> str:
        ground = _Ground(
            Scale(*_with_zero(places), LEFT, width - 20),
            Scale(*_around([*costs, *headroom]), HEIGHT - 46, 26),
            across,
            up,
        )
        front = [ground.place(dot) for dot in dots if dot.kind in ("front", "marked")]
        below = [ground.place(dot) for dot in dots if dot.kind == "bound"]
        seen = [dot for dot in dots if dot.kind != "bound"]
        marks = [_mark(dot, ground) for dot in sorted(seen, key=_small_last)]
        up_axis = words[f"{up[1]}_axis"]
        return picture(
            width,
            HEIGHT,
            title,
            axes.both(
                ground.x, ground.y, words.say(f"{against}_axis", unit=across[1]), up_axis, words
            ),
            _joined(below, stroke=BOUGHT, stroke_dasharray="3 4"),
            _joined(front, stroke=PLAN, stroke_width=2),
            _labels(dots, ground),
            *marks,
        )

    return drawn(name, title, note, draw, table, (HALF, NARROW))


def _small_last(dot: Dot) -> int:
    return -RADIUS[dot.kind]


def _around(values: Sequence[float]) -> tuple[float, float]:
    """The range with room on both sides, never finer than a fiftieth of the largest value."""
    largest = max(abs(value) for value in values)
    room = max(0.08 * (max(values) - min(values)), 0.02 * largest, 1e-9)
    return round_out(min(values) - room, max(values) + room)


def _with_zero(values: Sequence[float]) -> tuple[float, float]:
    """The range with room and with zero, but no room beyond zero where all are on one side."""
    low, high = _around([*values, 0.0])
    return (0.0 if min(values) >= 0.0 else low), (0.0 if max(values) <= 0.0 else high)


def _joined(places: Sequence[tuple[float, float]], **attributes: object) -> str:
    if len(places) < 2:
        return ""
    d = "M" + "L".join(f"{digits(x)} {digits(y)}" for x, y in places)
    return tag("path", d=d, fill="none", **attributes)


def _mark(dot: Dot, ground: _Ground) -> str:
    x, y = ground.place(dot)
    if dot.kind == "today":
        side = 2.0 * RADIUS["today"]
        return rect(x - side / 2, y - side / 2, side, side, fill=TODAY, stroke="#fff")
    out = tag(
        "circle",
        cx=x,
        cy=y,
        r=RADIUS[dot.kind],
        fill=COLOURS[dot.kind],
        stroke="#fff",
        stroke_width=2,
    )
    if not dot.letter:
        return out
    return out + text(
        x, y + 4, dot.letter, text_anchor="middle", fill="#fff", font_weight=700, font_size=11
    )


def _labels(dots: Sequence[Dot], ground: _Ground) -> str:
    """Words above the marks, each on its own line at the end of a stalk.

    Those at the right edge are written leftwards and come first, then those from left to right:
    so that words cross no stalk of their own kind.
    """
    named = [(*ground.place(dot), dot) for dot in dots if dot.label]
    edge = ground.x.start + TURN * (ground.x.end - ground.x.start)
    leftwards = sorted((item for item in named if item[0] > edge), key=lambda item: -item[0])
    rightwards = sorted((item for item in named if item[0] <= edge), key=lambda item: item[0])
    out = []
    for row, (x, y, dot) in enumerate([*leftwards, *rightwards]):
        top, left = TOP + LINE * row, x > edge
        out.append(line(x, top + 4, x, max(y - RADIUS[dot.kind], top + 4), stroke=SOFT))
        out.append(
            text(
                x + (3 if left else -3),
                top,
                dot.label,
                text_anchor="end" if left else "start",
                font_size=11.5,
                font_weight=600,
                fill=INK,
                stroke="#fff",
                stroke_width=3,
                paint_order="stroke",
            )
        )
    return "".join(out)
