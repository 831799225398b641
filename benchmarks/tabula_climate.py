"""A real year as the archetypes see it, and the same year bent to a published heating season."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr

from zeneville.demand import constructions
from zeneville.demand.zone import films, sunlight


@dataclass(frozen=True)
class Year:
    """8760 hours; sides are those of walls (N, E, S, W), then lying.

    Attributes
    ----------
    temp_air, sky_temperature
        (T,) degC.
    wind_film
        (T,) W/(m2 K).
    incident
        (T, 5) W/m2.
    through
        (T, 20) W/m2 let through and absorbed by the reference glass.
    """

    temp_air: np.ndarray
    sky_temperature: np.ndarray
    wind_film: np.ndarray
    incident: np.ndarray
    through: np.ndarray

    def daily(self) -> np.ndarray:
        """(365,) mean temperatures."""
        return self.temp_air.reshape(-1, 24).mean(axis=1)


@dataclass(frozen=True)
class Season:
    """Days below the base temperature, their mean (degC), and irradiation in them, (5,) kWh/m2."""

    days: float
    mean_degc: float
    irradiation: np.ndarray

    def degree_days(self, room_degc: float) -> float:
        """K d below the room temperature."""
        return self.days * (room_degc - self.mean_degc)


def year(weather: xr.Dataset) -> Year:
    """From a weather dataset."""
    planes = [sunlight.Plane(90.0, azimuth) for azimuth in constructions.SIDES.values()]
    light = sunlight.light(weather, [*planes, sunlight.Plane(0.0, 0.0)])
    return Year(
        weather["temp_air_degc"].to_numpy(),
        weather["sky_temperature_degc"].to_numpy(),
        films.wind_film(weather["wind_speed_m_per_s"].to_numpy()),
        light.incident(),
        light.through(constructions.REFERENCE),
    )


def cold_days(found: Year, base_degc: float) -> np.ndarray:
    """(365,) which days count to the heating season."""
    return found.daily() < base_degc


def season(found: Year, base_degc: float) -> Season:
    """The heating season of a year by TABULA's rule."""
    cold = cold_days(found, base_degc)
    light = found.incident.reshape(len(cold), 24, -1).sum(axis=1) / 1000.0
    return Season(float(cold.sum()), float(found.daily()[cold].mean()), light[cold].sum(axis=0))


def bent(found: Year, wanted: Season, base_degc: float, room_degc: float) -> Year:
    """The year shifted and stretched so that its season is the wanted one.

    The outdoor temperature becomes a + s T: as many days as wanted (a whole number) are below the
    base temperature and their degree days below the room are the wanted ones. Sky follows air,
    wind stays, the light on each side is scaled to the wanted irradiation.
    """
    days = round(wanted.days)
    ordered = np.sort(found.daily())
    edge = 0.5 * (ordered[days - 1] + ordered[days])
    mean = room_degc - wanted.degree_days(room_degc) / days
    stretch = (base_degc - mean) / (edge - ordered[:days].mean())
    temp = base_degc + stretch * (found.temp_air - edge)
    sky = temp + found.sky_temperature - found.temp_air
    warm = Year(temp, sky, found.wind_film, found.incident, found.through)
    scale = wanted.irradiation / season(warm, base_degc).irradiation
    return Year(
        temp, sky, found.wind_film, found.incident * scale, found.through * np.tile(scale, 4)
    )
