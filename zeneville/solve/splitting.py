"""Split what buildings may choose until the gap is proved: for districts of few buildings.

At a node the cheapest mixture of the designs that it allows is found by columns, as at the root.
Its prices bound the leaf, its largest shares are tried as a plan, and the building whose mixture
spreads most over what is required is split where that mixture lies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from zeneville.model import Columns, Designs, aggregate
from zeneville.model.problem import Array
from zeneville.solve.bound import price
from zeneville.solve.dispatch import TOLERANCE, Dispatch, dispatch
from zeneville.solve.duals import read_duals
from zeneville.solve.linear import Linear
from zeneville.solve.master import Master, unmet
from zeneville.solve.program import Program
from zeneville.solve.tree import Tree

#: masters at one node at most
ITERATIONS = 40
#: vectors of the tree whose cheapest designs start the columns of a node
STARTS = 3
#: a mixture that lies below the bound looked for is split anyway: it comes so near to its bound, as
#: a share of what it lies below
NEAR = 0.2
#: share of a design above which a building is taken as decided
WHOLE = 1.0 - 1e-4
#: how much dearer a requirement becomes at a node that misses one, and how many times
DEARER, TIMES = 100.0, 3
#: rows up to which the simplex method is as fast as interior points, and exact
SIMPLEX_ROWS = 4_000


@dataclass
class Splitting:
    """What the nodes share; ``columns`` grow, ``plan`` is the best one so far, ``ceiling``
    (EUR a year) what a plan known from elsewhere costs.

    ``close`` is how near the mixture of a node comes to its bound, as a share of both.
    """

    designs: Designs
    master: Master
    linear: Linear
    groups: list[Array]
    columns: Columns
    tree: Tree
    close: float
    over: Callable[[], bool]
    plan: Dispatch | None = None
    ceiling: float = np.inf

    def __post_init__(self) -> None:
        above = max(SIMPLEX_ROWS, self.linear.interior_above)
        self.linear = replace(self.linear, interior_above=above)
        self.known = set(self.columns.keys())
        self.tried: set[bytes] = set()
        #: whether the mixture of the last node came as near to its bound as asked
        self.closed = False

    def goal(self, gap: float) -> float:
        """The bound (EUR a year) that proves the best plan up to ``gap``."""
        cost = self.ceiling if self.plan is None else min(self.plan.cost, self.ceiling)
        return cost - gap * abs(cost) if np.isfinite(cost) else cost

    def step(self, gap: float) -> bool:
        """Work on the leaf of the lowest bound; False when nothing is left to do."""
        number = self.tree.lowest(self.goal(gap))
        if number is None:
            return False
        share = self._relax(number, gap)
        if share is None:
            return True
        self._try(share.argmax(axis=1))
        node = self.tree.nodes[number]
        if _whole(share) and (self.closed or (node.allowed.sum(axis=1) == 1).all()):
            node.closed = True
        elif node.bound < self.goal(gap):
            self.tree.split(number, *self._middle(number, share))
        return True

    def _relax(self, number: int, gap: float) -> Array | None:
        """(B, D) shares in the cheapest mixture that a node allows.

        ``None`` when its bound proves enough, when every mixture misses a requirement, or when
        the time is over.
        """
        node, penalty = self.tree.nodes[number], 1.0
        problem = self.master.problem
        for chosen in self.tree.cheapest(number, STARTS):
            self._add(chosen)
        for _ in range(ITERATIONS):
            within = self._within(node.allowed)
            program = self.master.over(within)
            solution = self.linear.exactly(_dearer(program, penalty))
            duals = read_duals(program, problem, solution)
            self.tree.learn(duals, price(problem, self.designs, duals))
            if node.bound >= self.goal(gap) or self.over():
                return None
            mixture = solution.objective + problem.fixed_cost
            share = self._shares(within, solution.at(program.columns["buildings.share"]))
            lacks, near = self.goal(gap) - mixture, self.close * abs(mixture)
            self.closed = mixture - node.bound <= near
            if np.isfinite(lacks) and not _whole(share):
                near = max(near, NEAR * lacks)
            if mixture - node.bound > near:
                value = np.where(node.allowed, self.tree.values[-1], np.inf)
                if self._add(value.argmin(axis=1)):
                    continue
            short = unmet(program, solution)
            if all(short[row] <= TOLERANCE[row] for row in TOLERANCE):
                break
            if penalty >= DEARER**TIMES:
                node.closed = True
                return None
            penalty *= DEARER
        return share

    def _add(self, chosen: Array) -> bool:
        """Columns of these designs (B,); False when all are known."""
        new = aggregate(self.designs, chosen, self.groups)
        fresh = [k for k, key in enumerate(new.keys()) if key not in self.known]
        self.columns = self.columns.append(new.take(fresh))
        self.known.update(self.columns.keys())
        return bool(fresh)

    def _within(self, allowed: Array) -> Columns:
        """The columns that take no design but those allowed (B, D)."""
        kept = [
            k
            for k, (group, choice) in enumerate(
                zip(self.columns.group, self.columns.choices, strict=True)
            )
            if allowed[self.groups[group], choice].all()
        ]
        return self.columns.take(kept)

    def _shares(self, columns: Columns, share: Array) -> Array:
        found = np.zeros(self.designs.allowed.shape)
        for group, choice, part in zip(columns.group, columns.choices, share, strict=True):
            found[self.groups[group], choice] += max(float(part), 0.0)
        return found

    def _try(self, chosen: Array) -> None:
        """Run the district with these designs, unless that cannot be the better plan."""
        key = chosen.tobytes()
        if key in self.tried or self.tree.least(chosen) >= self.goal(0.0):
            return
        self.tried.add(key)
        plan = dispatch(self.master, self.designs, chosen, self.linear)
        if plan.feasible and (self.plan is None or plan.cost < self.plan.cost):
            self.plan = plan

    def _middle(self, number: int, share: Array) -> tuple[int, Array]:
        """The building whose mixture spreads most, and its designs (D) below the middle of it.

        Designs are held against one another by what they cost for the requirements alone: their
        value at the node's prices less that where no requirement has a price.
        """
        node = self.tree.nodes[number]
        duals, value = self.tree.duals[node.vector], self.tree.values[node.vector]
        zero = np.zeros_like(duals.imported)
        free = replace(
            duals,
            imported=zero,
            exported=zero,
            balance=0.0,
            co2=0.0,
            invest=0.0,
            renewable=0.0,
            autonomy=0.0,
        )
        able = self.designs.allowed
        asked = np.where(able, value, 0.0)
        asked -= np.where(able, price(self.master.problem, self.designs, free).value, 0.0)
        mean = (share * asked).sum(axis=1)
        spread = (share * (asked - mean[:, None]) ** 2).sum(axis=1)
        spread[share.max(axis=1) >= WHOLE] = 0.0
        building = int(spread.argmax())
        below = asked[building] <= mean[building]
        taken = share[building] > 1.0 - WHOLE
        if below[taken].any() and not below[taken].all():
            return building, below
        most = np.where(node.allowed.sum(axis=1) > 1, share.max(axis=1), np.inf)
        building = int(most.argmin())
        return building, np.arange(share.shape[1]) == share[building].argmax()


def _whole(share: Array) -> bool:
    """True where every building has one design."""
    return bool((share.max(axis=1) >= WHOLE).all())


def _dearer(program: Program, factor: float) -> Program:
    """The same with ``factor`` times the price of missing a requirement."""
    cost = program.cost.copy()
    for name, places in program.columns.items():
        if name.startswith("shortfall."):
            cost[places[places >= 0]] *= factor
    return replace(program, cost=cost)
