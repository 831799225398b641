"""The stage: planes and what stands around them -> light, photovoltaics and heat of every plane."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import numpy as np
import xarray as xr

from zeneville.solar import points, shade
from zeneville.solar.collectors import collector_of, collector_yields
from zeneville.solar.horizon import SECTORS, horizon
from zeneville.solar.light import incident
from zeneville.solar.obstacles import Obstacles, from_planes
from zeneville.solar.pv import pv_year, pv_yields
from zeneville.solar.roofs.layout import Arrays, arrays
from zeneville.solar.shade import Shade
from zeneville.solar.sky import sky
from zeneville.solar.surface_horizon import on_surface, surface_horizon

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Surface:
    """A measured surface: ``altitude_m`` (rows, columns) and its transform (a, b, c, d, e, f)."""

    altitude_m: Array
    transform: tuple[float, ...]


@dataclass(frozen=True)
class Surroundings:
    """What stands around planes.

    Parameters
    ----------
    buildings
        Footprints with ``height_m`` and, where known, ``ground_altitude_m``.
    radius_m
        How far away buildings and the surface may shade, metres in plan.
    convergence_deg
        True azimuth less that of the grid.
    relief
        (A,) tangents of the far horizon by sector from grid north, or None.
    surface
        A measured surface, or None.
    """

    buildings: gpd.GeoDataFrame
    radius_m: float
    convergence_deg: float = 0.0
    relief: Array | None = None
    surface: Surface | None = None


@dataclass(frozen=True)
class Cadastre:
    """What the sun gives to planes, rows in the order of ``planes``.

    Parameters
    ----------
    planes
        Table of planes, EPSG:2154, index ``plane``.
    irradiation, unshaded
        (P, 12) kWh per m2 of roof and month on the roof's surface, with and without what stands
        around.
    kwh_per_kwp
        (P, 12) kWh per kWp and month of the modules, mean of their life.
    thermal
        (P, 12) kWh of heat per month and m2 of collector that stands as the modules do.
    sky_view
        (P,) isotropic sky light with the horizon over that without, 0 to 1.
    yields
        (P, 8760) kWh per kWp and hour, or None where nobody asked for hours.
    """

    planes: gpd.GeoDataFrame
    irradiation: Array
    unshaded: Array
    kwh_per_kwp: Array
    thermal: Array
    sky_view: Array
    yields: Array | None

    @property
    def shading_loss(self) -> Array:
        """(P,) share of the year's light on the roof that the surroundings take."""
        free = self.unshaded.sum(axis=1)
        with_all = self.irradiation.sum(axis=1)
        return 1.0 - np.divide(with_all, free, out=np.ones_like(free), where=free > 0)


def roof_shade(planes: gpd.GeoDataFrame, around: Surroundings, figures: Any) -> Shade:
    """Horizon and sky view of every plane, from all that stands around."""
    edges = from_planes(planes, around.buildings, around.convergence_deg)
    return _shade_among(edges, planes, around, figures)


def _shade_among(
    edges: Obstacles, planes: gpd.GeoDataFrame, around: Surroundings, figures: Any
) -> Shade:
    turn = around.convergence_deg
    sampled = points.sample(planes, figures, turn)
    found = horizon(sampled.position, edges, around.radius_m, normals=sampled.normal)
    if around.surface is not None:
        place = on_surface(
            sampled.position,
            around.surface.altitude_m,
            around.surface.transform,
            figures.value("solar_surface_lift"),
        )
        seen = surface_horizon(
            place,
            around.surface.altitude_m,
            around.surface.transform,
            around.radius_m,
            figures.value("solar_surface_clearance"),
            normals=sampled.normal,
        )
        found = np.maximum(found, seen)
    if around.relief is not None:
        found = np.maximum(found, around.relief.astype(np.float32))
    return shade.shade(
        found,
        sampled.first,
        planes["tilt_deg"].to_numpy(float),
        planes["azimuth_deg"].to_numpy(float) - turn,
    )


def cadastre(
    planes: gpd.GeoDataFrame,
    shaded: Shade,
    weather: xr.Dataset,
    figures: Any,
    convergence_deg: float = 0.0,
    hourly: bool = False,
) -> Cadastre:
    """Light and yields of every plane over the year of the weather.

    Hours are kept only where ``hourly`` asks: 10 000 planes are 350 MB of them.
    """
    light = sky(weather, convergence_deg, figures.value("solar_albedo"))
    tilt, azimuth = (planes[name].to_numpy(float) for name in ("tilt_deg", "azimuth_deg"))
    on_roof = incident(tilt, azimuth, light, shaded)
    stands = arrays(planes)
    modules = (stands.tilt_deg, stands.azimuth_deg, light)
    hidden = _array_shade(shaded, stands, convergence_deg)
    racked = (planes["layout"] != "parallel").to_numpy()[stands.plane]
    year = pv_year(*modules, figures, hidden, racked, stands.pitch, hourly)
    heat = collector_yields(*modules, collector_of(figures), hidden, stands.pitch)
    return Cadastre(
        planes=planes,
        irradiation=on_roof.total,
        unshaded=on_roof.unshaded,
        kwh_per_kwp=stands.by_plane(year.monthly),
        thermal=stands.by_plane(heat),
        sky_view=shaded.sky_view,
        yields=_by_plane(stands, year.hourly) if hourly else None,
    )


def field_yields(
    sites: gpd.GeoDataFrame,
    planes: gpd.GeoDataFrame,
    around: Surroundings,
    weather: xr.Dataset,
    figures: Any,
) -> Array:
    """(S, T) float32 kWh per kWp and hour of fields among the roofs ``planes``, on open racks."""
    turn = around.convergence_deg
    light = sky(weather, turn, figures.value("solar_albedo"))
    edges = from_planes(planes, around.buildings, turn)
    stands = arrays(sites)
    hidden = _array_shade(_shade_among(edges, sites, around, figures), stands, turn)
    racked = np.ones(len(sites), dtype=bool)
    modules = (stands.tilt_deg, stands.azimuth_deg, light)
    return pv_yields(*modules, figures, hidden, racked, stands.pitch)


def _array_shade(shaded: Shade, stands: Arrays, convergence_deg: float) -> Shade:
    """Shade of the modules: the horizon of their plane, and the sky that the next row hides."""
    own = shade.arrays_shade(
        shaded, stands.plane, stands.tilt_deg, stands.azimuth_deg - convergence_deg
    )
    return replace(own, sky_view=own.sky_view * (1.0 - stands.sky_loss))


def _by_plane(stands: Arrays, hourly: Array) -> Array:
    """Hours of planes; where each plane has one array they are those of the arrays."""
    if (stands.share == 1.0).all():
        return hourly
    return stands.by_plane(hourly)


__all__ = [
    "SECTORS",
    "Cadastre",
    "Surface",
    "Surroundings",
    "cadastre",
    "field_yields",
    "roof_shade",
]
