"""Make ``lille-typical.csv``: a synthetic year with the monthly normals of Lille-Lesquin.

Daily clearness and daily temperature anomaly are first-order autoregressions, linked by season
(clear winter days are cold and calm, clear summer days are warm); hours follow pvlib's clear sky
and a daily wave. Each month is then scaled to its normal. One cold spell of five days is set in
January. The result is synthetic, and is called so wherever it is shown.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pandas as pd
import pvlib

HERE = Path(__file__).parent
LATITUDE, LONGITUDE, ALTITUDE = 50.63, 3.06, 47.0
SEED = 59350
YEAR = 2026
COLD_SPELL = {12: -4.5, 13: -6.5, 14: -7.5, 15: -7.0, 16: -4.0}  # day of year -> daily mean, degC


def normals() -> dict[str, np.ndarray]:
    """Monthly normals; the temperature is shifted to its annual normal."""
    data = tomllib.loads((HERE / "lille_normals.toml").read_text(encoding="utf-8"))
    table = {name: np.array(entry["monthly"], dtype=float) for name, entry in data.items()}
    days = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    mean = (table["temperature"] * days).sum() / 365
    table["temperature"] += data["temperature"]["annual"] - mean
    return table


def autoregression(rng: np.random.Generator, lag_one: float, count: int) -> np.ndarray:
    """Standard normal series with the given correlation from one day to the next."""
    noise = rng.standard_normal(count)
    series = np.empty(count)
    series[0] = noise[0]
    for day in range(1, count):
        series[day] = lag_one * series[day - 1] + np.sqrt(1 - lag_one**2) * noise[day]
    return series


def daily_value(monthly: np.ndarray, times: pd.DatetimeIndex) -> np.ndarray:
    """Smooth yearly course through the monthly values."""
    middle = np.array([15.5, 45, 74.5, 105, 135.5, 166, 196.5, 227.5, 258, 288.5, 319, 349.5])
    days = (times.dayofyear.to_numpy() - 1) + times.hour.to_numpy() / 24
    return np.interp(
        days,
        np.concatenate([middle - 365, middle, middle + 365]),
        np.tile(monthly, 3),
    )


def to_month(values: np.ndarray, month: np.ndarray, wanted: np.ndarray, add: bool) -> np.ndarray:
    """Shift or scale every month to its normal mean."""
    out = values.copy()
    for index in range(12):
        chosen = month == index + 1
        mean = out[chosen].mean()
        out[chosen] = (
            out[chosen] + wanted[index] - mean if add else (out[chosen] * wanted[index] / mean)
        )
    return out


def make() -> pd.DataFrame:
    """The hourly table."""
    rng = np.random.default_rng(SEED)
    normal = normals()
    times = pd.date_range(f"{YEAR}-01-01", periods=8760, freq="h", tz="Etc/GMT-1")
    month, day = times.month.to_numpy(), times.dayofyear.to_numpy() - 1
    season = np.cos(2 * np.pi * (np.arange(365) - 15) / 365)  # 1 in mid-January, -1 in mid-July

    common, own = autoregression(rng, 0.45, 365), autoregression(rng, 0.80, 365)
    gusts = autoregression(rng, 0.45, 365)
    link = -0.40 * season + 0.10
    anomaly = link * common + np.sqrt(1 - link**2) * own
    breeze_link = -0.30 * (0.5 + 0.5 * season)
    breeze = breeze_link * common + np.sqrt(1 - breeze_link**2) * gusts
    breeze = 0.85 * breeze + 0.35 * anomaly * (season > 0) * season

    clear = pvlib.location.Location(LATITUDE, LONGITUDE, "Etc/GMT-1", ALTITUDE)
    middle = times + pd.Timedelta(minutes=30)
    position = clear.get_solarposition(middle)
    sky = clear.get_clearsky(middle, model="ineichen", solar_position=position)
    daily_index = 1 / (1 + np.exp(-(common * 1.25 - 0.15)))
    flicker = rng.standard_normal(8760)
    for hour in range(1, 8760):
        flicker[hour] = 0.6 * flicker[hour - 1] + 0.8 * flicker[hour]
    index = np.clip(0.10 + 0.92 * daily_index[day] + 0.10 * flicker, 0.06, 1.0)
    ghi = sky["ghi"].to_numpy() * index
    wanted = normal["global_horizontal"]
    for _ in range(30):
        for number in range(12):
            chosen = month == number + 1
            total = ghi[chosen].sum() / 1000
            index[chosen] = np.clip(index[chosen] * (wanted[number] / total), 0.05, 1.02)
        ghi = sky["ghi"].to_numpy() * index
    zenith = position["zenith"].to_numpy()
    split = pvlib.irradiance.erbs(ghi, zenith, times.dayofyear.to_numpy())
    dhi = np.minimum(np.nan_to_num(split["dhi"]), ghi)
    cosine = np.cos(np.radians(zenith))
    dni = np.where(cosine > 0.03, (ghi - dhi) / np.maximum(cosine, 0.03), 0.0)
    dni = np.minimum(dni, sky["dni"].to_numpy() * 1.1)
    dhi = np.clip(ghi - dni * np.maximum(cosine, 0.0), 0.0, ghi)

    spread = daily_value(normal["daily_anomaly"], times)[::24] * anomaly
    base = daily_value(normal["temperature"], times)[::24]
    daily = base + spread
    for index_of_day, mean in COLD_SPELL.items():
        daily[index_of_day - 1] = mean
    for _ in range(3):  # the rest of the month makes up for the cold spell
        for number in range(12):
            chosen = np.flatnonzero(month[::24] == number + 1)
            free = [d for d in chosen if d + 1 not in COLD_SPELL]
            missing = normal["temperature"][number] * len(chosen) - daily[chosen].sum()
            daily[free] += missing / len(free)
    wave = np.cos(2 * np.pi * (times.hour.to_numpy() - 14.5) / 24)
    swing = daily_value(normal["diurnal_range"], times) / 2 * (0.55 + 0.9 * daily_index[day])
    smooth = np.interp(np.arange(8760), np.arange(365) * 24 + 11.5, daily)
    temp = to_month(smooth + swing * wave, month, normal["temperature"], add=True)

    wind = np.exp(0.42 * breeze[day] + 0.22 * flicker) * (
        1 + 0.16 * np.cos(2 * np.pi * (times.hour.to_numpy() - 14) / 24)
    )
    wind = to_month(wind, month, normal["wind"], add=False)
    saturation = 6.112 * np.exp(17.62 * temp / (243.12 + temp))
    vapour = daily_value(normal["vapour_pressure"], times) * np.exp(
        0.055 * (temp - np.interp(np.arange(8760), np.arange(365) * 24 + 11.5, base))
    )
    for _ in range(20):
        vapour = np.minimum(to_month(vapour, month, normal["vapour_pressure"], False), saturation)
    dew = 243.12 * np.log(vapour / 6.112) / (17.62 - np.log(vapour / 6.112))
    emissivity = np.clip(0.711 + 0.56 * dew / 100 + 0.73 * (dew / 100) ** 2, 0.5, 1.0)
    cloud = 1 - daily_index[day]
    emissivity = emissivity + (1 - emissivity) * 0.8 * cloud
    return pd.DataFrame(
        {
            "temp_air_degc": temp.round(2),
            "ghi_w_per_m2": ghi.round(1),
            "dni_w_per_m2": dni.round(1),
            "dhi_w_per_m2": dhi.round(1),
            "wind_speed_m_per_s": wind.round(2),
            "relative_humidity_percent": np.clip(100 * vapour / saturation, 5, 100).round(1),
            "sky_temperature_degc": ((temp + 273.15) * emissivity**0.25 - 273.15).round(2),
        }
    )


def write(path: Path) -> None:
    """Write the table with its provenance."""
    head = {
        "name": "Lille typical (synthetic)",
        "synthetic": 1,
        "source": "synthetic year from monthly normals of Lille-Lesquin (lille_normals.toml)",
        "licence": "CC0",
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "altitude_m": ALTITUDE,
        "time_convention": "UTC+1, means over the hour that starts at the stamp",
    }
    lines = "".join(f"# {key}: {value}\n" for key, value in head.items())
    path.write_text(lines + make().to_csv(index=False, lineterminator="\n"), encoding="utf-8")


if __name__ == "__main__":
    write(HERE / "lille-typical.csv")
