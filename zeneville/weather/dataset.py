"""The weather dataset every reader gives, and the checks it must pass."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from zeneville.errors import Fault, InputError
from zeneville.messages import Message, fixed, template

KELVIN = 273.15
#: kWh/m2 on the horizontal in a year, wider than anywhere on land (professional judgement)
SUN_KWH_PER_M2 = (300.0, 3000.0)
#: K between the coldest and the warmest hour of a year, fewer than anywhere in mainland France
#: (professional judgement)
LEAST_SWING_K = 5.0
VARIABLES = {
    "temp_air_degc": ("degC", template("outdoor air temperature"), -45.0, 50.0),
    "ghi_w_per_m2": ("W/m2", template("global horizontal irradiance"), 0.0, 1400.0),
    "dni_w_per_m2": ("W/m2", template("direct normal irradiance"), 0.0, 1400.0),
    "dhi_w_per_m2": ("W/m2", template("diffuse horizontal irradiance"), 0.0, 900.0),
    "wind_speed_m_per_s": ("m/s", template("wind speed at 10 m"), 0.0, 60.0),
    "relative_humidity_percent": ("%", template("relative humidity"), 0.0, 110.0),
    "sky_temperature_degc": ("degC", template("sky temperature"), -70.0, 45.0),
}


def calendar(base_year: int) -> pd.DatetimeIndex:
    """The 8760 hours of a civil year in fixed UTC+1, without 29 February."""
    hours = pd.date_range(f"{base_year}-01-01", f"{base_year}-12-31 23:00", freq="h")
    return hours[~((hours.month == 2) & (hours.day == 29))]


def assemble(
    file: str, columns: dict[str, Any], base_year: int, first_line: int, **attrs: Any
) -> xr.Dataset:
    """Check the columns (8760 values each) and label them.

    Raises
    ------
    InputError
        All faults of the file at once: wrong number of hours, gaps, values out of range with
        the line, and what unit they look like.
    """
    faults = []
    for name, (unit, meaning, low, high) in VARIABLES.items():
        values = np.asarray(columns[name], dtype=float)
        columns[name] = values
        if len(values) != 8760:
            faults.append(
                Fault(
                    file,
                    "",
                    Message("{count} hours", count=len(values)),
                    Message("8760 hours: one civil year without 29 February"),
                    Message("Complete or cut the file."),
                    code="weather-hours",
                )
            )
            break
        missing = np.flatnonzero(~np.isfinite(values))
        if len(missing):
            faults.append(
                Fault(
                    file,
                    Message("line {line}", line=missing[0] + first_line),
                    Message(
                        "{meaning} is missing in {count} hours",
                        meaning=fixed(meaning),
                        count=len(missing),
                    ),
                    Message("a number in {unit}", unit=unit),
                    Message("Fill the gaps before."),
                    code="weather-gap",
                )
            )
        finite = np.isfinite(values)
        bad = np.flatnonzero(finite & ((values < low - 1e-6) | (values > high + 1e-6)))
        if len(bad):
            mean = float(np.nanmean(values))
            hint = Message("Check the unit of the column.")
            if name == "temp_air_degc" and mean > 200:
                hint = Message("The values look like kelvin: subtract 273.15.")
            elif "w_per_m2" in name and mean > 400:
                hint = Message("The values look like J/cm2 or kJ/m2: convert to W/m2.")
            faults.append(
                Fault(
                    file,
                    Message("line {line}", line=bad[0] + first_line),
                    Message(
                        "{meaning} {values:g} in {count} hours",
                        meaning=fixed(meaning),
                        values=values[bad[0]],
                        count=len(bad),
                    ),
                    Message("{low:g} to {high:g} {unit}", low=low, high=high, unit=unit),
                    hint,
                    code="weather-unit",
                )
            )
    if not faults:
        faults = _of_the_year(file, columns)
    if faults:
        raise InputError(faults)
    time = calendar(base_year)
    data = {
        name: ("time", columns[name], {"units": unit, "long_name": meaning})
        for name, (unit, meaning, _, _) in VARIABLES.items()
    }
    data["ground_temperature_degc"] = (
        "time",
        ground_temperature(columns["temp_air_degc"], time),
        {"units": "degC", "long_name": "ground temperature at 1 m, damped yearly wave"},
    )
    return xr.Dataset(data, coords={"time": time}, attrs={"synthetic": 0, **attrs})


def _of_the_year(file: str, columns: dict[str, Any]) -> list[Fault]:
    """What no year has, though each hour may be: another unit, or one value in a whole column."""
    sun, swing = float(columns["ghi_w_per_m2"].sum()) / 1e3, float(np.ptp(columns["temp_air_degc"]))
    faults = []
    if not SUN_KWH_PER_M2[0] <= sun <= SUN_KWH_PER_M2[1]:
        low, high = SUN_KWH_PER_M2
        faults.append(
            Fault(
                file,
                "",
                Message("global horizontal irradiance {sun:,.3g} kWh/m2 in the year", sun=sun),
                Message("{low:,.0f} to {high:,.0f} kWh/m2", low=low, high=high),
                Message("Check the unit of the column: it is W/m2, the mean of each hour."),
                code="weather-sun",
            )
        )
    if swing < LEAST_SWING_K:
        faults.append(
            Fault(
                file,
                "",
                Message(
                    "outdoor air temperature changes by {swing:.1f} K in the year", swing=swing
                ),
                Message("at least {least:g} K", least=LEAST_SWING_K),
                Message("Check the column: one value seems to fill it."),
                code="weather-constant",
            )
        )
    return faults


def ground_temperature(temp_air: Any, time: Any) -> Any:
    """Ground temperature at 1 m (T,), degC: the year's mean with a damped and late yearly wave."""
    months = pd.DatetimeIndex(time).month
    swing = 0.35 * np.ptp(pd.Series(np.asarray(temp_air)).groupby(months).mean().to_numpy())
    day = np.arange(len(months)) / 24.0
    wave = np.cos(2 * np.pi * (day - 45.0) / 365.0)
    return float(np.mean(temp_air)) - swing / 2 * wave


def clear_sky_emissivity(dew_point_degc: Any) -> Any:
    """0.711 + 0.56 (Td/100) + 0.73 (Td/100)^2, Martin and Berdahl 1984."""
    dew = np.asarray(dew_point_degc) / 100.0
    return np.clip(0.711 + 0.56 * dew + 0.73 * dew**2, 0.5, 1.0)


def sky_temperature(temp_air: Any, dew_point: Any) -> Any:
    """Sky temperature in degC from air and dew-point temperature in degC, mean cloudiness.

    The clear sky's emissivity raised halfway to one for clouds.
    """
    clear = clear_sky_emissivity(dew_point)
    emissivity = clear + 0.5 * (1.0 - clear)
    return (np.asarray(temp_air) + KELVIN) * emissivity**0.25 - KELVIN


def dew_point(temp_air: Any, humidity_percent: Any) -> Any:
    """Dew point in degC (Magnus formula, coefficients of Alduchov and Eskridge 1996)."""
    humidity = np.clip(np.asarray(humidity_percent, dtype=float), 1.0, 100.0)
    temp = np.asarray(temp_air, dtype=float)
    gamma = np.log(humidity / 100.0) + 17.625 * temp / (243.04 + temp)
    return 243.04 * gamma / (17.625 - gamma)
