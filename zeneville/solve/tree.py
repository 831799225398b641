"""A bound over a tree: what buildings may choose is split until every part is proved.

One dual vector bounds a district from below, and leaves what its requirements lose by whole
designs. In a small district that is more than the gap asked. Each node of the tree allows some
designs of one building less than its parent; its children together allow what it allows, so
every plan lies in a leaf. A leaf is bounded at any dual vector by the cheapest designs that it
allows; the bound of the district is the lowest of its leaves, each at its best vector.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zeneville.model.problem import Array
from zeneville.solve.bound import Priced
from zeneville.solve.duals import Duals


@dataclass
class Node:
    """``allowed`` (B, D) designs; ``building`` whose designs the parent split, -1 at the root.

    ``vector`` gives the best ``bound`` so far; a ``closed`` leaf is not split any more.
    """

    parent: int
    building: int
    allowed: Array
    vector: int
    bound: float
    closed: bool = False


@dataclass(frozen=True)
class Proof:
    """The tree as it is stored: nodes N, and the dual vectors that its leaves need.

    ``parent`` and ``building`` (N) are -1 at the root, ``vector`` (N) is -1 at inner nodes;
    ``allowed`` (N, D) tells the designs of ``building`` that a node keeps.
    """

    parent: Array
    building: Array
    allowed: Array
    vector: Array
    duals: tuple[Duals, ...]
    bound: float


class Tree:
    """Nodes, and the dual vectors met so far with the values of all designs at each."""

    def __init__(self, duals: Duals, priced: Priced):
        self.duals: list[Duals] = []
        self.values: list[Array] = []
        self.rests: list[float] = []
        self.nodes = [Node(-1, -1, np.isfinite(priced.value), 0, -np.inf)]
        self.inner: set[int] = set()
        self.learn(duals, priced)

    def learn(self, duals: Duals, priced: Priced) -> None:
        """Take a dual vector in, and lift the leaves that it bounds higher."""
        self.values.append(priced.value)
        self.rests.append(priced.bound - float(priced.value.min(axis=1).sum()))
        self.duals.append(duals)
        for number in self.leaves():
            node = self.nodes[number]
            bound = self._at(len(self.duals) - 1, node.allowed)
            if bound > node.bound:
                node.vector, node.bound = len(self.duals) - 1, bound

    def leaves(self) -> list[int]:
        """Numbers of the nodes that are not split."""
        return [number for number in range(len(self.nodes)) if number not in self.inner]

    @property
    def bound(self) -> float:
        """EUR a year below which no plan lies."""
        return min(self.nodes[number].bound for number in self.leaves())

    def lowest(self, goal: float) -> int | None:
        """The leaf of the lowest bound that is neither closed nor proved up to ``goal``."""
        open_ones = [
            number
            for number in self.leaves()
            if not self.nodes[number].closed and self.nodes[number].bound < goal
        ]
        return min(open_ones, key=lambda number: self.nodes[number].bound, default=None)

    def split(self, number: int, building: int, part: Array) -> None:
        """Two children: one keeps the designs in ``part`` (D) of a building, one the others."""
        children = []
        for kept in (part, ~part):
            allowed = self.nodes[number].allowed.copy()
            allowed[building] &= kept
            bounds = [self._at(vector, allowed) for vector in range(len(self.duals))]
            best = int(np.argmax(bounds))
            children.append(Node(number, building, allowed, best, bounds[best]))
        self.nodes = [*self.nodes, *children]
        self.inner = {*self.inner, number}

    def least(self, chosen: Array) -> float:
        """The highest bound (EUR a year) of one plan's designs (B) over all vectors."""
        rows = np.arange(len(chosen))
        return max(
            rest + float(value[rows, chosen].sum())
            for rest, value in zip(self.rests, self.values, strict=True)
        )

    def cheapest(self, number: int, count: int) -> list[Array]:
        """(B,) cheapest designs that a node allows at the vectors that bound it highest."""
        allowed = self.nodes[number].allowed
        bounds = np.array([self._at(vector, allowed) for vector in range(len(self.duals))])
        best = np.argsort(-bounds, kind="stable")[:count]
        return [np.where(allowed, self.values[k], np.inf).argmin(axis=1) for k in best]

    def proof(self) -> Proof:
        """The tree with as few vectors as prove its bound."""
        vector = np.full(len(self.nodes), -1)
        bound, left, kept = self.bound, set(self.leaves()), list[int]()
        proves = {
            k: {n for n in left if self._at(k, self.nodes[n].allowed) >= bound}
            for k in {self.nodes[n].vector for n in left}
        }
        while left:
            best = max(sorted(proves), key=lambda k: len(proves[k] & left))
            for n in proves[best] & left:
                vector[n] = len(kept)
            left -= proves[best]
            kept.append(best)
        nodes = self.nodes
        return Proof(
            parent=np.array([node.parent for node in nodes]),
            building=np.array([node.building for node in nodes]),
            allowed=np.array([node.allowed[max(node.building, 0)] for node in nodes]),
            vector=vector,
            duals=tuple(self.duals[k] for k in kept),
            bound=bound,
        )

    def _at(self, vector: int, allowed: Array) -> float:
        value = np.where(allowed, self.values[vector], np.inf)
        return self.rests[vector] + float(value.min(axis=1).sum())
