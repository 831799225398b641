"""What is known when the kernel is compiled: sizes, precision, and how its steps are joined.

A step is a closure over these constants that becomes part of the block calling it, so that its
loops run over a known number of lanes. Work that is seldom done stays an ordinary compiled
function: arrays under a condition of the block would otherwise have their references counted in
every hour.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

Array = np.ndarray[Any, Any]

#: degC that the kernel's temperatures are counted from, in K; rooms are near it, which keeps single
#: precision fine
ORIGIN = 20.0
FASTMATH = {"contract", "nsz", "arcp", "reassoc"}

#: decorator of a step
step = njit(inline="always", fastmath=FASTMATH, error_model="numpy")


class Sizes(NamedTuple):
    """Zones side by side (``lanes``), exposed and fixed elements, glazed planes, precision."""

    lanes: int
    exposed: int
    fixed: int
    planes: int
    double: bool

    @property
    def elements(self) -> int:
        """Opaque elements of a zone, the exposed ones first."""
        return self.exposed + self.fixed

    @property
    def real(self) -> Any:
        """Type of all states and coefficients."""
        return np.float64 if self.double else np.float32
