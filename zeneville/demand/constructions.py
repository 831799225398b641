"""From the envelope of a stock to zones of the thermal model, and its load on the coldest day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from zeneville.demand import airing, ground, layers, shading, under_floor
from zeneville.demand.attic import attic
from zeneville.demand.layers import FILM_IN, FILM_IN_DOWN, FILM_OUT, TILES, Each
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
SOIL_M = 0.5
#: of surfaces other than glass, EN ISO 6946 annex C
EMISSIVITY = 0.9
#: reference glass whose course with the angle all windows follow; their g scales it
REFERENCE = optics([Pane(0.004, 0.83), Pane(0.004, 0.83)])


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
        the shares of sun and sky that :mod:`shading` reads;
        ``night_shutters`` (building), else none; ``cross_ventilated`` (building), else windows
        air one side; ``ventilated_naturally``
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
    each = _reader(envelope)
    count, packages = envelope.sizes["building"], envelope.sizes["package"]
    area = _areas(each, envelope, value)
    glass = _flat(envelope["window_area_m2"].to_numpy()[:, None, :], each)
    sun = shading.shares(envelope, value)
    return Zones(
        slots=SLOTS,
        **_outside(each, envelope, area, ground_mean_degc, value),
        sunlit=_flat(np.concatenate([sun.walls, sun.roof[:, None]], axis=1)[:, None], each),
        **_windows(each, envelope, glass, value),
        window_sunlit=_flat(sun.windows[:, None], each),
        **_inside(each, area, glass.sum(axis=1), value),
        **_air_and_power(each, envelope, design_kw, value),
        profile_heat=np.repeat(heat_profile, packages),
        profile_cool=np.full(count * packages, cool_profile),
        profile_gain=np.repeat(gain_profile, packages),
        profile_air=np.full(count * packages, air_profile),
    )


def _flat(values: Any, each: Each) -> Array:
    """(B P, ...) from (B, P, ...), or from what broadcasts to it."""
    shape = each("heated_area_m2").shape
    whole = np.broadcast_to(values, (*shape, *np.shape(values)[2:]))
    return np.ascontiguousarray(whole).reshape(-1, *np.shape(values)[2:])


def _areas(each: Each, envelope: xr.Dataset, value: Any) -> Array:
    """(B P, slots) m2."""
    footprint, heated = each("floor_area_m2"), each("heated_area_m2")
    area = np.empty((*heated.shape, len(SLOTS)))
    area[..., :4] = envelope["wall_area_m2"].to_numpy()[:, None, :]
    area[..., ROOF] = each("roof_area_m2")
    area[..., FLOOR] = footprint
    area[..., PARTY] = each("party_wall_area_m2")
    area[..., INSIDE] = (
        2.0 * np.maximum(heated - footprint, 0.0) + 2.0 * value("demand_partition_area") * heated
    )
    return _flat(area, each)


def _outside(
    each: Each, envelope: xr.Dataset, area: Array, ground_mean_degc: float, value: Any
) -> dict[str, Any]:
    """Opaque elements, and what lies behind each: sun and sky, ground, neighbours, nothing."""
    soil = _soil(each, envelope, value)
    parts = [
        *[layers.walls(each, value)] * 4,
        layers.roofs(each, value),
        soil.chain,
        layers.party_wall(value),
        layers.inside(each, value),
    ]
    shape = (*each("heated_area_m2").shape, 4)
    chains = Chain(
        _flat(np.stack([np.broadcast_to(p.resistance, shape) for p in parts], axis=2), each),
        _flat(
            np.stack([np.broadcast_to(p.capacity, (*shape[:2], 5)) for p in parts], axis=2), each
        ),
    )
    through_roof = _flat(_roof_share(each, value), each)
    absorptance = np.full_like(area, value("demand_solar_absorptance"))
    absorptance[:, ROOF] *= through_roof
    sky, seen = np.zeros_like(area), shading.sky(envelope)
    sky[:, :4] = _flat(films.SKY_VERTICAL * seen.facades[:, None], each)
    sky[:, ROOF] = films.SKY_HORIZONTAL * _flat(seen.roof[:, None], each) * through_roof
    outer, weight, constant = np.ones_like(area), np.zeros_like(area), np.zeros_like(area)
    outer[:, FLOOR] = _flat(soil.outer, each)
    weight[:, FLOOR], weight[:, PARTY] = _flat(soil.share, each), 1.0
    constant[:, FLOOR] = ground_mean_degc
    outer[:, PARTY] = 1.0 / FILM_IN
    outer[:, INSIDE] = 0.0
    return {
        "area": area,
        "chains": chains,
        "absorptance": absorptance,
        "emissivity": np.full_like(area, EMISSIVITY),
        "sky_share": sky,
        "outer_film": outer,
        "boundary_weight": weight,
        "boundary_constant": constant,
    }


def _mean_of_night_and_day(each: Each, envelope: xr.Dataset, value: Any) -> Array:
    """(B, P) U of windows, W/m2K, over hours with and without closed shutters: 1 / (1/Uw + dR)
    while they are (EN ISO 10077-1)."""
    u = each("u_window_w_per_m2k")
    if "night_shutters" not in envelope:
        return u
    closed = value("demand_shutter_closed") * each("night_shutters")
    return (1.0 - closed) * u + closed / (1.0 / u + value("demand_shutter_resistance"))


def _windows(each: Each, envelope: xr.Dataset, glass: Array, value: Any) -> dict[str, Any]:
    """Massless windows that let the sun in as the reference glass does, scaled to their g."""
    one = np.ones(len(glass))
    g = _flat(each("g_window"), each)
    let_in = g * value("demand_frame_share") / float(REFERENCE.transmitted[0])
    seen = shading.sky(envelope).facades
    gap = gap_of(_flat(_mean_of_night_and_day(each, envelope, value), each))
    return {
        "window_area": glass.sum(axis=1),
        "window_transmitting": glass * let_in[:, None],
        "window_absorbing": np.zeros_like(glass),
        "window_gap": np.column_stack([gap, 0 * one, 0 * one]),
        "window_panes": 0.0 * one,
        "window_emissivity": GLASS_EMISSIVITY * one,
        "window_sky_share": films.SKY_VERTICAL * _mean(_flat(seen[:, None], each), glass),
    }


def _mean(values: Array, weight: Array) -> Array:
    """(n,) mean of ``values`` (n, 4) by ``weight``, or the plain one where nothing weighs."""
    weight = np.where(weight.sum(axis=1, keepdims=True) > 0.0, weight, 1.0)
    return np.asarray((values * weight).sum(axis=1) / weight.sum(axis=1))


def _inside(each: Each, area: Array, pane: Array, value: Any) -> dict[str, Any]:
    """Where the sun falls that comes in, and how surfaces radiate to one another.

    Direct sun falls on the floor, on that of upper storeys as far as there are any.
    """
    absorptance = np.full_like(area, value("demand_solar_absorptance"))
    taken = np.full(len(area), sum(REFERENCE.diffuse()))
    on_ground = _flat(each("floor_area_m2") / np.maximum(each("heated_area_m2"), 1e-9), each)
    lit = np.zeros_like(area)
    lit[:, FLOOR] = np.minimum(on_ground, 1.0)
    lit[:, INSIDE] = 1.0 - lit[:, FLOOR]
    direct, diffuse = (
        inner_sun.shares(area, absorptance, falls, pane, taken)
        for falls in (lit, area / area.sum(axis=1, keepdims=True))
    )
    exchange = films.exchange(
        np.column_stack([area, pane]),
        np.column_stack([np.full_like(area, EMISSIVITY), np.full(len(area), GLASS_EMISSIVITY)]),
    )
    kept = sum(REFERENCE.diffuse()[1:]) / taken
    return {
        "direct_share": direct[0],
        "diffuse_share": diffuse[0],
        "window_direct_share": direct[1] * kept,
        "window_diffuse_share": diffuse[1] * kept,
        "exchange": exchange[:, :-1],
        "window_exchange": exchange[:, -1],
    }


def _air_and_power(
    each: Each, envelope: xr.Dataset, design_kw: Array, value: Any
) -> dict[str, Any]:
    """Air node: exchange, heat capacity, gains, thermostat and power at hand."""
    air = _air(each, envelope, value)
    fixed = air.exchange - air.driven + each("thermal_bridges_w_per_k")
    one = np.ones(fixed.size)
    return {
        "air_constant": _flat(fixed, each),
        "air_scheduled": _flat(air.driven, each),
        "air_opened": _flat(air.opened, each),
        "open_above": value("demand_open_above") * one,
        "capacity": _flat(1e3 * value("demand_furniture") * each("heated_area_m2"), each),
        "sun_to_air": 0.0 * one,
        "gains_radiant": value("demand_gains_radiant") * one,
        "gain_scale": one,
        "power_heat": _flat(1e3 * design_kw, each),
        "power_cool": 0.0 * one,
        "operative": value("demand_thermostat_radiant") * one,
    }


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


def _roof_share(each: Each, value: Any) -> Array:
    """(B, P) share of the heat between ceiling and outdoors that passes the sunlit roof itself."""
    share = attic(float(TILES.resistance), value).roof_share
    return np.where(each("roof_flat") > 0, 1.0, share)


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
