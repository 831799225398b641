"""Small stocks and a year of hours for tests of what people use."""

import numpy as np
import pandas as pd
import xarray as xr

from zeneville.technologies import catalogue

FIGURES = catalogue.read()


def year(base=2026):
    """Hours of a civil year in fixed UTC+1 at Lille, with ground temperature only."""
    time = pd.date_range(f"{base}-01-01", f"{base}-12-31 23:00", freq="h")
    time = time[~((time.month == 2) & (time.day == 29))]
    day = np.arange(8760) / 24.0
    ground = 11.3 - 5.2 * np.cos(2 * np.pi * (day - 45.0) / 365.0)
    return xr.Dataset(
        {"ground_temperature_degc": ("time", ground)},
        coords={"time": time},
        attrs={"latitude": 50.63, "longitude": 3.06},
    )


def stock(**columns):
    """Envelope of buildings; a column not given is that of a house of 92 m2 with 2.2 persons."""
    count = max(len(np.atleast_1d(column)) for column in columns.values()) if columns else 1
    usual = {"use": "residential", "dwellings": 1.0, "heated_area_m2": 92.0, "persons": 2.2}
    data = {
        name: ("building", np.resize(columns.get(name, value), count))
        for name, value in usual.items()
    }
    dwellings = np.asarray(data["dwellings"][1], dtype=float)
    data["residential"] = ("building", dwellings > 0)
    floor = np.asarray(data["heated_area_m2"][1], dtype=float)
    per_floor = columns.get("flow", np.array([1.65, 1.09, 1.65]))
    data["ventilation_m3_per_h"] = (("building", "package"), floor[:, None] * per_floor)
    data["heat_recovery"] = (
        ("building", "package"),
        np.tile([0.0, 0.0, 0.85], (count, 1)),
    )
    return xr.Dataset(
        data,
        coords={
            "building": [f"b{i}" for i in range(count)],
            "package": ["as_is", "walls_inside", "near_passive"],
        },
    )
