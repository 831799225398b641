"""The solar cadastre of a small street: what it says agrees with itself, and with a plan's sun."""

from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from streets import street

from zeneville import pipeline
from zeneville.errors import InputError
from zeneville.pipeline.buildings import stock_of
from zeneville.pipeline.cadastre import sun_of
from zeneville.pipeline.inputs import Inputs
from zeneville.results.solar_tables import MONTHLY

WEATHER = "lille-typical"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return pipeline.solar(street(tmp_path_factory.mktemp("street")), weather=WEATHER, hourly=True)


def test_months_hours_and_the_year_tell_the_same_energy(made) -> None:
    months = made.planes[list(MONTHLY)].sum(axis=1)
    assert np.allclose(months, made.planes["yield_kwh"])
    hours = made.yields.sum(axis=1, dtype=float) * made.planes["kwp"]
    assert np.allclose(hours, made.planes["yield_kwh"], rtol=1e-5)


def test_totals_by_building_are_sums_of_planes(made) -> None:
    sums = made.planes.groupby("building")[["kwp", "yield_kwh", "area_m2"]].sum()
    assert np.allclose(made.buildings[sums.columns], sums.reindex(made.buildings.index))
    assert made.summary["kwh"] == pytest.approx(made.planes["yield_kwh"].sum(), abs=0.1)
    assert sum(made.summary["monthly_kwh"]) == pytest.approx(made.summary["kwh"], abs=1.0)


def test_a_protected_roof_has_light_but_no_panels(made) -> None:
    roof = made.planes[made.planes["building"] == "house-3"]
    assert (roof["kwp"] == 0).all() and (roof["irradiation_kwh_per_m2"] > 300).all()
    assert roof["investment_eur"].isna().all()


def test_nothing_is_usable_of_a_protected_roof(made) -> None:
    roof = made.planes[made.planes["building"] == "house-3"]
    assert (roof["usable_area_m2"] == 0).all() and (roof["usable_share"] == 0).all()


def test_a_building_more_takes_light_and_never_gives_any(made, tmp_path: Path) -> None:
    alone = pipeline.solar(street(tmp_path, tall=None), weather=WEATHER).planes
    beside = made.planes.loc[alone.index]
    assert (beside["irradiation_kwh_per_m2"] <= alone["irradiation_kwh_per_m2"] + 1e-6).all()
    assert (beside["kwh_per_kwp"] <= alone["kwh_per_kwp"] + 1e-6).all()
    assert (beside["kwh_per_kwp"] < 0.97 * alone["kwh_per_kwp"]).any()


def test_the_tower_above_all_has_the_unshaded_year(made) -> None:
    roof = made.planes[made.planes["building"] == "tower"]
    assert roof["shading_loss"].max() < 1e-9
    assert roof["sky_view"].min() > 1.0 - 1e-9


def test_a_plan_sees_the_sun_of_the_cadastre() -> None:
    made = pipeline.solar("escalette")
    from zeneville.case import load

    inputs = Inputs(load("escalette"))
    sun = sun_of(inputs, stock_of(inputs))
    assert list(sun.planes.index) == list(made.planes.index)
    year = sun.yields.sum(axis=1, dtype=float)
    assert np.allclose(year, made.planes["kwh_per_kwp"], rtol=1e-5)


def test_a_bare_file_asks_for_its_weather(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        pipeline.solar(street(tmp_path))
    assert [fault.code for fault in told.value.faults] == ["weather-needed"]
    assert "50." in str(told.value)  # its latitude


def test_a_bare_file_that_is_no_geodata_tells_both_faults(tmp_path: Path) -> None:
    file = tmp_path / "broken.geojson"
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(InputError) as told:
        pipeline.solar(file)
    assert {fault.code for fault in told.value.faults} >= {"weather-needed"}
    assert len(told.value.faults) == 2


def test_an_archive_of_geodata_is_buildings_itself(made, tmp_path: Path) -> None:
    file = street(tmp_path)
    with ZipFile(tmp_path / "street.zip", "w") as archive:
        archive.write(file, file.name)
    planes = pipeline.solar(tmp_path / "street.zip", weather=WEATHER).planes
    assert list(planes.index) == list(made.planes.index)


def test_a_missing_geodata_file_is_no_missing_case(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        pipeline.solar(tmp_path / "street.geojson", weather=WEATHER)


def test_a_coordinate_system_is_not_taken_for_a_case_and_forgotten() -> None:
    with pytest.raises(InputError, match="stock_crs"):
        pipeline.solar("escalette", crs="EPSG:3946")


def test_weather_of_elsewhere_is_told(tmp_path: Path, shared_data: Path) -> None:
    file = shared_data / "weather" / "RT2012_H2a.txt"
    made = pipeline.solar(street(tmp_path), weather=str(file))
    assert made.summary["weather_distance_km"] > 300
    assert any("km away" in fault for fault in made.faults)


def test_another_weather_may_be_asked_of_a_case(shared_data: Path) -> None:
    file = shared_data / "weather" / "RT2012_H1a.txt"
    assert pipeline.solar("escalette", weather=str(file)).summary["weather"] == "RT2012_H1a"
