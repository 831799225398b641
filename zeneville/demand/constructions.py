"""From U-values and works to layered constructions, and from envelopes to zones of the model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from zeneville.demand import airing, ground, under_floor
from zeneville.demand.attic import attic
from zeneville.demand.zone import Chain, Layer, Slot, Zones, chain, films, gap_of, inner_sun, optics
from zeneville.demand.zone.glazing import GLASS_EMISSIVITY, Pane

Array = np.ndarray[Any, Any]

AIR_WH_PER_M3K = 0.34
SIDES = {"N": 0.0, "E": 90.0, "S": 180.0, "W": 270.0}
SLOTS = (
    *(Slot(f"wall {side}", "wall", True, films.ROUGHNESS["rough"]) for side in SIDES),
    Slot("roof", "ceiling", True, films.ROUGHNESS["rough"]),
    Slot("floor", "floor", False),
    Slot("party walls", "wall", False),
    Slot("inside", "wall", False),
)
ROOF, FLOOR, PARTY, INSIDE = 4, 5, 6, 7
#: surface resistances m2K/W under which U-values are declared, EN ISO 6946 table 7
FILM_OUT, FILM_IN, FILM_IN_UP, FILM_IN_DOWN = 0.04, 0.13, 0.10, 0.17
PLASTER = Layer.of(0.013, 0.25, 900.0, 1000.0)
TILES = Layer(0.02, 40e3)
SOIL_M = 0.5
#: reference glass whose course with the angle all windows follow; their g scales it
REFERENCE = optics([Pane(0.004, 0.83), Pane(0.004, 0.83)])


Each = Callable[[str], Array]


@dataclass(frozen=True)
class _Air:
    """(B, P) W/K: ventilation and infiltration, over a season and at the design load; what of it
    the weather drives; what open windows add."""

    exchange: Array
    design: Array
    driven: Array
    opened: Array


@dataclass(frozen=True)
class _Soil:
    """(B, P): floor and upper soil as a chain; conductance to, and share of the yearly wave of,
    the boundary under it; transmittance of the whole and its share that meets outdoor air."""

    chain: Chain
    outer: Array
    share: Array
    u: Array
    air_share: Array


def _reader(envelope: xr.Dataset) -> Each:
    shape = envelope.sizes["building"], envelope.sizes["package"]

    def each(name: str) -> Array:
        values = envelope[name].to_numpy().astype(float)
        return np.broadcast_to(values[:, None] if values.ndim == 1 else values, shape)

    return each


def zones(
    envelope: xr.Dataset,
    value: Any,
    design_kw: Array,
    heat_profile: Array,
    gain_profile: Array,
    cool_profile: int,
    air_profile: int,
    ground_mean_degc: float,
) -> Zones:
    """Zones (building-major, packages inside) of an envelope dataset.

    Boundaries are the yearly wave outdoors under the floor, K about its mean, and the temperature
    of neighbours behind party walls, degC.

    Parameters
    ----------
    envelope
        As the stock stage gives it, dims building (B), package (P), orientation. May also have
        ``under_floor`` (building), one of :data:`under_floor.KINDS`, else the ground;
        ``facade_sun_share`` (building, orientation), else the figure of near shading;
        ``cross_ventilated`` (building), else windows air one side; ``ventilated_naturally``
        (building, package), else fans keep the flow, whatever the air profile says.
    value
        Figures by key.
    design_kw
        (B, P) power at hand to heat.
    heat_profile, gain_profile
        (B,) numbers of profiles.
    ground_mean_degc
        Yearly mean outdoors, about which the ground's wave swings.
    """
    count, packages = envelope.sizes["building"], envelope.sizes["package"]
    total = count * packages

    each = _reader(envelope)

    def flat(values: Any) -> Array:
        return np.ascontiguousarray(
            np.broadcast_to(values, (count, packages, *np.shape(values)[2:]))
        ).reshape(total, *np.shape(values)[2:])

    walls = envelope["wall_area_m2"].to_numpy()
    windows = envelope["window_area_m2"].to_numpy()
    footprint, heated = each("floor_area_m2"), each("heated_area_m2")
    inside = (
        2.0 * np.maximum(heated - footprint, 0.0) + 2.0 * value("demand_partition_area") * heated
    )
    area = np.empty((count, packages, len(SLOTS)))
    area[..., :4] = walls[:, None, :]
    area[..., ROOF] = each("roof_area_m2")
    area[..., FLOOR] = footprint
    area[..., PARTY] = each("party_wall_area_m2")
    area[..., INSIDE] = inside
    soil = _soil(each, envelope, value)
    sunlit = _sun_share(envelope, value)
    parts = [
        *[_walls(each, value)] * 4,
        _roofs(each, value),
        soil.chain,
        chain(
            [
                Layer(value("demand_masonry_resistance"), 1e3 * value("demand_masonry_capacity")),
                PLASTER,
            ]
        ),
        _inside(each, value),
    ]
    shape = (count, packages, 4)
    chains = Chain(
        flat(np.stack([np.broadcast_to(p.resistance, shape) for p in parts], axis=2)),
        flat(np.stack([np.broadcast_to(p.capacity, (*shape[:2], 5)) for p in parts], axis=2)),
    )
    area = flat(area)
    glass = flat(windows[:, None, :])
    pane = glass.sum(axis=1)
    absorptance = np.full_like(area, value("demand_solar_absorptance"))
    taken = np.full(total, sum(REFERENCE.diffuse()))
    on_ground = flat(footprint / np.maximum(heated, 1e-9))
    lit = np.zeros_like(area)
    lit[:, FLOOR] = np.minimum(on_ground, 1.0)
    lit[:, INSIDE] = 1.0 - lit[:, FLOOR]
    direct, diffuse = (
        inner_sun.shares(area, absorptance, falls, pane, taken)
        for falls in (lit, area / area.sum(axis=1, keepdims=True))
    )
    exchange = films.exchange(
        np.column_stack([area, pane]),
        np.column_stack([np.full_like(area, 0.9), np.full(total, GLASS_EMISSIVITY)]),
    )
    air = _air(each, envelope, value)
    through_roof = flat(_roof_share(each, value))
    sky = np.zeros_like(area)
    sky[:, :4], sky[:, ROOF] = films.SKY_VERTICAL, films.SKY_HORIZONTAL * through_roof
    outside = absorptance * value("demand_near_shading")
    outside[:, :4] = value("demand_solar_absorptance") * flat(sunlit[:, None, :])
    outside[:, ROOF] *= through_roof
    outer, weight, constant = np.ones_like(area), np.zeros_like(area), np.zeros_like(area)
    outer[:, FLOOR] = flat(soil.outer)
    weight[:, FLOOR], weight[:, PARTY] = flat(soil.share), 1.0
    constant[:, FLOOR] = ground_mean_degc
    outer[:, PARTY] = 1.0 / FILM_IN
    outer[:, INSIDE] = 0.0
    kept = sum(REFERENCE.diffuse()[1:]) / taken
    one = np.ones(total)
    let_in = flat(each("g_window")) * value("demand_frame_share") / float(REFERENCE.transmitted[0])
    return Zones(
        slots=SLOTS,
        area=area,
        chains=chains,
        absorptance=outside,
        emissivity=np.full_like(area, 0.9),
        sky_share=sky,
        outer_film=outer,
        boundary_weight=weight,
        boundary_constant=constant,
        direct_share=direct[0],
        diffuse_share=diffuse[0],
        window_area=pane,
        window_transmitting=glass * flat(sunlit[:, None, :]) * let_in[:, None],
        window_absorbing=np.zeros_like(glass),
        window_gap=np.column_stack([gap_of(flat(each("u_window_w_per_m2k"))), 0 * one, 0 * one]),
        window_panes=0.0 * one,
        window_emissivity=GLASS_EMISSIVITY * one,
        window_sky_share=films.SKY_VERTICAL * one,
        window_direct_share=direct[1] * kept,
        window_diffuse_share=diffuse[1] * kept,
        air_constant=flat(air.exchange - air.driven + each("thermal_bridges_w_per_k")),
        air_scheduled=flat(air.driven),
        air_opened=flat(air.opened),
        open_above=value("demand_open_above") * one,
        capacity=flat(1e3 * value("demand_furniture") * heated),
        sun_to_air=0.0 * one,
        gains_radiant=value("demand_gains_radiant") * one,
        power_heat=flat(1e3 * design_kw),
        power_cool=0.0 * one,
        operative=value("demand_thermostat_radiant") * one,
        exchange=exchange[:, :-1],
        window_exchange=exchange[:, -1],
        gain_scale=one,
        profile_heat=np.repeat(heat_profile, packages),
        profile_cool=np.full(total, cool_profile),
        profile_gain=np.repeat(gain_profile, packages),
        profile_air=np.full(total, air_profile),
    )


def design_load(envelope: xr.Dataset, value: Any, outdoor_degc: float, mean_degc: float) -> Array:
    """(B, P) kW of steady heat loss at the design outdoor temperature, without any gain.

    EN 12831-1: transmission with the declared U-values and thermal bridges, the ground under the
    floor at the yearly mean outdoors, ventilation and infiltration, none held back by fans; party
    walls lose nothing.
    """
    each = _reader(envelope)
    wall = envelope["wall_area_m2"].sum("orientation").to_numpy()[:, None]
    glass = envelope["window_area_m2"].sum("orientation").to_numpy()[:, None]
    flat_roof = each("roof_flat") > 0
    roof = each("u_roof_w_per_m2k")
    above = attic(float(TILES.resistance), value).resistance
    roof = np.where(flat_roof, roof, 1.0 / (1.0 / roof + above))
    room = value("demand_setpoint_day")
    loss = (
        each("u_wall_w_per_m2k") * wall
        + each("u_window_w_per_m2k") * glass
        + roof * each("roof_area_m2")
        + each("thermal_bridges_w_per_k")
        + _air(each, envelope, value).design
    )
    below = _soil(each, envelope, value)
    under = below.air_share * outdoor_degc + (1.0 - below.air_share) * mean_degc
    floor = below.u * each("floor_area_m2")
    return (loss * (room - outdoor_degc) + floor * (room - under)) / 1000.0


def _sun_share(envelope: xr.Dataset, value: Any) -> Array:
    """(B, 4) share of the sun that surroundings leave to the facades."""
    shape = envelope.sizes["building"], len(SIDES)
    if "facade_sun_share" not in envelope:
        return np.full(shape, value("demand_near_shading"))
    return np.broadcast_to(envelope["facade_sun_share"].to_numpy().astype(float), shape)


def _roof_share(each: Each, value: Any) -> Array:
    """(B, P) share of the heat between ceiling and outdoors that passes the sunlit roof itself."""
    share = attic(float(TILES.resistance), value).roof_share
    return np.where(each("roof_flat") > 0, 1.0, share)


def _walls(each: Each, value: Any) -> Chain:
    """Bearing wall, insulation that was there inside of it, and what the works add."""
    before = 1.0 / each("u_wall_before_w_per_m2k") - FILM_OUT - FILM_IN
    after = 1.0 / each("u_wall_w_per_m2k") - FILM_OUT - FILM_IN
    plaster = float(PLASTER.resistance)
    bearing = np.clip(before - plaster, 0.05, value("demand_masonry_resistance"))
    old = np.maximum(before - plaster - bearing, 0.0)
    added = np.maximum(after - plaster - bearing - old, 0.0)
    outside = each("insulated_outside") > 0
    heat = 1e3 * value("demand_biobased_capacity") * (each("insulated_biobased") > 0)
    return chain(
        [
            Layer(np.where(outside, added, 0.0), np.where(outside, heat, 0.0)),
            Layer(bearing, 1e3 * value("demand_masonry_capacity")),
            Layer(old),
            Layer(np.where(outside, 0.0, added), np.where(outside, 0.0, heat)),
            PLASTER,
        ]
    )


def _roofs(each: Each, value: Any) -> Chain:
    """Flat: insulated slab. Pitched: tiles, the unheated attic, insulated ceiling."""
    flat = each("roof_flat") > 0
    above = attic(float(TILES.resistance), value).resistance - float(TILES.resistance)
    plaster = float(PLASTER.resistance)
    whole = np.maximum(1.0 / each("u_roof_w_per_m2k") - FILM_OUT - FILM_IN_UP - plaster, 0.02)
    slab = np.where(flat, np.minimum(0.1, 0.5 * whole), 0.0)
    return chain(
        [
            Layer(np.where(flat, 0.01, TILES.resistance), np.where(flat, 10e3, TILES.capacity)),
            Layer(np.where(flat, 0.0, above)),
            Layer(whole - slab),
            Layer(slab, np.where(flat, 1e3 * value("demand_slab_capacity"), 0.0)),
            PLASTER,
        ]
    )


def _soil(each: Each, envelope: xr.Dataset, value: Any) -> _Soil:
    """Half a metre of soil under the floor and, below, the virtual layer of EN ISO 13370; or the
    floor alone over the cellar or crawl space of that standard."""
    conductivity = value("demand_ground_conductivity")
    area = each("floor_area_m2")
    facade = each("facade_m2")
    perimeter = np.maximum(facade / np.maximum(each("height_m"), 1.0), 1.0)
    declared = each("u_floor_w_per_m2k")
    floor = np.maximum(1.0 / declared - FILM_OUT - FILM_IN_DOWN, 0.1)
    u = ground.transmittance(area, perimeter, floor, conductivity)
    upper = SOIL_M / conductivity
    outer = 1.0 / np.maximum(1.0 / u - FILM_IN_DOWN - floor - upper, 0.02)
    share = ground.periodic_share(area, perimeter, floor, u, conductivity)
    air_share = np.zeros_like(u)
    kind = envelope.get("under_floor", xr.DataArray("ground")).to_numpy()
    kinds = np.broadcast_to(np.atleast_1d(kind)[:, None], area.shape)
    for name, space in (("crawl", under_floor.crawl), ("cellar", under_floor.cellar)):
        here = kinds == name
        if not here.any():
            continue
        below = space(area, perimeter, declared, conductivity, value)
        u = np.where(here, 1.0 / (1.0 / declared + 1.0 / below.conductance), u)
        outer = np.where(here, 1.0 / (FILM_OUT + 1.0 / below.conductance), outer)
        share = np.where(here, below.share(declared), share)
        air_share = np.where(here, below.air / below.conductance, air_share)
    above_air = kinds == "air"
    u = np.where(above_air, declared, u)
    outer = np.where(above_air, 1.0 / FILM_OUT, outer)
    share, air_share = np.where(above_air, 1.0, share), np.where(above_air, 1.0, air_share)
    on_ground = kinds == "ground"
    slab = np.minimum(0.1, 0.5 * floor)
    return _Soil(
        chain=chain(
            [
                Layer(
                    np.where(on_ground, upper, 0.0),
                    np.where(on_ground, SOIL_M * 1e6 * value("demand_ground_capacity"), 0.0),
                ),
                Layer(floor - slab),
                Layer(slab, 1e3 * value("demand_slab_capacity")),
            ]
        ),
        outer=outer,
        share=share,
        u=u,
        air_share=air_share,
    )


def _inside(each: Each, value: Any) -> Chain:
    """Floors between storeys and partitions, both faces, as one adiabatic element."""
    floors = 2.0 * np.maximum(each("heated_area_m2") - each("floor_area_m2"), 0.0)
    partitions = 2.0 * value("demand_partition_area") * each("heated_area_m2")
    share = np.round(floors / np.maximum(floors + partitions, 1e-9), 2)
    capacity = share * value("demand_inner_floor_capacity") + (1.0 - share) * value(
        "demand_partition_capacity"
    )
    return chain([Layer(0.1, 1e3 * capacity)])


def _air(each: Each, envelope: xr.Dataset, value: Any) -> _Air:
    """Leaks and inlets beside the system's own flow (EN ISO 13789 annex C), ventilation less what
    the heat recovery keeps. When it is warm indoors and cooler outdoors windows are opened (EN
    16798-7) and the recovery is bypassed."""
    fresh, kept = each("ventilation_m3_per_h"), each("heat_recovery")
    driven = each("ventilated_naturally") if "ventilated_naturally" in envelope else 0.0 * kept
    inlets = np.where(
        driven > 0.0, value("demand_inlets_natural"), value("demand_inlets_mechanical")
    )
    extracts = kept == 0.0
    tight = each("infiltration_q4pa_m3_per_h_m2") * each("envelope_area_m2")
    leak = airing.infiltration(
        tight + value("demand_inlets_share") * inlets * each("heated_area_m2") * extracts,
        fresh * extracts,
    )
    area = value("demand_open_share") * envelope["window_area_m2"].sum("orientation").to_numpy()
    drive = (
        value("demand_open_wind"),
        value("demand_open_height"),
        value("demand_open_difference"),
    )
    across = envelope.get("cross_ventilated", xr.DataArray(False)).to_numpy().astype(bool)
    opened = np.where(across, airing.crossing(area, *drive), airing.single_sided(area, *drive))
    return _Air(
        AIR_WH_PER_M3K * (leak + fresh * (1.0 - kept)),
        AIR_WH_PER_M3K * (airing.infiltration(tight, 0.0 * tight) + fresh * (1.0 - kept)),
        AIR_WH_PER_M3K * fresh * (1.0 - kept) * driven,
        AIR_WH_PER_M3K * (opened[:, None] + fresh * kept),
    )
