"""Styles stored in a GeoPackage (QML): QGIS opens it coloured.

A plan by label, package, heating and panels, a solar cadastre by irradiation.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import quoteattr

from zeneville.results.labels import COLOURS, INK

PACKAGE_COLOURS = {
    "as_is": "#c9c9c9",
    "roof_floor": "#f6d55c",
    "roof_windows": "#eda63b",
    "walls_inside": "#9dc88d",
    "walls_outside": "#4fa36b",
    "envelope_bbc": "#1f7a5c",
    "near_passive": "#164a7a",
    "biobased": "#7a5c1f",
}
SYSTEM_COLOURS = {
    "as_is": "#c9c9c9",
    "gas_boiler": "#a3592a",
    "electric": "#8e7cc3",
    "pellet": "#7a5c1f",
    "hp_air": "#2d8c85",
    "hp_ground": "#1f7a5c",
    "hp_water": "#164a7a",
}
FIELD_COLOURS = {"canopy_pv": "#3d6ea5", "ground_pv": "#d99a00"}
#: what has no class: no dwelling, not planned
OTHER = "#dcd8cc"
#: kWp of the classes of panels on a roof plane, and their colours; nothing is laid below the first
PANEL_EDGES = (0.05, 3.0, 9.0, 36.0, 100.0)
PANEL_COLOURS = ("#dcd8cc", "#fbe3a2", "#f4c352", "#d99a00", "#a86a00", "#6b3d00")
#: height of the letters, metres on the ground
LETTER_M = 4.0

#: layer, name, QML and whether it is the one shown first
Style = tuple[str, str, str, bool]


def categorised(
    field: str,
    colours: Mapping[str, str],
    words: Mapping[str, str],
    other: str,
    letters: bool = False,
) -> str:
    """Style of a text by its values; any other value is pale and called ``other``.

    ``letters`` writes the value on the polygon, each in the ink that can be read on its colour.
    """
    named = {value: words.get(value, value) for value in colours} | {"": other}
    categories = "".join(
        f'<category render="true" type="string" symbol="{n}" value={quoteattr(value)} '
        f"label={quoteattr(told)}/>"
        for n, (value, told) in enumerate(named.items())
    )
    return _document(
        f'type="categorizedSymbol" attr="{field}"',
        f"<categories>{categories}</categories>",
        (*colours.values(), OTHER),
        _letters(field) if letters else "",
    )


def graduated(
    field: str, edges: Sequence[float], colours: Sequence[str], labels: Sequence[str]
) -> str:
    """Style of a number by classes: one colour and label more than ``edges``."""
    limits = (-1e9, *edges, 1e9)
    ranges = "".join(
        f'<range render="true" symbol="{n}" lower="{limits[n]:.6f}" upper="{limits[n + 1]:.6f}" '
        f"label={quoteattr(label)}/>"
        for n, label in enumerate(labels)
    )
    return _document(
        f'type="graduatedSymbol" attr="{field}" graduatedMethod="GraduatedColor" symbollevels="0"',
        f"<ranges>{ranges}</ranges>",
        colours,
    )


def _document(
    kind: str, classes: str, colours: Sequence[str], labeling: str = "", symbols: str = ""
) -> str:
    symbols += "".join(
        f'<symbol type="fill" name="{n}" alpha="1"><layer class="SimpleFill" enabled="1">'
        f'<Option type="Map"><Option type="QString" name="color" value="{_rgb(colour)}"/>'
        '<Option type="QString" name="outline_color" value="90,90,90,255"/>'
        '<Option type="QString" name="outline_width" value="0.15"/></Option></layer></symbol>'
        for n, colour in enumerate(colours)
    )
    return (
        '<!DOCTYPE qgis><qgis version="3.22" styleCategories="Symbology|Labeling" '
        f'labelsEnabled="{1 if labeling else 0}">'
        f'<renderer-v2 {kind} enableorderby="0" forceraster="0">'
        f"{classes}<symbols>{symbols}</symbols></renderer-v2>{labeling}</qgis>"
    )


def _letters(field: str) -> str:
    """The value in the middle of the polygon, as large on the map as the building allows."""
    light = [letter for letter, ink in INK.items() if ink != "#000000"]
    ink = f"if(\"{field}\" in ({','.join(repr(name) for name in light)}), '#ffffff', '#000000')"
    return (
        '<labeling type="simple"><settings>'
        f'<text-style fieldName="{field}" isExpression="0" fontFamily="Sans Serif" '
        f'namedStyle="Bold" fontWeight="75" fontSize="{LETTER_M}" fontSizeUnit="MapUnit" '
        'textColor="0,0,0,255" textOpacity="1"/>'
        '<placement placement="1" quadOffset="4" centroidInside="1" centroidWhole="1"/>'
        '<rendering fontLimitPixelSize="1" fontMinPixelSize="7" fontMaxPixelSize="200" '
        'displayAll="1" drawLabels="1"/>'
        '<dd_properties><Option type="Map"><Option type="Map" name="properties">'
        '<Option type="Map" name="Color"><Option type="bool" name="active" value="true"/>'
        f'<Option type="QString" name="expression" value={quoteattr(ink)}/>'
        '<Option type="int" name="type" value="3"/></Option></Option></Option></dd_properties>'
        "</settings></labeling>"
    )


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"


def lines_built(words: Mapping[str, str]) -> str:
    """Style of pipes: those that are built by a full line, the others by a thin dashed one."""
    rules, symbols = [], []
    for n, (condition, told, pen, width) in enumerate(
        (
            ('"built"', "heat_network", "solid", "0.8"),
            ('NOT "built"', "report_not_planned", "dash", "0.3"),
        )
    ):
        label = words.get(told, told.removeprefix("report_").replace("_", " "))
        rules.append(
            f'<rule key="{{{n}}}" symbol="{n}" filter={quoteattr(condition)} '
            f"label={quoteattr(label)}/>"
        )
        symbols.append(
            f'<symbol type="line" name="{n}" alpha="1"><layer class="SimpleLine" enabled="1">'
            f'<Option type="Map"><Option type="QString" name="line_color" '
            f'value="{_rgb("#b4451f")}"/><Option type="QString" name="line_style" value="{pen}"/>'
            f'<Option type="QString" name="line_width" value="{width}"/></Option></layer></symbol>'
        )
    return _document(
        'type="RuleRenderer" symbollevels="0"',
        f'<rules key="{{pipes}}">{"".join(rules)}</rules>',
        (),
        symbols="".join(symbols),
    )


def of_plan(words: Mapping[str, str]) -> tuple[Style, ...]:
    """Styles of a plan; ``words`` names ids in legends."""

    def of(key: str) -> str:
        return words.get(key, key.removeprefix("report_").replace("_", " "))

    inner = [f"{low:g} - {high:g} {of('kWp')}" for low, high in pairwise(PANEL_EDGES)]
    panels = [of("report_no_panels"), *inner, f"> {PANEL_EDGES[-1]:g} {of('kWp')}"]
    labelled = {
        when: categorised(f"dpe_{when}", COLOURS, words, of("report_no_label"), letters=True)
        for when in ("after", "before")
    }
    by_id = {
        field: categorised(field, colours, words, of("report_not_planned"))
        for field, colours in (("package", PACKAGE_COLOURS), ("system", SYSTEM_COLOURS))
    }
    return (
        ("batiments", "dpe_after", labelled["after"], True),
        ("batiments", "dpe_before", labelled["before"], False),
        *(("batiments", field, style, False) for field, style in by_id.items()),
        ("toitures", "panels", graduated("kwp", PANEL_EDGES, PANEL_COLOURS, panels), True),
        ("equipements", "kind", categorised("kind", FIELD_COLOURS, words, "-"), True),
        ("reseaux", "network", lines_built(words), True),
    )


def write(path: Path, styles: Sequence[Style]) -> None:
    """Add the table ``layer_styles`` with ``styles`` to a GeoPackage."""
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, "
            "f_table_catalog TEXT, f_table_schema TEXT, f_table_name TEXT, "
            "f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, "
            "useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT, update_time DATETIME)"
        )
        database.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, useAsDefault) "
            "VALUES ('', '', ?, 'geom', ?, ?, ?)",
            styles,
        )
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles')"
        )
    database.close()
