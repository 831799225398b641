"""Fields of panels that are no roofs: canopies over car parks, brownfields."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd


def site_planes(
    parkings: gpd.GeoDataFrame, friches: gpd.GeoDataFrame, figures: Any
) -> gpd.GeoDataFrame:
    """Fields of panels on car parks and brownfields, index ``asset``."""
    rows = []
    for table, kind, share in (
        (parkings, "canopy_pv", figures.value("canopy_usable_share")),
        (friches, "ground_pv", figures.value("ground_cover")),
    ):
        for asset, row in table.iterrows():
            rows.append(
                {
                    "asset": asset,
                    "name": row["name"],
                    "kind": kind,
                    "area_m2": row.geometry.area,
                    "kwp_max": row.geometry.area * share * figures.value("pv_power_density"),
                    "tilt_deg": 10.0 if kind == "canopy_pv" else 25.0,
                    "azimuth_deg": 180.0,
                    "geometry": row.geometry,
                }
            )
    columns = ["asset", "name", "kind", "area_m2", "kwp_max", "tilt_deg", "azimuth_deg", "geometry"]
    table = pd.DataFrame(rows, columns=columns).set_index("asset")
    return gpd.GeoDataFrame(table, geometry="geometry", crs=parkings.crs)


__all__ = ["site_planes"]
