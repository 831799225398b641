"""Weather years of the comfort benchmark, and how hot they are outdoors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from zeneville import weather as weather_stage
from zeneville.demand import comfort
from zeneville.weather import climate, dataset

DATA = Path("../shared/data/weather")
TYPICAL = DATA / "RT2012_H1a.txt"
RECORD = DATA / "synop_07015_LILLE-LESQUIN_2015-2019.csv.gz"
DAYS = 14
KELVIN = 273.15


def years(value: Any, later: int) -> dict[str, xr.Dataset]:
    """Today's typical year of zone H1a, the same in a later climate, and each with a heat wave."""
    today = weather_stage.read(TYPICAL)
    hot = with_heat_wave(today)
    return {
        "today": today,
        "later": climate.later(today, later, value),
        "today, heat wave": hot,
        "later, heat wave": climate.later(hot, later, value),
    }


def _hottest(temp_air: np.ndarray) -> int:
    """First of the :data:`DAYS` consecutive days with the highest mean."""
    daily = temp_air.reshape(-1, 24).mean(axis=1)
    return int(np.convolve(daily, np.ones(DAYS), "valid").argmax())


def with_heat_wave(weather: xr.Dataset, hotter_k: float = 0.0) -> xr.Dataset:
    """The year with the hottest fortnight measured at Lille-Lesquin in 2015-2019 (SYNOP, every
    three hours) in place of its own hottest: temperature and humidity; sun and wind stay.
    ``hotter_k`` is added to its temperature."""
    table = pd.read_csv(RECORD, sep=";", na_values="mq", usecols=["date", "t", "td"])
    stamps = pd.to_datetime(table.pop("date").astype(str), format="%Y%m%d%H%M%S")
    record = table.set_index(stamps).sort_index()
    record = record[~record.index.duplicated()].resample("1h").interpolate("time") - KELVIN
    record.index += pd.Timedelta(hours=1)
    record = record[record.index.normalize() > record.index[0]].iloc[: len(record) // 24 * 24 - 24]
    whole = record.iloc[: len(record) // 24 * 24].ffill()
    found = 24 * _hottest(whole["t"].to_numpy())
    own = 24 * _hottest(weather["temp_air_degc"].to_numpy())
    there, here = slice(found, found + 24 * DAYS), slice(own, own + 24 * DAYS)
    out = weather.copy(deep=True)
    temp, dew = hotter_k + whole["t"].to_numpy()[there], whole["td"].to_numpy()[there]
    out["temp_air_degc"].to_numpy()[here] = temp
    out["relative_humidity_percent"].to_numpy()[here] = _humidity(temp, dew)
    out["sky_temperature_degc"].to_numpy()[here] = dataset.sky_temperature(temp, dew)
    out.attrs["name"] = f"{weather.attrs['name']} with {whole.index[found]:%d %B %Y} and on"
    return out


def _humidity(temp: np.ndarray, dew: np.ndarray) -> np.ndarray:
    """Relative humidity in % (Magnus formula, as in the weather stage)."""

    def pressure(degc: np.ndarray) -> np.ndarray:
        return np.exp(17.625 * degc / (243.04 + degc))

    return np.minimum(100.0 * pressure(dew) / pressure(temp), 100.0)


def outdoors(weather: xr.Dataset) -> dict[str, float]:
    """How hot a year is: means, maximum, hours above 28 degC, degree-hours above the limits."""
    temp = weather["temp_air_degc"].to_numpy()
    time = pd.DatetimeIndex(weather["time"].to_numpy())
    limit = comfort.limit(temp, time)
    first = 24 * _hottest(temp)
    return {
        "summer mean": float(temp[time.month.isin((6, 7, 8))].mean()),
        "fortnight": float(temp[first : first + 24 * DAYS].mean()),
        "highest": float(temp.max()),
        "h > 28": float((temp > 28.0).sum()),
        "h counted": float((limit < comfort.NEVER_DEGC).sum()),
        "K h over": float(np.maximum(temp - limit, 0.0).sum()),
    }
