"""The cadastre: footprints, solid or light, that a table gives storeys to."""

import geopandas as gpd
import pytest
from shapely.geometry import box

from zeneville.geodata import join, read


@pytest.fixture
def cadastre(tmp_path):
    shapes = [box(3.0 + i * 1e-3, 50.6, 3.0002 + i * 1e-3, 50.6001) for i in range(3)]
    table = gpd.GeoDataFrame(
        {
            "type": ["01", "02", "01"],
            "nom": [None] * 3,
            "commune": ["01004"] * 3,
            "created": ["2012-01-01"] * 3,
            "updated": ["2020-01-01"] * 3,
        },
        geometry=shapes,
        crs="EPSG:4326",
    )
    table.to_file(tmp_path / "cadastre-01004-batiments.json", driver="GeoJSON")
    return read(tmp_path / "cadastre-01004-batiments.json")


def test_footprints_are_called_by_commune_and_row(cadastre):
    assert cadastre.format == "cadastre"
    assert cadastre.buildings.index.tolist() == ["01004-00000", "01004-00001", "01004-00002"]
    assert cadastre.buildings["light"].tolist() == [False, True, False]


def test_that_there_are_no_heights_is_told_once(cadastre):
    (fault,) = cadastre.faults
    assert fault.code == "height-missing" and "and 2 more" in fault.where


def test_storeys_of_a_table_take_buildings_in(cadastre, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("id;Niveaux\n01004-00000;3\n", encoding="utf-8")
    rows = join(cadastre, path).data.buildings
    assert rows["status"].tolist() == ["ok", "unusable", "unusable"]
    assert rows["height_m"].iloc[0] == pytest.approx(8.4)
