"""Readers on real files, and the shipped synthetic year against its normals."""

import numpy as np
import pytest

from zeneville.errors import InputError
from zeneville.weather import read

GHI = [25, 42, 82, 122, 150, 157, 155, 134, 97, 58, 30, 20]


@pytest.fixture(scope="module")
def lille():
    return read("lille-typical")


def monthly(weather, name):
    return weather[name].groupby("time.month")


def test_rt2012_is_utc_plus_one_whatever_its_readme_says(shared_data):
    weather = read(shared_data / "weather" / "RT2012_H1a.txt")
    assert abs(weather.attrs["convention_shift_min"]) < 10
    assert float(weather.temp_air_degc.mean()) == pytest.approx(12.08, abs=0.01)
    assert float(weather.ghi_w_per_m2.sum()) / 1000 == pytest.approx(1159, abs=3)


def test_radiation_centred_on_the_label_is_told(shared_data):
    file = shared_data / "weather" / "BEL_VLG_Uccle.064470_TMYx.2007-2021.epw"
    assert "DISAGREES" in read(file).attrs["time_convention"]


def test_a_pvgis_year_is_moved_to_utc_plus_one(shared_data):
    file = shared_data / "weather" / "pvgis_format_fixtures" / "tmy_45.000_8.000_2005_2023.csv"
    weather = read(file)
    assert weather.sizes["time"] == 8760
    assert weather.attrs["latitude"] == 45.0


def test_a_year_short_of_an_hour_is_refused(shared_data, tmp_path):
    lines = (shared_data / "weather" / "RT2012_H1a.txt").read_bytes().splitlines()
    short = tmp_path / "short.txt"
    short.write_bytes(b"\n".join(lines[:-1]))
    with pytest.raises(InputError, match="8759 hours"):
        read(short)


def test_kelvin_is_recognised(shared_data, tmp_path):
    lines = (shared_data / "weather" / "RT2012_H1a.txt").read_bytes().splitlines()
    rows = [line.split(b"\t") for line in lines[2:]]
    for row in rows:
        row[3] = str(float(row[3]) + 273.15).encode()
    file = tmp_path / "kelvin.txt"
    file.write_bytes(b"\n".join([*lines[:2], *[b"\t".join(row) for row in rows]]))
    with pytest.raises(InputError, match="kelvin"):
        read(file)


def test_a_missing_file_names_the_shipped_years():
    with pytest.raises(InputError, match="lille-typical"):
        read("nowhere.epw")


def test_the_synthetic_year_says_so(lille):
    assert lille.attrs["synthetic"] == 1
    assert "synthetic" in lille.attrs["name"]


def test_monthly_temperature_meets_the_normals(lille):
    normal = np.array(
        [4.05, 4.84, 7.09, 10.25, 13.69, 16.88, 18.92, 18.81, 16.31, 12.29, 8.18, 5.20]
    )
    means = monthly(lille, "temp_air_degc").mean().to_numpy()
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    normal = normal + 11.3 - (normal * days).sum() / 365
    assert np.abs(means - normal).max() < 0.3


def test_global_irradiation_meets_the_normals(lille):
    sums = monthly(lille, "ghi_w_per_m2").sum().to_numpy() / 1000
    assert np.abs(sums / GHI - 1).max() < 0.05
    assert sums.sum() == pytest.approx(1072, rel=0.02)


def test_heating_degree_days(lille):
    daily = lille.temp_air_degc.resample(time="1D").mean().to_numpy()
    assert 2500 <= np.maximum(18 - daily, 0).sum() <= 2700


def test_there_is_one_design_cold_spell(lille):
    daily = lille.temp_air_degc.resample(time="1D").mean().to_numpy()
    assert daily.min() < -6
    assert float(lille.temp_air_degc.min()) < -8


def test_temperature_and_clearness_persist(lille):
    daily = lille.resample(time="1D").mean()
    anomaly = daily.temp_air_degc - daily.temp_air_degc.rolling(time=31, center=True).mean()
    values = anomaly.dropna("time").to_numpy()
    assert 0.6 < np.corrcoef(values[1:], values[:-1])[0, 1] < 0.9


def test_clear_winter_days_are_cold(lille):
    daily = lille.resample(time="1D").mean()
    winter = daily.time.dt.month.isin([12, 1, 2]).to_numpy()
    ratio = (
        daily.ghi_w_per_m2 / daily.ghi_w_per_m2.rolling(time=31, center=True, min_periods=5).mean()
    )
    assert np.corrcoef(ratio.to_numpy()[winter], daily.temp_air_degc.to_numpy()[winter])[0, 1] < 0


def test_the_diffuse_share_is_that_of_the_north(lille):
    share = float(lille.dhi_w_per_m2.sum() / lille.ghi_w_per_m2.sum())
    assert 0.50 < share < 0.65


def test_the_file_is_what_its_script_makes(lille, tmp_path):
    import runpy

    from zeneville.shipped import folder

    script = runpy.run_path(str(folder("weather") / "make_lille_typical.py"))
    table = script["make"]()
    assert np.abs(table.temp_air_degc - lille.temp_air_degc.to_numpy()).max() < 0.011


@pytest.fixture(scope="module")
def neighbours(shared_data):
    """Real years around Lille: the regulatory zone's file and Uccle, 90 km away."""
    folder = shared_data / "weather"
    files = ("RT2012_H1a.txt", "BEL_VLG_Uccle.064470_TMYx.2007-2021.epw")
    return [read(folder / name) for name in files]


def daily_anomaly(weather, name):
    daily = weather[name].resample(time="1D").mean()
    smooth = daily.rolling(time=31, center=True, min_periods=15).mean()
    return (daily / smooth if name.startswith("ghi") else daily - smooth).to_numpy()


@pytest.mark.parametrize(("name", "tolerance"), [("temp_air_degc", 0.15), ("ghi_w_per_m2", 0.25)])
def test_days_persist_as_in_real_years(lille, neighbours, name, tolerance):
    def persistence(weather):
        values = daily_anomaly(weather, name)
        return np.corrcoef(values[1:], values[:-1])[0, 1]

    real = [persistence(weather) for weather in neighbours]
    assert persistence(lille) == pytest.approx(np.mean(real), abs=tolerance)


@pytest.mark.parametrize(("name", "tolerance"), [("temp_air_degc", 0.30), ("ghi_w_per_m2", 0.25)])
def test_days_spread_as_in_real_years(lille, neighbours, name, tolerance):
    real = np.mean([daily_anomaly(weather, name).std() for weather in neighbours])
    assert daily_anomaly(lille, name).std() == pytest.approx(real, rel=tolerance)


def test_wind_is_distributed_as_in_real_years(lille, neighbours):
    wind = "wind_speed_m_per_s"
    real = np.mean([float(weather[wind].std() / weather[wind].mean()) for weather in neighbours])
    assert float(lille[wind].std() / lille[wind].mean()) == pytest.approx(real, rel=0.3)


def test_hours_of_pvgis_without_their_place_are_refused_in_clear(shared_data):
    file = shared_data / "weather" / "pvgis_format_fixtures" / "pvgis_tmy_test.csv"
    with pytest.raises(InputError, match="and not with its place"):
        read(file)
