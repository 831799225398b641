"""Hourly needs of every heated building: space heat per package, hot water, electricity."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pvlib
import xarray as xr

from zeneville.demand import schedules
from zeneville.demand.thermal import heating

Array = np.ndarray[Any, Any]

AIR_WH_PER_M3K = 0.34
AZIMUTH = {"N": 0.0, "E": 90.0, "S": 180.0, "W": 270.0}
RADIATOR_EXPONENT = 1.3
DESIGN_FLOW, DESIGN_RETURN, ROOM = 70.0, 55.0, 20.0


def needs(envelope: xr.Dataset, weather: xr.Dataset, figures: Any) -> xr.Dataset:
    """Hourly needs over the year of the weather.

    Returns
    -------
    Dataset: ``space_heating_kwh`` (building, package, time) and ``hot_water_kwh``,
    ``electricity_kwh`` (building, time), float32 kWh; ``peak_heating_kw`` and
    ``flow_design_degc`` (building, package).
    """
    value = figures.value
    time = pd.DatetimeIndex(weather["time"].to_numpy())
    conductance = _conductances(envelope, value)
    count, packages = conductance["opaque"].shape
    uses = envelope["use"].to_numpy().astype(str)
    floor = envelope["heated_area_m2"].to_numpy()
    residential = envelope["residential"].to_numpy().astype(bool)
    point = np.array(
        [
            schedules.setpoints(
                use,
                value("demand_setpoint_day"),
                value("demand_setpoint_night"),
                value("demand_setpoint_other_off"),
            )
            for use in uses
        ]
    )
    gains = np.array(
        [
            np.full(168, value("demand_gains_dwelling")) * area
            if home
            else _shaped(schedules.open_hours(use), value("demand_gains_other")) * area
            for use, area, home in zip(uses, floor, residential, strict=True)
        ]
    )
    monday = np.roll(np.arange(168), 0)
    shift = int(time[0].dayofweek) * 24
    order = (monday + shift) % 168
    point, gains = point[:, order], gains[:, order]
    collecting = (
        envelope["window_area_m2"].to_numpy()[:, None, :]
        * envelope["g_window"].to_numpy()[:, :, None]
        * value("demand_frame_and_shade")
    )

    def flat(values: Array) -> Array:
        return np.ascontiguousarray(values.reshape(count * packages, *values.shape[2:]))

    def repeat(values: Array) -> Array:
        return np.repeat(values, packages, axis=0)

    heat = heating(
        flat(conductance["opaque"]),
        flat(conductance["window"]),
        flat(conductance["air"]),
        flat(envelope["heat_capacity_wh_per_k"].to_numpy()),
        repeat(floor),
        flat(collecting),
        repeat(gains),
        repeat(point),
        weather["temp_air_degc"].to_numpy().astype(float),
        facade_irradiance(weather),
    ).reshape(count, packages, len(time))
    peak, flow = _design(conductance, value("design_outdoor_temperature"))
    dims = ("building", "package")
    return xr.Dataset(
        {
            "space_heating_kwh": ((*dims, "time"), heat, {"units": "kWh"}),
            "hot_water_kwh": (
                ("building", "time"),
                _hot_water(envelope, weather, value),
                {"units": "kWh"},
            ),
            "electricity_kwh": (
                ("building", "time"),
                _electricity(envelope, time, value),
                {"units": "kWh"},
            ),
            "peak_heating_kw": (dims, peak, {"units": "kW"}),
            "flow_design_degc": (dims, flow, {"units": "degC"}),
        },
        coords={
            "building": envelope["building"],
            "package": envelope["package"],
            "time": weather["time"],
        },
    )


def facade_irradiance(weather: xr.Dataset) -> Array:
    """(T, 4) irradiance on vertical planes facing N, E, S, W in W/m2 (Perez, albedo 0.2)."""
    time = pd.DatetimeIndex(weather["time"].to_numpy()).tz_localize("Etc/GMT-1")
    middle = time + pd.Timedelta(minutes=30)
    sun = pvlib.solarposition.get_solarposition(
        middle, weather.attrs["latitude"], weather.attrs["longitude"]
    )
    extra = pvlib.irradiance.get_extra_radiation(middle)
    planes = [
        pvlib.irradiance.get_total_irradiance(
            90.0,
            azimuth,
            sun["apparent_zenith"],
            sun["azimuth"],
            weather["dni_w_per_m2"].to_numpy(),
            weather["ghi_w_per_m2"].to_numpy(),
            weather["dhi_w_per_m2"].to_numpy(),
            dni_extra=extra,
            model="perez",
            albedo=0.2,
        )["poa_global"]
        for azimuth in AZIMUTH.values()
    ]
    return np.nan_to_num(np.column_stack(planes))


def _conductances(envelope: xr.Dataset, value: Any) -> dict[str, Array]:
    """Transmission and air exchange in W/K, each (B, P).

    Infiltration: n50 from q4pa by (50/4)^(2/3); mean flow n50 V e with e = 0.07 (EN ISO 13789).
    """

    def column(name: str) -> Array:
        return envelope[name].to_numpy()[:, None]

    wall = envelope["wall_area_m2"].sum("orientation").to_numpy()[:, None]
    glass = envelope["window_area_m2"].sum("orientation").to_numpy()[:, None]
    opaque = (
        envelope["u_wall_w_per_m2k"].to_numpy() * wall
        + envelope["u_roof_w_per_m2k"].to_numpy()
        * column("roof_area_m2")
        * value("demand_attic_factor")
        + envelope["u_floor_w_per_m2k"].to_numpy()
        * column("floor_area_m2")
        * value("demand_floor_factor")
        + envelope["thermal_bridges_w_per_k"].to_numpy()
    )
    leak = (
        envelope["infiltration_q4pa_m3_per_h_m2"].to_numpy()
        * column("envelope_area_m2")
        * (50.0 / 4.0) ** (2.0 / 3.0)
        * 0.07
    )
    fresh = envelope["ventilation_m3_per_h"].to_numpy() * (
        1.0 - envelope["heat_recovery"].to_numpy()
    )
    return {
        "opaque": opaque,
        "window": envelope["u_window_w_per_m2k"].to_numpy() * glass,
        "air": AIR_WH_PER_M3K * (leak + fresh),
    }


def _design(conductance: dict[str, Array], outdoor: float) -> tuple[Array, Array]:
    """Steady design load (kW) at the outdoor temperature, and the flow temperature it needs.

    The radiators are those of the building as it is, sized at 70/55 degC; with a lower load the
    mean excess falls with the power 1/1.3 and the spread in proportion (same water flow).
    """
    loss = conductance["opaque"] + conductance["window"] + conductance["air"]
    peak = loss * (ROOM - outdoor) / 1000.0
    share = np.minimum(peak / np.maximum(peak[:, :1], 1e-9), 1.0)
    excess = 0.5 * (DESIGN_FLOW + DESIGN_RETURN) - ROOM
    spread = DESIGN_FLOW - DESIGN_RETURN
    flow = ROOM + excess * share ** (1.0 / RADIATOR_EXPONENT) + 0.5 * spread * share
    return peak, flow


def _shaped(week: Array, mean: float) -> Array:
    return week * mean / max(week.mean(), 1e-9)


def _hot_water(envelope: xr.Dataset, weather: xr.Dataset, value: Any) -> Array:
    cold = weather["ground_temperature_degc"].to_numpy()
    daily = value("demand_hot_water_litres") * 1.163e-3 * (60.0 - cold)
    shape = np.tile(schedules.HOT_WATER / schedules.HOT_WATER.sum(), len(cold) // 24)
    home = envelope["persons"].to_numpy()[:, None] * (daily * shape)[None, :]
    floor = envelope["heated_area_m2"].to_numpy()[:, None]
    other = (
        ~envelope["residential"].to_numpy().astype(bool)[:, None]
        * floor
        * value("demand_hot_water_other")
        / 365.0
        * shape[None, :]
    )
    return ((home + other) * (1.0 + value("demand_hot_water_losses"))).astype(np.float32)


def _electricity(envelope: xr.Dataset, time: pd.DatetimeIndex, value: Any) -> Array:
    season = 1.0 + 0.18 * np.cos(2 * np.pi * (time.dayofyear.to_numpy() - 10) / 365.0)
    home = np.tile(schedules.ELECTRICITY, len(time) // 24) * season
    home = home / home.sum() * value("demand_electricity_dwelling")
    out = np.empty((envelope.sizes["building"], len(time)))
    week = (time.dayofweek * 24 + time.hour).to_numpy()
    shapes = {}
    for b, (use, dwellings, floor) in enumerate(
        zip(
            envelope["use"].to_numpy().astype(str),
            envelope["dwellings"].to_numpy(),
            envelope["heated_area_m2"].to_numpy(),
            strict=True,
        )
    ):
        if dwellings > 0:
            out[b] = dwellings * home
            continue
        if use not in shapes:
            shape = 0.25 + schedules.open_hours(use)[week]
            shapes[use] = shape / shape.sum() * value("demand_electricity_other")
        out[b] = floor * shapes[use]
    return out.astype(np.float32)
