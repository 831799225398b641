"""Charts: every value has its place, its colour and its line in the table."""

import re
from xml.etree import ElementTree

import numpy as np
import pytest

from zeneville.report.charts import colours, duration, hours, level, sankey
from zeneville.report.charts.scale import decimals, round_out, steps
from zeneville.report.wording import Words
from zeneville.results.energy_flows import Link

WORDS = Words("fr")
CELL = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)v-([\d.]+)h-[\d.]+z")


def year() -> np.ndarray:
    """(365, 24) bought in the evening of winter, sold at noon of summer, every hour another."""
    day, hour = np.arange(365)[:, None], np.arange(24)[None, :]
    sun = np.maximum(np.sin((hour - 6) / 12 * np.pi), 0.0) * (1.1 - np.cos(day / 365 * 2 * np.pi))
    noise = np.random.default_rng(1).normal(0.0, 400.0, (365, 24))
    return noise + 900.0 + 500.0 * np.cos(day / 365 * 2 * np.pi) - 1400.0 * sun


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_a_year_fills_the_map_and_stays_small(width):
    values = year()
    drawn = hours.day_by_hour(
        "grid",
        "t",
        "n",
        values,
        np.arange(365),
        np.ones(365),
        colours.two_sided(values, "kW"),
        WORDS,
    )
    svg = getattr(drawn, width)
    ElementTree.fromstring(svg)
    lengths = [int(found) for found in re.findall(r"M\d+ \d+v-(\d+)", svg)]
    assert sum(lengths) == 365 * 24
    assert len(svg) < 100_000
    assert len(drawn.table.rows) == 24 and len(drawn.table.head) == 13


def test_typical_days_are_as_wide_as_the_days_they_stand_for():
    values = year()[[10, 100, 200]]
    weight = np.array([165.0, 100.0, 100.0])
    drawn = hours.day_by_hour(
        "grid",
        "t",
        "n",
        values,
        np.array([10, 100, 200]),
        weight,
        colours.two_sided(values, "kW"),
        WORDS,
    )
    widths = {float(x): float(w) for x, _, w, _ in CELL.findall(drawn.wide)}
    first, second, third = (widths[x] for x in sorted(widths))
    assert first / second == pytest.approx(1.65, rel=0.01)
    assert second == pytest.approx(third, abs=0.2)
    assert "×165" in drawn.wide and "11 janv. ×165" in drawn.table.head


def test_bought_and_sold_never_share_a_colour():
    values = np.array([-50.0, -1e-6, 1e-6, 80.0])
    ramp = colours.two_sided(values, "kW")
    shown = [ramp.colours[k] for k in ramp.classes(values)]
    assert shown[1] != shown[2]
    assert ramp.low <= -50.0 and ramp.high >= 80.0


def test_the_load_duration_reads_the_hours_that_a_load_is_reached():
    weight = np.array([1.0, 99.0, 8660.0])
    drawn = duration.curve(
        "t", "n", np.array([300.0, 200.0, -50.0]), np.array([100.0] * 3), weight, WORDS
    )
    ElementTree.fromstring(drawn.wide)
    told = {row[0]: row[1] for row in drawn.table.rows}
    assert (told["1"], told["100"], told["500"]) == ("300", "200", "−50")


def test_the_level_of_a_year_shows_each_days_extremes():
    stored = np.tile(np.linspace(0.0, 46.0, 24), (365, 1))
    drawn = level.over_the_year("level", "t", "n", stored, np.arange(365), 50.0, WORDS)
    ElementTree.fromstring(drawn.narrow)
    assert drawn.table.rows[0][1:] == ("0,0", "23,0", "46,0")


def test_two_diagrams_of_one_scale_can_be_compared():
    small = [Link("grid", "electricity", 10.0), Link("electricity", "appliances", 10.0)]
    drawn = sankey.diagram("a", "t", "n", small, 40.0, WORDS)
    root = ElementTree.fromstring(drawn.wide)
    heights = [float(e.get("height")) for e in root if e.tag.endswith("rect")]
    assert heights == pytest.approx([sankey.TALL / 4] * 3)


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-3879.0, 3085.0), (0.135, 0.276)])
def test_axes_have_round_steps_inside_the_range(low, high):
    ticks = steps(low, high)
    assert 3 <= len(ticks) <= 11 and low - 1e-9 <= ticks[0] and ticks[-1] <= high + 1e-9
    assert all(round(tick, decimals(ticks)) == pytest.approx(tick) for tick in ticks)
    outer = round_out(low, high)
    assert outer[0] <= low and outer[1] >= high
