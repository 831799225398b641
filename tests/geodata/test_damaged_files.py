"""Files cut off or garbled anywhere are read or refused with a message, never with a traceback."""

import random

import pytest
from broken_files.pieces import DPE, TABLE, bdnb, buildings, bytes_of, workbook

from zeneville import pipeline
from zeneville.errors import InputError

OSM = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"@id": "way/1",'
    ' "building": "yes", "height": "5", "building:levels": "2", "start_date": "1965"}, "geometry":'
    ' {"type": "Polygon", "coordinates": [[[3.0, 50.6], [3.0002, 50.6], [3.0002, 50.6001],'
    " [3.0, 50.6]]]}}]}"
)
WKT = "POLYGON ((700000 7060000, 700010 7060000, 700010 7060010, 700000 7060000))"
#: signs that a slip of the finger puts into a text
SIGNS = b'0123456789,;.-"abc{}[] \n'
#: name of a file -> its content when whole
WHOLE = {
    "own.gpkg": lambda folder: bytes_of(folder, buildings(construction_year=[1965, 1970, None])),
    "bdnb.gpkg": lambda folder: bytes_of(folder, bdnb(annee_construction=[1965, None, 2000])),
    "own.parquet": lambda folder: bytes_of(folder, buildings(), "parquet"),
    "osm.geojson": lambda folder: OSM.encode(),
    "parc.xlsx": lambda folder: workbook(folder, ["RNB", "DPE"], ["R0", "E"], ["R1", "F"]),
    "parc.csv": lambda folder: TABLE.encode(),
    "dpe.csv": lambda folder: (DPE % ("E", "100")).encode(),
    "bdnb.csv": lambda folder: f'WKT;batiment_groupe_id;hauteur\n"{WKT}";g0;6\n'.encode(),
}


def damaged(content, text, chance):
    """The content cut off, with some bytes changed, or with a piece taken out."""
    content, kind = bytearray(content), chance.randrange(3)
    if kind == 0:
        return content[: chance.randrange(len(content))]
    if kind == 1:
        for _ in range(4):
            sign = chance.choice(SIGNS) if text else chance.randrange(256)
            content[chance.randrange(len(content))] = sign
        return content
    start = chance.randrange(len(content))
    return content[:start] + content[start + 20 :]


def outcome(path):
    try:
        pipeline.check(path)
    except InputError:
        return "refused"
    return "read"


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_is_read(name, tmp_path):
    (tmp_path / name).write_bytes(WHOLE[name](tmp_path))
    assert outcome(tmp_path / name) == "read"


@pytest.mark.parametrize("name", WHOLE)
def test_a_damaged_file_is_read_or_refused(name, tmp_path):
    whole, chance = WHOLE[name](tmp_path), random.Random(f"{name} 7")
    text = name.endswith(("csv", "json"))
    outcomes = set()
    for _ in range(24):
        (tmp_path / name).write_bytes(damaged(whole, text, chance))
        outcomes.add(outcome(tmp_path / name))
    assert "refused" in outcomes


def test_a_garbled_coordinate_system_is_refused(tmp_path):
    buildings().to_file(tmp_path / "s.shp")
    content = (tmp_path / "s.prj").read_text()
    for cut in range(1, len(content), 25):
        (tmp_path / "s.prj").write_text(content[:cut] + "]" * (cut % 3))
        assert outcome(tmp_path / "s.shp") in ("read", "refused")
