"""Yields of planes against pvlib's ModelChain, and light and power against files of PVGIS."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pvlib
import xarray as xr

from benchmarks import pvlib_chain
from zeneville import weather as weather_stage
from zeneville.solar.kernels import cosine_of, light_on, power
from zeneville.solar.light import planes_of
from zeneville.solar.pv import MOUNTINGS, module_of, pv_yields
from zeneville.solar.sky import Sky, sky
from zeneville.technologies import catalogue

DATA = Path("../shared/data/weather")
PVGIS = "pvgis_format_fixtures"
HOURLY = f"{PVGIS}/pvgis_hourly_Timeseries_45.000_8.000_SA_30deg_0deg_2016_2016.csv"
TRACKED = f"{PVGIS}/pvgis_hourly_Timeseries_45.000_8.000_SA2_10kWp_CIS_5_2a_2013_2014.json"
WEATHER = ("RT2012_H1a.txt", f"{PVGIS}/tmy_45.000_8.000_2005_2023.csv")
#: ground of PVGIS (its user manual)
PVGIS_ALBEDO = 0.2
SEED = 20260102
Array = np.ndarray[Any, Any]


class Compared(NamedTuple):
    """Largest differences: of an hour, kWp, and of a year, relative."""

    hourly: float
    annual: float


def against_model_chain(path: Path, count: int, figures: Any) -> Compared:
    """Planes of random slope and azimuth, every second one on racks, each in its own ModelChain."""
    weather = weather_stage.read(path)
    rng = np.random.default_rng(SEED)
    tilt, azimuth = rng.uniform(0.0, 90.0, count), rng.uniform(0.0, 360.0, count)
    rack = np.arange(count) % 2
    yields = pv_yields(tilt, azimuth, sky(weather), figures, open_rack=rack)
    setting = pvlib_chain.setting(weather, figures)
    print(f"\n{weather.attrs['name']}: {count} planes against ModelChain, kWh per kWp")
    heads = ("slope", "azimuth", "mounting", "ours", "pvlib", "hour", "year")
    print("{:>7}{:>9}  {:<24}{:>10}{:>10}{:>10}{:>10}".format(*heads))
    worst = Compared(0.0, 0.0)
    for n in range(count):
        wanted = pvlib_chain.by_model_chain(setting, tilt[n], azimuth[n], MOUNTINGS[rack[n]])
        year = yields[n].sum(dtype=float)
        one = Compared(
            float(np.abs(yields[n] - wanted).max()), float(abs(year / wanted.sum() - 1.0))
        )
        worst = Compared(max(worst.hourly, one.hourly), max(worst.annual, one.annual))
        if n < 8:
            print(
                f"{tilt[n]:>7.2f}{azimuth[n]:>9.2f}  {MOUNTINGS[rack[n]]:<24}"
                f"{year:>10.3f}{wanted.sum():>10.3f}{one.hourly:>10.1e}{one.annual:>10.1e}"
            )
    print(f"largest of all {count}: hour {worst.hourly:.1e} of kWp, year {worst.annual:.1e}")
    return worst


def moments(times: pd.DatetimeIndex, columns: dict[str, Array], place: dict[str, float]) -> Sky:
    """The sky of single moments (UTC), which PVGIS gives instead of means over hours."""
    middle = (times.tz_convert(None) + pd.Timedelta(minutes=60 - 30)).to_numpy()
    data = {name: ("time", values) for name, values in columns.items()}
    return sky(xr.Dataset(data, {"time": middle}, attrs=place), albedo=PVGIS_ALBEDO)


def of_location(meta: dict[str, Any]) -> dict[str, float]:
    """Latitude, longitude and altitude from what pvlib read of a PVGIS file."""
    inputs = meta.get("inputs", meta)
    found = inputs.get("location", inputs)
    names = {"latitude": "latitude", "longitude": "longitude", "altitude_m": "elevation"}
    return {own: float(found[name]) for own, name in names.items()}


def against_pvgis_light(path: Path) -> tuple[float, float, int]:
    """Height of the sun (degrees) and sky light (W/m2) of an hourly series with components.

    The file has light on the plane alone. Beam over the cosine of incidence gives the direct light
    at normal incidence, ground light over how much ground the plane sees the global, and what is
    left is diffuse; from these our sky light follows and is set against PVGIS's. Moments whose
    ground light is rounded to more than 5 % take no part in the figure. What is left tells the
    models of sky light apart (PVGIS has Muneer's, here it is Perez's), and that at low sun.
    """
    table, meta = pvlib.iotools.read_pvgis_hourly(path, map_variables=False)
    rows = table[table["Gb(i)"] > 0.0]
    slope, azimuth = 30.0, 180.0  # in the name of the file: 30 degrees, PVGIS azimuth 0 is south
    place = of_location(meta)
    beam, diffuse, ground = (rows[name].to_numpy() for name in ("Gb(i)", "Gd(i)", "Gr(i)"))
    none = np.zeros(len(rows))
    columns = {
        "dni_w_per_m2": np.ones(len(rows)),
        "dhi_w_per_m2": none,
        "ghi_w_per_m2": none,
        "temp_air_degc": rows["T2m"].to_numpy(),
        "wind_speed_m_per_s": rows["WS10m"].to_numpy(),
    }
    planes = planes_of(np.array([slope]), np.array([azimuth]), moments(rows.index, columns, place))
    bare = moments(rows.index, columns, place)
    cosine = np.array([cosine_of.py_func(0, t, planes, bare) for t in range(len(rows))])
    dni = beam / cosine
    ghi = ground / (PVGIS_ALBEDO * 0.5 * (1.0 - np.cos(np.radians(slope))))
    dhi = np.maximum(ghi - dni * bare.up, 0.0)
    columns |= {"dni_w_per_m2": dni, "dhi_w_per_m2": dhi, "ghi_w_per_m2": ghi}
    full = moments(rows.index, columns, place)
    ours = [light_on.py_func(0, t, cosine[t], 1.0, 1.0, planes, full)[1] for t in range(len(rows))]
    sky_light = np.array(ours) - ground
    height = np.degrees(np.arcsin(full.up))
    print(f"\n{path.name}: light at {len(rows)} moments, W/m2")
    print(f"{'UTC':>17}{'sun PVGIS':>10}{'ours':>8}{'sky PVGIS':>11}{'ours':>8}{'rounding':>10}")
    rounding = 0.005 / ground
    for t, moment in enumerate(rows.index):
        print(
            f"{moment:%Y-%m-%d %H:%M} {rows['H_sun'].iloc[t]:>10.2f}{height[t]:>8.2f}"
            f"{diffuse[t]:>11.2f}{sky_light[t]:>8.2f}{rounding[t]:>10.0%}"
        )
    kept = rounding <= 0.05
    apart = float(np.abs(sky_light - diffuse)[kept].max())
    return float(np.abs(height - rows["H_sun"].to_numpy()).max()), apart, int(kept.sum())


def against_pvgis_power(path: Path, figures: Any) -> tuple[float, int]:
    """Power of a system that follows the sun, from PVGIS's light, air and wind: relative.

    The light falls at right angles. PVGIS's losses contain the inverter's. Its modules are of
    another kind than ours, so pvlib's form of PVGIS's own model is printed beside.
    """
    table, meta = pvlib.iotools.read_pvgis_hourly(path, map_variables=False)
    system = meta["inputs"]["pv_module"]
    rows = table[table["P"] > 0.0]
    light, air, wind = (rows[name].to_numpy() for name in ("G(i)", "T2m", "WS10m"))
    none = np.zeros(len(rows))
    columns = {
        "dni_w_per_m2": light,
        "dhi_w_per_m2": none,
        "ghi_w_per_m2": light,
        "temp_air_degc": air,
        "wind_speed_m_per_s": wind,
    }
    found = moments(rows.index, columns, of_location(meta))
    module = module_of(found, figures)
    kept = 1.0 - system["system_loss"] / 100.0
    module = module._replace(kept=kept / module.nominal)
    given = rows["P"].to_numpy() / 1000.0 / system["peak_power"]
    cell = pvlib.temperature.faiman(light, air, wind)
    theirs = kept * pvlib.pvarray.huld(light, cell, 1.0, cell_type="cis")
    print(f"\n{path.name}: {system['technology']}, {system['system_loss']:g} % losses, kW per kWp")
    print(f"{'UTC':>17}{'W/m2':>8}{'degC':>7}{'m/s':>6}{'PVGIS':>9}{'ours':>9}{'pvlib Huld':>12}")
    ours = []
    for t, moment in enumerate(rows.index):
        kw = power.py_func(light[t], light[t], air[t], module.warming[1, t], module)
        ours.append(kw)
        print(
            f"{moment:%Y-%m-%d %H:%M} {light[t]:>8.1f}{air[t]:>7.2f}{wind[t]:>6.2f}"
            f"{given[t]:>9.4f}{kw:>9.4f}{theirs[t]:>12.4f}"
        )
    return float(np.abs(np.array(ours) / given - 1.0).max()), len(rows)


def main() -> None:
    """Compare and print the line of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--planes", type=int, default=40)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of weather files")
    asked = parser.parse_args()
    figures = catalogue.read()
    chains = [against_model_chain(asked.data / name, asked.planes, figures) for name in WEATHER]
    height, apart, moments_kept = against_pvgis_light(asked.data / HOURLY)
    powers, hours = against_pvgis_power(asked.data / TRACKED, figures)
    print(
        f"planes={asked.planes} weather_files={len(chains)} "
        f"max_hourly_difference={max(one.hourly for one in chains):.1e} "
        f"max_annual_difference={max(one.annual for one in chains):.1e} "
        f"pvgis_sun_height_difference_deg={height:.3f} "
        f"pvgis_sky_light_difference_w_per_m2={apart:.1f} pvgis_light_moments={moments_kept} "
        f"pvgis_power_relative_difference={powers:.3f} pvgis_power_moments={hours}"
    )


if __name__ == "__main__":
    main()
