"""A district with one package per building: the same designs at the same cost and load."""

import numpy as np
import pytest
from problems import random_problem
from storages import with_storage

from zeneville.model import Designs, with_package


@pytest.mark.parametrize("seed", range(3))
def test_a_design_costs_and_draws_what_it_did(seed):
    problem = with_storage(random_problem(buildings=5, hours=48, seed=seed), seed=seed)
    designs = Designs(problem)
    rng = np.random.default_rng(seed)
    chosen = rng.integers(0, designs.allowed.shape[1], len(problem.building))
    package, *others = designs.parts(chosen)
    fewer = Designs(with_package(problem, package))
    same = fewer.number(0 * package, *others)
    rows = np.arange(len(chosen))
    for name in ("cost", "co2", "investment", "fuel_balance", "allowed"):
        assert np.array_equal(
            getattr(fewer, name)[rows, same], getattr(designs, name)[rows, chosen]
        )
    assert np.array_equal(fewer.net_load(same), designs.net_load(chosen))
