"""The same photovoltaic systems told to pvlib: by its functions with one sun, and by ModelChain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pvlib
import xarray as xr

from zeneville.solar.losses import PARTS
from zeneville.solar.pv import MOUNTINGS

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Setting:
    """A weather year as pvlib takes it, with figures of the modules; times at mid-hour."""

    place: pvlib.location.Location
    frame: pd.DataFrame
    losses: dict[str, float]
    coefficient: float
    inverter: float
    albedo: float


@dataclass(frozen=True)
class Sun:
    """What the hours of all planes share, arrays over the year."""

    zenith: Array
    azimuth: Array
    extra: Array
    airmass: Array


def setting(weather: xr.Dataset, figures: Any) -> Setting:
    """Weather and figures of a run, for pvlib."""
    attrs, value = weather.attrs, figures.value
    place = pvlib.location.Location(
        attrs["latitude"], attrs["longitude"], "Etc/GMT-1", attrs.get("altitude_m", 0.0)
    )
    time = pd.DatetimeIndex(weather["time"].to_numpy()).tz_localize("Etc/GMT-1")
    names = {
        "ghi": "ghi_w_per_m2",
        "dni": "dni_w_per_m2",
        "dhi": "dhi_w_per_m2",
        "temp_air": "temp_air_degc",
        "wind_speed": "wind_speed_m_per_s",
    }
    columns = {name: weather[own].to_numpy().astype(float) for name, own in names.items()}
    losses = {part: 100.0 * value(f"solar_loss_{part}") for part in PARTS}
    losses["age"] = 100.0 * value("pv_degradation") * value("pv_life") / 2.0
    return Setting(
        place,
        pd.DataFrame(columns, index=time + pd.Timedelta(minutes=30)),
        {**losses, "shading": 0.0},
        value("solar_temperature_coefficient"),
        value("solar_inverter_efficiency"),
        value("solar_albedo"),
    )


def sun(asked: Setting) -> Sun:
    """Position of the sun, light outside the atmosphere, air mass: once for all planes."""
    times = asked.frame.index
    found = asked.place.get_solarposition(times, temperature=asked.frame["temp_air"].to_numpy())
    zenith = found["apparent_zenith"].to_numpy()
    return Sun(
        zenith,
        found["azimuth"].to_numpy(),
        pvlib.irradiance.get_extra_radiation(times).to_numpy(),
        pvlib.atmosphere.get_relative_airmass(zenith),
    )


def light(asked: Setting, at: Sun, tilt: float, azimuth: float) -> dict[str, Array]:
    """Light on a plane by Perez, W/m2 (T,): the columns of ``get_total_irradiance``."""
    dni, ghi, dhi = (asked.frame[name].to_numpy() for name in ("dni", "ghi", "dhi"))
    return dict(
        pvlib.irradiance.get_total_irradiance(
            tilt,
            azimuth,
            at.zenith,
            at.azimuth,
            dni,
            ghi,
            dhi,
            dni_extra=at.extra,
            airmass=at.airmass,
            albedo=asked.albedo,
            model="perez",
        )
    )


def by_functions(
    asked: Setting, at: Sun, tilt: float, azimuth: float, mounting: str = MOUNTINGS[0]
) -> Array:
    """(T,) kWh per kWp of a plane with pvlib's functions; nothing where pvlib knows nothing."""
    plane = light(asked, at, tilt, azimuth)
    angle = pvlib.irradiance.aoi(tilt, azimuth, at.zenith, at.azimuth)
    effective = plane["poa_direct"] * pvlib.iam.physical(angle) + plane["poa_diffuse"]
    cell = pvlib.temperature.sapm_cell(
        plane["poa_global"],
        asked.frame["temp_air"].to_numpy(),
        asked.frame["wind_speed"].to_numpy(),
        **pvlib.temperature.TEMPERATURE_MODEL_PARAMETERS["sapm"][mounting],
    )
    direct = pvlib.pvsystem.pvwatts_dc(effective, cell, 1000.0, asked.coefficient)
    direct = direct * (1.0 - pvlib.pvsystem.pvwatts_losses(**asked.losses) / 100.0)
    given = pvlib.inverter.pvwatts(direct, 1000.0, eta_inv_nom=asked.inverter)
    return np.asarray(np.nan_to_num(given) / 1000.0)


def by_model_chain(
    asked: Setting, tilt: float, azimuth: float, mounting: str = MOUNTINGS[0]
) -> Array:
    """(T,) kWh per kWp of a plane with pvlib's ModelChain."""
    parameters = pvlib.temperature.TEMPERATURE_MODEL_PARAMETERS["sapm"][mounting]
    modules = pvlib.pvsystem.Array(
        pvlib.pvsystem.FixedMount(tilt, azimuth),
        albedo=asked.albedo,
        module_parameters={"pdc0": 1000.0, "gamma_pdc": asked.coefficient},
        temperature_model_parameters=parameters,
    )
    system = pvlib.pvsystem.PVSystem(
        [modules],
        inverter_parameters={"pdc0": 1000.0, "eta_inv_nom": asked.inverter},
        losses_parameters=asked.losses,
    )
    chain = pvlib.modelchain.ModelChain(
        system,
        asked.place,
        transposition_model="perez",
        aoi_model="physical",
        spectral_model="no_loss",
        temperature_model="sapm",
        dc_model="pvwatts",
        ac_model="pvwatts",
        losses_model="pvwatts",
    )
    chain.run_model(asked.frame)
    return np.asarray(np.nan_to_num(chain.results.ac.to_numpy()) / 1000.0)
