"""A later climate year: a weather year morphed by published changes, season by season."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from zeneville.weather import dataset

Array = np.ndarray[Any, Any]

#: years in which the reference warming of France is published; in between it is interpolated
YEARS = (2030, 2050, 2100)
SEASONS = (
    "winter",
    "winter",
    "between",
    "between",
    "between",
    "summer",
    "summer",
    "summer",
    "between",
    "between",
    "between",
    "winter",
)


@dataclass(frozen=True)
class Change:
    """Changes from the reference period by month, each (12,).

    Attributes
    ----------
    warming_k
        Added to the air temperature.
    range_share
        By which the swing about each day's mean grows.
    solar_share
        By which all irradiance grows.
    humidity_points
        Added to the relative humidity, %.
    wind_share
        By which the wind grows.
    """

    warming_k: Array
    range_share: Array
    solar_share: Array
    humidity_points: Array
    wind_share: Array


def change(year: int, value: Callable[[str], float]) -> Change:
    """What is published for a year, from the mean of 1991-2020.

    Parameters
    ----------
    year
        2030 to 2100.
    value
        Figures by key.
    """
    levels = [value(f"climate_warming_{known}") for known in YEARS]
    warming = float(np.interp(year, YEARS, levels)) - value("climate_warming_reference")
    season = np.array([value(f"climate_ratio_{name}") for name in SEASONS])
    local = warming * value("climate_ratio_region") * season
    return Change(
        local,
        local * value("climate_daily_range"),
        local * value("climate_solar"),
        local * value("climate_humidity"),
        local * value("climate_wind"),
    )


def morph(weather: xr.Dataset, by: Change, told: str) -> xr.Dataset:
    """The weather year with each month changed: shift and stretch of Belcher et al. 2005.

    Parameters
    ----------
    weather
        As the readers give it.
    by
        Changes by month.
    told
        What the changes are, for the name and the attribute ``climate``.

    Notes
    -----
    Temperature: T + warming + range_share (T - mean of the day), so that means of months move by
    the warming alone (Belcher, Hacker and Powell 2005, Building Serv. Eng. Res. Technol. 26, 49;
    the swing there is about the mean of the month). Direct and diffuse light grow alike, global
    with them. The sky keeps its clouds: emissivity moves with the clear sky's at the new dew
    point.
    """
    month = pd.DatetimeIndex(weather["time"].to_numpy()).month.to_numpy() - 1
    old = {name: weather[name].to_numpy().astype(float) for name in dataset.VARIABLES}
    temp = old["temp_air_degc"]
    daily = np.repeat(temp.reshape(-1, 24).mean(axis=1), 24)
    new = dict(old)
    new["temp_air_degc"] = temp + by.warming_k[month] + by.range_share[month] * (temp - daily)
    for name in ("ghi_w_per_m2", "dni_w_per_m2", "dhi_w_per_m2"):
        new[name] = old[name] * (1.0 + by.solar_share[month])
    new["wind_speed_m_per_s"] = old["wind_speed_m_per_s"] * (1.0 + by.wind_share[month])
    new["relative_humidity_percent"] = old["relative_humidity_percent"] + by.humidity_points[month]
    new["sky_temperature_degc"] = _sky(old, new)
    bounded = {
        name: np.clip(new[name], low, high) for name, (_, _, low, high) in dataset.VARIABLES.items()
    }
    result = weather.copy()
    for name, values in bounded.items():
        result[name] = ("time", values, weather[name].attrs)
    ground = dataset.ground_temperature(bounded["temp_air_degc"], weather["time"].to_numpy())
    result["ground_temperature_degc"] = ("time", ground, weather["ground_temperature_degc"].attrs)
    result.attrs.update(name=f"{weather.attrs['name']}, {told}", climate=told)
    return result


def later(weather: xr.Dataset, year: int, value: Callable[[str], float]) -> xr.Dataset:
    """The weather year in the climate of ``year``."""
    by = change(year, value)
    warming = float(by.warming_k.mean())
    return morph(weather, by, f"climate of {year} ({warming:+.1f} K on 1991-2020)")


def _sky(old: dict[str, Array], new: dict[str, Array]) -> Array:
    """Sky temperature (degC) with the clouds of the old hours over the new air."""

    def clear(data: dict[str, Array]) -> Array:
        dew = dataset.dew_point(data["temp_air_degc"], data["relative_humidity_percent"])
        return np.asarray(dataset.clear_sky_emissivity(dew))

    kelvin = dataset.KELVIN
    emissivity = ((old["sky_temperature_degc"] + kelvin) / (old["temp_air_degc"] + kelvin)) ** 4
    before, after = clear(old), clear(new)
    covered = np.minimum((emissivity - before) / np.maximum(1.0 - before, 1e-6), 1.0)
    return (new["temp_air_degc"] + kelvin) * (after + covered * (1.0 - after)) ** 0.25 - kelvin
