"""Colours of values: two-sided around zero, or one-sided from pale to dark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.report.charts.scale import decimals, steps

Array = np.ndarray[Any, Any]

#: bought: from white to rust; sold: from white to deep green-blue
RUST = ((255, 253, 248), (243, 192, 150), (208, 106, 56), (122, 38, 12))
TEAL = ((255, 253, 248), (164, 214, 205), (45, 140, 133), (6, 62, 66))
#: cheap to dear
PRICE = ((250, 244, 214), (240, 190, 90), (196, 92, 60), (94, 28, 72))
CLASSES = 12


@dataclass(frozen=True)
class Ramp:
    """Classes of equal width from ``low`` to ``high``, a colour each."""

    low: float
    high: float
    colours: tuple[str, ...]
    unit: str

    def classes(self, values: Array) -> Array:
        """Number of the colour of each value."""
        share = (values - self.low) / (self.high - self.low)
        return np.clip((share * len(self.colours)).astype(int), 0, len(self.colours) - 1)

    def place(self, value: float) -> float:
        """Share of the way from low to high."""
        return (value - self.low) / (self.high - self.low)

    @property
    def ticks(self) -> list[float]:
        """Round values inside."""
        return steps(self.low, self.high, 4)

    @property
    def decimals(self) -> int:
        """Decimals of the ticks."""
        return decimals(self.ticks)


def _between(stops: tuple[tuple[int, int, int], ...], count: int) -> list[str]:
    places = np.linspace(0.0, 1.0, len(stops))
    at = (np.arange(count) + 0.5) / count
    channels = [np.interp(at, places, [stop[k] for stop in stops]) for k in range(3)]
    return [f"#{int(r):02x}{int(g):02x}{int(b):02x}" for r, g, b in zip(*channels, strict=True)]


def two_sided(values: Array, unit: str) -> Ramp:
    """Below zero green-blue, above zero rust; as many classes a side as its share of the range."""
    most = max(float(np.abs(values).max()), 1e-9)
    colours = [*reversed(_between(TEAL, CLASSES)), *_between(RUST, CLASSES)]
    return _trimmed(Ramp(-most, most, tuple(colours), unit), values)


def _trimmed(ramp: Ramp, values: Array) -> Ramp:
    """Without the classes that no value reaches."""
    used = ramp.classes(values)
    first, last = int(used.min()), int(used.max())
    step = (ramp.high - ramp.low) / len(ramp.colours)
    return Ramp(
        ramp.low + first * step,
        ramp.low + (last + 1) * step,
        ramp.colours[first : last + 1],
        ramp.unit,
    )


def one_sided(values: Array, unit: str) -> Ramp:
    """From the least to the largest value."""
    low, high = float(values.min()), float(values.max())
    if high - low < 1e-9:
        high = low + max(abs(low), 1e-6)
    return Ramp(low, high, tuple(_between(PRICE, CLASSES)), unit)
