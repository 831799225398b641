"""Summer discomfort of a plan: degree-hours of RE2020 without cooling, before and after works.

RE2020 (order of 4 August 2021) has a lower threshold of 350 K h a year and an upper one of 1250.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

NAME = "discomfort_degree_hours"


def add(data: xr.Dataset, needs: xr.Dataset) -> xr.Dataset:
    """The dataset of ``plan.nc`` with the degree-hours (building, package), K h a year.

    NaN for what is no dwelling.
    """
    names = [str(name) for name in data["building"].values]
    full = needs[NAME].astype(float).reindex(building=names)
    return data.assign({NAME: (full.dims, full.to_numpy())})


def chosen(data: xr.Dataset, package: np.ndarray) -> pd.DataFrame:
    """Columns ``discomfort_before_kh``, ``discomfort_after_kh`` by building; ``package`` (B,)."""
    hours = data[NAME].to_numpy()
    return pd.DataFrame(
        {
            "discomfort_before_kh": hours[:, 0],
            "discomfort_after_kh": hours[np.arange(len(hours)), package],
        },
        index=pd.Index(data["building"].values.astype(str)),
    )
