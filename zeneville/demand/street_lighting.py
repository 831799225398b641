"""Street lighting: on from dusk to dawn by the sun's elevation, dimmed by the clock."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import pandas as pd
import xarray as xr

from zeneville.demand.legal_time import legal_time
from zeneville.demand.night import night_share

Array = np.ndarray[Any, Any]

Dimming = Literal["full", "half_night", "off_at_night"]

#: clock hours of the night in which lamps are dimmed or off
DIMMED = (23, 5)


def street_lighting(
    points: int, power_w: float, dimming: Dimming, weather: xr.Dataset, figures: Any
) -> Array:
    """(T,) kWh of the district's street lighting by hour.

    Parameters
    ----------
    points
        Lamps.
    power_w
        W of one lamp with its driver.
    dimming
        ``full`` all night; ``half_night`` at reduced power from 23 to 5 h of legal time;
        ``off_at_night`` off in these hours.
    weather
        For its hours (fixed UTC+1), latitude and longitude.
    """
    time = pd.DatetimeIndex(weather["time"].to_numpy())
    night = night_share(time, weather.attrs, figures.value("street_lighting_elevation"))
    hour = legal_time(time).hour
    late = (hour >= DIMMED[0]) | (hour < DIMMED[1])
    reduced = {"full": 1.0, "half_night": figures.value("street_lighting_half")}.get(dimming, 0.0)
    return np.asarray(points * power_w / 1000.0 * night * np.where(late, reduced, 1.0))
