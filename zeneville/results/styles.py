"""Styles stored in a GeoPackage: QGIS opens it coloured.

A plan by label after works and by panels, a solar cadastre by irradiation.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from zeneville.results.labels import COLOURS

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


#: layer, name, QML and whether it is the one shown first
Style = tuple[str, str, str, bool]


def _style(field: str, colours: dict[str, str]) -> str:
    categories = "".join(
        f'<category render="true" symbol="{n}" value="{escape(value)}" label="{escape(value)}"/>'
        for n, value in enumerate(colours)
    )
    return _renderer(
        f'type="categorizedSymbol" attr="{field}"',
        f"<categories>{categories}</categories>",
        tuple(colours.values()),
    )


def graduated(
    field: str, edges: Sequence[float], colours: Sequence[str], labels: Sequence[str]
) -> str:
    """Style of a number by classes: one colour and label more than ``edges``."""
    limits = (-1e9, *edges, 1e9)
    ranges = "".join(
        f'<range render="true" symbol="{n}" lower="{limits[n]:.6f}" upper="{limits[n + 1]:.6f}" '
        f'label="{escape(label)}"/>'
        for n, label in enumerate(labels)
    )
    return _renderer(
        f'type="graduatedSymbol" attr="{field}" graduatedMethod="GraduatedColor" symbollevels="0"',
        f"<ranges>{ranges}</ranges>",
        colours,
    )


def _renderer(kind: str, classes: str, colours: Sequence[str]) -> str:
    symbols = "".join(
        f'<symbol type="fill" name="{n}" alpha="1"><layer class="SimpleFill" enabled="1">'
        f'<Option type="Map"><Option type="QString" name="color" value="{_rgb(colour)}"/>'
        '<Option type="QString" name="outline_color" value="90,90,90,255"/>'
        '<Option type="QString" name="outline_width" value="0.15"/></Option></layer></symbol>'
        for n, colour in enumerate(colours)
    )
    return (
        '<!DOCTYPE qgis><qgis version="3.34" styleCategories="Symbology">'
        f'<renderer-v2 {kind} enableorderby="0" forceraster="0">'
        f"{classes}<symbols>{symbols}</symbols></renderer-v2></qgis>"
    )


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"


#: styles of a plan
PLAN: tuple[Style, ...] = (
    ("batiments", "dpe_after", _style("dpe_after", COLOURS), True),
    ("batiments", "dpe_before", _style("dpe_before", COLOURS), False),
    ("batiments", "package", _style("package", PACKAGE_COLOURS), False),
    ("toitures", "panels", _style("pv_allowed", {"1": "#e8a013", "0": "#bdbdbd"}), True),
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
