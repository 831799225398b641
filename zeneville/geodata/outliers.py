"""Buildings so far from the others that their coordinates are likely wrong."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from zeneville.errors import Fault
from zeneville.messages import Message

#: metres from the middle of the others, more than half a region (professional judgement)
FAR_M = 200_000.0
#: fewer buildings have no middle
LEAST = 3


def far_away(file: str, buildings: gpd.GeoDataFrame) -> list[Fault]:
    """A fault for each usable building beyond :data:`FAR_M` of the median place; none is moved."""
    usable = buildings[buildings["status"] == "ok"]
    if len(usable) < LEAST:
        return []
    centres = shapely.centroid(usable.geometry.values)
    east, north = shapely.get_x(centres), shapely.get_y(centres)
    away = np.hypot(east - np.median(east), north - np.median(north))
    far = away > FAR_M
    return [
        Fault(
            file,
            Message("building {name}", name=row),
            Message("lies {km:,.0f} km from the middle of the others", km=metres / 1e3),
            Message("at most {km:,.0f} km", km=FAR_M / 1e3),
            Message("Kept where it is; check its coordinates."),
            "row",
            "far-away",
        )
        for row, metres in zip(usable.index[far], away[far], strict=True)
    ]
