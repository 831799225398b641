"""A front of cost: verified plans, what no plan can beat below them, and the district as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zeneville.report.charts import axes
from zeneville.report.charts.figure import Figure, Table, drawn
from zeneville.report.charts.scale import Scale, round_out
from zeneville.report.charts.svg import (
    BOUGHT,
    INK,
    MADE,
    PLAN,
    TODAY,
    digits,
    line,
    picture,
    rect,
    tag,
    text,
)
from zeneville.report.wording import Words

HEIGHT, LEFT = 380, 62
#: what the cost is held against, by front: key of a point
KEYS = {"balance": "energy_balance_kwh_per_year", "co2": "co2_kg_per_year"}
#: marks of points that are told in the drawing, and their colour
TOLD = {"cheapest": PLAN, "knee": BOUGHT, "positive_energy": MADE}

#: a value with its unit's size
Unit = tuple[float, str]


def curve(
    against: str, rows: Sequence[Mapping[str, Any]], reference: Mapping[str, Any], words: Words
) -> Figure:
    """The front ``against`` balance or CO2; ``rows`` and ``reference`` as in pareto.json."""
    key = KEYS[against]
    across, (scale_x, unit_x) = [row[key] for row in rows], _unit(against, rows, words)
    costs, bounds = ([row[f"{name}_eur_per_year"] for row in rows] for name in ("cost", "bound"))
    today = (reference[key], reference["cost_eur_per_year"])
    scale_y, unit_y = _money([*costs, today[1]], words)
    title = words[f"front_chart_{against}"]

    def draw(width: int) -> str:
        x = Scale(*_around([*across, today[0]], scale_x), LEFT, width - 24)
        y = Scale(*_around([*costs, *bounds, today[1]], scale_y), HEIGHT - 46, 30)
        places = [(x(a / scale_x), y(c / scale_y)) for a, c in zip(across, costs, strict=True)]
        below = [(x(a / scale_x), y(b / scale_y)) for a, b in zip(across, bounds, strict=True)]
        return picture(
            width,
            HEIGHT,
            title,
            axes.both(x, y, f"{words[f'front_axis_{against}']}, {unit_x}", unit_y, words),
            _path(below, stroke=BOUGHT, stroke_dasharray="3 4"),
            _path(places, stroke=PLAN, stroke_width=2),
            *(
                _point(place, row, words, width, against == "balance")
                for place, row in zip(places, rows, strict=True)
            ),
            _today(x(today[0] / scale_x), y(today[1] / scale_y), words, width),
        )

    return drawn(
        f"front-{against}", title, _note(against, words), draw, _table(against, rows, words)
    )


def _note(against: str, words: Words) -> str:
    return f"{words['front_note']} {words[f'front_note_{against}']}"


def _unit(against: str, rows: Sequence[Mapping[str, Any]], words: Words) -> Unit:
    if against == "co2":
        return 1e3, words["t_a_year"]
    large = max(abs(row[KEYS[against]]) for row in rows) >= 1e6
    return (1e6, words["gwh_a_year"]) if large else (1e3, words["mwh_a_year"])


def _money(values: Sequence[float], words: Words) -> Unit:
    if max(abs(value) for value in values) >= 1e6:
        return 1e6, words["million_eur_axis"]
    return 1e3, words["kilo_eur_axis"]


def _around(values: Sequence[float], scale: float) -> tuple[float, float]:
    """The range with room on both sides, in units of the axis."""
    scaled = [value / scale for value in values]
    least, most = min(scaled), max(scaled)
    room = max(0.06 * (most - least), 0.002 * max(abs(least), abs(most)), 1e-6)
    low = least - room
    return round_out(max(low, 0.0) if least >= 0.0 else low, most + room)


def _path(places: Sequence[tuple[float, float]], **attributes: object) -> str:
    steps = " ".join(f"{digits(x)},{digits(y)}" for x, y in places)
    return tag("polyline", points=steps, fill="none", **attributes)


def _point(
    place: tuple[float, float], row: Mapping[str, Any], words: Words, width: float, rising: bool
) -> str:
    """A circle, filled by its mark, whose name stands on the side that the front leaves free."""
    x, y = place
    named = [mark for mark in row["mark"] if mark in TOLD]
    colour = TOLD[named[-1]] if named else "#fff"
    told = f"{words.n(row['cost_eur_per_year'])} {words['eur_a_year']}"
    inner = tag("title", told)
    radius = 7.0 if named else 4.5
    out = tag("circle", inner, cx=x, cy=y, r=radius, fill=colour, stroke=PLAN, stroke_width=1.5)
    if named:
        left = rising and x > width * 0.62
        out += text(
            x - 11 if left else x + 8,
            y - 10 if left or not rising else y + 21,
            " · ".join(words[f"front_{mark}"] for mark in named),
            text_anchor="end" if left else "start",
            font_size=11.5,
            font_weight=600,
            fill=INK,
        )
    return out


def _today(x: float, y: float, words: Words, width: float) -> str:
    right = x > width * 0.6
    return (
        rect(x - 6, y - 6, 12, 12, words["today"], fill=TODAY, stroke="#fff")
        + line(x, y + 6, x, y + 11, stroke=TODAY)
        + text(
            x + 6 if right else x - 6,
            y + 23,
            words["today"],
            text_anchor="end" if right else "start",
            font_size=11.5,
            fill=INK,
        )
    )


def _table(against: str, rows: Sequence[Mapping[str, Any]], words: Words) -> Table:
    """Every point with its marks, its proof and what the last kWh or tonne cost."""
    marginal = (
        ("marginal_abatement_eur_per_tco2", "front_marginal_co2", 0)
        if against == "co2"
        else ("marginal_balance_eur_per_kwh", "front_marginal_balance", 3)
    )
    columns = (
        ("cost_eur_per_year", words["cost_eur"], 0),
        ("energy_balance_kwh_per_year", words["balance_kwh"], 0),
        ("co2_kg_per_year", words["front_co2_kg"], 0),
        ("investment_eur", words["front_investment"], 0),
        ("abatement_eur_per_tco2", words["front_abatement"], 0),
        ("balance_eur_per_kwh", words["front_per_kwh"], 3),
        (marginal[0], words[marginal[1]], marginal[2]),
    )
    lines = []
    for number, row in enumerate(rows, start=1):
        named = ", ".join(words[f"front_{mark}"] for mark in row["mark"])
        lines.append(
            (
                f"{number}",
                named,
                words["yes" if row["verified"] else "no"],
                *(words.n(row[key], places) for key, _, places in columns),
                words.n(100.0 * row["gap"], 3),
            )
        )
    head = (words["front_number"], words["front_mark"], words["front_verified"])
    return Table(
        (*head, *(label for _, label, _ in columns), words["front_gap"]), tuple(lines), texts=3
    )
