"""Buildings in groups, each of which takes one column of the master."""

from __future__ import annotations

import numpy as np

from zeneville.model import Designs
from zeneville.model.problem import Array


def in_groups(designs: Designs, parts: int) -> list[Array]:
    """Buildings in ``parts`` groups; those of a zone not yet decided stay together.

    What a zone's pipes cost falls on all its buildings at once, so that a column must hold all.
    """
    count = designs.shape[0]
    together = designs.waiting
    alone = np.setdiff1d(np.arange(count), np.concatenate([*together, np.zeros(0, np.int64)]))
    units = [np.array([b]) for b in alone] + [unit for unit in together if len(unit)]
    units.sort(key=lambda unit: int(unit[0]))
    parts = min(parts, len(units))
    return [np.sort(np.concatenate(units[g::parts])) for g in range(parts)]
