"""Columns of the master: one design for every building of a group, added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zeneville.model.designs import Designs
from zeneville.model.problem import Array


@dataclass(frozen=True)
class Columns:
    """``group`` (K,), ``load`` (K,T), ``surplus`` (K,C,T) kWh; yearly figures (K,)."""

    group: Array
    choices: tuple[Array, ...]
    load: Array
    surplus: Array
    cost: Array
    fuel_balance: Array
    co2: Array
    investment: Array

    def __len__(self) -> int:
        return len(self.group)

    def append(self, other: Columns) -> Columns:
        """Both together."""
        return Columns(
            choices=self.choices + other.choices,
            **{
                name: np.concatenate([getattr(self, name), getattr(other, name)])
                for name in (
                    "group",
                    "load",
                    "surplus",
                    "cost",
                    "fuel_balance",
                    "co2",
                    "investment",
                )
            },
        )

    def keys(self) -> set[tuple[int, bytes]]:
        """What tells one column from another."""
        return {
            (int(g), choice.tobytes()) for g, choice in zip(self.group, self.choices, strict=True)
        }


def aggregate(designs: Designs, chosen: Array, groups: Sequence[Array]) -> Columns:
    """One column per group from one design per building (``chosen``, B)."""
    problem = designs.problem
    load = designs.net_load(chosen)
    rows = np.arange(len(chosen))
    _, _, option = designs.parts(chosen)
    feed_in_class = problem.pv_class[rows, option]
    drawn, spare = np.maximum(load, 0.0), np.maximum(-load, 0.0)
    classes = len(problem.feed_in_class)
    surplus = np.zeros((len(groups), classes, load.shape[1]))
    for g, members in enumerate(groups):
        for c in range(classes):
            surplus[g, c] = spare[members[feed_in_class[members] == c]].sum(axis=0)

    def add_up(values: Array) -> Array:
        return np.array([values[members, chosen[members]].sum() for members in groups])

    return Columns(
        group=np.arange(len(groups)),
        choices=tuple(chosen[members] for members in groups),
        load=np.array([drawn[members].sum(axis=0) for members in groups]),
        surplus=surplus,
        cost=add_up(designs.cost),
        fuel_balance=add_up(designs.fuel_balance),
        co2=add_up(designs.co2),
        investment=add_up(designs.investment),
    )
