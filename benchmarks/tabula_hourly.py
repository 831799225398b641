"""The hourly zone model on archetypes, with the conventions of the seasonal method or without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from benchmarks import tabula_archetypes as archetypes
from benchmarks.tabula_climate import Year
from zeneville.demand import constructions, ground, shading
from zeneville.demand.zone import (
    Chain,
    Layer,
    Store,
    Surroundings,
    Zones,
    chain,
    simulate,
)

NEVER_DEGC = 1e4
UNLIMITED_KW = 1e6
FLOOR = constructions.FLOOR
#: forced film on glass, W/(m2 K), under which a rough wall at 10 degC with emissivity 0.9 has the
#: 25 W/(m2 K) of EN ISO 6946
DECLARED_WIND_FILM = 12.5
STEADY_HOURS = 1500
ROUNDS = 3
SMALL_SUN, SMALL_GAIN = 5.0, 0.5


@dataclass(frozen=True)
class Physics:
    """What the seasonal method simplifies, each as the hourly model has it when true.

    Attributes
    ----------
    films
        Inner films by temperature, mean radiant temperature included; else the declared U-values
        hold: a conductance beside the zone makes up for the difference in the steady state.
    wind
        Outer convection by temperature and wind; else such that an outer wall's film is the
        declared one.
    air
        The thermostat feels air; else the mean of air and mean radiant temperature.
    sky
        Long-wave exchange with the sky temperature; else with air temperature.
    lit
        Sun absorbed by walls and roofs.
    angle
        Glass by angle of incidence; else the method's share of the value at normal incidence.
    ground
        Floors by EN ISO 13370; else outdoor air behind the conductance U times b.
    opened
        Windows opened when it gets too warm.
    """

    films: bool = True
    wind: bool = True
    air: bool = True
    sky: bool = True
    lit: bool = True
    angle: bool = True
    ground: bool = True
    opened: bool = True


@dataclass(frozen=True)
class Archetypes:
    """Table of archetypes and the package's figures by key."""

    table: pd.DataFrame
    value: Callable[[str], float]


def need(of: Archetypes, year: Year, room: np.ndarray, physics: Physics) -> np.ndarray:
    """(N,) kWh/m2 of heat over the year.

    Parameters
    ----------
    room
        (N,) or (N, T) set-point in degC.
    """
    zones = _zones(of, year, physics)
    around = _around(of, year, room, physics)
    return simulate(zones, around, Store(heat=False), "double", 1).heating_kwh / archetypes.floor(
        of.table
    )


def steady_loss(of: Archetypes, year: Year, physics: Physics) -> np.ndarray:
    """(N,) W/(K m2) that the model loses in the steady state of the season, dark, without sky."""
    heat = _steady_heat(of, _zones(of, year, physics), year, physics, 0.0, 0.0)
    return heat / _difference(of) / archetypes.floor(of.table)


def usefulness(of: Archetypes, year: Year, physics: Physics) -> tuple[np.ndarray, np.ndarray]:
    """(N,) shares of sun and of internal gains that spare heat in the steady state.

    Gains warm the surfaces on which they fall, of which the outer ones pass a part of it on.
    """
    zones = _zones(of, year, physics)
    without, sun, inside = (
        _steady_heat(of, zones, year, physics, *gains)
        for gains in ((0.0, 0.0), (SMALL_SUN, 0.0), (0.0, SMALL_GAIN))
    )
    let_in = SMALL_SUN * _kept(of) * archetypes.openings(of.table).sum(axis=1)
    internal = SMALL_GAIN * archetypes.floor(of.table)
    return (without - sun) / let_in, (without - inside) / internal


def daily_capacity(of: Archetypes, year: Year) -> np.ndarray:
    """(N,) Wh/(K m2 floor) that the zone stores in a daily wave, furniture included.

    Areal heat capacity of EN ISO 13786: flow into the inner surface for a unit wave at both
    surfaces, over its angular frequency.
    """
    zones = _zones(of, year, Physics())
    frequency = 2.0 * np.pi / 86400.0
    conductance, heat = 1.0 / zones.chains.resistance, 1j * frequency * zones.chains.capacity
    held = np.where(zones.outer_film > 0.0, 1e6, 0.0)
    matrix = np.zeros((*conductance.shape[:2], 4, 4), dtype=complex)
    for node in range(4):
        matrix[..., node, node] = heat[..., node] + conductance[..., node]
        if node:
            matrix[..., node, node] += conductance[..., node - 1]
            matrix[..., node, node - 1] = -conductance[..., node - 1]
            matrix[..., node - 1, node] = -conductance[..., node - 1]
    matrix[..., 0, 0] += held
    driven = np.zeros(matrix.shape[:3], dtype=complex)
    driven[..., 0] = held
    driven[..., 3] += conductance[..., 3]
    inner = np.linalg.solve(matrix, driven[..., None])[..., 3, 0]
    flow = heat[..., 4] + conductance[..., 3] * (1.0 - inner)
    stored = (np.abs(flow) / frequency * zones.area).sum(axis=1) + zones.capacity
    return stored / 3600.0 / archetypes.floor(of.table)


def _zones(of: Archetypes, year: Year, physics: Physics) -> Zones:
    count = len(of.table)
    numbers = np.arange(count)
    zones = constructions.zones(
        archetypes.envelope(of.table),
        of.value,
        np.full((count, 1), UNLIMITED_KW),
        numbers,
        count + numbers,
        2 * count,
        2 * count + 1,
        ground.wave(year.temp_air)[0],
    )
    openings = archetypes.openings(of.table) / float(constructions.REFERENCE.transmitted[0])
    zones = replace(
        zones,
        window_transmitting=openings,
        window_absorbing=np.zeros_like(openings),
        window_sunlit=np.ones((*openings.shape, shading.MONTHS)),
    )
    if not physics.opened:
        zones = replace(zones, air_opened=np.zeros(count))
    if not physics.air:
        zones = replace(zones, operative=np.full(count, 0.5))
    if not physics.ground:
        zones = _on_air(of, zones)
    return zones if physics.films else _declared(of, zones, year, physics)


def _declared(of: Archetypes, zones: Zones, year: Year, physics: Physics) -> Zones:
    """A conductance to outdoor air makes up for what films lack to the declared U-values."""
    loss = archetypes.transmission(of.table) + archetypes.ventilation(of.table)
    sheltered = replace(physics, wind=False)
    for _ in range(ROUNDS):
        heat = _steady_heat(of, zones, year, sheltered, 0.0, 0.0)
        lacking = loss * archetypes.floor(of.table) - heat / _difference(of)
        zones = replace(zones, air_constant=zones.air_constant + lacking)
    return zones


def _on_air(of: Archetypes, zones: Zones) -> Zones:
    """Floors with outdoor air behind them, the whole conductance U times b."""
    part = archetypes.part(of.table, "floor")
    whole = np.maximum(
        1.0 / part.declared - constructions.FILM_OUT - constructions.FILM_IN_DOWN, 0.1
    )
    slab = np.minimum(0.1, 0.5 * whole)
    made = chain([Layer(whole - slab), Layer(slab, 1e3 * of.value("demand_slab_capacity"))])
    resistance, capacity = zones.chains.resistance.copy(), zones.chains.capacity.copy()
    resistance[:, FLOOR], capacity[:, FLOOR] = made.resistance, made.capacity
    film, weight, constant = (
        values.copy()
        for values in (zones.outer_film, zones.boundary_weight, zones.boundary_constant)
    )
    behind = 1.0 / part.effective - constructions.FILM_IN_DOWN - whole
    film[:, FLOOR] = 1.0 / np.maximum(behind, 0.5 * constructions.FILM_OUT)
    weight[:, FLOOR], constant[:, FLOOR] = 1.0, 0.0
    return replace(
        zones,
        chains=Chain(resistance, capacity),
        outer_film=film,
        boundary_weight=weight,
        boundary_constant=constant,
    )


def _around(
    of: Archetypes,
    year: Year,
    room: np.ndarray,
    physics: Physics,
    internal: np.ndarray | None = None,
) -> Surroundings:
    """Climate, set-points and internal gains, W/m2 floor, those of the table if none are given."""
    count, hours = len(of.table), len(year.temp_air)
    boundary = np.zeros((hours, 3))
    boundary[:, 0] = ground.wave(year.temp_air)[1] if physics.ground else year.temp_air
    through = year.through.copy()
    if not physics.angle:
        through = _upright(of, year.incident)
    if internal is None:
        internal = archetypes.column(of.table, "phi_int", 0.0)
    points = np.broadcast_to(room if room.ndim == 2 else room[:, None], (count, hours)).T
    profiles = np.column_stack(
        [
            points,
            np.tile(internal * archetypes.floor(of.table), (hours, 1)),
            np.full(hours, NEVER_DEGC),
            np.ones(hours),
        ]
    )
    return Surroundings(
        temp_air=year.temp_air,
        sky_temperature=year.sky_temperature if physics.sky else year.temp_air,
        wind_film=year.wind_film if physics.wind else np.full(hours, DECLARED_WIND_FILM),
        boundary=boundary,
        sun=year.incident if physics.lit else 0.0 * year.incident,
        through=through,
        profiles=profiles,
        setpoints=(*range(count), 2 * count),
        comfort_limit=np.full(hours, NEVER_DEGC),
        month=np.zeros(hours, int),
    )


def _kept(of: Archetypes) -> float:
    """The method's share of the value at normal incidence, the same for all archetypes."""
    (kept,) = np.unique(archetypes.column(of.table, "F_w", 1.0))
    return float(kept)


def _upright(of: Archetypes, incident: np.ndarray) -> np.ndarray:
    """(T, 20) light let through as if it always came in at right angles, times F_w."""
    passed = _kept(of) * float(constructions.REFERENCE.transmitted[0]) * incident
    return np.hstack([np.zeros_like(passed), passed, np.zeros((len(passed), 10))])


def _difference(of: Archetypes) -> np.ndarray:
    """(N,) K between the set-point and the mean outdoor temperature of the season."""
    return archetypes.column(of.table, "theta_i", 0.0) - archetypes.column(of.table, "Theta_e", 0.0)


def _steady_heat(
    of: Archetypes, zones: Zones, year: Year, physics: Physics, sun: float, gain: float
) -> np.ndarray:
    """(N,) W after a long time at the season's outdoor temperature and the year's mean wind.

    Parameters
    ----------
    sun, gain
        Constant W/m2 on every window, and W/m2 floor.
    """
    hours = STEADY_HOURS
    outdoor = float(of.table["Theta_e"].iloc[0])
    light = np.full((hours, 5), sun)
    still = Year(
        np.full(hours, outdoor),
        np.full(hours, outdoor),
        np.full(hours, year.wind_film.mean()),
        light,
        _upright(of, light),
    )
    room = archetypes.column(of.table, "theta_i", 0.0)
    dark = replace(physics, sky=True, lit=False, angle=True, ground=False)
    around = _around(of, still, room, dark, np.full(len(of.table), gain))
    heat = simulate(zones, around, Store(heat=True), "double", 1).heat_w
    assert heat is not None
    return heat[:, -1]
