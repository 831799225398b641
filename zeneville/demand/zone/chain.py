"""Opaque elements as five nodes, and the exact condensation of the three inner ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

SLICES = 8
#: m2K/W that a layer with mass, and a whole element, has at least: a sheet of metal on its bed
LEAST_RESISTANCE = 1e-4
HOUR_S = 3600.0


@dataclass(frozen=True)
class Layer:
    """One layer over many elements. ``resistance`` in m2K/W, ``capacity`` in J/(m2 K)."""

    resistance: Any
    capacity: Any = 0.0

    @classmethod
    def of(
        cls,
        thickness_m: Any,
        conductivity_w_per_mk: Any,
        density_kg_per_m3: Any = 0.0,
        heat_j_per_kgk: Any = 0.0,
    ) -> Layer:
        """From thickness, conductivity, density and specific heat."""
        thickness = np.asarray(thickness_m, dtype=float)
        return cls(
            thickness / np.asarray(conductivity_w_per_mk, dtype=float),
            thickness * np.asarray(density_kg_per_m3) * np.asarray(heat_j_per_kgk),
        )


@dataclass(frozen=True)
class Chain:
    """``resistance`` (..., 4) in m2K/W between the five nodes from outside to inside;
    ``capacity`` (..., 5) in J/(m2 K) of each node."""

    resistance: Array
    capacity: Array


def chain(layers: Sequence[Layer]) -> Chain:
    """Five nodes for layers listed from outside to inside: both surfaces and three between.

    EN ISO 52016-1 6.5.7.2 fixes the inner nodes at 1/6, 1/2 and 5/6 of the resistance, which suits
    one homogeneous layer. Here they stand where the element's storage is kept best. With the heat
    of a slice at place x (share of the resistance) given to its two neighbours a and b by the
    lever rule, the first moment in frequency of every entry of the wall's admittance matrix is
    wrong by the sum of c (x - a)(b - x) over the slices; the three places that make this sum least
    among the boundaries of ``SLICES`` slices a layer are found by dynamic programming.

    Returns
    -------
    Chain with the common shape of the layers' values.
    """
    values = np.broadcast_arrays(
        *[
            np.asarray(value, dtype=float)
            for layer in layers
            for value in (layer.resistance, layer.capacity)
        ]
    )
    shape = values[0].shape
    table = np.stack([value.ravel() for value in values], axis=1)
    kinds, which = np.unique(table, axis=0, return_inverse=True)
    found = [_place(kind[0::2], kind[1::2]) for kind in kinds]
    resistance = np.array([item[0] for item in found])[which.ravel()]
    capacity = np.array([item[1] for item in found])[which.ravel()]
    return Chain(resistance.reshape(*shape, 4), capacity.reshape(*shape, 5))


def _place(resistances: Array, capacities: Array) -> tuple[Array, Array]:
    """Resistances (4,) between nodes and capacities (5,) of one element."""
    resistances = np.where(capacities > 0.0, np.maximum(resistances, LEAST_RESISTANCE), resistances)
    if resistances.sum() < LEAST_RESISTANCE:
        resistances = resistances + LEAST_RESISTANCE / len(resistances)
    total = float(resistances.sum())
    # slices: their edges as shares of the resistance and their heat
    edges, heats = [0.0], []
    for resistance, capacity in zip(resistances, capacities, strict=True):
        parts = SLICES if capacity > 0.0 or len(resistances) == 1 else 1
        for _ in range(parts):
            edges.append(edges[-1] + resistance / total / parts)
            heats.append(capacity / parts)
    x = np.array(edges) / edges[-1]
    c = np.array(heats)
    left, right = x[:-1], x[1:]
    zeroth, first, second = (
        np.append(0.0, np.cumsum(c * moment))
        for moment in (
            np.ones_like(left),
            0.5 * (left + right),
            (left**2 + left * right + right**2) / 3.0,
        )
    )
    # keep edges apart: a node needs some resistance to both sides
    keep = np.flatnonzero(np.append(True, np.diff(x) > 1e-9))
    keep[-1] = len(x) - 1 if x[keep[-1]] >= 1.0 - 1e-9 else keep[-1]
    x, zeroth, first, second = x[keep], zeroth[keep], first[keep], second[keep]
    if len(x) < 5:
        x, zeroth, first, second = _finer(x, zeroth, first, second)
    a, b = x[:, None], x[None, :]
    s0, s1, s2 = (moment[None, :] - moment[:, None] for moment in (zeroth, first, second))
    cost = np.where(b > a, (a + b) * s1 - a * b * s0 - s2, np.inf)
    best, back = cost[0], []
    for _ in range(3):
        through = best[:, None] + cost
        back.append(through.argmin(axis=0))
        best = through.min(axis=0)
    nodes = [len(x) - 1]
    for step in reversed(back):
        nodes.append(int(step[nodes[-1]]))
    nodes = [0, *nodes[::-1]]
    places = x[nodes]
    width = np.diff(places)
    heat = zeroth[nodes[1:]] - zeroth[nodes[:-1]]
    moment = first[nodes[1:]] - first[nodes[:-1]]
    inner = (moment - places[:-1] * heat) / width
    capacity = np.zeros(5)
    capacity[1:] += inner
    capacity[:-1] += heat - inner
    return width * total, np.maximum(capacity, 0.0)


def _finer(x: Array, *moments: Array) -> tuple[Array, ...]:
    """More places where there are fewer than five: those of EN ISO 52016-1 are added."""
    extra = np.setdiff1d(np.round([1 / 6, 1 / 2, 5 / 6], 12), np.round(x, 12))
    places = np.sort(np.concatenate([x, extra]))
    return places, *(np.interp(places, x, moment) for moment in moments)


@dataclass(frozen=True)
class TwoPort:
    """What the surfaces see of the three inner nodes, per m2 and for one time step.

    With the modes z of the inner nodes and the surface temperatures x0 (outside), x4 (inside):

    flow from inside to the outer node  = to_outer . z - (k_outer - c_outer) x0 + cross x4
    flow from inside to the inner node  = to_inner . z - (k_inner - c_inner) x4 + cross x0
    next z = decay z + to_outer x0' + to_inner x4'

    ``decay``, ``to_outer``, ``to_inner``: (..., 3); the others (...), W/(m2 K). ``c_*`` is the
    surface nodes' capacity over the step.
    """

    decay: Array
    to_outer: Array
    to_inner: Array
    k_outer: Array
    k_inner: Array
    cross: Array
    c_outer: Array
    c_inner: Array


def condense(elements: Chain, step_s: float = HOUR_S) -> TwoPort:
    """Eliminate the inner nodes of an implicit step, in the modes of their own matrix.

    The implicit balance of the inner nodes is (C + K) x' = C x + B u, u the surface temperatures.
    With S = (C + K)^-1 and the symmetric G = C^1/2 S C^1/2 = V L V^T the states z = V^T C^1/2 x
    decouple; nothing is lost, nodes without capacity included.
    """
    conductance = 1.0 / elements.resistance
    heat = elements.capacity / step_s
    matrix = np.zeros((*elements.resistance.shape[:-1], 3, 3))
    for node in range(3):
        matrix[..., node, node] = (
            heat[..., node + 1] + conductance[..., node] + conductance[..., node + 1]
        )
    for node in range(2):
        matrix[..., node, node + 1] = matrix[..., node + 1, node] = -conductance[..., node + 1]
    inverse = np.linalg.inv(matrix)
    root = np.sqrt(heat[..., 1:4])
    decay, modes = np.linalg.eigh(root[..., :, None] * inverse * root[..., None, :])
    first, last = conductance[..., 0], conductance[..., 3]
    to_outer = first[..., None] * np.einsum("...j,...jk->...k", inverse[..., 0, :] * root, modes)
    to_inner = last[..., None] * np.einsum("...j,...jk->...k", inverse[..., 2, :] * root, modes)
    return TwoPort(
        decay=decay,
        to_outer=to_outer,
        to_inner=to_inner,
        k_outer=heat[..., 0] + first - first**2 * inverse[..., 0, 0],
        k_inner=heat[..., 4] + last - last**2 * inverse[..., 2, 2],
        cross=first * last * inverse[..., 0, 2],
        c_outer=heat[..., 0],
        c_inner=heat[..., 4],
    )
