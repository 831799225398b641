"""How far the plan is on the way to a goal: a bar with a mark."""

from __future__ import annotations

from zeneville.report.charts.svg import INK, PLAN, picture, rect, text
from zeneville.report.wording import Words

WIDTH, BAR = 340, 20


def bar(label: str, value: float, goal: float, words: Words) -> str:
    """Shares of 1; the bar ends at 1 or at the value where that is beyond."""
    end = max(1.0, value, goal)
    room = WIDTH - 2.0
    mark = 1 + goal / end * room
    anchor = "end" if mark > WIDTH - 70 else "middle"
    return picture(
        WIDTH,
        BAR + 24,
        label,
        rect(1, 20, room, BAR, fill="#ece8dd", rx=4),
        rect(1, 20, max(value, 0.0) / end * room, BAR, fill=PLAN, rx=4),
        rect(mark - 1.5, 15, 3, BAR + 8, fill=INK),
        text(
            mark + (2 if anchor == "end" else 0),
            10,
            words["goal"],
            text_anchor=anchor,
            font_size=11,
        ),
    )
