"""Buildings of CityGML: real files, one small house by hand, and one broken file per fault."""

import numpy as np
import pytest

from zeneville.errors import InputError
from zeneville.geodata import read

#: a gabled house of 8 by 10 m: eaves at 5 m, ridge along y at 9 m
FACES = {
    "GroundSurface": [[(0, 0, 0), (0, 10, 0), (8, 10, 0), (8, 0, 0)]],
    "RoofSurface": [
        [(8, 0, 5), (8, 10, 5), (4, 10, 9), (4, 0, 9)],
        [(0, 0, 5), (4, 0, 9), (4, 10, 9), (0, 10, 5)],
    ],
    "WallSurface": [
        [(0, 0, 0), (8, 0, 0), (8, 0, 5), (4, 0, 9), (0, 0, 5)],
        [(8, 0, 0), (8, 10, 0), (8, 10, 5), (8, 0, 5)],
        [(8, 10, 0), (0, 10, 0), (0, 10, 5), (4, 10, 9), (8, 10, 5)],
        [(0, 10, 0), (0, 0, 0), (0, 0, 5), (0, 10, 5)],
    ],
}
SLOPE = 10.0 * np.hypot(4.0, 4.0)
GML = {"1.0": "http://www.opengis.net/gml", "2.0": "http://www.opengis.net/gml"}


def polygon(points, name=""):
    ring = " ".join(f"{700000 + x} {7060000 + y} {z}" for x, y, z in [*points, points[0]])
    label = f' gml:id="{name}"' if name else ""
    return (
        f"<gml:Polygon{label}><gml:exterior><gml:LinearRing><gml:posList>{ring}</gml:posList>"
        "</gml:LinearRing></gml:exterior></gml:Polygon>"
    )


def bounded(level=2):
    """Boundary surfaces of the house."""
    return "".join(
        f"<bldg:boundedBy><bldg:{kind}><bldg:lod{level}MultiSurface><gml:MultiSurface>"
        f"<gml:surfaceMember>{polygon(points, f'{kind}{n}')}</gml:surfaceMember>"
        f"</gml:MultiSurface></bldg:lod{level}MultiSurface></bldg:{kind}></bldg:boundedBy>"
        for kind, faces in FACES.items()
        for n, points in enumerate(faces)
    )


def shell(members, level=2):
    inside = "".join(f"<gml:surfaceMember{member}" for member in members)
    return (
        f"<bldg:lod{level}Solid><gml:Solid><gml:exterior><gml:CompositeSurface>{inside}"
        f"</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod{level}Solid>"
    )


def bare(level=2):
    """The same as a solid whose faces have no meaning of their own."""
    faces = [points for kind in FACES.values() for points in kind]
    return shell([f">{polygon(points)}</gml:surfaceMember>" for points in faces], level)


def referring():
    names = [f"{kind}{n}" for kind, faces in FACES.items() for n in range(len(faces))]
    return shell([f' xlink:href="#{name}"/>' for name in names])


def city(*buildings, version="2.0", system="EPSG:2154", doctype=""):
    gml = GML.get(version, "http://www.opengis.net/gml/3.2")
    name = f' srsName="{system}"' if system else ""
    members = "".join(
        f'<cityObjectMember><bldg:Building gml:id="B{n}">{inside}</bldg:Building>'
        "</cityObjectMember>"
        for n, inside in enumerate(buildings)
    )
    return (
        f'<?xml version="1.0"?>{doctype}<CityModel xmlns="http://www.opengis.net/citygml/{version}"'
        f' xmlns:bldg="http://www.opengis.net/citygml/building/{version}" xmlns:gml="{gml}"'
        ' xmlns:con="http://www.opengis.net/citygml/construction/3.0"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<gml:boundedBy><gml:Envelope{name} srsDimension="3"/></gml:boundedBy>{members}'
        "</CityModel>"
    )


def opened(tmp_path, text, **options):
    path = tmp_path / "x.gml"
    path.write_text(text)
    return read(path, **options)


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize(
    "inside",
    [bounded(), bare(), bounded() + referring(), bounded() + bare(), bare(1) + bounded()],
    ids=["surfaces", "solid", "solid that refers to surfaces", "both drawn", "two levels"],
)
def test_a_house_has_its_two_slopes(tmp_path, version, inside):
    found = opened(tmp_path, city(inside, version=version)).roof_faces
    assert found["area_m2"].tolist() == pytest.approx([SLOPE, SLOPE])
    assert found["tilt_deg"].tolist() == pytest.approx([45.0, 45.0])
    assert found["azimuth_deg"].tolist() == pytest.approx([90.0, 270.0])


def test_version_3_names_its_surfaces_otherwise(tmp_path):
    inside = bounded().replace("bldg:boundedBy", "boundary")
    inside = inside.replace("bldg:lod2MultiSurface", "lod2MultiSurface")
    for kind in FACES:
        inside = inside.replace(f"bldg:{kind}", f"con:{kind}")
    data = opened(tmp_path, city(inside, version="3.0"))
    assert data.format == "CityGML 3.0"
    assert len(data.roof_faces) == 2


def test_a_surface_may_refer_to_the_polygons_of_the_solid(tmp_path):
    names = iter("abcdefg")
    faces = {kind: [(next(names), points) for points in faces] for kind, faces in FACES.items()}
    solid = shell(
        f">{polygon(points, name)}</gml:surfaceMember>"
        for items in faces.values()
        for name, points in items
    )
    surfaces = "".join(
        f"<bldg:boundedBy><bldg:{kind}><bldg:lod2MultiSurface><gml:MultiSurface>"
        f'<gml:surfaceMember xlink:href="#{name}"/></gml:MultiSurface></bldg:lod2MultiSurface>'
        f"</bldg:{kind}></bldg:boundedBy>"
        for kind, items in faces.items()
        for name, _ in items
    )
    assert len(opened(tmp_path, city(solid + surfaces)).roof_faces) == 2


def test_a_part_belongs_to_its_building(tmp_path):
    part = (
        f'<bldg:consistsOfBuildingPart><bldg:BuildingPart gml:id="P">{bounded()}'
        "</bldg:BuildingPart></bldg:consistsOfBuildingPart>"
    )
    found = opened(tmp_path, city(part)).roof_faces
    assert found["building"].tolist() == ["B0", "B0"]
    assert found["part"].tolist() == ["P", "P"]


def test_footprint_heights_and_shape(tmp_path):
    row = opened(tmp_path, city(bounded())).buildings.loc["B0"]
    assert row.geometry.bounds == (700000, 7060000, 700008, 7060010)
    assert row[["height_m", "ridge_height_m", "ground_altitude_m"]].tolist() == [5.0, 9.0, 0.0]
    assert row["roof_shape"] == "gable"


def test_attributes_are_understood(tmp_path):
    inside = (
        "<bldg:function>2080</bldg:function><bldg:yearOfConstruction>1968</bldg:yearOfConstruction>"
        "<bldg:storeysAboveGround>2</bldg:storeysAboveGround>"
    )
    row = opened(tmp_path, city(inside + bounded())).buildings.loc["B0"]
    assert row[["use", "construction_year", "storeys"]].tolist() == ["school", 1968, 2]


@pytest.mark.parametrize(
    ("name", "faces", "roof_m2", "height_m"),
    [("1ER", 2, 104.36, 10.384), ("2EME", 1, 306.62, 4.797)],
)
def test_real_files_are_read_whole(shared_data, name, faces, roof_m2, height_m):
    """Areas by hand from the coordinates; ``height_m`` is measuredHeight as the files print it."""
    path = shared_data / "buildings" / "citygml_lyon" / f"LYON_{name}_BATI_2015_small_house.gml"
    data = read(path, crs="EPSG:3946")
    assert len(data.roof_faces) == faces
    assert data.roof_faces["area_m2"].sum() == pytest.approx(roof_m2, abs=0.01)
    assert data.buildings["ridge_height_m"].iloc[0] == pytest.approx(height_m, abs=1e-3)


def test_a_file_without_a_system_asks_for_one(shared_data):
    path = shared_data / "buildings" / "citygml_lyon" / "LYON_1ER_BATI_2015_small_house.gml"
    with pytest.raises(InputError, match="stock_crs"):
        read(path)


@pytest.mark.parametrize(
    "system",
    [
        "EPSG:2154",
        "urn:ogc:def:crs:EPSG::2154",
        "urn:ogc:def:crs,crs:EPSG::2154,crs:EPSG::5720",
        "http://www.opengis.net/def/crs/EPSG/0/2154",
        "http://www.opengis.net/gml/srs/epsg.xml#2154",
    ],
)
def test_a_system_may_be_written_in_many_ways(tmp_path, system):
    found = opened(tmp_path, city(bounded(), system=system)).buildings
    assert found.geometry["B0"].bounds[0] == 700000.0


def test_an_unknown_system_is_refused(tmp_path):
    with pytest.raises(InputError, match="unknown coordinate system 'local'"):
        opened(tmp_path, city(bounded(), system="local"))


BOMB = '<!DOCTYPE CityModel [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE CityModel [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("doctype", [BOMB, OUTSIDE], ids=["bomb", "file"])
def test_a_document_type_is_refused(tmp_path, doctype):
    with pytest.raises(InputError, match="document type"):
        opened(tmp_path, city(bounded(), doctype=doctype))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (city(bounded())[:-40], "is no XML"),
        (city(bounded(), version="4.0"), "has version 4.0"),
        (city(), "has no Building"),
    ],
    ids=["xml", "version", "no building"],
)
def test_a_broken_file_is_refused(tmp_path, text, message):
    with pytest.raises(InputError, match=message):
        opened(tmp_path, text)


def test_a_polygon_of_words_is_told(tmp_path):
    text = city(bounded()).replace("700008 7060000 5 700008", "here 7060000 5 700008", 1)
    (fault,) = opened(tmp_path, text).faults
    assert (fault.code, fault.severity) == ("face-points", "row")
    assert "RoofSurface0" in fault.value


def test_a_reference_to_nothing_is_told(tmp_path):
    text = city(referring())
    data = opened(tmp_path, text)
    assert "face-reference" in [fault.code for fault in data.faults]


def test_an_identifier_that_stands_twice_is_told(tmp_path):
    data = opened(tmp_path, city(bounded(), bounded()).replace('"B1"', '"B0"'))
    assert data.buildings.index.tolist() == ["B0", "B0#2"]
    assert "id" in [fault.code for fault in data.faults]
