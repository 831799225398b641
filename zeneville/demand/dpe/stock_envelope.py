"""The regulatory balance of a stock: buildings and packages at once, defaults where data end.

A building's envelope comes from the stock stage; what the method wants beyond it (junctions,
frames, the space under the roof) follows the rules stated here and the figures ``dpe_*``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from zeneville.demand.dpe import opaque, solar_gains, ventilation, windows
from zeneville.demand.dpe.climate import ZONES, climate, has_climate
from zeneville.demand.dpe.heating_need import Balance
from zeneville.demand.dpe.inertia import inertia_class
from zeneville.demand.dpe.internal_gains import adults_of_flats, adults_of_house
from zeneville.demand.dpe.unheated_spaces import unheated_space

Array = np.ndarray[Any, Any]

#: above this U an element counts as never insulated: the decree's insulated ones stay below
BARE_U = 1.2
#: class of air exchange of an attic under tiles with a lining (enumeration 12 of the certificate)
ATTIC_UVUE, BOTH_BARE, DWELLING_INSULATED = "3", 2, 4
FACING = {
    "N": solar_gains.NORTH,
    "E": solar_gains.EAST,
    "S": solar_gains.SOUTH,
    "W": solar_gains.WEST,
}
CASEMENT, PLASTIC, TUNNEL, ROLLER_SHUTTER = 4, 5, 3, 4
COATED_BELOW, TRIPLE_BELOW = 2.0, 1.0  # Uw of windows with a coating, with three panes
#: systems by their conventional extracted flow, natural inlets to humidity control
EXHAUST_SYSTEMS = (2, 3, 4, 5, 6, 15)
BALANCED_HOUSE, BALANCED_BLOCK = 20, 22
NEWER_PERIODS = ("2001_2005", "2006_2012", "after_2013")
#: what lies under the floor: rows of ``ground_floor.csv``, and outdoor air without any
SITUATIONS = ("slab_before_2001", "slab_from_2001", "crawl_space_or_basement")
OLD_SLAB, NEW_SLAB, OVER, AIR = range(4)
ALTITUDES_M = (400.0, 800.0)


@dataclass(frozen=True)
class StockEnvelope:
    """Over (building, package): the balance, what of the loss is air (W/K), flow and storeys.

    Attributes
    ----------
    extracted
        conventional flow, m3/(h m2); ``system`` its row in ``ventilation_systems.csv``.
    house
        (B,) one dwelling.
    volume_m3
        heated (B,).
    """

    balance: Balance
    extracted: Array
    system: Array
    house: Array
    dwellings: Array
    levels: Array
    volume_m3: Array


def altitude_class(altitude_m: float, zone: str) -> int:
    """1 below 400 m, 2 up to 800 m, 3 above; the highest that the decree has for the zone."""
    found = 1 + int(np.searchsorted(ALTITUDES_M, altitude_m, side="right"))
    known = [k for k in (1, 2, 3) if has_climate(ZONES.index(zone) + 1, k)]
    return min(found, max(known))


def by_kind(function: Callable[..., float], *values: Any) -> Array:
    """A scalar rule of the method over arrays: each different combination asked once."""
    arrays = np.broadcast_arrays(*values)
    flat = np.stack([np.round(np.asarray(a, dtype=float), 6).ravel() for a in arrays], axis=1)
    kinds, which = np.unique(flat, axis=0, return_inverse=True)
    found = np.array([function(*kind) for kind in kinds])
    return found[which.ravel()].reshape(arrays[0].shape)


def envelope(stock: xr.Dataset, zone: str, altitude_m: float, figures: Any) -> StockEnvelope:
    """Balance of every dwelling building under every package.

    Parameters
    ----------
    stock
        As the stock stage gives it, dims building (B), package (P), orientation.
    zone
        Climate zone such as ``H1a``.
    """
    shape = stock.sizes["building"], stock.sizes["package"]

    def each(name: str) -> Array:
        values = stock[name].to_numpy().astype(float)
        return np.broadcast_to(values[:, None] if values.ndim == 1 else values, shape)

    area, dwellings = each("heated_area_m2"), np.maximum(each("dwellings"), 1.0)
    house = dwellings[:, 0] == 1.0
    living = figures.value("stock_heated_share") * each("floor_area_m2")
    levels = np.maximum(np.round(each("heated_area_m2") / living), 1.0)
    number, altitude = ZONES.index(zone) + 1, altitude_class(altitude_m, zone)
    system = _system(each, house)
    extracted, supplied, inlets = (
        by_kind(lambda s, k=k: ventilation.flows(int(s))[k], system)  # type: ignore[misc]
        for k in range(3)
    )
    ceiling = each("height_m") / levels
    loss = (
        _transmission(stock, each, figures)
        + each("thermal_bridges_w_per_k")
        + ventilation.ventilation_w_per_k(extracted, area)
        + ventilation.infiltration_w_per_k(
            each("infiltration_q4pa_m3_per_h_m2"),
            each("envelope_area_m2"),
            area,
            ceiling,
            extracted,
            supplied,
            inlets,
            True,
        )
    )
    adults = np.where(house[:, None], adults_of_house(area), adults_of_flats(area, dwellings))
    balance = Balance(
        loss_w_per_k=loss,
        south_m2=_south(stock, each, number, figures),
        inertia=_inertia(each),
        area_m2=area,
        adults=adults,
        climate=climate(number, altitude),
    )
    return StockEnvelope(
        balance, extracted, system, house, dwellings[:, 0], levels[:, 0], area[:, 0] * ceiling[:, 0]
    )


def _system(each: Callable[[str], Array], house: Array) -> Array:
    """Ventilation system whose conventional flow is the nearest to the stock's."""
    flow = each("ventilation_m3_per_h") / np.maximum(each("heated_area_m2"), 1e-9)
    extracted = np.array([ventilation.flows(number)[0] for number in EXHAUST_SYSTEMS])
    nearest = np.array(EXHAUST_SYSTEMS)[np.abs(flow[..., None] - extracted).argmin(axis=-1)]
    balanced = np.where(house[:, None], BALANCED_HOUSE, BALANCED_BLOCK)
    return np.where(each("heat_recovery") > 0.0, balanced, nearest)


def _transmission(stock: xr.Dataset, each: Callable[[str], Array], figures: Any) -> Array:
    """W/K of walls, windows with closures, roof and floor."""
    walls = each("u_wall_w_per_m2k") * stock["wall_area_m2"].sum("orientation").to_numpy()[:, None]
    glass = stock["window_area_m2"].sum("orientation").to_numpy()[:, None]
    uw = each("u_window_w_per_m2k")
    shut = each("night_shutters")
    night = by_kind(lambda u: windows.night_u(ROLLER_SHUTTER, u), uw)
    roof_u, footprint = each("u_roof_w_per_m2k"), each("floor_area_m2")
    outer = figures.value("dpe_attic_ratio")
    attic = np.where(
        roof_u < BARE_U,
        unheated_space(ATTIC_UVUE, 1.0, outer, DWELLING_INSULATED),
        unheated_space(ATTIC_UVUE, 1.0, outer, BOTH_BARE),
    )
    b = np.where(each("roof_flat") > 0.0, 1.0, attic)
    recent = np.isin(stock["period"].to_numpy().astype(str), NEWER_PERIODS)
    below = stock["under_floor"].to_numpy().astype(str)
    situation = np.where(
        below == "ground", np.where(recent, NEW_SLAB, OLD_SLAB), np.where(below == "air", AIR, OVER)
    )

    def on_ground(u: float, situation: float, footprint: float, perimeter: float) -> float:
        if situation == AIR:
            return u
        return opaque.ground_floor(SITUATIONS[int(situation)], u, footprint, perimeter)

    floor = by_kind(
        on_ground,
        each("u_floor_w_per_m2k"),
        situation[:, None],
        np.round(footprint),
        np.round(_perimeter(each)),
    )
    return (
        walls
        + glass * (shut * night + (1.0 - shut) * uw)
        + roof_u * b * each("roof_area_m2")
        + floor * footprint
    )


def _perimeter(each: Callable[[str], Array]) -> Array:
    """m of the footprint's exposed edge."""
    return np.maximum(each("facade_m2") / np.maximum(each("height_m"), 1.0), 1.0)


def _insulated_inside(each: Callable[[str], Array]) -> Array:
    """Whether walls are insulated inside, as they were or by the works."""
    before, now = each("u_wall_before_w_per_m2k"), each("u_wall_w_per_m2k")
    works, outside = now < before - 1e-9, each("insulated_outside") > 0.0
    return (before < BARE_U) | (works & ~outside)


def _inertia(each: Callable[[str], Array]) -> Array:
    """Class: slabs are heavy, ceilings only under flat roofs, walls unless insulated inside."""
    inside = _insulated_inside(each)
    flat = each("roof_flat") > 0.0
    return by_kind(
        lambda roof, wall: float(inertia_class(True, bool(roof), bool(wall))), flat, ~inside
    ).astype(int)


def _south(stock: xr.Dataset, each: Callable[[str], Array], zone: int, figures: Any) -> Array:
    """(B, P, 12) south-equivalent m2 of plastic casement windows in the middle of the wall."""
    glass = stock["window_area_m2"].transpose("building", "orientation").to_numpy()
    facing = [FACING[str(name)] for name in stock["orientation"].to_numpy()]
    c1 = np.stack([solar_gains.orientation(zone, number) for number in facing])
    whole = glass @ c1  # (B, 12)

    def factor(u: float) -> float:
        panes = windows.TRIPLE if u < TRIPLE_BELOW else windows.DOUBLE
        return windows.solar_factor(CASEMENT, PLASTIC, TUNNEL, u < COATED_BELOW, panes)

    sw = by_kind(factor, each("u_window_w_per_m2k"))
    return figures.value("dpe_masks") * sw[..., None] * whole[:, None, :]
