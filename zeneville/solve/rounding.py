"""From shares of columns to one design per building: error diffusion, then repair."""

from __future__ import annotations

import numpy as np

from zeneville.model import Columns, Designs
from zeneville.model.problem import Array
from zeneville.solve.gains import YEARLY, gains


def diffuse(designs: Designs, columns: Columns, share: Array, groups: list[Array]) -> Array:
    """(B,) one design per building so that sums stay close to those of the mixture.

    Buildings are taken in turn, the largest first; each takes, among the designs its columns
    propose, the one that brings the accumulated difference of hourly load, cost, balance, CO2
    and investment closest to zero.
    """
    problem = designs.problem
    count = len(problem.building)
    proposals: list[dict[int, float]] = [{} for _ in range(count)]
    for k in np.flatnonzero(share > 1e-9):
        for b, d in zip(groups[columns.group[k]], columns.choices[k], strict=True):
            proposals[b][int(d)] = proposals[b].get(int(d), 0.0) + share[k]
    yearly = (designs.cost, designs.fuel_balance, designs.co2, designs.investment)
    scale = [max(1e-9, float(np.abs(v[designs.allowed]).mean())) for v in yearly]
    load_scale = max(1e-9, float(problem.electricity_kwh.mean())) * np.sqrt(len(problem.weight))
    root = np.sqrt(problem.weight / problem.weight.mean())

    def features(b: int, numbers: Array) -> Array:
        lines = designs.net_load_of(b, numbers)
        annual = np.array(
            [[v[b, d] / s for v, s in zip(yearly, scale, strict=True)] for d in numbers]
        )
        return np.hstack([lines * root / load_scale, annual])

    size = problem.electricity_kwh @ problem.weight
    chosen = np.array([max(p, key=lambda d: (p[d], -d)) for p in proposals], dtype=np.int64)
    error: Array | float = 0.0
    for b in np.lexsort((np.arange(count), -size)):
        numbers = np.array(sorted(proposals[b]))
        if len(numbers) == 1:
            continue
        wanted = np.array([proposals[b][int(d)] for d in numbers])
        rows = features(int(b), numbers)
        target = wanted / wanted.sum() @ rows + error
        best = int(((rows - target) ** 2).sum(axis=1).argmin())
        chosen[b] = numbers[best]
        error = target - rows[best]
    return chosen


def repair(designs: Designs, chosen: Array, value: Array, missed: dict[str, float]) -> Array | None:
    """Swap designs until what a yearly row misses is covered, at the least price per unit.

    ``value`` (B, D) are the prices of the designs. Returns ``None`` when no swap helps.
    """
    rows = np.arange(len(chosen))
    chosen = chosen.copy()
    moved = False
    for row, level in missed.items():
        if row not in YEARLY or level <= 0.0:
            continue
        amount = gains(designs, row)
        left = level * 1.02
        gain = amount - amount[rows, chosen][:, None]
        price = value - value[rows, chosen][:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(
                (gain > 1e-6) & np.isfinite(price), np.maximum(price, 0.0) / gain, np.inf
            )
        best = ratio.argmin(axis=1)
        for b in np.lexsort((rows, ratio[rows, best])):
            if left <= 0.0 or not np.isfinite(ratio[b, best[b]]):
                break
            enough = np.flatnonzero(np.isfinite(ratio[b]) & (gain[b] >= left))
            pick = enough[price[b, enough].argmin()] if len(enough) else best[b]
            chosen[b] = pick
            left -= gain[b, pick]
            moved = True
    return chosen if moved else None
