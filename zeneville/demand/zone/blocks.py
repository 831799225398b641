"""Zones laid out for the kernel: blocks of lanes, every value a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand.zone import films
from zeneville.demand.zone import kernel as compiler
from zeneville.demand.zone import layout as at
from zeneville.demand.zone.chain import HOUR_S, Chain, condense
from zeneville.demand.zone.zones import Surroundings, Zones

Array = np.ndarray[Any, Any]

#: stands for what has no limit, in W and degC
UNLIMITED_W = 1e12
NEVER = 1e4
#: films of a surface warmer and of one colder than the air
CONVECTION = {
    "wall": (films.INSIDE_VERTICAL, films.INSIDE_VERTICAL),
    "ceiling": (films.INSIDE_REDUCED, films.INSIDE_ENHANCED),
    "floor": (films.INSIDE_ENHANCED, films.INSIDE_REDUCED),
}


@dataclass(frozen=True)
class Blocks:
    """B blocks of L lanes: ``elements`` (B, E, rows, L), ``zone`` (B, rows, L), ``sunlit``
    (B, M, (X + 2 O) L), ``index`` (B, 4, L) of profiles."""

    elements: Array
    zone: Array
    sunlit: Array
    index: Array


def shared(zones: Zones, around: Surroundings, real: Any) -> dict[str, Array]:
    """What all blocks read: series and profiles about the kernel's origin, flat tables."""
    exposed = [slot for slot in zones.slots if slot.exposed]
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

    warm, cold = np.array([CONVECTION[slot.facing] for slot in zones.slots]).T

    def flat(values: Any) -> Array:
        return np.ascontiguousarray(values, dtype=real)

    return {
        "series": flat(series),
        "texture": flat([slot.roughness for slot in exposed] or [1.0]),
        "convection": flat(np.column_stack([0.5 * (warm + cold), 0.5 * (warm - cold)])),
        "profiles": flat(profiles),
        "sun": flat(around.sun.reshape(len(wind), -1)),
        "through": flat(around.through),
        "month": np.ascontiguousarray(around.month, dtype=np.intp),
    }


def prepare(
    zones: Zones, around: Surroundings, rows: Array, lanes: int, first: int, real: Any
) -> Blocks:
    """Blocks of the zones in ``rows``, whose number is a multiple of ``lanes``."""
    blocks = len(rows) // lanes

    def by_block(values: Array) -> Array:
        """(n, ...) to (B, ..., L)."""
        return np.moveaxis(values.reshape(blocks, lanes, *values.shape[1:]), 1, -1)

    elements = np.zeros((blocks, len(zones.slots), at.ELEMENT_ROWS, lanes), real)
    _elements(elements, zones, rows, by_block)
    _start(elements, zones, around, first)
    zone = np.zeros((blocks, at.ZONE_ROWS, lanes), real)
    for row, values in _zone(zones, rows).items():
        zone[:, row] = by_block(values)
    sunlit = np.ascontiguousarray(by_block(_sunlit(zones, rows, real)))
    index = [zones.profile_heat, zones.profile_cool, zones.profile_gain, zones.profile_air]
    return Blocks(
        elements,
        zone,
        sunlit.reshape(*sunlit.shape[:2], -1),
        np.ascontiguousarray(by_block(np.column_stack([item[rows] for item in index])), np.uintp),
    )


def _elements(out: Array, zones: Zones, rows: Array, by_block: Any) -> None:
    exposed = np.array([slot.exposed for slot in zones.slots])
    area = zones.area[rows]
    resistance, capacity = zones.chains.resistance[rows], zones.chains.capacity[rows]
    kinds, which = _distinct(np.concatenate([resistance, capacity], axis=-1))
    port = condense(Chain(kinds[:, :4], kinds[:, 4:]))

    def put(row: int, values: Array) -> None:
        out[:, :, row] = by_block(values)

    for mode in range(3):
        put(at.DECAY + mode, (1.0 - port.decay[:, mode])[which])
        put(at.TO_OUTER + mode, port.to_outer[:, mode][which])
        put(at.TO_INNER + mode, port.to_inner[:, mode][which])
    put(at.K_OUTER, port.k_outer[which])
    put(at.K_INNER, port.k_inner[which])
    _steady(out, by_block((1.0 / kinds[:, :4].sum(axis=1))[which]))
    put(at.AREA, area)
    emissivity, sky = zones.emissivity[rows], zones.sky_share[rows]
    put(at.SKY, np.where(exposed, emissivity * sky, zones.outer_film[rows]))
    weight = zones.boundary_weight[rows]
    put(at.AIR, np.where(exposed, emissivity * (1.0 - sky), weight))
    # weight (series - origin) + fixed = weight series + constant - origin
    put(at.FIXED, zones.boundary_constant[rows] - compiler.ORIGIN * (1.0 - weight))
    put(at.EXCHANGE, zones.exchange[rows])
    put(at.DIRECT_SHARE, zones.direct_share[rows] / np.maximum(area, 1e-9))
    put(at.DIFFUSE_SHARE, zones.diffuse_share[rows] / np.maximum(area, 1e-9))


def _sunlit(zones: Zones, rows: Array, real: Any) -> Array:
    """(n, M, X + 2 O): by month what exposed elements absorb, glass lets in, m2, and absorbs per
    m2 of it, of the sun on open land."""
    exposed = zones.sunlit.shape[1]
    pane = np.maximum(zones.window_area[rows], 1e-9)[:, None]
    kinds = (
        (zones.absorptance[rows, :exposed], zones.sunlit),
        (zones.window_transmitting[rows], zones.window_sunlit),
        (zones.window_absorbing[rows] / pane, zones.window_sunlit),
    )
    parts = [left[rows].swapaxes(1, 2) * kind[:, None] for kind, left in kinds]
    return np.concatenate(parts, axis=2, dtype=real)


def _steady(out: Array, transmittance: Array) -> None:
    """What is left to the small coefficients, so that steady heat flows are right to rounding.

    A surface's balance is a small difference of large numbers. From the other coefficients as
    they were rounded, the direct coupling of both surfaces is taken such that steady conduction
    is ``transmittance``, and then each surface's own capacity such that nothing flows where all
    is equally warm.
    """

    def row(number: int) -> Array:
        return out[:, :, number].astype(float)

    modes = [(row(at.TO_OUTER + m), row(at.TO_INNER + m), row(at.DECAY + m)) for m in range(3)]
    out[:, :, at.CROSS] = transmittance - sum(mode[0] * mode[1] / mode[2] for mode in modes)
    for own, whole, capacity in ((0, at.K_OUTER, at.C_OUTER), (1, at.K_INNER, at.C_INNER)):
        kept = sum(mode[own] * (mode[0] + mode[1]) / mode[2] for mode in modes)
        out[:, :, capacity] = row(whole) - row(at.CROSS) - kept


def _distinct(table: Array) -> tuple[Array, Array]:
    """The distinct rows along the last axis, and for each place the number of its row.

    Rows are found by a random projection; should two rows share one, all are kept.
    """
    flat = table.reshape(-1, table.shape[-1])
    mixed = flat @ np.random.default_rng(0).uniform(1.0, 2.0, flat.shape[1])
    _, first, which = np.unique(mixed, return_index=True, return_inverse=True)
    if not np.array_equal(flat[first][which], flat):
        first = which = np.arange(len(flat))
    return flat[first], which.reshape(table.shape[:-1])


def _start(out: Array, zones: Zones, around: Surroundings, first: int) -> None:
    """Steady temperatures between 20 degC inside and the mean of the first day outside."""
    day = slice(first, first + 24)
    outside = float(around.temp_air[day].mean()) - compiler.ORIGIN
    number = 0
    for place, slot in enumerate(zones.slots):
        element = out[:, place]
        if slot.exposed:
            outer: Any = outside
        else:
            mean = float(around.boundary[day, number].mean()) - compiler.ORIGIN
            outer = element[:, at.AIR] * mean + element[:, at.FIXED]
            number += 1
        element[:, at.X_OUTER] = outer
        for mode in range(3):
            lost = np.maximum(element[:, at.DECAY + mode], 1e-12)
            element[:, at.MODES + mode] = element[:, at.TO_OUTER + mode] * outer / lost


def _zone(zones: Zones, rows: Array) -> dict[int, Array]:
    area, window = zones.area[rows], zones.window_area[rows]
    pane = np.maximum(window, 1e-9)
    emissivity, sky = zones.window_emissivity[rows], zones.window_sky_share[rows]
    radiant = zones.gains_radiant[rows]
    exchange = zones.window_exchange[rows]
    return {
        at.W_AREA: window,
        **{at.W_GAP + power: zones.window_gap[rows, power] for power in range(3)},
        at.W_PANES: zones.window_panes[rows],
        at.W_SKY: emissivity * sky,
        at.W_AIR: emissivity * (1.0 - sky),
        at.W_DIRECT: zones.window_direct_share[rows] / pane,
        at.W_DIFFUSE: zones.window_diffuse_share[rows] / pane,
        at.AIR_CONSTANT: zones.air_constant[rows],
        at.AIR_SCHEDULED: zones.air_scheduled[rows],
        at.AIR_OPENED: zones.air_opened[rows],
        at.CAPACITY: zones.capacity[rows] / HOUR_S,
        at.SUN_TO_AIR: zones.sun_to_air[rows],
        at.GAIN_RADIANT: radiant / (area.sum(axis=1) + window),
        at.GAIN_CONVECTIVE: 1.0 - radiant,
        at.POWER_HEAT: np.minimum(zones.power_heat[rows], UNLIMITED_W),
        at.POWER_COOL: np.minimum(zones.power_cool[rows], UNLIMITED_W),
        at.OPERATIVE: zones.operative[rows],
        at.W_EXCHANGE: exchange,
        at.GAIN_SCALE: zones.gain_scale[rows],
        at.OPEN_ABOVE: np.minimum(zones.open_above[rows], NEVER) - compiler.ORIGIN,
    }
