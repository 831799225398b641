"""Flows of a solved dispatch, settled so that every balance holds to the last digit.

An interior-point answer misses rows by what its tolerance allows. Sizes and levels of stores are
taken from it; the rest of each hour follows from them and from what is shared.
"""

from __future__ import annotations

import numpy as np

from zeneville.model import Columns, Problem, field_tariffs
from zeneville.model.problem import COMMUNITY, Array
from zeneville.solve.highs import Solution
from zeneville.solve.program import Program
from zeneville.solve.settled import (
    NOTHING,
    settle_converters,
    settle_flexible,
    settle_stores,
)
from zeneville.solve.totals import node_balance, taken_at_meters

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
        "store_charge_kwh": of("store.charge", len(problem.store), hours),
        "store_discharge_kwh": of("store.discharge", len(problem.store), hours),
        "store_level_kwh": of("store.level", len(problem.store), hours),
        "converter_kwh": of("converter.activity", len(problem.converter), hours),
        "flexible_kwh_drawn": of("flexible.drawn", len(problem.flexible), hours),
    }
    sizes = {
        "field_kwp": of("pv_field.size", fields),
        "store_kwh": of("store.energy", len(problem.store)),
        "store_kw": of("store.power", len(problem.store)),
        "converter_kw": of("converter.size", len(problem.converter)),
        "zone_built": of("heat_network.built", len(problem.zone)),
    }
    return flows, sizes


def settle(
    problem: Problem, district: Columns, raw: dict[str, Array], sizes: dict[str, Array]
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Feasible flows and sizes beside the raw ones; ``district`` is one column of all designs."""
    stores, stored = settle_stores(problem, raw, sizes)
    zones = (problem.zone_built == 1).astype(float)
    ran, built = settle_converters(problem, district, raw, {**sizes, "zone_built": zones}, stores)
    cars = settle_flexible(problem, raw["flexible_kwh_drawn"])
    parts = {**stores, "converter_kwh": ran, "flexible_kwh_drawn": cars}
    size = np.clip(sizes["field_kwp"], 0.0, problem.asset_max)
    size = np.where(size <= NOTHING * problem.asset_max, 0.0, size)
    produced = size[:, None] * problem.asset_kwh
    field_local, field_sold = _fields(problem, raw, produced)
    surplus = district.surplus.sum(axis=0)
    shared, sold = _split(problem, raw, "shared_kwh", "sold_kwh", surplus, problem.feed_in)
    drawn = district.load.sum(axis=0) + cars.sum(axis=0) + taken_at_meters(problem, parts)
    exchanged = np.clip(raw["exchanged_kwh"], 0.0, drawn)
    local = field_local.sum(axis=0) + shared.sum(axis=0) + node_balance(problem, parts, COMMUNITY)
    charged = np.maximum(raw["charged_kwh"], 0.0)
    lacking = exchanged - local - charged
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
        **parts,
    }
    return flows, {"field_kwp": size, **stored, **built, "zone_built": zones}


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
