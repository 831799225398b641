"""A map of what was understood of a stock before anything is computed: one file, no network.

The colours change without a script: a choice shows by style alone what a class of each footprint
says. A footprint leads to its row of the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import geopandas as gpd
import jinja2
import pandas as pd

from zeneville.errors import Fault
from zeneville.geodata import reasons
from zeneville.geodata.plausibility import Indicator
from zeneville.messages import Message
from zeneville.report import map
from zeneville.report.self_contained import content_policy
from zeneville.report.wording import Words
from zeneville.results.store import atomically, write_text

HERE = Path(__file__).parent
#: colours that differ for all kinds of sight (Okabe and Ito 2008), and none
PALETTE = (
    *("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#7a5195"),
    *("#8c8c8c", "#3d3d3d", "#a6cee3", "#b2df8a"),
)
NONE = "#d9d4c7"
STATUS = {"heated": "#0072b2", "roof_only": "#e69f00", "unusable": "#b3261e"}
#: what colours can tell: column -> heading
MODES = {
    "status": Message("Status"),
    "use": Message("Use"),
    "period": Message("Period"),
    "heating_energy": Message("Heating energy"),
}
#: columns of the table: name -> heading, decimals
FIGURES = {
    "construction_year": (Message("Year"), None),
    "height_m": (Message("Height, m"), 1),
    "storeys": (Message("Storeys"), 0),
    "dwellings": (Message("Dwellings"), 0),
}
TEXTS = {
    "title": Message("What was understood"),
    "building": Message("Building"),
    "area": Message("Footprint, m2"),
    "reason": Message("Reason or fault"),
    "colour": Message("Colour by"),
    "unknown": Message("not given"),
    "faults": Message("Faults"),
    "none": Message("none"),
    "marked": Message("marked: with a fault"),
    "whole": Message("The whole stock"),
    "indicator": Message("Figure"),
    "value": Message("Value"),
    "range": Message("Expected"),
    "outside": Message("unusual"),
    "inside": Message("usual"),
    "judged": Message("usual or not"),
    "table": Message("Buildings"),
    "map": Message("Map of the buildings"),
    "help": Message("A footprint leads to its row of the table."),
    "read": Message("Read"),
}
#: largest radius of the mark of a fault, decimetres
MARK = 40.0


@dataclass(frozen=True)
class Entry:
    """A value of a mode with its colour and the number of buildings."""

    word: str
    colour: str
    count: int


@dataclass(frozen=True)
class Mode:
    """One way of colouring: values by their number in the class of a footprint."""

    name: str
    label: str
    entries: list[Entry]
    of: list[int]


def write(
    name: str,
    lines: Iterable[Message],
    buildings: gpd.GeoDataFrame,
    faults: Iterable[Fault],
    indicators: Iterable[Indicator],
    path: Path,
    lang: str,
) -> None:
    """Write the page into one file."""
    text = html(name, lines, buildings, faults, indicators, lang)
    atomically(path, lambda part: write_text(part, text))


def html(
    name: str,
    lines: Iterable[Message],
    buildings: gpd.GeoDataFrame,
    faults: Iterable[Fault],
    indicators: Iterable[Indicator],
    lang: str,
) -> str:
    """The page; ``buildings`` have the status of the stock stage, ``faults`` are of rows."""
    words, faults = Words(lang), list(faults)
    drawn = map.drawable(buildings)
    without = buildings[~buildings.index.isin(drawn.index)]
    rows = gpd.GeoDataFrame(pd.concat([drawn, without]), crs=buildings.crs)
    told = _by_building(faults, rows.index)
    modes = [_mode(column, rows, words) for column in MODES if column in rows]
    style = (HERE / "styles" / "preview.css").read_text(encoding="utf-8") + _colours(modes)
    template = _environment(words).get_template("preview.html.j2")
    return template.render(
        t={key: text.told(lang) for key, text in TEXTS.items()},
        lang=lang,
        name=name,
        lines=[line.told(lang) for line in lines],
        modes=modes,
        map=_svg(drawn, modes, told, lang),
        headings=[text.told(lang) for text in MODES.values()]
        + [text.told(lang) for text, _ in FIGURES.values()],
        rows=[_row(name, row, modes, told, words) for name, row in _numbered(rows)],
        indicators=list(indicators),
        faults=[fault.line.told(lang) for fault in faults],
        style=style,
        policy=content_policy(style, ""),
    )


def _environment(words: Words) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["told"] = lambda text: text.told(words.lang)
    return environment


def _numbered(rows: gpd.GeoDataFrame) -> Iterable[tuple[str, dict[str, Any]]]:
    """Names and values of the rows with their number."""
    for number, (name, row) in enumerate(rows.iterrows()):
        yield str(name), {**row.to_dict(), "number": number}


def _by_building(faults: Iterable[Fault], names: pd.Index) -> dict[str, list[Fault]]:
    """Faults by the buildings that they name."""
    known = {str(name) for name in names}
    out: dict[str, list[Fault]] = {}
    for fault in faults:
        for name in _named(fault.where) & known:
            out.setdefault(name, []).append(fault)
    return out


def _named(where: object) -> set[str]:
    """Texts in the places of a message, and those of the messages in it."""
    if not isinstance(where, Message):
        return set()
    out: set[str] = set()
    for value in where.values.values():
        out |= _named(value) if isinstance(value, Message) else set(str(value).split(", "))
    return out


def _mode(column: str, rows: gpd.GeoDataFrame, words: Words) -> Mode:
    """Colours of the values of a column, the most frequent first; status has colours of its own."""
    given = [value if isinstance(value, str) and value else "" for value in rows[column]]
    counts = pd.Series(given, dtype=object).value_counts()
    known = [value for value in counts.index if value]
    if column == "status":
        known = [value for value in STATUS if value in counts.index]
    colours = {
        value: STATUS.get(value, PALETTE[min(place, len(PALETTE) - 1)])
        for place, value in enumerate(known)
    }
    entries = [Entry(words.of(value), colours[value], int(counts[value])) for value in known]
    if "" in counts.index:
        entries.append(Entry(TEXTS["unknown"].told(words.lang), NONE, int(counts[""])))
    number = {value: place for place, value in enumerate(known)} | {"": len(known)}
    return Mode(column, MODES[column].told(words.lang), entries, [number[value] for value in given])


def _colours(modes: list[Mode]) -> str:
    """Rules that colour the classes of the mode that is chosen, and show its legend."""
    rules = []
    for mode in modes:
        chosen = f"body:has(#by-{mode.name}:checked)"
        rules.append(f"{chosen} .legend-{mode.name}{{display:flex}}")
        rules += [
            f"{chosen} .{mode.name}-{number},.key-{mode.name}-{number}{{fill:{entry.colour}}}"
            for number, entry in enumerate(mode.entries)
        ]
    return "\n".join(rules) + "\n"


def _svg(
    drawn: gpd.GeoDataFrame, modes: list[Mode], told: Mapping[str, list[Fault]], lang: str
) -> str:
    """Footprints as links to their rows, with a mark where something is at fault."""
    place = map.extent(drawn)
    shapes = []
    for number, (name, row) in enumerate(drawn.iterrows()):
        classes = " ".join(f"{mode.name}-{mode.of[number]}" for mode in modes)
        own = told.get(str(name), [])
        title = ". ".join([str(name), *(fault.value.told(lang) for fault in own)])
        shapes.append(
            f'<a href="#row-{number}"><title>{escape(title)}</title>'
            f'<path class="{classes}" d="{map.path(row.geometry, place)}"/>'
            f"{_mark(row.geometry, place) if own else ''}</a>"
        )
    label = escape(TEXTS["map"].told(lang))
    return f'<svg viewBox="{place.box}" role="img" aria-label="{label}">{"".join(shapes)}</svg>'


def _mark(shape: Any, place: map.Extent) -> str:
    """A ring in the middle of a footprint."""
    middle = shape.representative_point()
    x = (middle.x - place.west) * map.DECIMETRES
    y = (place.north - middle.y) * map.DECIMETRES
    room = middle.distance(shape.boundary) * map.DECIMETRES
    return f'<circle class="mark" cx="{x:.0f}" cy="{y:.0f}" r="{min(room * 0.6, MARK):.0f}"/>'


def _row(
    name: str,
    row: Mapping[str, Any],
    modes: list[Mode],
    told: Mapping[str, list[Fault]],
    words: Words,
) -> dict[str, Any]:
    """A line of the table: words of the modes, figures, area, reason and faults."""
    number, shape = row["number"], row["geometry"]
    reason = row.get("reason") if row["status"] == "unusable" else ""
    said = [reasons.told(reason, words.lang)] if isinstance(reason, str) and reason else []
    said += [f"{fault.value.told(words.lang)}" for fault in told.get(name, [])]
    return {
        "number": number,
        "name": name,
        "fault": name in told,
        "words": [mode.entries[mode.of[number]].word for mode in modes],
        "figures": [_figure(row.get(key), digits, words) for key, (_, digits) in FIGURES.items()],
        "area": words.n(shape.area) if shape is not None and not shape.is_empty else "–",
        "said": "; ".join(dict.fromkeys(said)),
    }


def _figure(value: Any, digits: int | None, words: Words) -> str:
    """A figure the local way; years have no thousands."""
    if value is None or value != value:
        return "–"
    return f"{float(value):.0f}" if digits is None else words.n(value, digits)
