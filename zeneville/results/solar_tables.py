"""Tables of a solar cadastre: planes with what they give and cost, and totals by building."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.results import irradiation_classes
from zeneville.results.solar_money import Terms, money
from zeneville.solar.cadastre import Cadastre

Array = np.ndarray[Any, Any]

MONTHLY = tuple(f"yield_{month:02d}_kwh" for month in range(1, 13))


def planes(cadastre: Cadastre, terms: Terms) -> gpd.GeoDataFrame:
    """The stage's planes with irradiation, yields, money; index ``plane``.

    Nothing is usable of a plane that carries no panels, such as a protected roof.
    """
    table = cadastre.planes.copy()
    room = ["usable_share", "usable_area_m2"]
    table[room] = table[room].where(table["pv_allowed"], 0.0)
    free = cadastre.unshaded.sum(axis=1)
    table["sky_view"] = cadastre.sky_view
    table["shading_loss"] = cadastre.shading_loss
    table["irradiation_kwh_per_m2"] = cadastre.irradiation.sum(axis=1)
    table["irradiation_unshaded_kwh_per_m2"] = free
    table["irradiation_class"] = _class(table["irradiation_kwh_per_m2"].to_numpy())
    kwp = np.where(table["pv_allowed"], table["kwp_max"].to_numpy(float), 0.0)
    table["kwp"] = kwp
    table["kwh_per_kwp"] = cadastre.kwh_per_kwp.sum(axis=1)
    monthly = kwp[:, None] * cadastre.kwh_per_kwp
    table["yield_kwh"] = monthly.sum(axis=1)
    table[list(MONTHLY)] = monthly
    table["thermal_kwh_per_m2"] = cadastre.thermal.sum(axis=1)
    whole = table.groupby("building", sort=False)["kwp"].transform("sum").to_numpy()
    for name, values in money(kwp, monthly.sum(axis=1), whole, terms).items():
        table[str(name)] = values.to_numpy()
    return table


def buildings(table: gpd.GeoDataFrame, footprints: gpd.GeoDataFrame, terms: Terms) -> Any:
    """Totals by building that has planes, with its footprint; index ``building``.

    Irradiation and shading are means over the area of the planes.
    """
    area = table["area_m2"].to_numpy(float)
    weighted = pd.DataFrame(
        {
            "building": table["building"].to_numpy(),
            "planes": 1,
            "light": table["irradiation_kwh_per_m2"].to_numpy() * area,
            "free": table["irradiation_unshaded_kwh_per_m2"].to_numpy() * area,
        }
    )
    names = ["area_m2", "usable_area_m2", "kwp", "yield_kwh", *MONTHLY]
    weighted[names] = table[names].to_numpy()
    out = weighted.groupby("building", sort=False).sum()
    out["shading_loss"] = 1.0 - out["light"] / out["free"].where(out["free"] > 0)
    out["irradiation_kwh_per_m2"] = out["light"] / out["area_m2"].where(out["area_m2"] > 0)
    out["irradiation_class"] = _class(out["irradiation_kwh_per_m2"].to_numpy())
    out["kwh_per_kwp"] = out["yield_kwh"] / out["kwp"].where(out["kwp"] > 0)
    kwp = out["kwp"].to_numpy()
    for name, values in money(kwp, out["yield_kwh"].to_numpy(), kwp, terms).items():
        out[str(name)] = values.to_numpy()
    return gpd.GeoDataFrame(
        out, geometry=footprints.geometry.reindex(out.index), crs=footprints.crs
    )


def _class(kwh_per_m2: Array) -> Array:
    return np.array(irradiation_classes.LABELS)[irradiation_classes.class_of(kwh_per_m2)]
