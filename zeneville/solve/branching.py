"""What is built as a whole or not at all is decided outside of the linear programs.

Each node of the tree leaves some of it open and bounds every plan below it; where nothing is open
any more a whole search finds a plan. The node of the least bound is opened next. The bound of the
district is the least over the leaves, and their dual vectors are its proof.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from zeneville.model import Designs, Problem
from zeneville.model.problem import UNDECIDED, Array
from zeneville.solve.bound import price
from zeneville.solve.duals import Duals, none
from zeneville.solve.search import Search
from zeneville.solve.tree import Proof

KINDS = ("zone", "converter", "store")
#: share above which something that the mixture builds in part is tried as built: pipes serve
#: all their buildings or none, a machine as large as allowed is never needed whole
TRIED = {"zone": 0.5, "converter": 0.002, "store": 0.002}
#: how far from built or not built a mixture may be to count as whole
WHOLE = 0.02

#: a search over a problem and its designs; the one that goes before it lends what it found
Make = Callable[[Problem, Designs], Search]
Built = dict[str, Array]


@dataclass(frozen=True)
class Leaf:
    """What is decided (1, 0) or still open (-1) by kind, and the duals that bound it.

    ``proof`` stands in for the duals where what buildings may choose was split, too.
    """

    built: Built
    duals: Duals
    bound: float
    proof: Proof | None = None


@dataclass
class Tree:
    """The search over what is built: the ``best`` whole search so far, and the open leaves."""

    best: Search | None
    leaves: list[Leaf]
    last: Search
    tried: list[Search] = field(default_factory=list)

    @property
    def bound(self) -> float:
        """EUR a year that no plan goes below."""
        return min(leaf.bound for leaf in self.leaves)

    @property
    def cost(self) -> float:
        """EUR a year of the best plan; infinite without one."""
        if self.best is None or self.best.best_plan is None:
            return np.inf
        return self.best.best_plan.cost

    @property
    def gap(self) -> float:
        """(cost - bound) over the cost; infinite without a plan."""
        if not np.isfinite(self.cost):
            return np.inf
        return (self.cost - self.bound) / max(abs(self.cost), 1e-9)

    @property
    def status(self) -> str:
        """How the last of its searches ended, or else the one of the best plan."""
        if self.last.status != "optimal_within_gap" or self.best is None:
            return self.last.status
        return self.best.status

    def wants(self, gap: float) -> bool:
        """True while the gap is not proved and there is time."""
        return self.gap > gap and not self.last.limits.late() and self.last.status != "interrupted"


def open_choices(problem: Problem) -> list[tuple[str, int]]:
    """What may be built as a whole and is not yet decided."""
    return [
        (kind, place)
        for kind in KINDS
        for place in problem.whole(kind)
        if problem.arrays[f"{kind}_built"][place] == UNDECIDED
    ]


def built_of(problem: Problem) -> Built:
    """The decisions of a problem, by kind."""
    return {kind: problem.arrays[f"{kind}_built"].copy() for kind in KINDS}


def branch(
    problem: Problem,
    make: Make,
    gap: float,
    first: Built | None = None,
    known: Search | None = None,
) -> Tree:
    """Decide what is built, until the gap is proved, no leaf is open or the search must end.

    ``first`` is a guess of the whole decision, tried at once after the root; ``known`` a search
    over fewer hours whose designs are looked at first.
    """
    problem, without = _needed(problem)
    if not open_choices(problem):
        return alone(problem, Designs(problem), make, known, without)
    root = _relaxed(problem, make, [] if known is None else [known])
    tree = Tree(best=None, leaves=[*without, _leaf(root, None)], last=root)
    nodes = [root] * len(tree.leaves)
    guess = _rounded(problem, root.built)
    _try(tree, problem, make, guess, root)
    if first is not None and not _same(first, guess) and tree.wants(gap):
        _try(tree, problem, make, first, root)
    while tree.wants(gap):
        at = int(np.argmin([leaf.bound for leaf in tree.leaves]))
        leaf, parent = tree.leaves[at], nodes[at]
        choices = open_choices(problem.with_built(**leaf.built))
        if not choices or not np.isfinite(leaf.bound):
            return tree
        kind, place = max(choices, key=lambda choice: _doubt(parent.built, *choice))
        found = [
            _open(tree, problem, make, _decided(leaf.built, kind, place, state), parent)
            for state in (1, 0)
        ]
        tree.leaves[at : at + 1] = [_leaf(search, leaf) for search in found]
        nodes[at : at + 1] = found
        for search in found:
            _try_if_whole(tree, problem, make, gap, search)
    return tree


def alone(
    problem: Problem,
    designs: Designs,
    make: Make,
    known: Search | None = None,
    beside: Sequence[Leaf] = (),
) -> Tree:
    """One whole search where everything is decided, ``beside`` leaves without a plan."""
    search = make(problem, designs)
    if known is not None:
        search.learn(known)
    search.run()
    return Tree(search, [*beside, leaf_of(search)], search)


def _needed(problem: Problem) -> tuple[Problem, list[Leaf]]:
    """The problem with the zones built that some building cannot do without.

    Each leaf leaves one of them out, those before it built: no plan lies under it.
    """
    designs = Designs(problem)
    able: Array = np.any(designs.allowed & ~designs.connected, axis=1)
    undecided = np.flatnonzero(problem.zone_built == UNDECIDED)
    closed = list[Leaf]()
    for zone, members in zip(undecided, designs.waiting, strict=True):
        if able[members].all():
            continue
        built = built_of(problem)
        closed.append(Leaf(_decided(built, "zone", int(zone), 0), none(problem), np.inf))
        problem = problem.with_built(**_decided(built, "zone", int(zone), 1))
    return problem, closed


def _try_if_whole(tree: Tree, problem: Problem, make: Make, gap: float, node: Search) -> None:
    """A plan for a node whose mixture leaves nothing half built, where one is still wanted."""
    choices = open_choices(node.problem)
    if not choices or tree.gap <= gap or node.best_bound >= tree.cost:
        return
    guess = _rounded(node.problem, node.built)
    whole = all(_doubt(node.built, *choice) <= WHOLE for choice in choices)
    if whole and not any(_same(guess, built_of(known.problem)) for known in tree.tried):
        _try(tree, problem, make, guess, node)


def _decided(built: Built, kind: str, place: int, state: int) -> Built:
    """The same with one thing decided."""
    changed = {name: values.copy() for name, values in built.items()}
    changed[kind][place] = state
    return changed


def _open(tree: Tree, problem: Problem, make: Make, built: Built, parent: Search) -> Search:
    """The search of a node: whole where nothing is open any more."""
    node = problem.with_built(**built)
    if not open_choices(node):
        return _try(tree, problem, make, built, parent)
    within = [search for search in tree.tried if _under(built_of(search.problem), built)]
    found = _relaxed(node, make, [parent, *within], tree.cost)
    tree.last = found
    return found


def _relaxed(problem: Problem, make: Make, known: Sequence[Search], cost: float = np.inf) -> Search:
    """A node's bound; it need not be better than the ``cost`` of a plan that is known.

    Searches ``known`` above and under the node lend their prices and designs.
    """
    search = make(problem, Designs(problem))
    search.ceiling = min(search.ceiling, cost)
    for other in known:
        search.proposed += _known(search, other)
        if len(other.problem.weight) == len(problem.weight):
            search.bound_at(other.best_duals)
    search.relax()
    return search


def _under(built: Built, node: Built) -> bool:
    """True where all that the node decides is decided so."""
    return all(np.all((node[kind] == UNDECIDED) | (node[kind] == built[kind])) for kind in KINDS)


def _try(tree: Tree, problem: Problem, make: Make, built: Built, parent: Search) -> Search:
    """A whole search with everything decided; the best plan is kept."""
    node = problem.with_built(**built)
    search = make(node, Designs(node))
    search.proposed = _known(search, parent)
    search.ceiling = tree.cost
    search.run()
    tree.tried.append(search)
    tree.last = search
    if search.best_plan is not None and search.best_plan.cost < tree.cost:
        tree.best = search
    return search


def _known(search: Search, parent: Search) -> list[Array]:
    """Designs that the parent mixed, those that the node forbids replaced by the cheapest."""
    allowed = search.designs.allowed
    fallback = np.where(allowed, search.designs.cost, np.inf).argmin(axis=1)
    rows = np.arange(len(allowed))
    return [
        np.where(allowed[rows, chosen], chosen, fallback)
        for chosen in parent.mixed() or parent.proposed
    ]


def leaf_of(search: Search) -> Leaf:
    """What a search decides, and its bound."""
    proof = None if search.tree is None else search.tree.proof()
    return Leaf(built_of(search.problem), search.best_duals, search.bound, proof)


def _leaf(search: Search, above: Leaf | None) -> Leaf:
    """The bound of a node: its own, or the one that the duals of the node above give."""
    if above is not None and above.bound > search.bound:
        priced = price(search.problem, search.designs, above.duals)
        if priced.bound > search.bound:
            return Leaf(built_of(search.problem), above.duals, priced.bound)
    return leaf_of(search)


def _rounded(problem: Problem, mixed: Built) -> Built:
    """The whole decision nearest to what the mixture builds."""
    built = built_of(problem)
    for kind, place in open_choices(problem):
        share = mixed.get(kind, np.zeros(0))
        built[kind][place] = int(place < len(share) and share[place] > TRIED[kind])
    return built


def _same(one: Built, other: Built) -> bool:
    return all(np.array_equal(one[kind], other[kind]) for kind in KINDS)


def _doubt(mixed: Built, kind: str, place: int) -> float:
    """How far from built and from not built the mixture has it."""
    share = mixed.get(kind, np.zeros(0))
    value = float(share[place]) if place < len(share) else 0.0
    return min(value, 1.0 - value)
