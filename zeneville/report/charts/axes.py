"""Both axes of a drawing of points: round steps with their grid, and what they measure."""

from __future__ import annotations

from zeneville.report.charts.scale import Scale, decimals, steps
from zeneville.report.charts.svg import LINE, SOFT, line, text
from zeneville.report.wording import Words


def both(x: Scale, y: Scale, across: str, up: str, words: Words) -> str:
    """``across`` is told under the right end, ``up`` above the left one."""
    out = [text(4, 14, up, fill=SOFT, font_size=11)]
    ticks = steps(y.low, y.high, 5)
    for value in ticks:
        told = words.n(value, decimals(ticks))
        out.append(line(x.start, y(value), x.end, y(value)))
        out.append(
            text(x.start - 7, y(value) + 4, told, text_anchor="end", fill=SOFT, font_size=11)
        )
    ticks = steps(x.low, x.high, 5)
    for value in ticks:
        place, told = x(value), words.n(value, decimals(ticks))
        out.append(line(place, y.end, place, y.start, stroke=SOFT if value == 0 else LINE))
        out.append(text(place, y.start + 16, told, text_anchor="middle", fill=SOFT, font_size=11))
    out.append(text(x.end, y.start + 36, across, text_anchor="end", fill=SOFT, font_size=11))
    return "".join(out)
