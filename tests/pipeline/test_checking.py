"""Files that are checked alone: the coordinate system that is asked is the one that is read."""

import geopandas as gpd
import pytest
from shapely.geometry import box

from zeneville import pipeline
from zeneville.errors import InputError


@pytest.fixture(params=["WKT", "folder"])
def footprints(request, tmp_path):
    """Two buildings of Lens in a CSV of a system, alone or as a table of a BDNB folder."""

    def written(system):
        shapes = gpd.GeoSeries(
            [box(686400 + 40 * i, 7036800, 686415 + 40 * i, 7036812) for i in (0, 1)]
        )
        shapes = shapes.set_crs(2154).to_crs(system)
        rows = [f"c{i};g{i};6;{shape.wkt}" for i, shape in enumerate(shapes)]
        text = "batiment_construction_id;batiment_groupe_id;hauteur;WKT\n" + "\n".join(rows)
        file = tmp_path / "batiment_construction.csv"
        file.write_text(text + "\n", encoding="utf-8")
        return tmp_path if request.param == "folder" else file

    return written


@pytest.mark.parametrize("system", ["EPSG:3950", "EPSG:4326", "EPSG:2154"])
def test_footprints_in_text_are_read_in_the_system_asked(footprints, system):
    found = pipeline.checked(footprints(system), system)
    assert found.faults == ()
    assert found.buildings.crs == "EPSG:2154"
    middle = found.buildings.geometry.union_all().centroid
    assert (middle.x, middle.y) == pytest.approx((686427.5, 7036806.0), abs=0.05)
    assert found.buildings.area.tolist() == pytest.approx([180.0, 180.0], rel=1e-3)


def test_a_system_that_is_none_is_refused(footprints):
    with pytest.raises(InputError) as caught:
        pipeline.checked(footprints("EPSG:2154"), "EPSG:999999")
    (fault,) = caught.value.faults
    assert fault.code == "crs-unknown"
    assert "--crs" in fault.remedy


def test_a_system_of_a_table_without_footprints_is_refused(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("RNB;Nb logements\nR0;2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        pipeline.checked(file, "EPSG:2154")
    (fault,) = caught.value.faults
    assert fault.code == "crs-of-table"


def test_a_new_case_reads_footprints_in_text_in_the_system_asked(footprints, tmp_path):
    source = footprints("EPSG:3950")
    pipeline.new(tmp_path / "case", source, None, "H1a", "EPSG:3950")
    found = pipeline.checked(tmp_path / "case")
    assert found.buildings.total_bounds[0] == pytest.approx(686400.0, abs=0.05)


def test_a_table_of_an_owner_is_told_with_its_kind_in_both_languages(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text("RNB;Nb logements\nR0;2\n", encoding="utf-8")
    line = pipeline.checked(file).lines[0]
    assert line == "1 rows, 1 of them usable, owner's table"
    assert line.told("fr").endswith("table d'un propriétaire")
