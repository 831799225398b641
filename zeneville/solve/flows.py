"""Flows of a solved dispatch, settled so that every balance holds to the last digit.

An interior-point answer misses rows by what its tolerance allows. Sizes and the battery's level
are taken from it; the rest of each hour follows from them and from what is shared.
"""

from __future__ import annotations

import numpy as np

from zeneville.model import Columns, Problem, field_tariffs
from zeneville.model.problem import Array
from zeneville.solve.highs import Solution
from zeneville.solve.program import Program

#: share of the largest size, or of what is available, below which an answer means none
NOTHING = 1e-6
#: kWh an hour that a district does not feel
KWH = 1e-3


def read(
    program: Program, problem: Problem, solution: Solution
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Flows (T), (C,T) in kWh and sizes, as the solver left them; fields by tariff (I,T)."""
    hours, classes, fields = (
        len(problem.weight),
        len(problem.feed_in_class),
        len(problem.asset),
    )
    tariffs = len(field_tariffs(problem)[0])

    def of(name: str, *shape: int) -> Array:
        found = solution.at(program.columns.get(name))
        return found if found.shape == shape else np.zeros(shape)

    flows = {
        "bought_kwh": of("grid.bought", hours),
        "charged_kwh": of("grid.charged", hours),
        "exchanged_kwh": of("exchange.from_community", hours),
        "shared_kwh": of("exchange.shared", classes, hours),
        "sold_kwh": of("exchange.sold", classes, hours),
        "field_local_kwh": of("pv_field.local", tariffs, hours),
        "field_sold_kwh": of("pv_field.sold", tariffs, hours),
        "charge_kwh": of("battery.charge", hours),
        "discharge_kwh": of("battery.discharge", hours),
        "level_kwh": of("battery.level", hours),
    }
    sizes = {
        "field_kwp": of("pv_field.size", fields),
        "battery_kwh": of("battery.energy"),
        "battery_kw": of("battery.power"),
    }
    return flows, sizes


def settle(
    problem: Problem, district: Columns, raw: dict[str, Array], sizes: dict[str, Array]
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Feasible flows and sizes beside the raw ones; ``district`` is one column of all designs."""
    battery, stored = _battery(problem, raw, sizes)
    size = np.clip(sizes["field_kwp"], 0.0, problem.asset_max)
    size = np.where(size <= NOTHING * problem.asset_max, 0.0, size)
    produced = size[:, None] * problem.asset_kwh
    field_local, field_sold = _fields(problem, raw, produced)
    surplus = district.surplus.sum(axis=0)
    shared, sold = _split(problem, raw, "shared_kwh", "sold_kwh", surplus, problem.feed_in)
    drawn = district.load.sum(axis=0)
    exchanged = np.clip(raw["exchanged_kwh"], 0.0, drawn)
    local = field_local.sum(axis=0) + shared.sum(axis=0) + battery["discharge_kwh"]
    charged = np.maximum(raw["charged_kwh"], 0.0)
    lacking = exchanged + battery["charge_kwh"] - local - charged
    charged = np.maximum(charged + np.minimum(lacking, 0.0), 0.0)
    less = np.clip(lacking, 0.0, exchanged)
    exchanged = exchanged - less
    charged = charged + np.maximum(lacking - less, 0.0)
    flows = {
        "bought_kwh": drawn - exchanged,
        "charged_kwh": charged,
        "exchanged_kwh": exchanged,
        "shared_kwh": shared,
        "sold_kwh": sold,
        "field_local_kwh": field_local,
        "field_sold_kwh": field_sold,
        **battery,
    }
    return flows, {"field_kwp": size, **stored}


def _battery(
    problem: Problem, raw: dict[str, Array], sizes: dict[str, Array]
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Charge and discharge that follow the level, and sizes that hold them."""
    kwh = float(np.clip(sizes["battery_kwh"], 0.0, max(problem.battery_max_kwh, 0.0)))
    kw = float(np.clip(sizes["battery_kw"], 0.0, max(problem.battery_max_kw, 0.0)))
    if kwh <= NOTHING * problem.battery_max_kwh or kw <= NOTHING * problem.battery_max_kw:
        kwh = kw = 0.0
    level = np.clip(raw["level_kwh"], 0.0, problem.battery_depth * kwh)
    change = level[problem.successor] - (1.0 - problem.battery_loss) * level
    efficiency = problem.battery_efficiency
    charge = np.maximum(change, 0.0) / efficiency
    discharge = np.maximum(-change, 0.0) * efficiency
    kw = max(kw, float((charge + discharge).max(initial=0.0)))
    flows = {"charge_kwh": charge, "discharge_kwh": discharge, "level_kwh": level}
    return flows, {"battery_kwh": np.array(kwh), "battery_kw": np.array(kw)}


def _fields(problem: Problem, raw: dict[str, Array], produced: Array) -> tuple[Array, Array]:
    """Local use and sale (A,T) of each field, a tariff's flows spread by production."""
    prices, tariff = field_tariffs(problem)
    whole = np.zeros((len(prices), produced.shape[1]))
    np.add.at(whole, tariff, produced)
    local, sold = _split(problem, raw, "field_local_kwh", "field_sold_kwh", whole, prices)
    share = np.divide(produced, whole[tariff], out=np.zeros_like(produced), where=produced > 0.0)
    return share * local[tariff], share * sold[tariff]


def _split(
    problem: Problem,
    raw: dict[str, Array],
    used: str,
    sold: str,
    available: Array,
    price: Array,
) -> tuple[Array, Array]:
    """What is used in the district and what is sold of ``available``; the rest is curtailed.

    Where exports are not limited and selling does not cost money, what the solver left over by its
    tolerance is sold.
    """
    first = np.clip(raw[used], 0.0, available)
    second = np.clip(raw[sold], 0.0, available - first)
    rest = available - first - second
    if np.isinf(problem.largest_export()):
        slight = np.maximum(NOTHING * available, KWH)
        second = np.where((rest <= slight) & (price >= 0.0), available - first, second)
    return first, second
