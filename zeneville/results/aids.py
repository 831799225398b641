"""What is known of aids for a stored plan: energy-saving certificates, measure by measure.

An estimate of the owner's account, never in the plan's objective or investment.
"""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import xarray as xr

from zeneville.economics import cee
from zeneville.technologies import catalogue


def figures(data: xr.Dataset) -> catalogue.Catalogue:
    """The catalogue with the overrides of the plan's case."""
    given = json.loads(data.attrs.get("overrides", "{}"))
    return catalogue.read({key: (value, source) for key, (value, source) in given.items()})


def known(data: xr.Dataset) -> bool:
    """Whether amounts are known for the climate zone of the plan."""
    return str(data.attrs.get("zone", "")).startswith(cee.ZONE)


def certificates(data: xr.Dataset, values: catalogue.Catalogue) -> pd.DataFrame:
    """kWh cumac by building and measure; see :func:`zeneville.economics.cee.certificates`."""
    given = cee.certificates(_works(data, values), values)
    return pd.DataFrame(given, index=pd.Index(data["building"].values.astype(str)))


def _works(data: xr.Dataset, values: catalogue.Catalogue) -> cee.Works:
    package = data["chosen_package"].values.astype(int)
    rows = np.arange(len(package))
    label = data["heater"].values.astype(str)[data["chosen_heater"].values.astype(int)]
    dwellings = data["dwellings"].values * data["heated"].values

    def both(name: str) -> tuple[np.ndarray, np.ndarray]:
        array = data[name].values
        return array[:, 0], np.maximum(array[rows, package], 1e-6)

    u = {name: both(f"u_{name}_w_per_m2k") for name in cee.ELEMENTS}
    (flow_before, flow_after), (kept_before, kept_after) = (
        both(name) for name in ("ventilation_m3_per_h", "heat_recovery")
    )
    balanced = kept_after > kept_before + 1e-3
    hygro = ~balanced & (flow_after < flow_before - 1e-3)
    return cee.Works(
        dwellings=dwellings,
        floor_m2=data["heated_area_m2"].values,
        flat=data["roof_flat"].values.astype(bool),
        area_m2={name: data[f"{name}_area_m2"].values for name in cee.ELEMENTS},
        u_before={name: before for name, (before, _) in u.items()},
        u_after={name: after for name, (_, after) in u.items()},
        fan=np.where(balanced, "balanced", np.where(hygro, "hygro", "")),
        system=np.array([name.partition("@")[0] for name in label]),
        collective=dwellings > values.value("heater_collective_above_dwellings"),
    )
