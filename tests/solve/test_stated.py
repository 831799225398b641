"""Masters taken from a district that differs little: always those of a new statement."""

import numpy as np
import pytest
from technologies_of_a_district import connected_problem

from zeneville.model.problem import ARRAYS, SCALARS
from zeneville.solve import stated
from zeneville.solve.master import Master
from zeneville.solve.stated import OF_BUILDINGS, Stated

LIMITS = {
    "balance_min": 5e3,
    "co2_max": 9e3,
    "investment_max": 2e5,
    "transformer_kw": 90.0,
    "winter_peak_kw": 80.0,
    "export_kw": 70.0,
    "renewable_heat_min": 0.3,
    "autonomy_min": 0.2,
}
OWN = [name for name, (dims, _, _) in ARRAYS.items() if not OF_BUILDINGS.intersection(dims)]


@pytest.fixture(scope="module")
def problem():
    return connected_problem(buildings=4, hours=24, seed=3).with_scalars(**LIMITS)


@pytest.fixture(scope="module")
def known(problem):
    masters = Stated()
    masters(problem)
    return masters


def same(one: Master, other: Master) -> bool:
    a, b = one.assets, other.assets
    parts = ("cost", "row_lower", "row_upper", "lower", "upper", "integer")
    return (
        a.shape == b.shape
        and (a.matrix != b.matrix).nnz == 0
        and all(np.array_equal(getattr(a, part), getattr(b, part)) for part in parts)
        and all(np.array_equal(a.rows[name], b.rows[name]) for name in {*a.rows, *b.rows})
    )


def moved(values):
    """Other values of the same kind; whole numbers stay indices of what there is."""
    if np.issubdtype(values.dtype, np.integer):
        return values[..., ::-1].copy()
    return 1.1 * values + 0.001


@pytest.mark.parametrize("name", list(ARRAYS))
def test_a_change_of_any_array_gives_the_master_of_a_new_statement(problem, known, name):
    other = problem.with_arrays(**{name: moved(problem.arrays[name])})
    assert same(known(other), Master(other))


@pytest.mark.parametrize("name", [*SCALARS, *(f"no {limit}" for limit in LIMITS)])
def test_a_change_of_any_level_or_factor_does_so_too(problem, known, name):
    level = np.nan if name.startswith("no ") else 1.1 * problem.scalars[name] + 0.001
    other = problem.with_scalars(**{name.removeprefix("no "): level})
    assert same(known(other), Master(other))


def test_a_master_is_not_stated_for_buildings_or_levels(problem, known, monkeypatch):
    def forbidden(_):
        raise AssertionError("stated again")

    known(problem)
    monkeypatch.setattr(stated, "Master", forbidden)
    for name in sorted(set(ARRAYS) - set(OWN)):
        known(problem.with_arrays(**{name: moved(problem.arrays[name])}))
    for name, level in LIMITS.items():
        if name in stated.FACTORS:
            continue
        known(problem.with_scalars(**{name: 1.1 * level}))


def test_only_the_last_few_are_kept(problem):
    masters = Stated()
    for factor in range(1, 8):
        masters(problem.with_arrays(asset_cost=factor * problem.asset_cost))
    assert len(masters._masters) == stated.KEPT
