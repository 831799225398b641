"""Axes: round steps and the words beside them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class Scale:
    """Values from ``low`` to ``high`` onto places from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def steps(low: float, high: float, about: int = 5) -> list[float]:
    """Round values between ``low`` and ``high``, about as many as asked."""
    if high <= low:
        return [low]
    raw = (high - low) / max(about, 1)
    power = 10.0 ** np.floor(np.log10(raw))
    step = next(power * unit for unit in (1.0, 2.0, 2.5, 5.0, 10.0) if power * unit >= raw - 1e-12)
    first = np.ceil(low / step - 1e-9)
    return [float(number * step) for number in np.arange(first, np.floor(high / step + 1e-9) + 1)]


def round_out(low: float, high: float, about: int = 5) -> tuple[float, float]:
    """The range widened to round values."""
    if high <= low:
        high = low + 1.0
    ticks = steps(low, high, about)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else high - low
    return float(np.floor(low / step) * step), float(np.ceil(high / step) * step)


def decimals(values: list[float]) -> int:
    """Decimals that tell neighbouring values apart."""
    if len(values) < 2:
        return 0
    step = min(abs(b - a) for a, b in pairwise(values))
    for count in range(4):
        if abs(step * 10**count - round(step * 10**count)) < 1e-6:
            return count
    return 4
