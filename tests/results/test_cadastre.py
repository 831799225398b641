"""Files of a solar cadastre: they open in other programs, tell units, and nothing of persons."""

import json
import sqlite3
import xml.etree.ElementTree as xml

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import xarray as xr
from streets import street

from zeneville import pipeline
from zeneville.results import irradiation_classes, solar_fields

PERSONAL = ("owner", "tenure", "residence", "dwellings", "persons", "address", "use", "dpe_file")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("files")
    pipeline.solar_and_store(
        street(place), out=place / "out", lang="fr", weather="lille-typical", hourly=True
    )
    return place / "out"


def test_gdal_sees_three_layers(folder) -> None:
    layers = {str(name): kind for name, kind in pyogrio.list_layers(folder / "solar.gpkg")}
    assert layers["toitures"] == "MultiPolygon" and layers["batiments"] == "MultiPolygon"
    assert layers["hypotheses"] is None


@pytest.mark.parametrize("layer", ["toitures", "batiments"])
def test_layers_hold_the_published_columns_and_no_other(folder, layer) -> None:
    table = gpd.read_file(folder / "solar.gpkg", layer=layer)
    assert list(table.columns) == [field.name for field in solar_fields.of(layer)] + ["geometry"]
    assert table.crs == "EPSG:2154"


def test_no_published_column_is_about_persons() -> None:
    assert [field.name for field in solar_fields.FIELDS if field.name in PERSONAL] == []


def test_no_file_holds_what_the_stock_says_of_persons(folder) -> None:
    for file in folder.iterdir():
        text = file.read_bytes()
        for secret in ("Madame Secrète", "Clos caché"):
            assert secret.encode() not in text and json.dumps(secret).encode() not in text, file


def test_styles_are_stored_by_class_of_irradiation(folder) -> None:
    with sqlite3.connect(folder / "solar.gpkg") as database:
        rows = database.execute(
            "SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"
        ).fetchall()
    assert sorted(row[0] for row in rows) == ["batiments", "toitures"]
    renderer = xml.fromstring(rows[0][1].split(">", 1)[1]).find("renderer-v2")
    assert renderer.get("attr") == "irradiation_kwh_per_m2"
    assert len(renderer.find("ranges")) == len(irradiation_classes.COLOURS)


def test_aliases_tell_unit_and_meaning(folder) -> None:
    with sqlite3.connect(folder / "solar.gpkg") as database:
        alias, meaning = database.execute(
            "SELECT name, description FROM gpkg_data_columns "
            "WHERE table_name='toitures' AND column_name='kwh_per_kwp'"
        ).fetchone()
    assert "kWh/kWp" in alias and "[kWh/kWp/year]" in meaning


def test_assumptions_have_their_source(folder) -> None:
    table = pyogrio.read_dataframe(folder / "solar.gpkg", layer="hypotheses")
    assert {"pv_life", "pv_self_consumption", "discount_rate"} <= set(table["key"])
    assert (table["source"] != "").all() and (table["status"] != "").all()


def test_geoparquet_carries_units_and_provenance(folder) -> None:
    table = pq.read_table(folder / "solar.parquet")
    assert table.schema.field("kwp").metadata[b"unit"] == b"kWp"
    told = json.loads(table.schema.metadata[b"zeneville"])
    assert told["case_sha256"] and told["weather"].startswith("Lille")
    again = gpd.read_parquet(folder / "solar.parquet")
    assert again.crs == "EPSG:2154" and len(again) == told["planes"]


def test_the_summary_is_for_machines(folder) -> None:
    told = json.loads((folder / "solar.json").read_text(encoding="utf-8"))
    assert {"planes", "kwp", "kwh", "seconds", "peak_memory_mb", "faults"} <= set(told)
    assert {"reading", "roofs", "shade", "sun", "writing", "map", "total"} <= set(told["seconds"])


def test_hours_are_labelled(folder) -> None:
    with xr.open_dataset(folder / "solar_hourly.nc") as data:
        assert data["yield"].dims == ("plane", "time") and data["yield"].attrs["units"]
        assert data.attrs["Conventions"].startswith("CF-")
        year = float((data["yield"].sum("time") * data["kwp"]).sum())
    told = json.loads((folder / "solar.json").read_text(encoding="utf-8"))
    assert year == pytest.approx(told["kwh"], rel=1e-4)


def test_colours_rise_evenly_in_lightness() -> None:
    def lightness(colour: str) -> float:
        rgb = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255.0
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        y = float(linear @ [0.2126, 0.7152, 0.0722])  # CIE 1976 L* from luminance
        return 116.0 * np.cbrt(y) - 16.0

    steps = np.diff([lightness(colour) for colour in irradiation_classes.COLOURS])
    assert steps.min() > 4.0


def test_an_edge_belongs_to_the_class_above() -> None:
    assert irradiation_classes.class_of(np.array([599.9, 600.0, 1400.0])).tolist() == [0, 1, 9]
    assert len(irradiation_classes.COLOURS) == len(irradiation_classes.LABELS) == 10


def test_hours_of_an_earlier_cadastre_do_not_stay_beside_another(tmp_path) -> None:
    for hourly in (True, False):
        pipeline.solar_and_store(
            street(tmp_path), out=tmp_path / "out", weather="lille-typical", hourly=hourly
        )
    assert not (tmp_path / "out" / "solar_hourly.nc").exists()
