"""What the prices of a plan rest on: areas, sizes, tariffs, beside the plan's arrays.

The independent check counts every price anew from these and the catalogue.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from zeneville.case import Case
from zeneville.economics import Tariffs

_BY_BUILDING = {
    "roof_area_m2": "m2",
    "floor_area_m2": "m2",
    "wall_area_m2": "m2",
    "window_area_m2": "m2",
    "dwellings": "1",
    "heated_area_m2": "m2",
}
_BY_PACKAGE = {
    "u_roof_w_per_m2k": "W m-2 K-1",
    "u_wall_w_per_m2k": "W m-2 K-1",
    "u_floor_w_per_m2k": "W m-2 K-1",
    "u_window_w_per_m2k": "W m-2 K-1",
    "infiltration_q4pa_m3_per_h_m2": "m3 h-1 m-2",
    "ventilation_m3_per_h": "m3 h-1",
    "heat_recovery": "1",
}


def add(
    data: xr.Dataset,
    case: Case,
    tariffs: Tariffs,
    buildings: pd.DataFrame,
    envelope: xr.Dataset,
    needs: xr.Dataset,
    asset_kind: np.ndarray,
    base_year: int,
    around: Mapping[str, np.ndarray],
) -> xr.Dataset:
    """The dataset of ``plan.nc`` with the bill of quantities and the texts of prices.

    Parameters
    ----------
    buildings
        Every building of the stock, with ``heating_energy``, ``roof_flat``, ``dwellings``. Meters
        that are no building, street lighting, are not in it.
    envelope
        Areas and U-values over (building, package) of heated buildings.
    needs
        ``peak_heating_kw`` (building, package), the design heat load, and ``hot_water_day_kwh``
        (building), heat for hot water on the day that needs most.
    asset_kind
        Kind of every panel field.
    around
        ``outdoor_degc`` (hour) and ``source_degc`` (heat_pump, hour): what the performance of
        heat pumps follows from.
    """
    names = [str(name) for name in data["building"].values]
    heated = {str(name) for name in envelope["building"].values}
    areas = envelope[list(_BY_BUILDING)].copy()
    areas["wall_area_m2"] = areas["wall_area_m2"].sum("orientation")
    areas["window_area_m2"] = areas["window_area_m2"].sum("orientation")
    out = data.copy()
    for name, unit in _BY_BUILDING.items():
        values = areas[name].astype(float).reindex(building=names, fill_value=0.0)
        out[name] = (("building",), values.to_numpy(), {"units": unit})
    both = {name: (envelope[name], unit) for name, unit in _BY_PACKAGE.items()}
    both["peak_heating_kw"] = (needs["peak_heating_kw"], "kW")
    for name, (array, unit) in both.items():
        full = array.astype(float).reindex(building=names, fill_value=0.0)
        out[name] = (
            ("building", "package"),
            full.transpose("building", "package").to_numpy(),
            {"units": unit},
        )
    largest = needs["hot_water_day_kwh"].astype(float).reindex(building=names, fill_value=0.0)
    out["hot_water_day_kwh"] = (("building",), largest.to_numpy(), {"units": "kWh"})
    rows = pd.DataFrame(buildings[["dwellings", "roof_flat", "heating_energy"]]).reindex(names)
    rows = rows.fillna({"dwellings": 0.0, "roof_flat": False, "heating_energy": ""})
    flags = {
        "heated": np.array([name in heated for name in names]),
        "residential": (rows["dwellings"] > 0).to_numpy(),
        "roof_flat": rows["roof_flat"].to_numpy(bool),
        "outside_forbidden": envelope["outside_forbidden"]
        .astype(np.int8)
        .reindex(building=names, fill_value=0)
        .to_numpy(),
    }
    for name, flag in flags.items():
        out[name] = (("building",), flag.astype(np.int8), {"units": "1"})
    out["heating_energy"] = (("building",), rows["heating_energy"].to_numpy(str))
    out["asset_kind"] = (("asset",), np.asarray(asset_kind, dtype=str))
    for name, dims in (("outdoor_degc", ("hour",)), ("source_degc", ("heat_pump", "hour"))):
        out[name] = (dims, around[name], {"units": "degC"})
    out.attrs.update(_texts(case, tariffs, base_year))
    return out


def _texts(case: Case, tariffs: Tariffs, base_year: int) -> dict[str, Any]:
    return {
        "case": case.name,
        "case_sha256": case.sha256,
        "discount_rate": case.money.discount_rate,
        "altitude_m": case.place.altitude_m,
        "zone": case.zone,
        "vat_recovered": int(case.money.vat_recovered),
        "non_energy_works_in_objective": int(case.money.non_energy_works_in_objective),
        "balance_definition": "final" if case.requirement.balance == "final" else "primary",
        "base_year": base_year,
        "tariffs": tariffs.name,
        "tariffs_text": tariffs.text,
        "parts": json.dumps(
            {
                "assets": list(case.assets),
                "supply_degc": case.heat_network.supply_degc,
                "cars_per_dwelling": case.electric_cars.per_dwelling,
                "waste_heat": [offer.model_dump() for offer in case.waste_heat],
            }
        ),
        "minimum_label": case.limits.minimum_label or "",
        "locks": json.dumps([lock.model_dump() for lock in case.locks]),
        "overrides": json.dumps(
            {key: [item.value, item.source] for key, item in case.assumptions.items()}
        ),
    }
