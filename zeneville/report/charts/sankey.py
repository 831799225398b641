"""Energy flows from where energy comes to what it becomes; widths are kWh a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zeneville.report.charts.figure import Figure, Table, drawn
from zeneville.report.charts.svg import BOUGHT, MADE, SOFT, digits, picture, rect, tag, text
from zeneville.report.wording import Words
from zeneville.results.energy_flows import HUB, SOURCES, Link

#: from top to bottom
USES = ("export", "cars", "appliances", "hot_water", "heating", "losses")
COLOURS = {
    "grid": BOUGHT,
    "roofs": MADE,
    "fields": "#e9bd4a",
    "ambient": "#4f93b8",
    "gas": "#77708c",
    "wood": "#8a6a3a",
    "heat": "#b0607a",
    "waste": "#c27b4e",
    "cars": "#7a6aa8",
    HUB: "#2f7f78",
    "export": MADE,
    "appliances": "#4c5a73",
    "hot_water": "#4f93b8",
    "heating": "#0f5f5c",
    "losses": "#b9b4a6",
}
NODE, GAP = 13, 20
#: height that the larger of the diagrams needs for its energy, without gaps
TALL = 300
WIDTHS = (560, 350)


@dataclass
class _Node:
    name: str
    x: float
    y: float
    height: float
    #: where the next ribbon leaves and arrives
    out: float = 0.0
    into: float = 0.0


def diagram(
    name: str, title: str, note: str, links: Sequence[Link], largest: float, words: Words
) -> Figure:
    """A diagram whose scale is that of ``largest``, kWh a year, so that two can be compared."""
    links = sorted(links, key=_rank)

    def draw(width: int) -> str:
        nodes, bottom = _placed(links, width, TALL / max(largest, 1.0))
        ribbons = [_ribbon(link, nodes, TALL / max(largest, 1.0), words) for link in links]
        boxes = [_box(node, links, width, words) for node in nodes.values()]
        return picture(width, bottom + 12, title, *ribbons, *boxes)

    table = Table(
        (words["from"], words["to"], words["kwh_per_year"]),
        tuple(
            (words[f"node_{link.source}"], words[f"node_{link.target}"], words.n(link.kwh))
            for link in links
        ),
        texts=2,
    )
    return drawn(name, title, note, draw, table, WIDTHS)


def total(links: Sequence[Link]) -> float:
    """kWh a year that enter."""
    return sum(link.kwh for link in links if link.source in SOURCES)


def _rank(link: Link) -> tuple[int, int]:
    """Ribbons leave and arrive in the order of the nodes at their other end: fewest crossings."""
    target = USES.index(link.target) if link.target in USES else -1
    source = SOURCES.index(link.source) if link.source in SOURCES else -1
    return target, source


def _amount(name: str, links: Sequence[Link]) -> float:
    came = sum(link.kwh for link in links if link.target == name)
    return came or sum(link.kwh for link in links if link.source == name)


def _placed(links: Sequence[Link], width: float, scale: float) -> tuple[dict[str, _Node], float]:
    """Nodes in three columns, and the bottom of the lowest."""
    side = 104.0 if width > 500 else 84.0
    columns = (
        (side, SOURCES),
        (side + (width - 2 * side - NODE) * 0.36, (HUB,)),
        (width - side - NODE, USES),
    )
    nodes: dict[str, _Node] = {}
    bottom = 0.0
    for x, names in columns:
        y = 14.0 if len(names) > 1 else 14.0 + GAP / 2
        for name in names:
            height = _amount(name, links) * scale
            if height <= 0.0:
                continue
            nodes[name] = _Node(name, x, y, height, y, y)
            y += height + max(GAP, 30 - height)
            bottom = max(bottom, y - GAP + 6)
    return nodes, bottom


def _ribbon(link: Link, nodes: dict[str, _Node], scale: float, words: Words) -> str:
    source, target = nodes[link.source], nodes[link.target]
    thick = link.kwh * scale
    x0, x1 = source.x + NODE, target.x
    y0, y1 = source.out, target.into
    source.out += thick
    target.into += thick
    middle = (x0 + x1) / 2
    points = [digits(v) for v in (x0, y0, middle, y1, x1, y0 + thick, y1 + thick)]
    left, top, bend, far, right, below, far_below = points
    d = (
        f"M{left} {top}C{bend} {top} {bend} {far} {right} {far}V{far_below}"
        f"C{bend} {far_below} {bend} {below} {left} {below}Z"
    )
    told = f"{words[f'node_{link.source}']} → {words[f'node_{link.target}']}{words['colon']} "
    return tag(
        "path",
        tag("title", told + words.energy(link.kwh)),
        d=d,
        fill=COLOURS[link.source],
        fill_opacity="0.38",
    )


def _box(node: _Node, links: Sequence[Link], width: float, words: Words) -> str:
    amount = words.energy(_amount(node.name, links))
    label = words[f"node_{node.name}"]
    middle = node.y + node.height / 2
    box = rect(node.x, node.y, NODE, max(node.height, 1.0), fill=COLOURS[node.name], rx=2)
    if node.name == HUB:
        return box + text(
            node.x + NODE / 2,
            node.y + node.height + 15,
            label,
            text_anchor="middle",
            font_size=11,
            font_weight=600,
        )
    on_left = node.x < width / 3
    x, anchor = (node.x - 7, "end") if on_left else (node.x + NODE + 7, "start")
    return (
        box
        + text(x, middle - 1, label, text_anchor=anchor, font_size=11.5, font_weight=600)
        + text(x, middle + 13, amount, text_anchor=anchor, font_size=11, fill=SOFT)
    )
