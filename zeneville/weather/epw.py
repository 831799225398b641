"""EnergyPlus weather files: stamps are the end of the hour in local standard time.

Radiation is summed over the hour before the stamp; temperature, humidity and wind are readings at
the stamp (EnergyPlus, auxiliary programs, weather file format) and become means of the hour here.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pvlib
import xarray as xr

from zeneville.messages import Message
from zeneville.weather import convention, dataset

STEFAN_BOLTZMANN = 5.670374e-8


def read(path: Path, base_year: int) -> xr.Dataset:
    """Read an EPW file and move it to UTC+1."""
    table, meta = pvlib.iotools.read_epw(str(path), coerce_year=2001)
    shift = round(1.0 - float(meta["TZ"]))

    def column(name: str) -> np.ndarray:
        return np.roll(table[name].to_numpy(dtype=float), shift)

    def mean(name: str) -> np.ndarray:
        """Readings at the end of each hour to means over it."""
        readings = column(name)
        return 0.5 * (np.roll(readings, 1) + readings)

    temp, infrared = mean("temp_air"), column("ghi_infrared")
    sky = np.where(
        infrared > 50.0,
        (np.maximum(infrared, 1.0) / STEFAN_BOLTZMANN) ** 0.25 - 273.15,
        dataset.sky_temperature(temp, mean("temp_dew")),
    )
    attrs: dict[str, object] = {}
    if len(table) == 8760:
        times = dataset.calendar(base_year).tz_localize("Etc/GMT-1")
        found = convention.centroid_shift_minutes(
            column("dhi"), times, meta["latitude"], meta["longitude"]
        )
        attrs["time_convention"] = convention.told(
            found,
            Message(
                "local standard time UTC{zone:+g}, stamps at the end of the hour", zone=meta["TZ"]
            ),
        )
        attrs["convention_shift_min"] = round(found, 1)
    return dataset.assemble(
        str(path),
        {
            "temp_air_degc": temp,
            "ghi_w_per_m2": column("ghi"),
            "dni_w_per_m2": column("dni"),
            "dhi_w_per_m2": column("dhi"),
            "wind_speed_m_per_s": mean("wind_speed"),
            "relative_humidity_percent": mean("relative_humidity"),
            "sky_temperature_degc": sky,
        },
        base_year,
        9,
        name=f"{meta['city']} ({meta['data_type']})",
        source=f"EPW file {path.name}",
        licence="that of the file",
        latitude=float(meta["latitude"]),
        longitude=float(meta["longitude"]),
        altitude_m=float(meta["altitude"]),
        **attrs,
    )
