"""How much of a building is known: one flag a building, by a rule that can be read."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from zeneville.geodata import fields, frame

#: what a plan rests on; the envelope counts as known by a letter, a quality or a transmittance
ASKED = ("height_m", "use", "construction_year", "storeys", "dwellings", "heating_energy")
ENVELOPE = ("dpe_class", "wall_insulation", *fields.KNOWN_U, "dpe_file")
GOOD, FAIR = 6, 4


def flags(buildings: gpd.GeoDataFrame) -> pd.Series:
    """``good`` (6 or 7 of 7 things known, matched by id or footprint), ``fair`` (4 or more), else
    ``poor``."""
    known = np.array([frame.known(buildings, column).to_numpy() for column in ASKED]).astype(int)
    if "height_source" in buildings:
        known[0] &= (buildings["height_source"] == "data").to_numpy()
    dwelt = buildings["use"].isin(("residential", "unknown")).to_numpy()
    known[ASKED.index("dwellings")] |= ~dwelt
    envelope = np.array([frame.known(buildings, column).to_numpy() for column in ENVELOPE])
    count = known.sum(axis=0) + envelope.any(axis=0)
    near = np.zeros(len(buildings), bool)
    if "matched_exactly" in buildings:
        near = (buildings["matched_exactly"] == False).to_numpy()  # noqa: E712 - NaN is no match
    flag = np.where((count >= GOOD) & ~near, "good", np.where(count >= FAIR, "fair", "poor"))
    return pd.Series(flag, index=buildings.index, dtype=object)
