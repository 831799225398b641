"""Published shares laid on buildings: tenure and heating energy by number of dwellings."""

from __future__ import annotations

from typing import Any

import numpy as np

Rows = list[dict[str, Any]]


def share(rng: np.random.Generator, rows: Rows, column: str, shares: dict[str, float]) -> None:
    """Give ``column`` values whose dwellings have the ``shares``, within a building.

    The largest buildings go first, each to the value that lacks most dwellings.
    """
    order = sorted(rng.permutation(len(rows)), key=lambda index: -rows[index]["dwellings"])
    total = sum(row["dwellings"] for row in rows)
    left = {value: total * part / sum(shares.values()) for value, part in shares.items()}
    for index in order:
        value = max(left, key=lambda name: left[name])
        rows[index][column] = value
        left[value] -= rows[index]["dwellings"]


def own(rows: Rows, owners: dict[str, str]) -> None:
    """Owner of each building by its tenure, ``private`` where none is named."""
    for row in rows:
        row["owner"] = owners.get(row["tenure"], "private")
