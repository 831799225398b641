"""Electricity of the common parts of blocks: lighting and lifts."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

#: a building with more dwellings is a block
LARGEST_HOUSE = 2


def common_parts(dwellings: Array, figures: Any) -> Array:
    """(B,) kWh a year of blocks of ``dwellings`` (B,); fans and pumps are counted apart."""
    block = dwellings > LARGEST_HOUSE
    return np.asarray(np.where(block, dwellings, 0.0) * figures.value("demand_common_parts"))
