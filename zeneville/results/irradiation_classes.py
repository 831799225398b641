"""Classes of irradiation of a roof and their colours, ordered by lightness.

Lightness rises evenly from dark violet to pale yellow, so the order also holds in grey and for
every kind of colour blindness.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

#: kWh per m2 of roof and year at which the next class starts
EDGES = (600.0, 700.0, 800.0, 900.0, 1000.0, 1100.0, 1200.0, 1300.0, 1400.0)
#: steps of equal lightness in OKLCH (0.36 to 0.95), hue from violet over red to yellow
COLOURS = (
    "#432285",
    "#692a8f",
    "#91338f",
    "#b73f85",
    "#d85173",
    "#f16b5d",
    "#ff8b49",
    "#ffb154",
    "#fdd463",
    "#f3f690",
)
LABELS = (
    f"< {EDGES[0]:.0f}",
    *(f"{low:.0f}-{high:.0f}" for low, high in pairwise(EDGES)),
    f">= {EDGES[-1]:.0f}",
)


def class_of(kwh_per_m2: Array) -> Array:
    """(N,) position in :data:`COLOURS` and :data:`LABELS`; an edge belongs to the class above."""
    return np.asarray(np.searchsorted(np.array(EDGES), np.asarray(kwh_per_m2), side="right"))
