"""Figures that leave their page, each alone: title, unit and source are drawn inside."""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zeneville.report import figures, map
from zeneville.report.charts.figure import WIDE
from zeneville.report.charts.svg import PLAN, SOFT, TODAY, digits, picture, rect, tag, text
from zeneville.report.subject import Subject
from zeneville.results.labels import COLOURS

MARGIN, LINE_HEIGHT = 24.0, 16.0
#: what names of figures of stores begin with
LEVEL = "level"
#: characters of a sentence at 12 pixels on a plate as wide as a figure on a wide page
PER_LINE = 145
#: the drawing of a plate: its box
BOX = re.compile(r'^<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"')
#: width of a map, and the most of its height, in the units of figures
MAP_WIDE, MAP_HIGH = float(WIDE), 900.0
#: what the page's style says of letters and outlines of the map
LETTERS = 'text-anchor="middle" font-weight="700"'
OUTLINE = 'stroke="#3b3f4a" stroke-width="2"'


@dataclass(frozen=True)
class Plate:
    """A drawing with its title, unit and source inside."""

    name: str
    svg: str
    width: float
    height: float


def of_plan(subject: Subject) -> Iterator[Plate]:
    """All figures that the plan has data for, then the maps of labels."""
    told = _texts(subject.words.lang)
    source = _source(subject, told["words"])
    words = subject.words
    for figure in figures.of_plan(subject).values():
        sides = ((PLAN, words["plan"]), (TODAY, words["today"])) if figure.name == "costs" else ()
        text = figure.title, figure.note
        yield _plate(figure.name, *text, figure.wide, told, source, _legend(sides))
    letters = [*((colour, letter) for letter, colour in COLOURS.items())]
    legend = _legend([*letters, (map.NONE, words["no_label"])])
    for when in ("before", "after"):
        name = f"map-{when}"
        yield _plate(name, told["words"][name], "", _map(subject, when), told, source, legend)


def _unit(name: str, units: dict[str, str]) -> str:
    """The unit of a figure; the levels of all stores have one."""
    return units[LEVEL if name.startswith(f"{LEVEL}-") else name]


def _texts(lang: str) -> dict[str, dict[str, str]]:
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {part: {key: entry[lang] for key, entry in read[part].items()} for part in read}


def _source(subject: Subject, words: dict[str, str]) -> str:
    """Where the figures come from, and how far they may be trusted."""
    told = subject.summary
    hours = words["year"]
    if subject.typical:
        hours = words["typical"].format(days=len(subject.days[0]))
    return words["source"].format(
        version=told["zeneville_version"],
        case=told["case"],
        hours=hours,
        weather=subject.words.told(told["weather"]),
        tariffs=subject.plan.data.attrs.get("tariffs", "-"),
        verified=words["verified" if told["verified"] else "not_verified"],
    )


def _plate(
    name: str,
    title: str,
    note: str,
    drawing: str,
    told: dict[str, dict[str, str]],
    source: str,
    legend: str,
) -> Plate:
    """Title, note, unit and legend above the drawing, the source below."""
    found = BOX.match(drawing)
    assert found is not None, name
    width, height = (float(value) for value in found.groups())
    across = max(width, WIDE) + 2 * MARGIN
    lines = [*_wrapped(note), told["words"]["unit"].format(unit=_unit(name, told["unit"]))]
    top = 56.0 + LINE_HEIGHT * (len(lines) + (1.5 if legend else 0.0))
    below = _wrapped(source)
    total = top + height + 16.0 + LINE_HEIGHT * len(below) + 12.0
    parts = [
        rect(0, 0, across, total, fill="#ffffff"),
        text(MARGIN, 36, title, font_size=20, font_weight=700),
        *_lines(lines, 58.0),
        tag("g", legend, transform=f"translate({digits(MARGIN)} {digits(top - 24.0)})")
        if legend
        else "",
        drawing.replace(
            "<svg",
            f'<svg x="{digits(MARGIN)}" y="{digits(top)}" width="{digits(width)}" '
            f'height="{digits(height)}"',
            1,
        ),
        *_lines(below, top + height + 28.0),
    ]
    return Plate(name, picture(across, total, title, *parts), across, total)


def _legend(entries: Sequence[tuple[str, str]]) -> str:
    """Squares of colours with their words, side by side."""
    parts, x = [], 0.0
    for colour, word in entries:
        parts.append(rect(x, 0, 12, 12, fill=colour, rx=2) + text(x + 18, 10.5, word))
        x += 34.0 + 7.0 * len(word)
    return "".join(parts)


def _wrapped(sentence: str) -> list[str]:
    return textwrap.wrap(sentence, PER_LINE)


def _lines(lines: list[str], top: float) -> list[str]:
    return [
        text(MARGIN, top + LINE_HEIGHT * number, line, fill=SOFT)
        for number, line in enumerate(lines)
    ]


def _map(subject: Subject, when: str) -> str:
    """The still map, with what the page's style says of it written into the drawing."""
    place = map.extent(subject.on_map)
    drawn = map.still(subject.on_map, when, place, subject.words)
    scale = min(MAP_WIDE / place.width, MAP_HIGH / place.height)
    across, high = digits(place.width * scale), digits(place.height * scale)
    inner = drawn.replace("<svg", f'<svg width="{across}" height="{high}" {LETTERS}', 1)
    return tag("svg", inner.replace("<path", f"<path {OUTLINE}"), viewBox=f"0 0 {across} {high}")
