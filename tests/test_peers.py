"""The program of the comparison in other libraries: one objective for all."""

import pytest
from problems import battery, random_problem

from benchmarks.peers.district import designs_as_columns, small_district
from benchmarks.peers.measure import STATEMENTS, measure, missing
from zeneville.technologies.district import Parts

LOOSE = {"transformer_kw": 1e4, "balance_min": -1e6, "co2_max": 1e6}
LIMITS = {
    "free": LOOSE,
    "balance": LOOSE | {"balance_min": 2.5e4},
    "co2": LOOSE | {"co2_max": 7e2},
    "transformer": LOOSE | {"transformer_kw": 3.0},
}


def _program(limits):
    """A battery that loses tells a wrong hour or sign of its level."""
    lossy = Parts(stores=(battery(120.0, loss=0.01),))
    problem = random_problem(3, 48, seed=1, district=lossy, **limits)
    return problem, designs_as_columns(problem)


@pytest.fixture(scope="module", params=[*LIMITS, "zeneville600"])
def program(request):
    """Random problems, and three real buildings over two days."""
    if request.param in LIMITS:
        problem, columns = _program(LIMITS[request.param])
    else:
        problem, columns = small_district(request.param, buildings=3, hours=48)
    return problem, columns, measure("ours", problem, columns).objective


@pytest.mark.parametrize("name", [name for name in STATEMENTS if name != "ours"])
def test_the_objective_is_ours(name, program):
    if name in missing():
        pytest.skip(f"{missing()[name]} is not installed")
    problem, columns, ours = program
    assert measure(name, problem, columns).objective == pytest.approx(ours, rel=1e-9)


def test_each_limit_binds():
    cost = {name: measure("ours", *_program(limits)).objective for name, limits in LIMITS.items()}
    assert min(cost[name] for name in LIMITS if name != "free") > 1.001 * cost["free"]
