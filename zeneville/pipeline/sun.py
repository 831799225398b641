"""Planes that a plan may put panels on, with what the sun gives to each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Sun:
    """Planes of roofs and sites, and their hourly yields (., 8760) in kWh per kWp."""

    planes: gpd.GeoDataFrame
    yields: Array
    sites: gpd.GeoDataFrame
    site_yields: Array

    @property
    def largest_kwh(self) -> Array:
        """(8760,) kWh of every roof and site full of panels."""
        roofs = self.planes["kwp_max"].to_numpy(float) @ self.yields
        return np.asarray(roofs + self.sites["kwp_max"].to_numpy(float) @ self.site_yields)
