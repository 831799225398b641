"""Sound pieces that broken inputs are made from: a stock, a case, a table, an archive."""

import geopandas as gpd
import pandas as pd
from shapely.geometry import box

CASE = "name: broken\nplace: {latitude: 50.6, longitude: 3.0}\nstock: %s\nrequirement: none\n"
TABLE = "RNB;Nb logements;Énergie de chauffage\nR0;2;Gaz\nR1;1;Fioul\n"
DPE = (
    "numero_dpe;date_etablissement_dpe;type_batiment;etiquette_dpe;surface_habitable_logement\n"
    "1;2023-01-01;maison;%s;%s\n"
)


def squares(count=3, east=700000, north=7060000, step=40, side=15):
    return [box(east + step * i, north, east + step * i + side, north + side) for i in range(count)]


def buildings(shapes=None, crs="EPSG:2154", **columns):
    """Buildings in our own columns, called B0, B1 ... with RNB ids R0, R1 ..."""
    shapes = squares() if shapes is None else shapes
    rows = range(len(shapes))
    data = {
        "building": [f"B{i}" for i in rows],
        "use": ["residential" for _ in rows],
        "height_m": [6.0 for _ in rows],
        "rnb_id": [f"R{i}" for i in rows],
    } | columns
    return gpd.GeoDataFrame(data, geometry=shapes, crs=crs)


def bdnb(shapes=None, **columns):
    """Constructions in the names of the BDNB."""
    shapes = squares() if shapes is None else shapes
    rows = range(len(shapes))
    data = {
        "batiment_construction_id": [f"c{i}" for i in rows],
        "batiment_groupe_id": [f"g{i}" for i in rows],
        "hauteur": [6.0 for _ in rows],
    } | columns
    return gpd.GeoDataFrame(data, geometry=shapes, crs="EPSG:2154")


def bytes_of(folder, table, end="gpkg"):
    """Content of a file of this kind that holds the table."""
    path = folder / f"whole.{end}"
    if end == "parquet":
        table.to_parquet(path)
    else:
        table.to_file(path)
    content = path.read_bytes()
    for part in folder.glob("whole.*"):
        part.unlink()
    return content


def case_of(folder, name, content=None):
    """A case whose stock is the file ``name``; the command that checks it."""
    (folder / "case.yaml").write_text(CASE % name, encoding="utf-8")
    if content is not None:
        written(folder / name, content)
    return ["check", str(folder)]


def written(path, content):
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def checked(folder, name, content):
    """A file alone; the command that checks it."""
    return ["check", str(written(folder / name, content))]


def joined(folder, name, content, mapping=None):
    """A sound stock and a table joined to it; the command that makes a case of both."""
    buildings().to_file(folder / "stock.gpkg", layer="batiments")
    written(folder / name, content)
    argv = ["new", str(folder / "made"), "--from", str(folder / "stock.gpkg")]
    argv += ["--join", str(folder / name)]
    if mapping is not None:
        argv += ["--mapping", str(written(folder / "mapping.yaml", mapping))]
    return argv


def workbook(folder, *rows):
    """Content of a workbook with these rows."""
    path = folder / "whole.xlsx"
    pd.DataFrame(rows).to_excel(path, header=False, index=False)
    content = path.read_bytes()
    path.unlink()
    return content
