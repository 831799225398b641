"""What buildings may choose split until the gap is proved, and the check of that proof."""

import numpy as np
import pytest

from benchmarks.oracle_districts import Case, district
from zeneville.model import Designs
from zeneville.solve import Settings, decide, price
from zeneville.solve.stored import to_dataset
from zeneville.verify import check
from zeneville.verify.bound import recompute

#: one dual vector proves a gap of 8e-3 only
CASE = Case(4, 96, 1)


@pytest.fixture(scope="module")
def solved():
    problem = district(CASE)
    designs = Designs(problem)
    return problem, designs, decide(problem, designs, Settings(gap=1e-6))


@pytest.fixture(scope="module")
def plan(solved):
    return to_dataset(*solved)


def test_leaves_prove_what_one_dual_vector_does_not(solved):
    problem, designs, answer = solved
    alone = price(problem, designs, answer.duals).bound
    assert answer.cost - alone > 5e-3 * answer.cost
    assert answer.gap <= 1e-6


def test_every_plan_lies_in_one_leaf(solved):
    _, designs, answer = solved
    proof = answer.leaves[0].proof
    rng = np.random.default_rng(0)
    options = [np.flatnonzero(row) for row in designs.allowed]
    leaves = np.flatnonzero(proof.vector >= 0)
    for _ in range(50):
        chosen = np.array([rng.choice(row) for row in options])
        homes = 0
        for leaf in leaves:
            node, inside = leaf, True
            while proof.parent[node] >= 0:
                inside &= proof.allowed[node, chosen[proof.building[node]]]
                node = proof.parent[node]
            homes += inside
        assert homes == 1


def test_the_check_counts_the_same_bound(solved, plan):
    assert recompute(plan) == pytest.approx(solved[2].bound, rel=1e-9)
    report = check(plan)
    assert report.verified, report.refusals


def test_a_gap_that_one_vector_proves_needs_no_split(solved):
    problem, designs, _ = solved
    answer = decide(problem, designs, Settings(gap=0.1))
    assert answer.leaves[0].proof is None
    assert "split_parent" not in to_dataset(problem, designs, answer)


def test_work_that_ends_first_is_told(solved):
    problem, designs, _ = solved
    short = decide(problem, designs, Settings(gap=1e-6, nodes=1))
    assert short.status == "time_limit"
    assert check(to_dataset(problem, designs, short)).verified


def test_a_plan_is_found_where_rounding_finds_none(monkeypatch):
    from zeneville.solve.search import Search

    problem = district(CASE)
    designs = Designs(problem)
    best = decide(problem, designs, Settings(gap=1e-4)).cost
    monkeypatch.setattr(Search, "_try", lambda self, chosen: None)
    assert decide(problem, designs, Settings(gap=1e-4)).cost == pytest.approx(best, rel=2e-4)


def leaf_cut(plan):
    """A leaf keeps one design less: the plans with it lie nowhere."""
    kept = plan["split_allowed"].values.copy()
    leaf = int(np.flatnonzero(plan["split_vector"].values >= 0)[-1])
    kept[leaf, np.flatnonzero(kept[leaf])[0]] = 0
    plan["split_allowed"] = (plan["split_allowed"].dims, kept)


def child_lost(plan):
    """The worst leaf hangs under no node."""
    rest = plan.isel(split=slice(0, -1))
    for name in [name for name in plan if "split" in plan[name].dims]:
        plan[name] = (("kept_node", *plan[name].dims[1:]), rest[name].values)


def siblings_of_two_buildings(plan):
    building = plan["split_building"].values.copy()
    building[1] = (building[1] + 1) % plan.sizes["building"]
    plan["split_building"] = (("split",), building)


def vector_of_another_leaf(plan):
    vector = plan["split_vector"].values.copy()
    leaves = np.flatnonzero(vector >= 0)
    vector[leaves] = (vector[leaves] + 1) % plan.sizes["vector"]
    plan["split_vector"] = (("split",), vector)


def leaf_unproved(plan):
    vector = plan["split_vector"].values.copy()
    vector[np.flatnonzero(vector >= 0)[0]] = -1
    plan["split_vector"] = (("split",), vector)


def parents_deleted(plan):
    del plan["split_parent"]


DAMAGES = [
    leaf_cut,
    child_lost,
    siblings_of_two_buildings,
    vector_of_another_leaf,
    leaf_unproved,
    parents_deleted,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damaged_splits_prove_nothing(plan, damage):
    damaged = plan.copy(deep=True)
    damage(damaged)
    assert not check(damaged).bound_verified
