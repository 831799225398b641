"""A heat network in zones: the buildings of each on one tree of pipes, built whole or not at all.

The trees are fixed before the decision: buildings are grouped by place (k-means), each group is
joined by the shortest tree over straight lines, and its nearest building by a line to the centre
of the district where the heat is made; streets make the trench longer by ``dh_detour``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.cluster.vq import kmeans2
from scipy.sparse.csgraph import minimum_spanning_tree
from scipy.spatial.distance import cdist

from zeneville.technologies.district.parts import Array, Zone
from zeneville.technologies.district.site import Figures

#: largest number of zones: what is built is decided outside of the linear programs
MOST_ZONES = 8


@dataclass(frozen=True)
class Network:
    """``zones``, each building's zone (B,), pipes (N, 4: x0, y0, x1, y1) and their zones (N,)."""

    zones: tuple[Zone, ...]
    zone_of: Array
    pipes: Array
    pipe_zone: Array


def network(xy: Array, count: int, figures: Figures, annuity: Callable[[float], float]) -> Network:
    """Zones over buildings at ``xy`` (B, 2) in metres.

    Loss: ``dh_loss_per_m`` W per metre of trench in every hour. Cost: ``dh_network_per_m`` with
    VAT and fees over ``dh_life``, and ``dh_om`` of it a year.
    """
    value = figures.value
    zone_of = _grouped(xy, min(count, MOST_ZONES, len(xy)))
    centre = xy.mean(axis=0)
    zones, pipes, owner = [], [], []
    for z in range(int(zone_of.max(initial=-1)) + 1):
        lines = _tree(xy[zone_of == z], centre)
        length = value("dh_detour") * float(
            np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]).sum()
        )
        paid = (1.0 + value("vat_standard")) * (1.0 + value("cost_fees_contingency"))
        money = length * value("dh_network_per_m") * paid
        zones.append(
            Zone(
                name=f"zone_{z + 1}",
                cost=money * (annuity(value("dh_life")) + value("dh_om")),
                investment=money,
                loss_kw=length * value("dh_loss_per_m") / 1000.0,
                length_m=length,
            )
        )
        pipes.append(lines)
        owner.append(np.full(len(lines), z))
    return Network(
        tuple(zones),
        zone_of,
        np.concatenate(pipes) if pipes else np.zeros((0, 4)),
        np.concatenate(owner) if owner else np.zeros(0, dtype=np.int64),
    )


def _grouped(xy: Array, count: int) -> Array:
    """(B,) groups by place, numbered by their first building; the same for the same buildings."""
    if len(xy) == 0:
        return np.zeros(0, dtype=np.int64)
    spread = np.ptp(xy, axis=0)
    order = np.lexsort((xy[:, 1], xy[:, 0]) if spread[0] >= spread[1] else (xy[:, 0], xy[:, 1]))
    first = np.array([xy[part].mean(axis=0) for part in np.array_split(order, count)])
    _, group = kmeans2(xy, first, minit="matrix", iter=50)
    _, start, number = np.unique(group, return_index=True, return_inverse=True)
    rank = np.argsort(np.argsort(start))
    return np.asarray(rank[number.reshape(-1)], dtype=np.int64)


def _tree(xy: Array, centre: Array) -> Array:
    """(N, 4) pipes: the shortest tree of the buildings, and the way to the centre."""
    tree = minimum_spanning_tree(cdist(xy, xy)).tocoo()
    lines = np.hstack([xy[tree.row], xy[tree.col]])
    nearest = xy[int(((xy - centre) ** 2).sum(axis=1).argmin())]
    return np.vstack([lines, np.hstack([nearest, centre])])
