"""plan.gpkg opens coloured: styles fit their layers, and QGIS draws them."""

import sqlite3
import subprocess
import xml.etree.ElementTree as xml
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from planned_street import plan

from zeneville.report.wording import words_of
from zeneville.results import store, styles
from zeneville.results.labels import COLOURS

#: draws a layer with its stored style and counts the pixels of each colour
DRAW = """
import sys
from qgis.core import QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QSize
app = QgsApplication([], False)
app.initQgis()
layer = QgsVectorLayer(f"{sys.argv[1]}|layername={sys.argv[2]}", "layer", "ogr")
assert layer.loadDefaultStyle()[1]
settings = QgsMapSettings()
settings.setLayers([layer])
settings.setOutputSize(QSize(500, 500))
settings.setDestinationCrs(layer.crs())
settings.setExtent(layer.extent())
job = QgsMapRendererParallelJob(settings)
job.start()
job.waitForFinished()
picture = job.renderedImage()
seen = {picture.pixelColor(x, y).name() for x in range(500) for y in range(500)}
print(" ".join(sorted(seen)), layer.labelsEnabled())
"""
PYTHON = Path("/usr/bin/python3")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("street")
    store.write(plan(place), place / "out", words_of("fr"))
    return place / "out"


@pytest.fixture(scope="module")
def stored(folder):
    table = pyogrio.read_dataframe(folder / "plan.gpkg", layer="layer_styles")
    return [
        (row.f_table_name, row.styleName, xml.fromstring(row.styleQML.split(">", 1)[1]))
        for row in table.itertuples()
    ]


def test_every_layer_has_one_style_that_is_shown_first(folder):
    table = pyogrio.read_dataframe(folder / "plan.gpkg", layer="layer_styles")
    first = table[table["useAsDefault"].astype(bool)]["f_table_name"]
    layers = {str(name) for name, _ in pyogrio.list_layers(folder / "plan.gpkg")}
    assert sorted(first) == sorted(layers - {"layer_styles"})


def test_styles_ask_for_columns_that_their_layers_have(folder, stored):
    for layer, name, style in stored:
        field = style.find("renderer-v2").get("attr")
        if field is not None:
            assert field in gpd.read_file(folder / "plan.gpkg", layer=layer), (layer, name)


def test_classes_point_to_symbols_that_exist(stored):
    for layer, name, style in stored:
        renderer = style.find("renderer-v2")
        known = {symbol.get("name") for symbol in renderer.find("symbols")}
        asked = {
            entry.get("symbol")
            for tag in ("categories", "ranges")
            for entry in renderer.iterfind(f"{tag}/*")
        }
        assert asked <= known and known, (layer, name)


def test_a_building_without_a_label_is_drawn_too(stored):
    renderer = next(style for _, name, style in stored if name == "dpe_after").find("renderer-v2")
    told = {entry.get("value"): entry.get("label") for entry in renderer.find("categories")}
    assert set(told) == {*COLOURS, ""}
    assert told[""] == "sans étiquette"


def test_panels_are_coloured_by_a_number_of_the_layer(folder, stored):
    """A column of truth values is neither "1" nor "0" to QGIS."""
    renderer = next(style for _, name, style in stored if name == "panels").find("renderer-v2")
    column = gpd.read_file(folder / "plan.gpkg", layer="toitures")[renderer.get("attr")]
    limits = [(float(e.get("lower")), float(e.get("upper"))) for e in renderer.find("ranges")]
    assert column.dtype.kind == "f"
    assert all(any(low <= value <= high for low, high in limits) for value in column)


def test_columns_have_headings_with_units(folder):
    with sqlite3.connect(folder / "plan.gpkg") as database:
        rows = dict(database.execute("SELECT column_name, title FROM gpkg_data_columns"))
    database.close()
    assert rows["investment_eur"] == "Investissement, TTC (€)"
    assert rows["need_after_kwh"] == "Besoin de chauffage après (kWh/an)"


@pytest.mark.parametrize("layer", ["batiments", "toitures", "reseaux"])
def test_qgis_draws_the_stored_style(folder, layer):
    if (
        not PYTHON.exists()
        or subprocess.run([PYTHON, "-c", "import qgis.core"], capture_output=True).returncode
    ):
        pytest.skip("QGIS (python3-qgis) is not installed")
    shown = subprocess.run(
        [PYTHON, "-c", DRAW, folder / "plan.gpkg", layer],
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    table = gpd.read_file(folder / "plan.gpkg", layer=layer)
    if layer == "batiments":
        expected = {COLOURS[letter] for letter in table["dpe_after"] if letter} | {styles.OTHER}
        assert shown.strip().endswith("True"), "letters are drawn"
    elif layer == "reseaux":
        expected = {"#b4451f"} if len(table) else set()
    else:
        laid = (table["kwp"].to_numpy()[:, None] > styles.PANEL_EDGES).sum(axis=1)
        expected = {styles.PANEL_COLOURS[number] for number in laid}
    assert expected <= set(shown.split())
