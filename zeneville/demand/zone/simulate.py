"""All zones of a call through the compiled balance, block by block on the machine's threads."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand.zone import films
from zeneville.demand.zone import kernel as compiler
from zeneville.demand.zone import layout as at
from zeneville.demand.zone.chain import HOUR_S, TwoPort, condense
from zeneville.demand.zone.zones import Outcome, Surroundings, Zones

Array = np.ndarray[Any, Any]

LANES = 32
WARM_UP_HOURS = 480
NEVER = 1e4
CONVECTION = {
    "wall": (films.INSIDE_VERTICAL, films.INSIDE_VERTICAL),
    "ceiling": (films.INSIDE_REDUCED, films.INSIDE_ENHANCED),
    "floor": (films.INSIDE_ENHANCED, films.INSIDE_REDUCED),
}


@dataclass(frozen=True)
class Store:
    """Which hourly results to keep: ``heat`` (N, T), ``temperatures`` two of (N, T)."""

    heat: bool = True
    temperatures: bool = False


def simulate(
    zones: Zones,
    around: Surroundings,
    store: Store | None = None,
    precision: str = "single",
    threads: int | None = None,
) -> Outcome:
    """Hourly heating and cooling that keep every zone between its set-points.

    The topology is that of EN ISO 52016-1:2017 6.5.6 (five nodes per opaque element, massless
    glazing, one air node, one mean radiant temperature, implicit hourly steps) with the films of
    :mod:`zeneville.demand.zone.films`, each from the temperatures of the hour before. The year is
    preceded by its own last ``WARM_UP_HOURS`` hours.

    Parameters
    ----------
    zones, around
        N zones and T hours, as their classes say.
    store
        Hourly results to keep; sums and peaks always are.
    precision
        ``single`` or ``double`` of the states.

    Returns
    -------
    Outcome; heating positive in ``heat_w``, cooling negative.
    """
    keep = store or Store()
    real = np.dtype(np.float64 if precision == "double" else np.float32)
    count, hours = len(zones), len(around.temp_air)
    exposed = sum(slot.exposed for slot in zones.slots)
    planes = zones.window_transmitting.shape[1]
    run = compiler.compiled(LANES, exposed, len(zones.slots) - exposed, planes, real == np.float64)
    shared = _shared(zones, around, real)
    first = max(hours - WARM_UP_HOURS, 0)
    totals = np.zeros((5, count))
    heat = np.empty((count, hours), real) if keep.heat else None
    air = np.empty((count, hours), real) if keep.temperatures else None
    felt = np.empty((count, hours), real) if keep.temperatures else None
    flags = np.array([keep.heat, keep.temperatures])

    def one(start: int) -> None:
        rows = np.minimum(np.arange(start, start + LANES), count - 1)
        element, zone, glass, index = _block(zones, around, rows, first, real)
        buffer = np.empty(
            (3 if keep.temperatures else 1, hours if keep.heat or keep.temperatures else 1, LANES),
            real,
        )
        total = np.zeros(5 * LANES)
        run(
            element,
            zone,
            glass,
            index,
            shared["series"],
            shared["texture"],
            shared["upwards"],
            shared["profiles"],
            shared["sun"],
            shared["through"],
            first,
            buffer,
            total,
            flags,
        )
        stop = min(start + LANES, count)
        width = stop - start
        totals[:, start:stop] = total.reshape(5, LANES)[:, :width]
        for target, source in ((heat, 0), (air, 1), (felt, 2)):
            if target is not None:
                target[start:stop] = buffer[source, :, :width].T

    starts = range(0, count, LANES)
    workers = threads or os.cpu_count() or 1
    if workers == 1 or len(starts) == 1:
        for start in starts:
            one(start)
    else:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(one, starts))
    return Outcome(
        heating_kwh=totals[0] / 1000.0,
        cooling_kwh=totals[1] / 1000.0,
        peak_heating_kw=totals[2] / 1000.0,
        peak_cooling_kw=-totals[3] / 1000.0,
        degree_hours=totals[4],
        heat_w=heat,
        air_degc=air,
        operative_degc=felt,
    )


def _shared(zones: Zones, around: Surroundings, real: Any) -> dict[str, Array]:
    exposed = [slot for slot in zones.slots if slot.exposed]
    if any(slot.exposed for slot in zones.slots[len(exposed) :]):
        raise ValueError("exposed slots come before the others")
    wind = np.asarray(around.wind_film)
    series = np.column_stack(
        [
            around.temp_air - compiler.ORIGIN,
            around.sky_temperature - compiler.ORIGIN,
            wind,
            around.boundary.reshape(len(wind), -1) - compiler.ORIGIN,
            around.comfort_limit - compiler.ORIGIN,
        ]
    )
    profiles = np.array(around.profiles, dtype=float)
    profiles[:, list(around.setpoints)] -= compiler.ORIGIN

    def flat(values: Any) -> Array:
        return np.ascontiguousarray(values, dtype=real)

    return {
        "series": flat(series),
        "texture": flat([slot.roughness for slot in exposed] or [1.0]),
        "upwards": flat([CONVECTION[slot.facing] for slot in zones.slots]),
        "profiles": flat(profiles),
        "sun": flat(around.sun.reshape(len(wind), -1)),
        "through": flat(around.through),
    }


def _block(
    zones: Zones, around: Surroundings, rows: Array, first: int, real: Any
) -> tuple[Array, Array, Array, Array]:
    port = condense(type(zones.chains)(zones.chains.resistance[rows], zones.chains.capacity[rows]))
    elements = np.zeros((len(zones.slots), at.ELEMENT_ROWS, LANES))
    _elements(elements, zones, rows, port)
    _start(elements, zones, rows, around, first)
    zone = _zone(zones, rows)
    planes = zones.window_transmitting.shape[1]
    glass = np.empty((2 * planes, LANES))
    glass[:planes] = zones.window_transmitting[rows].T
    area = np.maximum(zones.window_area[rows], 1e-9)
    glass[planes:] = zones.window_absorbing[rows].T / area
    index = np.stack(
        [
            zones.profile_heat[rows],
            zones.profile_cool[rows],
            zones.profile_gain[rows],
            zones.profile_air[rows],
        ]
    ).astype(np.int64)
    return (
        np.ascontiguousarray(elements.ravel(), dtype=real),
        np.ascontiguousarray(zone.ravel(), dtype=real),
        np.ascontiguousarray(glass.ravel(), dtype=real),
        index,
    )


def _elements(out: Array, zones: Zones, rows: Array, port: TwoPort) -> None:
    exposed = np.array([slot.exposed for slot in zones.slots])[:, None]
    area = zones.area[rows].T

    def put(row: int, values: Array) -> None:
        out[:, row] = values.T

    for mode in range(3):
        put(at.DECAY + mode, 1.0 - port.decay[..., mode])
        put(at.TO_OUTER + mode, port.to_outer[..., mode])
        put(at.TO_INNER + mode, port.to_inner[..., mode])
    put(at.K_OUTER, port.k_outer)
    put(at.K_INNER, port.k_inner)
    put(at.CROSS, port.cross)
    put(at.C_OUTER, port.c_outer)
    put(at.C_INNER, port.c_inner)
    out[:, at.AREA] = area
    put(at.ABSORBED, zones.absorptance[rows])
    emissivity, sky = zones.emissivity[rows].T, zones.sky_share[rows].T
    out[:, at.SKY] = np.where(exposed, emissivity * sky, zones.outer_film[rows].T)
    weight = zones.boundary_weight[rows].T
    out[:, at.AIR] = np.where(exposed, emissivity * (1.0 - sky), weight)
    # weight (series - origin) + fixed = weight series + constant - origin
    out[:, at.FIXED] = zones.boundary_constant[rows].T - compiler.ORIGIN * (1.0 - weight)
    put(at.EXCHANGE, zones.exchange[rows])
    out[:, at.DIRECT_SHARE] = zones.direct_share[rows].T / np.maximum(area, 1e-9)
    out[:, at.DIFFUSE_SHARE] = zones.diffuse_share[rows].T / np.maximum(area, 1e-9)


def _start(out: Array, zones: Zones, rows: Array, around: Surroundings, first: int) -> None:
    """Steady temperatures between 20 degC inside and the mean of the first day outside."""
    day = slice(first, first + 24)
    outside = float(around.temp_air[day].mean()) - compiler.ORIGIN
    number = 0
    for place, slot in enumerate(zones.slots):
        if slot.exposed:
            outer: Any = outside
        else:
            mean = float(around.boundary[day, number].mean()) - compiler.ORIGIN
            outer = out[place, at.AIR] * mean + out[place, at.FIXED]
            number += 1
        out[place, at.X_OUTER] = outer
        for mode in range(3):
            lost = np.maximum(out[place, at.DECAY + mode], 1e-12)
            out[place, at.MODES + mode] = out[place, at.TO_OUTER + mode] * outer / lost


def _zone(zones: Zones, rows: Array) -> Array:
    out = np.zeros((at.ZONE_ROWS, LANES))
    window = zones.window_area[rows]
    total = zones.area[rows].sum(axis=1) + window
    out[at.W_AREA] = window
    out[at.W_GAP : at.W_GAP + 3] = zones.window_gap[rows].T
    out[at.W_PANES] = zones.window_panes[rows]
    out[at.W_SKY] = zones.window_emissivity[rows] * zones.window_sky_share[rows]
    out[at.W_AIR] = zones.window_emissivity[rows] * (1.0 - zones.window_sky_share[rows])
    out[at.W_DIRECT] = zones.window_direct_share[rows] / np.maximum(window, 1e-9)
    out[at.W_DIFFUSE] = zones.window_diffuse_share[rows] / np.maximum(window, 1e-9)
    out[at.EXCHANGE_ALL] = (zones.area[rows] * zones.exchange[rows]).sum(
        axis=1
    ) + window * zones.window_exchange[rows]
    out[at.AIR_CONSTANT] = zones.air_constant[rows]
    out[at.AIR_SCHEDULED] = zones.air_scheduled[rows]
    out[at.AIR_OPENED] = zones.air_opened[rows]
    out[at.CAPACITY] = zones.capacity[rows] / HOUR_S
    out[at.SUN_TO_AIR] = zones.sun_to_air[rows]
    out[at.GAIN_RADIANT] = zones.gains_radiant[rows] / total
    out[at.GAIN_CONVECTIVE] = 1.0 - zones.gains_radiant[rows]
    out[at.POWER_HEAT] = np.minimum(zones.power_heat[rows], 1e12)
    out[at.POWER_COOL] = np.minimum(zones.power_cool[rows], 1e12)
    out[at.OPERATIVE] = zones.operative[rows]
    out[at.W_EXCHANGE] = zones.window_exchange[rows]
    out[at.GAIN_SCALE] = zones.gain_scale[rows]
    out[at.OPEN_ABOVE] = np.minimum(zones.open_above[rows], NEVER) - compiler.ORIGIN
    return out
