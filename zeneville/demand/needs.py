"""Hourly needs of every heated building: space heat per package, hot water, electricity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from zeneville.demand import airing, constructions, ground, schedules, summer
from zeneville.demand.zone import Store, Surroundings, Zones, films, simulate, sunlight

Array = np.ndarray[Any, Any]

NEVER_DEGC = 1e4
RADIATOR_EXPONENT = 1.3
DESIGN_FLOW, DESIGN_RETURN, ROOM = 70.0, 55.0, 20.0


def needs(envelope: xr.Dataset, weather: xr.Dataset, figures: Any) -> xr.Dataset:
    """Hourly needs over the year of the weather.

    Returns
    -------
    Dataset: ``space_heating_kwh`` (building, package, time) and ``hot_water_kwh``,
    ``electricity_kwh`` (building, time), float32 kWh; ``peak_heating_kw``,
    ``flow_design_degc`` and ``discomfort_degree_hours`` (building, package), the last of dwellings
    without cooling, NaN elsewhere.
    """
    value = figures.value
    time = pd.DatetimeIndex(weather["time"].to_numpy())
    count, packages = envelope.sizes["building"], envelope.sizes["package"]
    rooms = heated_zones(envelope, weather, figures)
    peak = rooms.design_load_kw
    found = simulate(rooms.zones, rooms.around, Store(heat=True))
    heat = found.heat_w
    assert heat is not None
    heat = (heat / np.float32(1000.0)).reshape(count, packages, len(time))
    homes = envelope["residential"].to_numpy().astype(bool)[:, None]
    discomfort = np.where(homes, found.degree_hours.reshape(count, packages), np.nan)
    flow = _flow(peak)
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
            "discomfort_degree_hours": (dims, discomfort, {"units": "K h"}),
        },
        coords={
            "building": envelope["building"],
            "package": envelope["package"],
            "time": weather["time"],
        },
    )


@dataclass(frozen=True)
class HeatedZones:
    """One zone per building and package, building by building, in what surrounds them all."""

    zones: Zones
    around: Surroundings
    design_load_kw: Array  # (building, package)


def heated_zones(envelope: xr.Dataset, weather: xr.Dataset, figures: Any) -> HeatedZones:
    """Zones of every building under every package, ready for :func:`zone.simulate`."""
    value = figures.value
    time = pd.DatetimeIndex(weather["time"].to_numpy())
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
    mean, wave = ground.wave(weather["temp_air_degc"].to_numpy())
    outdoor = value("design_outdoor_temperature")
    peak = constructions.design_load(envelope, value, outdoor, mean)
    numbers, around = _surroundings(weather, time, point, gains, wave)
    modelled = constructions.zones(
        envelope,
        value,
        peak * value("demand_reheat"),
        numbers.heat,
        numbers.gain,
        numbers.cool,
        numbers.air,
        mean,
    )
    around.profiles[:, numbers.air] = airing.natural(
        around.temp_air,
        weather["wind_speed_m_per_s"].to_numpy(),
        value("demand_setpoint_day"),
        value,
    )
    around = summer.habits(around, weather["time"].to_numpy(), value)
    return HeatedZones(modelled, around, peak)


@dataclass(frozen=True)
class _Numbers:
    """Columns of the profiles: by building for set-points and gains."""

    heat: Array
    gain: Array
    cool: int
    air: int


def _surroundings(
    weather: xr.Dataset, time: pd.DatetimeIndex, point: Array, gains: Array, wave: Array
) -> tuple[_Numbers, Surroundings]:
    """Climate and weekly schedules, (B, 168) from Monday 0 h, laid on the hours of the year."""
    week = (time.dayofweek * 24 + time.hour).to_numpy()
    setpoints, which = np.unique(point, axis=0, return_inverse=True)
    kinds, whose = np.unique(gains, axis=0, return_inverse=True)
    profiles = np.column_stack(
        [
            setpoints[:, week].T,
            kinds[:, week].T,
            np.full(len(time), NEVER_DEGC),
            np.ones(len(time)),
        ]
    )
    first = len(setpoints)
    planes = [sunlight.Plane(90.0, azimuth) for azimuth in constructions.SIDES.values()]
    light = sunlight.light(weather, [*planes, sunlight.Plane(0.0, 0.0)])
    sides = sunlight.Light(light.direct[..., :4], light.cosine[..., :4], light.diffuse[:, :4])
    temp = weather["temp_air_degc"].to_numpy()
    fixed = np.zeros((len(time), 3))
    fixed[:, 0] = wave
    numbers = _Numbers(
        which.ravel(), first + whose.ravel(), first + len(kinds), first + len(kinds) + 1
    )
    return numbers, Surroundings(
        temp_air=temp,
        sky_temperature=weather["sky_temperature_degc"].to_numpy(),
        wind_film=films.wind_film(weather["wind_speed_m_per_s"].to_numpy()),
        boundary=fixed,
        sun=light.incident(),
        through=sides.through(constructions.REFERENCE),
        profiles=profiles,
        setpoints=(*range(first), numbers.cool),
        comfort_limit=np.full(len(time), 26.0),
    )


def _flow(peak: Array) -> Array:
    """(B, P) flow temperature that the radiators need at the design load ``peak``.

    The radiators are those of the building as it is, sized at 70/55 degC; with a lower load the
    mean excess falls with the power 1/1.3 and the spread in proportion (same water flow).
    """
    share = np.minimum(peak / np.maximum(peak[:, :1], 1e-9), 1.0)
    excess = 0.5 * (DESIGN_FLOW + DESIGN_RETURN) - ROOM
    spread = DESIGN_FLOW - DESIGN_RETURN
    return ROOM + excess * share ** (1.0 / RADIATOR_EXPONENT) + 0.5 * spread * share


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
