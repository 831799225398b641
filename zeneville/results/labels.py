"""Regulatory labels (DPE) of a plan: before and after, by building, and how many of each."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

LETTERS = "ABCDEFG"
#: official colours of the letters, decree of 31 March 2021, annex on the form of the certificate
COLOURS = {
    "A": "#009c6d",
    "B": "#52b153",
    "C": "#78bd76",
    "D": "#f4e70f",
    "E": "#f0b50f",
    "F": "#eb8235",
    "G": "#d7221f",
}
#: colour of the letter itself, for a contrast of at least 4.5
INK = {**dict.fromkeys(LETTERS, "#000000"), "G": "#ffffff"}
_FIGURES = ("dpe_primary_kwh_per_m2", "dpe_co2_kg_per_m2")


def add(data: xr.Dataset, labels: xr.Dataset) -> xr.Dataset:
    """The dataset of ``plan.nc`` with the labels of every building, package and system.

    Buildings to which the method for dwellings does not apply have an empty letter and NaN.
    """
    names = [str(name) for name in data["building"].values]
    out = data.copy()
    for name in _FIGURES:
        out[name] = labels[name].astype(float).reindex(building=names)
    letters = labels["dpe_label"].astype(object).reindex(building=names, fill_value="")
    out["dpe_label"] = letters.astype(str)
    out.attrs["dpe_law_date"] = str(labels.attrs["law_date"])
    return out


def chosen(data: xr.Dataset, package: Any, system: list[str]) -> pd.DataFrame:
    """Columns ``dpe_before``, ``dpe_after`` and their figures, by building.

    Parameters
    ----------
    data
        With the variables of :func:`add`.
    package
        (B,) numbers of the packages chosen.
    system
        (B,) ids of the systems chosen.
    """
    known = {str(name): number for number, name in enumerate(data["system"].values)}
    rows = np.arange(data.sizes["building"])
    systems = np.array([known[name] for name in system])
    before = np.zeros_like(rows), np.full_like(rows, known["as_is"])
    after = np.asarray(package), systems
    columns = {}
    for when, (p, s) in (("before", before), ("after", after)):
        columns[f"dpe_{when}"] = data["dpe_label"].values[rows, p, s]
        for name in _FIGURES:
            columns[f"{name}_{when}"] = data[name].values[rows, p, s]
    return pd.DataFrame(columns, index=pd.Index(data["building"].values.astype(str)))


def counts(letters: pd.Series) -> dict[str, int]:
    """Number of buildings by letter, all seven letters."""
    return {letter: int((letters == letter).sum()) for letter in LETTERS}
