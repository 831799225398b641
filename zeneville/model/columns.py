"""Columns of the master: one design for every building of a group, added up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from zeneville.model import network
from zeneville.model.designs import Designs
from zeneville.model.problem import Array, Problem

#: buildings that one task of the parallel sum takes; fixed, so that sums do not depend on threads
TASK = 64


@dataclass(frozen=True)
class Columns:
    """``group`` (K,), ``load``, ``heat`` (K,T), ``surplus`` (K,C,T) kWh; yearly figures (K,).

    ``zones`` (K,Z) tells the zones of the heat network that a column needs, ``renewable`` and
    ``used`` what it gives to the requirements on renewable heat and autonomy.
    """

    group: Array
    choices: tuple[Array, ...]
    load: Array
    surplus: Array
    heat: Array
    zones: Array
    cost: Array
    fuel_balance: Array
    co2: Array
    investment: Array
    renewable: Array
    used: Array

    def __len__(self) -> int:
        return len(self.group)

    def append(self, other: Columns) -> Columns:
        """Both together."""
        arrays = {
            name: np.concatenate([getattr(self, name), getattr(other, name)]) for name in _ARRAYS
        }
        return Columns(choices=self.choices + other.choices, **arrays)

    def take(self, index: Sequence[int] | Array) -> Columns:
        """Some of them, in the order asked."""
        rows = np.asarray(index, dtype=np.int64)
        arrays = {name: getattr(self, name)[rows] for name in _ARRAYS}
        return Columns(choices=tuple(self.choices[k] for k in rows), **arrays)

    def keys(self) -> list[tuple[int, bytes]]:
        """What tells one column from another."""
        return [
            (int(g), choice.tobytes()) for g, choice in zip(self.group, self.choices, strict=True)
        ]

    def coefficients(self) -> dict[str, Array]:
        """What each column puts on the rows of the master, by port: (K,), (K,T) or (K,C,T)."""
        return {
            "meter": -self.load,
            "surplus": self.surplus,
            "heat": -self.heat,
            "balance": -self.fuel_balance,
            "co2": -self.co2,
            "invest": -self.investment,
            "renewable": self.renewable,
            "autonomy": self.used,
            "cost": self.cost,
        }


_ARRAYS = tuple(item.name for item in fields(Columns) if item.name != "choices")


def none(problem: Problem) -> Columns:
    """No column at all: the district's assets without buildings."""
    hours, classes = len(problem.weight), len(problem.feed_in_class)
    empty = np.zeros(0)
    return Columns(
        group=np.zeros(0, dtype=np.int64),
        choices=(),
        load=np.zeros((0, hours)),
        surplus=np.zeros((0, classes, hours)),
        heat=np.zeros((0, hours)),
        zones=np.zeros((0, len(problem.zone))),
        cost=empty,
        fuel_balance=empty,
        co2=empty,
        investment=empty,
        renewable=empty,
        used=empty,
    )


def aggregate(designs: Designs, chosen: Array, groups: Sequence[Array]) -> Columns:
    """One column per group from one design per building (``chosen``, B)."""
    return state(designs, np.arange(len(groups)), groups, [chosen[members] for members in groups])


def state(
    designs: Designs, group: Array, members: Sequence[Array], choices: Sequence[Array]
) -> Columns:
    """Columns of given groups: ``members`` are buildings, ``choices`` their designs."""
    load, surplus = _added(designs, members, choices)
    heat, zones = _on_the_network(designs, members, choices)

    def add_up(values: Array) -> Array:
        return np.array(
            [values[who, what].sum() for who, what in zip(members, choices, strict=True)]
        )

    return Columns(
        group=np.asarray(group, dtype=np.int64),
        choices=tuple(np.asarray(what, dtype=np.int64) for what in choices),
        load=load,
        surplus=surplus,
        heat=heat,
        zones=zones,
        cost=add_up(designs.cost),
        fuel_balance=add_up(designs.fuel_balance),
        co2=add_up(designs.co2),
        investment=add_up(designs.investment),
        renewable=add_up(designs.renewable),
        used=add_up(designs.used),
    )


def _on_the_network(
    designs: Designs, members: Sequence[Array], choices: Sequence[Array]
) -> tuple[Array, Array]:
    """Heat drawn (K,T) from the network, and the zones (K,Z) that it takes."""
    problem = designs.problem
    heat = np.zeros((len(members), len(problem.weight)))
    zones = np.zeros((len(members), len(problem.zone)))
    for k, (who, what) in enumerate(zip(members, choices, strict=True)):
        package, heater = designs.parts(what)[:2]
        heat[k] = network.drawn(problem, who, package, heater)
        zones[k] = network.zones(problem, who, heater)
    return heat, zones


def _added(
    designs: Designs, members: Sequence[Array], choices: Sequence[Array]
) -> tuple[Array, Array]:
    """Load (K,T) and surplus (K,C,T), summed task by task in a fixed order."""
    starts, owner, offset = [0], [], 0
    for k, who in enumerate(members):
        for first in range(0, len(who), TASK):
            starts.append(offset + min(first + TASK, len(who)))
            owner.append(k)
        offset += len(who)
    drawn, spare = designs.added(
        np.concatenate(members), np.concatenate(choices), np.array(starts, dtype=np.int64)
    )
    load = np.zeros((len(members), drawn.shape[1]))
    surplus = np.zeros((len(members), *spare.shape[1:]))
    for task, k in enumerate(owner):
        load[k] += drawn[task]
        surplus[k] += spare[task]
    return load, surplus
