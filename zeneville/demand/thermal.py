"""Hourly space heating of many buildings: one mass node, one air node (EN ISO 13790, 5R1C).

The validated model comes later behind the same function. Conductances in W/K, temperatures in
degC, heat in W.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

Array = np.ndarray[Any, Any]

H_IS = 3.45  # W/m2K, surface to air, EN ISO 13790 7.2.2.2
H_MS = 9.1  # W/m2K, mass to surface, EN ISO 13790 12.2.2
AREA_TOTAL = 4.5  # inner surfaces over floor area, EN ISO 13790 7.2.2.2
AREA_MASS = 2.5  # mass surface over floor area, medium and heavy, EN ISO 13790 12.3.1.2


@njit(parallel=True, fastmath=True, cache=True)
def heating(  # type: ignore[no-untyped-def]
    opaque, window, air, capacity, floor, solar_area, gains, setpoint, outdoor, sun
):
    """Heat (N, T) in kWh that keeps the air at its set-point.

    Parameters
    ----------
    opaque, window, air
        (N,) transmission through opaque parts and windows, and by air, W/K.
    capacity
        (N,) Wh/K; ``floor`` (N,) m2.
    solar_area
        (N, 4) effective collecting area by orientation, m2; ``sun`` (T, 4) W/m2.
    gains, setpoint
        (N, T'); T' hours repeated over the year by the caller: here (N, 168) per hour of week.
    """
    count, hours = opaque.shape[0], outdoor.shape[0]
    out = np.zeros((count, hours), dtype=np.float32)
    for n in prange(count):
        h_is = H_IS * AREA_TOTAL * floor[n]
        h_ms = H_MS * AREA_MASS * floor[n]
        h_em = 1.0 / max(1e-9, 1.0 / max(opaque[n], 1e-6) - 1.0 / h_ms)
        if h_em < 0.0 or opaque[n] >= h_ms:
            h_em = opaque[n]
        h1 = 1.0 / (1.0 / max(air[n], 1e-6) + 1.0 / h_is)
        h2 = h1 + window[n]
        h3 = 1.0 / (1.0 / h2 + 1.0 / h_ms)
        mass_share = AREA_MASS / AREA_TOTAL
        window_share = window[n] / (H_MS * AREA_TOTAL * floor[n])
        mass = 19.0
        for warm_up in range(2):
            first = hours - 720 if warm_up == 0 else 0
            first = max(first, 0)
            for t in range(first, hours):
                inside = gains[n, t % 168]
                shine = 0.0
                for o in range(4):
                    shine += solar_area[n, o] * sun[t, o]
                to_air = 0.5 * inside
                rest = 0.5 * inside + shine
                to_mass = mass_share * rest
                to_surface = max(0.0, (1.0 - mass_share - window_share)) * rest
                out_t = outdoor[t]
                flow = 0.0
                air_zero = 0.0
                for step in range(2):
                    added = to_air + (0.0 if step == 0 else 10.0 * floor[n])
                    total = (
                        to_mass
                        + h_em * out_t
                        + h3
                        * (
                            to_surface
                            + window[n] * out_t
                            + h1 * (added / max(air[n], 1e-6) + out_t)
                        )
                        / h2
                    )
                    half = 0.5 * (h3 + h_em)
                    later = (mass * (capacity[n] - half) + total) / (capacity[n] + half)
                    mean = 0.5 * (mass + later)
                    surface = (
                        h_ms * mean
                        + to_surface
                        + window[n] * out_t
                        + h1 * (out_t + added / max(air[n], 1e-6))
                    ) / (h_ms + window[n] + h1)
                    room = (h_is * surface + air[n] * out_t + added) / (h_is + air[n])
                    if step == 0:
                        air_zero = room
                        if room >= setpoint[n, t % 168]:
                            break
                    else:
                        flow = (
                            10.0
                            * floor[n]
                            * (setpoint[n, t % 168] - air_zero)
                            / max(room - air_zero, 1e-9)
                        )
                added = to_air + flow
                total = (
                    to_mass
                    + h_em * out_t
                    + h3
                    * (to_surface + window[n] * out_t + h1 * (added / max(air[n], 1e-6) + out_t))
                    / h2
                )
                half = 0.5 * (h3 + h_em)
                mass = (mass * (capacity[n] - half) + total) / (capacity[n] + half)
                if warm_up == 1:
                    out[n, t] = flow / 1000.0
    return out
