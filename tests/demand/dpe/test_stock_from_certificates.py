"""A building whose certificate is at hand starts from it, not from the decree's defaults."""

import shutil

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import box

from zeneville import pipeline
from zeneville.case import load
from zeneville.demand.dpe.certificate import read
from zeneville.demand.dpe.known import known

X, Y = 704000.0, 7060000.0
CASE = """name: certified
place: {latitude: 50.63, longitude: 3.06, altitude_m: 30}
stock: stock.gpkg
"""


def case(folder, files):
    table = gpd.GeoDataFrame(
        {
            "building": [f"B{n}" for n in range(len(files))],
            "use": "residential",
            "height_m": 5.6,
            "construction_year": 1930,
            "dpe_file": files,
        },
        geometry=[box(X + 40 * n, Y, X + 40 * n + 10, Y + 8) for n in range(len(files))],
        crs="EPSG:2154",
    )
    table.to_file(folder / "stock.gpkg", layer="batiments", driver="GPKG")
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return pipeline.Inputs(load(folder))


@pytest.fixture
def house(shared_data, tmp_path):
    """Certificate of a house of 145 m2 with walls of 1.4 W/m2K and single glazing."""
    shutil.copy(shared_data / "dpe" / "open3cl_xml" / "dpe_11.xml", tmp_path / "house.xml")
    return tmp_path


def test_the_envelope_comes_from_the_certificate(house):
    told = known(read(house / "house.xml"))
    stock = pipeline.stock_of(case(house, ["house.xml", None]))
    first = stock.envelope.sel(building="B0", package="as_is")
    assert float(first["u_wall_w_per_m2k"]) == pytest.approx(told["u_wall_w_per_m2k"])
    assert float(first["u_window_w_per_m2k"]) == pytest.approx(told["u_window_w_per_m2k"])
    assert float(first["heated_area_m2"]) == pytest.approx(145.0)
    assert stock.buildings.loc["B0", "envelope_source"] == "certificate house.xml of a house"


def test_a_building_without_certificate_keeps_the_defaults(house):
    stock = pipeline.stock_of(case(house, ["house.xml", None]))
    other = stock.envelope.sel(building="B1", package="as_is")
    assert float(other["u_wall_w_per_m2k"]) == 2.5
    assert stock.buildings.loc["B1", "envelope_source"].startswith("defaults")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("missing.xml", "no such file"),
        ("../outside.xml", "outside the case's folder"),
        ("broken.xml", "cannot be read"),
        ("other.xml", "no <logement>"),
    ],
)
def test_a_certificate_that_cannot_be_used_is_told_and_the_run_goes_on(tmp_path, name, told):
    (tmp_path.parent / "outside.xml").write_text("<dpe/>", encoding="utf-8")
    (tmp_path / "broken.xml").write_text("<dpe><logement>", encoding="utf-8")
    (tmp_path / "other.xml").write_text("<facture/>", encoding="utf-8")
    inputs = case(tmp_path, [name, None])
    fault = next(f for f in inputs.geodata.faults if f.code == "dpe-file")
    assert told in fault.value and "B0" in fault.where
    assert len(pipeline.stock_of(inputs).envelope["building"]) == 2


def test_entries_that_are_no_numbers_are_told_once(house):
    text = (house / "house.xml").read_text(encoding="utf-8")
    torn = text.replace("<surface_paroi_opaque>", "<surface_paroi_opaque>about ")
    (house / "torn.xml").write_text(torn, encoding="utf-8")
    faults = [f for f in case(house, ["torn.xml"]).geodata.faults if f.code == "dpe-entry"]
    assert len(faults) == 1 and "surface_paroi_opaque 'about" in faults[0].value


def test_a_code_that_the_data_model_does_not_have_is_told(house):
    text = (house / "house.xml").read_text(encoding="utf-8")
    start, end = "<enum_type_ventilation_id>", "</enum_type_ventilation_id>"
    before, _, rest = text.partition(start)
    (house / "odd.xml").write_text(before + start + "99" + end + rest.partition(end)[2])
    faults = [f for f in case(house, ["odd.xml"]).geodata.faults if f.code == "dpe-entry"]
    assert len(faults) == 1 and "enum_type_ventilation_id '99'" in faults[0].value


def test_every_real_certificate_tells_its_walls_and_windows(shared_data):
    for file in sorted((shared_data / "dpe" / "open3cl_xml").glob("*.xml")):
        told = known(read(file))
        assert 0.1 < told["u_wall_w_per_m2k"] <= 2.5, file.name
        assert 0.8 < told["u_window_w_per_m2k"] < 6.0, file.name
        assert np.isfinite(told["q4pa_m3_per_h_m2"]), file.name


def test_a_certificate_alone_can_be_checked(shared_data):
    lines, faults = pipeline.check(shared_data / "dpe" / "open3cl_xml" / "dpe_11.xml")
    assert not faults
    assert any("label G; the certificate prints G" in line for line in lines)
