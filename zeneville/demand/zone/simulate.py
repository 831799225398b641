"""All zones of a call through the compiled balance, block by block on the machine's threads."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand.zone import kernel as compiler
from zeneville.demand.zone.blocks import prepare, shared
from zeneville.demand.zone.check import check
from zeneville.demand.zone.zones import Outcome, Surroundings, Zones

Array = np.ndarray[Any, Any]

LANES = 16
#: zones prepared at once by a thread; bounds its memory
CHUNK = 32 * LANES
WARM_UP_HOURS = 480


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
        Hourly results to keep; sums and peaks always are. Without any the memory needed does not
        grow with N times T.
    precision
        ``single`` or ``double`` of the states.

    Returns
    -------
    Outcome; heating positive in ``heat_w``, cooling negative.

    Raises
    ------
    ValueError
        Where a value is missing, not a number or out of its bounds; all such are named.
    """
    check(zones, around)
    keep = store or Store()
    real = np.dtype(np.float64 if precision == "double" else np.float32)
    count, hours = len(zones), len(around.temp_air)
    exposed = sum(slot.exposed for slot in zones.slots)
    planes = zones.window_transmitting.shape[1]
    run = compiler.compiled(LANES, exposed, len(zones.slots) - exposed, planes, real == np.float64)
    tables = shared(zones, around, real)
    first = max(hours - WARM_UP_HOURS, 0)
    totals = np.zeros((count, 5))
    heat = np.empty((count if keep.heat else 0, hours), real)
    air, felt = (np.empty((count if keep.temperatures else 0, hours), real) for _ in range(2))

    def chunk(start: int) -> None:
        stop = min(start + step, count)
        padded = -(-(stop - start) // LANES) * LANES
        rows = np.minimum(np.arange(start, start + padded), count - 1)
        made = prepare(zones, around, rows, LANES, first, real)
        alike = (made.index == made.index[:, :, :1]).all(axis=2)
        tile = np.empty(3 * compiler.TILE_HOURS * LANES, real)
        glass = np.empty(2 * planes * LANES, real)
        total = np.zeros((len(alike), 5 * LANES))
        for number in range(len(alike)):
            own = slice(start + number * LANES, min(start + (number + 1) * LANES, stop))
            run(
                made.elements[number].ravel(),
                made.zone[number].ravel(),
                glass,
                made.sunlit[number],
                made.index[number],
                tables["series"],
                tables["texture"],
                tables["convection"],
                tables["profiles"],
                tables["sun"],
                tables["through"],
                tables["month"],
                first,
                alike[number],
                tile,
                heat[own],
                air[own],
                felt[own],
                total[number],
            )
        sums = total.reshape(-1, 5, LANES).transpose(0, 2, 1).reshape(padded, 5)
        totals[start:stop] = sums[: stop - start]

    workers = threads or os.cpu_count() or 1
    step = min(CHUNK, max(-(-count // (workers * LANES)), 1) * LANES)
    starts = range(0, count, step)
    if workers == 1 or len(starts) == 1:
        for start in starts:
            chunk(start)
    else:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(chunk, starts))
    return Outcome(
        heating_kwh=totals[:, 0] / 1000.0,
        cooling_kwh=totals[:, 1] / 1000.0,
        peak_heating_kw=totals[:, 2] / 1000.0,
        peak_cooling_kw=-totals[:, 3] / 1000.0,
        degree_hours=totals[:, 4],
        heat_w=heat if keep.heat else None,
        air_degc=air if keep.temperatures else None,
        operative_degc=felt if keep.temperatures else None,
    )
