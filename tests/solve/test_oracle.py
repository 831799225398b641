"""Random districts: the decomposition against two statements of the whole problem."""

import numpy as np
import pytest

from benchmarks.oracle import ABOVE, BELOW, optimum, restated
from benchmarks.oracle_districts import Case, cases, district
from zeneville.model import Designs
from zeneville.solve import Settings, decide

#: seeds whose limits bind in turn, one of them with cars, one with a heat network, and one without
#: any requirement
CASES = [Case(3, 48, 0), Case(4, 48, 1), Case(3, 24, 2), Case(4, 48, 13), Case(6, 48, 3, False)]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"seed{case.seed}")
def solved(request):
    problem = district(request.param)
    designs = Designs(problem)
    return problem, decide(problem, designs, Settings(gap=1e-6)), optimum(problem, designs)


def test_the_plan_is_the_optimum_within_a_gap_that_is_proved(solved):
    _, answer, best = solved
    assert answer.status == "optimal_within_gap"
    assert -BELOW <= answer.cost / best - 1.0 <= answer.gap + BELOW
    assert answer.gap <= 1e-6


def test_the_bound_is_not_above_the_optimum(solved):
    _, answer, best = solved
    assert answer.bound <= best * (1.0 + ABOVE)


def test_the_optimum_of_the_restatement_in_linopy_is_the_same(solved):
    pytest.importorskip("linopy", reason="linopy is not installed")
    problem, _, best = solved
    assert restated(problem) == pytest.approx(best, rel=2e-7)


def test_twenty_cases_are_of_the_sizes_asked():
    sizes = [(case.buildings, case.hours) for case in cases(20)]
    assert sum(3 <= buildings <= 6 and hours == 96 for buildings, hours in sizes) == 15
    assert sizes.count((8, 96)) == 4
    assert sizes.count((20, 48)) == 1
    assert 2 <= sum(not case.required for case in cases(20)) <= 4


#: a district for each limit that costs at least a thousandth there
BINDING = {
    "balance_min": Case(3, 48, 1),
    "co2_max": Case(3, 48, 1),
    "investment_max": Case(3, 48, 15),
    "transformer_kw": Case(3, 48, 11),
    "winter_peak_kw": Case(3, 48, 15),
}


@pytest.mark.parametrize("limit", BINDING)
def test_each_limit_binds_somewhere(limit):
    problem = district(BINDING[limit])
    eased = problem.with_scalars(**{limit: np.nan})
    asked, free = (decide(one, Designs(one), Settings(gap=1e-4)).cost for one in (problem, eased))
    assert free < (1.0 - 1e-3) * asked
