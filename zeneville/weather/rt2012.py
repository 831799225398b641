"""RT2012 typical years (BuildSysPro layout): stamps at mid-hour.

The readme of these files says solar time; the data say UTC+1 (diffuse centroid), and UTC+1 is
what this reader takes. The test of the convention is in the attributes.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pvlib
import xarray as xr

from zeneville.errors import Fault, InputError
from zeneville.messages import Message
from zeneville.weather import convention, dataset


def read(path: Path, base_year: int) -> xr.Dataset:
    """Read an RT2012 file (two header lines, twelve tab-separated columns)."""
    lines = path.read_text(encoding="latin-1").splitlines()
    rows = [line.split() for line in lines[2:] if line.strip()]
    short = [index for index, row in enumerate(rows) if len(row) < 12]
    if short:
        raise InputError(
            [
                Fault(
                    str(path),
                    Message("line {line}", line=short[0] + 3),
                    Message("{count} columns", count=len(rows[short[0]])),
                    Message("12 columns"),
                    Message("Restore the line."),
                    code="weather-columns",
                )
            ]
        )
    table = np.array(rows, dtype=float)
    latitude, longitude = float(table[0, 10]), float(table[0, 11])
    dni, dhi, temp, sky, humidity, wind = (table[:, column] for column in (1, 2, 3, 5, 7, 8))
    attrs: dict[str, object] = {}
    ghi = np.zeros(len(table))
    if len(table) == 8760:
        times = dataset.calendar(base_year).tz_localize("Etc/GMT-1")
        shift = convention.centroid_shift_minutes(dhi, times, latitude, longitude)
        attrs["time_convention"] = convention.told(shift, Message("UTC+1, stamps at mid-hour"))
        attrs["convention_shift_min"] = round(shift, 1)
        position = pvlib.solarposition.get_solarposition(
            times + pd.Timedelta(minutes=30), latitude, longitude
        )
        height = np.maximum(np.sin(np.radians(position["elevation"].to_numpy())), 0.0)
        ghi = dhi + dni * height
    return dataset.assemble(
        str(path),
        {
            "temp_air_degc": temp,
            "ghi_w_per_m2": ghi,
            "dni_w_per_m2": dni,
            "dhi_w_per_m2": dhi,
            "wind_speed_m_per_s": wind,
            "relative_humidity_percent": humidity * 100.0,
            "sky_temperature_degc": sky,
        },
        base_year,
        3,
        name=path.stem,
        source="RT2012 typical year",
        licence="public data",
        latitude=latitude,
        longitude=longitude,
        altitude_m=0.0,
        **attrs,
    )
