"""Plots along parallel streets: rows of houses, blocks, halls and car parks stand on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from shapely.affinity import rotate
from shapely.geometry import Polygon, box


@dataclass
class Quarter:
    """Parallel streets of one length; buildings stand on both sides, front to the street.

    Metres in the plan of the district; ``pitch`` from street to street, ``street`` from front to
    front, ``turn`` in degrees anticlockwise about the start of the first street.
    """

    x: float
    y: float
    length: float
    pitch: float
    street: float = 12.0
    turn: float = 0.0
    cursors: list[float] = field(default_factory=lambda: [0.0, 0.0])
    line: int = 0

    def add(self, widths: list[float], depth: float, gap: float) -> list[Polygon]:
        """Place buildings wall to wall, ``gap`` metres after the last ones on the same side."""
        total = sum(widths)
        side = int(np.argmin(self.cursors))
        if self.cursors[side] + total > self.length:
            side = 1 - side
        if self.cursors[side] + total > self.length:
            self.line, self.cursors, side = self.line + 1, [0.0, 0.0], 0
        edges = self.x + self.cursors[side] + np.concatenate([[0.0], np.cumsum(widths)])
        self.cursors[side] += total + gap
        middle = self.y + self.line * self.pitch
        near = middle + self.street / 2 if side == 0 else middle - self.street / 2
        far = near + depth if side == 0 else near - depth
        shapes = [
            box(left, min(near, far), right, max(near, far)) for left, right in pairwise(edges)
        ]
        return [rotate(shape, self.turn, origin=(self.x, self.y)) for shape in shapes]

    def behind(self, shape: Polygon, width: float, depth: float, distance: float) -> Polygon:
        """A small building in the garden of ``shape``, away from its street."""
        back = rotate(shape, -self.turn, origin=(self.x, self.y))
        left, low, _, high = back.bounds
        north = (low + high) / 2 > self.y + self.line * self.pitch
        near = high + distance if north else low - distance - depth
        out = box(left, near, left + width, near + depth)
        return rotate(out, self.turn, origin=(self.x, self.y))
