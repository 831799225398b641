"""Hourly needs of every heated building: space heat per package, hot water, electricity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from zeneville.demand import airing, constructions, ground, shading, summer
from zeneville.demand.uses import Uses
from zeneville.demand.zone import Store, Surroundings, Zones, films, simulate, sunlight
from zeneville.variables import described

Array = np.ndarray[Any, Any]

NEVER_DEGC = 1e4
RADIATOR_EXPONENT = 1.3
DESIGN_FLOW, DESIGN_RETURN, ROOM = 70.0, 55.0, 20.0


def needs(envelope: xr.Dataset, weather: xr.Dataset, figures: Any) -> xr.Dataset:
    """Hourly needs over the year of the weather.

    Returns
    -------
    Dataset: ``space_heating_kwh`` (building, package, time) and ``hot_water_kwh``,
    ``electricity_kwh`` (building, time), float32 kWh; ``peak_heating_kw``, ``flow_design_degc``
    and ``ventilation_kw`` (building, package). ``electricity_kwh`` has the fans of the building as
    it is, ``ventilation_kw`` of the first package; a package changes them by the difference.
    ``hot_water_tank_kw`` (building) is lost by tanks of the dwellings and added to
    ``hot_water_kwh`` where a heater has them. For information, by building: ``appliances_kwh``,
    ``cooking_kwh`` and ``common_parts_kwh`` a year, ``lighting_kwh`` by month;
    ``discomfort_degree_hours`` (building, package) of dwellings without cooling, NaN elsewhere.
    """
    time = weather["time"].to_numpy()
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
    uses = rooms.uses
    dims = ("building", "package")
    labelled = xr.Dataset(
        {
            "space_heating_kwh": ((*dims, "time"), heat),
            "hot_water_kwh": (("building", "time"), uses.hot_water_kwh()),
            "electricity_kwh": (("building", "time"), uses.electricity_kwh()),
            "ventilation_kw": (dims, uses.fans_kw),
            **_by_use(uses),
            "peak_heating_kw": (dims, peak),
            "flow_design_degc": (dims, flow),
            "discomfort_degree_hours": (dims, discomfort),
        },
        coords={
            "building": envelope["building"],
            "package": envelope["package"],
            "time": weather["time"],
            "month": np.arange(1, 13),
        },
    )
    return described(labelled, "needs")


@dataclass(frozen=True)
class HeatedZones:
    """One zone per building and package, building by building, in what surrounds them all."""

    zones: Zones
    around: Surroundings
    design_load_kw: Array  # (building, package)
    uses: Uses


def heated_zones(envelope: xr.Dataset, weather: xr.Dataset, figures: Any) -> HeatedZones:
    """Zones of every building under every package, ready for :func:`zone.simulate`."""
    value = figures.value
    uses = Uses(envelope, weather, figures)
    mean, wave = ground.wave(weather["temp_air_degc"].to_numpy())
    outdoor = value("design_outdoor_temperature")
    peak = constructions.design_load(envelope, value, outdoor, mean)
    numbers, around = _surroundings(weather, uses, wave)
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
    dwellings = around.profiles[:, 0]
    around = summer.habits(around, weather["time"].to_numpy(), dwellings, value)
    return HeatedZones(modelled, around, peak, uses)


@dataclass(frozen=True)
class _Numbers:
    """Columns of the profiles: by building for set-points and gains."""

    heat: Array
    gain: Array
    cool: int
    air: int


def _surroundings(weather: xr.Dataset, uses: Uses, wave: Array) -> tuple[_Numbers, Surroundings]:
    """Climate, set-points by use and gains by building."""
    hours = weather.sizes["time"]
    setpoints, whose = uses.setpoints()
    gains = uses.gains_w()
    first, last = len(setpoints), len(setpoints) + len(gains)
    profiles = np.column_stack([setpoints.T, gains.T, np.full(hours, NEVER_DEGC), np.ones(hours)])
    planes = [sunlight.Plane(90.0, azimuth) for azimuth in constructions.SIDES.values()]
    light = sunlight.light(weather, [*planes, sunlight.Plane(0.0, 0.0)])
    sides = sunlight.Light(light.direct[..., :4], light.cosine[..., :4], light.diffuse[:, :4])
    temp = weather["temp_air_degc"].to_numpy()
    fixed = np.zeros((hours, 3))
    fixed[:, 0] = wave
    numbers = _Numbers(whose, first + np.arange(len(gains)), last, last + 1)
    return numbers, Surroundings(
        temp_air=temp,
        sky_temperature=weather["sky_temperature_degc"].to_numpy(),
        wind_film=films.wind_film(
            uses.figures.value("demand_wind_on_site") * weather["wind_speed_m_per_s"].to_numpy()
        ),
        boundary=fixed,
        sun=light.incident(),
        through=sides.through(constructions.REFERENCE),
        profiles=profiles,
        setpoints=(*range(first), numbers.cool),
        comfort_limit=np.full(hours, 26.0),
        month=shading.month(weather["time"].to_numpy()),
    )


def _by_use(uses: Uses) -> dict[str, Any]:
    """Electricity by use in kWh of the building, and the power that tanks of its dwellings lose."""
    home = uses.household
    return {
        "appliances_kwh": ("building", uses.homes * home.appliances),
        "cooking_kwh": ("building", uses.homes * home.cooking),
        "common_parts_kwh": ("building", uses.common_parts),
        "lighting_kwh": (("building", "month"), uses.lighting_kwh()),
        "hot_water_tank_kw": ("building", uses.water.tank_kw),
    }


def _flow(peak: Array) -> Array:
    """(B, P) flow temperature that the radiators need at the design load ``peak``.

    The radiators are those of the building as it is, sized at 70/55 degC; with a lower load the
    mean excess falls with the power 1/1.3 and the spread in proportion (same water flow).
    """
    share = np.minimum(peak / np.maximum(peak[:, :1], 1e-9), 1.0)
    excess = 0.5 * (DESIGN_FLOW + DESIGN_RETURN) - ROOM
    spread = DESIGN_FLOW - DESIGN_RETURN
    return ROOM + excess * share ** (1.0 / RADIATOR_EXPONENT) + 0.5 * spread * share
