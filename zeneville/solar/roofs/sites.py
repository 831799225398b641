"""Fields of panels that are no roofs: canopies over car parks, brownfields."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from zeneville.solar.ground import ground_altitude


def site_planes(
    parkings: gpd.GeoDataFrame,
    friches: gpd.GeoDataFrame,
    buildings: gpd.GeoDataFrame,
    figures: Any,
) -> gpd.GeoDataFrame:
    """Fields of panels on car parks and brownfields, index ``asset``, all facing south.

    Each is a level plane as high as its lowest modules above the ground of the nearest of
    ``buildings``, laid out like a roof: canopies lie as one slope, fields stand in rows.
    """
    value = figures.value
    parts = [
        _laid_out(parkings, "canopy_pv", "parallel", value("canopy_usable_share"), value),
        _laid_out(friches, "ground_pv", "south", value("ground_cover"), value),
    ]
    table = gpd.GeoDataFrame(
        {name: np.concatenate([part[name].to_numpy() for part in parts]) for name in parts[0]},
        geometry="geometry",
        crs=parkings.crs,
        index=np.concatenate([part.index.to_numpy() for part in parts]),
    ).rename_axis("asset")
    if len(table):
        near = shapely.STRtree(buildings.geometry.to_numpy()).nearest(table.geometry.to_numpy())
        table["altitude_m"] += ground_altitude(buildings)[near]
    return table


def _laid_out(
    places: gpd.GeoDataFrame, kind: str, layout: str, cover: float, value: Any
) -> gpd.GeoDataFrame:
    """Rows of one kind; ``altitude_m`` is above the ground."""
    area = places.geometry.area.to_numpy(float)
    return gpd.GeoDataFrame(
        {
            "name": places["name"].to_numpy(),
            "kind": kind,
            "area_m2": area,
            "kwp_max": area * cover * value("pv_power_density"),
            "tilt_deg": 0.0,
            "azimuth_deg": 180.0,
            "altitude_m": value(f"solar_height_{kind}"),
            "layout": layout,
            "ground_cover": cover,
            "panel_tilt_deg": value(f"solar_tilt_{kind}"),
            "panel_azimuth_deg": 180.0,
        },
        geometry=places.geometry.to_numpy(),
        crs=places.crs,
        index=places.index,
    )


__all__ = ["site_planes"]
