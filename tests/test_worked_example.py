"""The example of docs/worked_example.md: two buildings, three hours, every figure by hand."""

import numpy as np
import pytest

from zeneville.model import Designs, Problem, parts
from zeneville.solve import Settings, decide
from zeneville.solve.stored import to_dataset
from zeneville.technologies.district import Parts
from zeneville.verify import check

#: each of the three hours stands for a third of the year
HOURS = 2920.0


@pytest.fixture(scope="module")
def problem():
    b, p, j, v, t = 2, 1, 1, 2, 3
    sun = np.zeros((b, v, t), dtype=np.float32)
    sun[0, 1] = [0.0, 6.0, 0.0]
    load = np.array([[2.0] * t, [1.0] * t], dtype=np.float32)
    kwp = np.array([[0.0, 6.0], [0.0, 0.0]])
    zero = np.zeros
    arrays = {
        "weight": np.full(t, HOURS),
        "successor": np.array([1, 2, 0]),
        "index_of_year": np.arange(t),
        "winter": np.ones(t),
        "need_kwh": zero((b, p, t), dtype=np.float32),
        "hot_water_kwh": zero((b, t), dtype=np.float32),
        "electricity_kwh": load,
        "ventilation_extra_kw": zero((b, p)),
        "flow_design_degc": np.full((b, p), 45.0),
        "flow_node_degc": np.array([25.0, 65.0]),
        "cop_full": np.full((3, 2, t), 3.0),
        "cop_part": np.full((3, 2, t), 3.0),
        "capacity_share": np.ones((3, 2, t)),
        "tested_load": np.full((3, t), 0.5),
        "cop_hot_water": np.full((3, t), 2.0),
        "least_load": np.full(3, 0.3),
        "degradation": np.ones(3),
        "package_allowed": np.ones((b, p), dtype=np.int8),
        "package_cost": zero((b, p)),
        "package_investment": zero((b, p)),
        "heater_allowed": np.ones((b, p, j), dtype=np.int8),
        "heater_cost": zero((b, p, j)),
        "heater_investment": zero((b, p, j)),
        "heater_kw": zero((b, p, j)),
        "heater_carrier": zero((b, j), dtype=np.int64),
        "heater_pump": zero(j, dtype=np.int64),
        "heater_efficiency": np.ones((b, j)),
        "hot_water_efficiency": np.ones((b, j)),
        "tank_loss_kw": zero((b, j)),
        "pv_allowed": np.array([[1, 1], [1, 0]], dtype=np.int8),
        "pv_kwh": sun,
        "pv_kwp": kwp,
        "pv_cost": 0.05 * kwp * HOURS,
        "pv_investment": zero((b, v)),
        "pv_class": zero((b, v), dtype=np.int64),
        "retail": np.full(t, 0.20),
        "fee": np.full(t, 0.05),
        "feed_in": np.full((1, t), 0.10),
        "fuel_price": zero(6),
        "fuel_balance": zero(6),
        "fuel_primary": zero(6),
        "fuel_co2": zero(6),
        "asset_kwh": zero((1, t)),
        "asset_max": zero(1),
        "asset_cost": np.ones(1),
        "asset_investment": zero(1),
        "asset_feed_in": np.full((1, t), 0.10),
        **parts.arrays(Parts(), 2, t),
    }
    scalars = dict.fromkeys(
        [
            "co2_import",
            "co2_heating_extra",
            "co2_hot_water_extra",
            "fixed_cost",
            "balance_constant",
            "renewable_margin",
            "autonomy_margin",
        ],
        0.0,
    )
    limits = ["co2_max", "investment_max", "transformer_kw", "renewable_heat_min", "autonomy_min"]
    scalars |= dict.fromkeys(limits, np.nan)
    scalars |= {
        "balance_factor": 1.9,
        "primary_factor": 1.9,
        "balance_min": -10.0 * HOURS,
        "winter_peak_kw": np.nan,
    }
    return Problem(
        building=np.array(["A", "B"]),
        package=np.array(["as_is"]),
        heater=np.array(["as_is"]),
        asset=np.array(["none"]),
        feed_in_class=np.array(["up_to_9"]),
        **parts.labels(Parts()),
        arrays=arrays,
        scalars=scalars,
    )


@pytest.fixture(scope="module")
def answer(problem):
    return decide(problem, Designs(problem), Settings(gap=1e-6))


def test_objective_by_hand(answer):
    assert answer.cost == pytest.approx(HOURS * (0.30 + 6 * 0.20 + 1 * 0.05 - 3 * 0.10))


def test_bound_and_gap_by_hand(answer):
    assert answer.bound == pytest.approx(HOURS * (0.70 + 0.55))
    assert answer.gap == pytest.approx(0.0, abs=1e-6)


def test_balance_by_hand(problem, answer):
    data = to_dataset(problem, Designs(problem), answer)
    assert float(data["energy_balance_kwh_per_year"]) == pytest.approx(HOURS * 1.9 * (3 - 6))
    assert check(data).verified
