"""Roof planes of a case from the best that it gives: city model, points, surface, else the rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pyproj import Proj

from zeneville import geodata
from zeneville.errors import Fault
from zeneville.geodata import far_horizon
from zeneville.pipeline.inputs import Inputs
from zeneville.solar.cadastre import SECTORS, Surroundings
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
    guessed = rule.bare_planes(bare, figures, turn)
    planes = _joined(known, guessed, rows)
    protected = rows["protected"].reindex(planes["building"]).to_numpy(bool)
    planes = usable(planes, protected, figures, turn)
    planes = layout(planes, figures, asked.place.latitude, asked.solar.flat_roofs)
    return planes, faults


def _known(
    inputs: Inputs, rows: gpd.GeoDataFrame, figures: Any
) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Planes that were measured: faces of the stock itself, or of the file of roofs."""
    asked = inputs.case
    if inputs.geodata.roof_faces is not None:
        own = inputs.geodata.roof_faces
        return faces.planes(own[own["building"].isin(rows.index)], figures), []
    if asked.solar.roofs is not None:
        file = (asked.folder or Path()) / asked.solar.roofs
        model = geodata.read(file, crs=asked.stock_crs)
        if model.roof_faces is not None:
            found = faces.matched(model.roof_faces, rows, figures)
            return faces.planes(found.faces, figures), found.faults(file)
    return gpd.GeoDataFrame({"building": []}, geometry=[], crs=rows.crs), []


def _joined(
    known: gpd.GeoDataFrame, guessed: gpd.GeoDataFrame, rows: gpd.GeoDataFrame
) -> gpd.GeoDataFrame:
    """Both tables in the order of the buildings."""
    parts = [table for table in (known, guessed) if len(table)]
    if not parts:
        return guessed
    planes = pd.concat(parts)
    order = np.argsort(rows.index.get_indexer(planes["building"]), kind="stable")
    out = gpd.GeoDataFrame(planes.iloc[order], geometry="geometry", crs=rows.crs)
    return out.rename_axis("plane")


def surroundings(inputs: Inputs, buildings: gpd.GeoDataFrame) -> Surroundings:
    """What stands around the roofs of a case."""
    asked, turn = inputs.case, turn_of(inputs)
    relief = None
    if asked.solar.far_horizon is not None:
        file = (asked.folder or Path()) / asked.solar.far_horizon
        relief = far_horizon.read(file).tangents(SECTORS, turn)
    rows = buildings[buildings["status"] != "unusable"]
    return Surroundings(rows, asked.solar.radius_m, turn, relief)
