"""Where in the hour the sun of a file stands: tested against the sun, not believed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pvlib

from zeneville.messages import Message, template

Array = np.ndarray[Any, Any]

AGREES = template(
    "read as {assumed}; the diffuse centroid is {shift:+.0f} min from the sun, "
    "which agrees with this reading"
)
DISAGREES = template(
    "read as {assumed}; the diffuse centroid is {shift:+.0f} min from the sun, "
    "which DISAGREES with this reading"
)


def centroid_shift_minutes(
    diffuse: Array, times: pd.DatetimeIndex, latitude: float, longitude: float
) -> float:
    """Minutes by which the diffuse centroid comes later than the sun at mid-hour of the stamps.

    ``times`` are aware starts of the hours. Diffuse irradiance is symmetric about solar noon on
    average, so its daily centroid, averaged over the year, tells the clock of a file.
    """
    middle = times + pd.Timedelta(minutes=30)
    position = pvlib.solarposition.get_solarposition(middle, latitude, longitude)
    height = np.maximum(np.sin(np.radians(position["elevation"].to_numpy())), 0.0)
    hour = np.arange(len(times)) % 24 + 0.5
    found = float((diffuse * hour).sum() / max(diffuse.sum(), 1e-9))
    expected = float((height * hour).sum() / height.sum())
    return (found - expected) * 60.0


#: the convention of our own files, as their heading says it
OWN = template("UTC+1, means over the hour that starts at the stamp")


def told(shift_minutes: float, assumed: Message) -> Message:
    """Sentence for the provenance of a weather dataset."""
    form = AGREES if abs(shift_minutes) <= 20 else DISAGREES
    return Message(form, assumed=assumed, shift=shift_minutes)
