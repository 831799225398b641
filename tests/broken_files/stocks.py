"""Broken files of buildings: truncated, mislabelled, misplaced, empty, hostile."""

import io
import json
import zipfile

import numpy as np
import pandas as pd
import pyogrio
from broken_files.pieces import bdnb, buildings, bytes_of, case_of, checked, squares, written
from shapely.geometry import LineString, Point, Polygon


def gpkg(folder, table=None):
    return bytes_of(folder, buildings() if table is None else table)


def half(content):
    return content[: len(content) // 2]


def shapefile(folder, lost=(), cut=None, table=None):
    """A shapefile with parts lost or cut; the command that checks it."""
    (buildings() if table is None else table).to_file(folder / "s.shp")
    for end in lost:
        (folder / f"s.{end}").unlink()
    if cut:
        written(folder / f"s.{cut}", half((folder / f"s.{cut}").read_bytes()))
    return ["check", str(folder / "s.shp")]


def geojson(shapes, **columns):
    """GeoJSON text of shapes, in degrees where they are (the format's default)."""
    table = buildings(shapes, "EPSG:4326", **columns)
    return table.to_json()


def archive(*members, **options):
    """Content of a zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in members:
            book.writestr(name, content)
    return out.getvalue()


def locked(folder):
    """An archive whose flag says that its member needs a password."""
    content = bytearray(archive(("s.gpkg", gpkg(folder))))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def link(folder):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        one = zipfile.ZipInfo("s.gpkg")
        one.external_attr = 0o120777 << 16
        book.writestr(one, "/etc/passwd")
    return out.getvalue()


def infinite():
    text = json.loads(geojson([Polygon([(3, 50.6), (3.0001, 50.6), (3.0001, 50.6001)])]))
    text["features"][0]["geometry"]["coordinates"][0][0] = [1e400, 50.6]
    return json.dumps(text)


def entity(folder):
    return (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<CityModel xmlns="http://www.opengis.net/citygml/2.0">&x;</CityModel>'
    )


def twice(folder):
    (folder / "batiment_construction.csv").write_text(
        "WKT,batiment_construction_id,batiment_groupe_id,hauteur\n", encoding="utf-8"
    )
    return ["check", str(folder)]


def attributes(folder):
    pyogrio.write_dataframe(pd.DataFrame({"use": ["a"]}), folder / "s.gpkg", layer="batiments")
    return ["check", str(folder / "s.gpkg")]


LATITUDE_FIRST = [Polygon([(50.6, 3.0), (50.6001, 3.0), (50.6001, 3.0001), (50.6, 3.0001)])]
REUNION = [Polygon([(55.45, -20.9), (55.4502, -20.9), (55.4502, -20.8998)])]

#: name -> (make in a folder and give the command, what is told)
CASES = {
    "gpkg-truncated": (lambda f: checked(f, "s.gpkg", half(gpkg(f))), ["s.gpkg", "cannot be read"]),
    "gpkg-that-is-text": (lambda f: checked(f, "s.gpkg", "a;b\n1;2\n"), ["is called .gpkg"]),
    "gpkg-of-no-bytes": (lambda f: checked(f, "s.gpkg", b""), ["is empty"]),
    "shapefile-that-is-geojson": (
        lambda f: checked(f, "s.shp", geojson(LATITUDE_FIRST)),
        ["is called .shp"],
    ),
    "shapefile-truncated": (lambda f: shapefile(f, cut="shp"), ["building B2: has no polygon"]),
    "shapefile-without-table": (lambda f: shapefile(f, lost=["dbf"]), ["has no column"]),
    "shapefile-without-index": (lambda f: shapefile(f, lost=["shx"]), ["s.shx", "cannot be read"]),
    "shapefile-without-system": (
        lambda f: shapefile(f, lost=["prj"]),
        ["names no coordinate system", "stock_crs"],
    ),
    "geojson-truncated": (
        lambda f: case_of(f, "s.geojson", half(geojson(LATITUDE_FIRST).encode())),
        ["s.geojson", "cannot be read"],
    ),
    "geojson-of-lines": (
        lambda f: checked(f, "s.geojson", geojson([LineString([(3, 50.6), (3.1, 50.6)])])),
        ["has no polygon"],
    ),
    "geojson-of-points": (
        lambda f: checked(f, "s.geojson", geojson([Point(3, 50.6)])),
        ["has no polygon"],
    ),
    "new-from-points": (
        lambda f: [
            *("new", str(f / "made"), "--from"),
            checked(f, "s.geojson", geojson([Point(3, 50.6)]))[1],
        ],
        ["has no polygon", "no building that can be planned"],
    ),
    "geojson-without-features": (
        lambda f: checked(f, "s.geojson", '{"type": "FeatureCollection", "features": []}'),
        ["s.geojson", "has no"],
    ),
    "geojson-with-infinity": (lambda f: checked(f, "s.geojson", infinite()), ["cannot be read"]),
    "latitude-before-longitude": (
        lambda f: checked(f, "s.geojson", geojson(LATITUDE_FIRST)),
        ["a place in mainland France"],
    ),
    "another-ocean": (
        lambda f: checked(f, "s.geojson", geojson(REUNION)),
        ["a place in mainland France"],
    ),
    "mercator-called-lambert": (
        lambda f: checked(f, "s.gpkg", gpkg(f, buildings(squares(1, 340000, 2560000)))),
        ["a place in mainland France"],
    ),
    "metres-called-degrees": (
        lambda f: checked(f, "s.gpkg", gpkg(f, buildings(crs="EPSG:4326"))),
        ["look like metres"],
    ),
    "parquet-truncated": (
        lambda f: checked(f, "s.parquet", half(bytes_of(f, buildings(), "parquet"))),
        ["no whole parquet file"],
    ),
    "parquet-without-geometry": (
        lambda f: checked(
            f, "s.parquet", bytes_of(f, pd.DataFrame(buildings()[["use"]]), "parquet")
        ),
        ["has no geometry"],
    ),
    "zip-bomb": (
        lambda f: checked(f, "s.zip", archive(("s.shp", b"0" * 60_000_000))),
        ["unpacks from"],
    ),
    "zip-that-climbs-out": (
        lambda f: case_of(f, "s.zip", archive(("../../s.gpkg", b"SQLite"))),
        ["'../../s.gpkg'"],
    ),
    "zip-with-a-link": (lambda f: checked(f, "s.zip", link(f)), ["has the link 's.gpkg'"]),
    "zip-with-two-stocks": (
        lambda f: checked(f, "s.zip", archive(("a.gpkg", b"x"), ("b.gpkg", b"x"))),
        ["holds 2 files of geodata: a.gpkg, b.gpkg"],
    ),
    "zip-of-pictures": (
        lambda f: checked(f, "s.zip", archive(("a.png", b"x"))),
        ["holds 0 files of geodata"],
    ),
    "zip-truncated": (
        lambda f: checked(f, "s.zip", half(archive(("s.gpkg", gpkg(f))))),
        ["no whole zip archive"],
    ),
    "zip-with-a-password": (lambda f: checked(f, "s.zip", locked(f)), ["locked by a password"]),
    "city-model-truncated": (
        lambda f: checked(f, "s.json", '{"type": "CityJSON", "version": "2.0", "CityObj'),
        ["is no JSON"],
    ),
    "city-model-with-an-entity": (lambda f: checked(f, "s.gml", entity(f)), ["Remove the DOCTYPE"]),
    "point-cloud-truncated": (
        lambda f: checked(f, "s.laz", b"LASF" + b"\x00" * 60),
        ["cannot be read to its end"],
    ),
    "bdnb-without-heights": (
        lambda f: checked(f, "s.gpkg", gpkg(f, bdnb().drop(columns="hauteur"))),
        ["batiment_groupe_bdtopo_bat"],
    ),
    "bdnb-id-twice": (
        lambda f: checked(f, "s.gpkg", gpkg(f, bdnb(batiment_construction_id=["a", "a", "b"]))),
        ["identifier 'a' stands twice"],
    ),
    "bdnb-folder-without-rows": (twice, ["batiment_construction.csv", "has no rows"]),
    "bdnb-footprint-in-words": (
        lambda f: checked(f, "s.csv", "WKT;batiment_groupe_id;hauteur\nhier;g0;6\n"),
        ["WKT 'hier'"],
    ),
    "height-of-a-mountain": (
        lambda f: checked(f, "s.gpkg", gpkg(f, buildings(height_m=[6.0, 4810.0, 6.0]))),
        ["building B1", "height 4810 m"],
    ),
    "height-negative": (
        lambda f: checked(f, "s.gpkg", gpkg(f, buildings(height_m=[6.0, -3.0, 6.0]))),
        ["building B1", "height -3 m"],
    ),
    "geometry-missing": (
        lambda f: checked(f, "s.gpkg", gpkg(f, buildings([*squares(2), None]))),
        ["building B2", "has no polygon"],
    ),
    "layer-of-attributes": (
        attributes,
        ["s.gpkg", "has no geometry"],
    ),
    "building-in-another-region": (
        lambda f: checked(
            f, "s.gpkg", gpkg(f, buildings([*squares(2), *squares(1, 900000, 6500000)]))
        ),
        ["building B2: lies 595 km from the middle of the others", "check its coordinates"],
    ),
    "same-building-twice": (
        lambda f: checked(f, "s.gpkg", gpkg(f, buildings([*squares(2), squares(1)[0]]))),
        ["buildings B0 and B2", "100%"],
    ),
    "transmittance-in-percent": (
        lambda f: checked(f, "s.gpkg", gpkg(f, bdnb(u_mur_exterieur=[150.0, 1.0, np.nan]))),
        ["building c0", "u_mur_exterieur 150"],
    ),
}
