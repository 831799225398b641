"""Electric cars: what they drove must be charged while they are plugged in."""

from __future__ import annotations

import numpy as np

from zeneville.technologies.district.parts import Array, Flexible, Parts
from zeneville.technologies.district.site import Site


def electric_cars(site: Site) -> Parts:
    """All cars of the district as one load with one stay a night.

    Cars with the same window and plug add up exactly. Energy of a day: ``ev_km`` times
    ``ev_consumption`` over 365; the stay is from ``ev_plug_window`` to ``ev_leaves`` o'clock.
    Chargers come with the cars: they are outside the decision.
    """
    value = site.figures.value
    if site.cars <= 0.0:
        return Parts()
    comes, leaves = int(value("ev_plug_window")), int(value("ev_leaves"))
    plugged = (site.hour >= comes) | (site.hour < leaves)
    window = np.where(plugged, stays(site.day, site.hour, leaves, site.successor), -1)
    daily = site.cars * value("ev_km") * value("ev_consumption") / 100.0 / 365.0
    count = int(window.max()) + 1
    return Parts(
        flexible=(
            Flexible(
                name="electric_cars",
                most_kw=np.where(plugged, site.cars * value("ev_charger_kw"), 0.0),
                window=window,
                kwh=np.full(count, daily),
            ),
        )
    )


def stays(day: Array, hour: Array, leaves: int, successor: Array) -> Array:
    """(T,) number of the night that each hour belongs to; the first morning is the last night's.

    Where days are representative ones, each cycles by itself: its morning and its evening are
    one night.
    """
    places = np.arange(len(day))
    whole = len(day) == 8760 and np.array_equal(successor[:-1], places[1:])
    if whole:
        return np.asarray((day - (hour < leaves)) % 365)
    return np.cumsum(np.r_[0, successor[:-1] <= places[:-1]])
