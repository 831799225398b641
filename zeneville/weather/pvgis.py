"""PVGIS typical years (CSV): stamps in UTC at the start of the hour."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pvlib
import xarray as xr

from zeneville.messages import Message
from zeneville.weather import convention, dataset


def read(path: Path, base_year: int) -> xr.Dataset:
    """Read a PVGIS TMY and move it to UTC+1."""
    table, meta = pvlib.iotools.read_pvgis_tmy(str(path))
    inputs = meta.get("inputs", meta)
    place = inputs.get("location", inputs)

    def value(name: str) -> float:
        found = place.get(name, 0.0)
        return float(found["value"] if isinstance(found, dict) else found)

    table = table[~((table.index.month == 2) & (table.index.day == 29))]

    def column(name: str) -> np.ndarray:
        return np.roll(table[name].to_numpy(dtype=float), 1)

    temp, humidity = column("temp_air"), column("relative_humidity")
    attrs: dict[str, object] = {}
    if len(table) == 8760:
        times = dataset.calendar(base_year).tz_localize("Etc/GMT-1")
        shift = convention.centroid_shift_minutes(
            column("dhi"), times, value("latitude"), value("longitude")
        )
        assumed = Message("UTC, stamps at the start of the hour")
        attrs["time_convention"] = convention.told(shift, assumed)
        attrs["convention_shift_min"] = round(shift, 1)
    return dataset.assemble(
        str(path),
        {
            "temp_air_degc": temp,
            "ghi_w_per_m2": column("ghi"),
            "dni_w_per_m2": column("dni"),
            "dhi_w_per_m2": column("dhi"),
            "wind_speed_m_per_s": column("wind_speed"),
            "relative_humidity_percent": humidity,
            "sky_temperature_degc": dataset.sky_temperature(
                temp, dataset.dew_point(temp, humidity)
            ),
        },
        base_year,
        18,
        name=f"PVGIS {path.stem}",
        source="PVGIS, European Union",
        licence="free reuse with source",
        latitude=value("latitude"),
        longitude=value("longitude"),
        altitude_m=value("elevation"),
        **attrs,
    )
