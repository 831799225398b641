"""Roof planes of a case from the best that it gives: city model, points, surface, else the rule."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import Proj

from zeneville.errors import Fault
from zeneville.pipeline.inputs import Inputs
from zeneville.solar.cadastre import SECTORS, Surface, Surroundings
from zeneville.solar.roofs import faces, rule
from zeneville.solar.roofs.layout import layout
from zeneville.solar.roofs.usable import usable

Array = np.ndarray[Any, Any]


def convergence_deg(crs: Any, longitude: float, latitude: float) -> float:
    """True azimuth less that of the grid, degrees: the meridian convergence of the projection."""
    return float(Proj(crs).get_factors(longitude, latitude).meridian_convergence)


def turn_of(inputs: Inputs) -> float:
    """Meridian convergence at the place of the case, degrees."""
    place = inputs.case.place
    return convergence_deg(inputs.geodata.buildings.crs, place.longitude, place.latitude)


def roofs(
    inputs: Inputs, buildings: gpd.GeoDataFrame, figures: Any
) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Planes of all usable buildings, with what carries modules, and what found no partner.

    Buildings of which nothing was measured have the planes of the rule.
    """
    asked, turn = inputs.case, turn_of(inputs)
    rows = buildings[buildings["status"] != "unusable"]
    known, faults = _known(inputs, rows, figures)
    bare = rows[~rows.index.isin(known["building"])]
    parts = [known, rule.bare_planes(bare, figures, turn)] if len(bare) else [known]
    planes = _joined(parts, rows)
    protected = rows["protected"].reindex(planes["building"]).to_numpy(bool)
    planes = usable(planes, protected, figures, turn)
    planes = layout(planes, figures, asked.place.latitude, asked.solar.flat_roofs)
    return planes, faults


def _known(
    inputs: Inputs, rows: gpd.GeoDataFrame, figures: Any
) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Planes that were measured: faces of a city model, or fitted to points."""
    given = inputs.measured
    if given.roof_faces is not None and given.faces_file is None:
        own = given.roof_faces
        return faces.planes(own[own["building"].isin(rows.index)], figures), []
    if given.roof_faces is not None:
        found = faces.matched(given.roof_faces, rows, figures)
        return faces.planes(found.faces, figures), found.faults(given.faces_file)
    if given.points is not None:
        from zeneville.solar.roofs.fitted import fitted_planes  # rasterio: 0.2 s

        flat = figures.value("solar_flat_limit")
        turn, source = turn_of(inputs), given.points_source
        return fitted_planes(rows, given.points, turn, source, flat_below_deg=flat), []
    return gpd.GeoDataFrame({"building": []}, geometry=[], crs=rows.crs), []


def _joined(parts: list[gpd.GeoDataFrame], rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """All planes in the order of the buildings."""
    planes = pd.concat([part for part in parts if len(part)] or parts)
    order = np.argsort(rows.index.get_indexer(planes["building"]), kind="stable")
    out = gpd.GeoDataFrame(planes.iloc[order], geometry="geometry", crs=rows.crs)
    return out.rename_axis("plane")


def surroundings(inputs: Inputs, buildings: gpd.GeoDataFrame) -> Surroundings:
    """What stands around the roofs of a case."""
    given, turn = inputs.measured, turn_of(inputs)
    rows = buildings[buildings["status"] != "unusable"]
    surface = None
    if given.surface is not None:
        seen = given.surface
        place = (seen.cell_m, 0.0, seen.west, 0.0, -seen.cell_m, seen.north)
        surface = Surface(seen.altitude_m, place)
    relief = None if given.relief is None else given.relief.tangents(SECTORS, turn)
    return Surroundings(rows, inputs.case.solar.radius_m, turn, relief, surface)
