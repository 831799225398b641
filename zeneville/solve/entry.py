"""At which price what a plan leaves out would enter it, from reduced costs.

At the duals of a plan each design of a building has a value, and the least of them is what the
building pays. A design whose value lies ``g`` above that enters once its own yearly cost falls by
``g``. A cut by the share ``s`` of an investment ``I`` that costs ``A`` a year takes ``s (A + iota
I)`` off the value, where ``iota`` is the price of the budget: so the least share is
``g / (A + iota I)``. A panel field enters when its reduced cost is gone. The energy of a store
enters when it costs less a year than what one kWh earns at the hourly prices, its power paid.

Prices that are no unique optimum, and whole designs, make this an estimate: re-optimising on both
sides of it says whether it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import linprog

from zeneville.model import Designs, Problem
from zeneville.model.problem import Array
from zeneville.solve.bound import price
from zeneville.solve.dispatch import Chosen
from zeneville.solve.duals import Duals

#: sizes of fields, kWp, and of stores, kWh, below which they are not built
NONE_BUILT = 0.5
#: share of an investment that is all of it, but for rounding
WHOLE = 1.0 - 1e-6
#: kWp below which there is no panel
NO_PANEL_KWP = 1e-9


@dataclass(frozen=True)
class Entry:
    """One thing left out.

    Attributes
    ----------
    kind
        ``package``, ``system``, ``roof_pv``, ``field`` or ``store``.
    cut
        Share of the investment that must go before it enters; above 1 it never does.
    building
        Number of the first building that takes it; -1 for assets of the district.
    design
        Number of the design that this building takes.
    unit_price, unit
        Investment today, as paid, per unit: EUR per building, kW, kWp or kWh.
    """

    kind: str
    name: str
    cut: float
    building: int
    design: int
    unit_price: float
    unit: str


@dataclass(frozen=True)
class Yearly:
    """What whole investments cost a year, in the shapes of the problem's investments: annuity, and
    upkeep that is a share of the price. EUR a year; of stores per kWh."""

    package: Array
    heater: Array
    pv: Array
    field: Array
    store: Array


def entries(
    problem: Problem,
    designs: Designs,
    plan: Chosen,
    duals: Duals,
    yearly: Yearly,
    systems: Sequence[str],
    heated: int,
) -> list[Entry]:
    """Everything that the plan leaves out, the smallest cut first.

    Parameters
    ----------
    systems
        Id of the heating system of each heater.
    heated
        Number of heated buildings, which come first.
    """
    value = price(problem, designs, duals).value
    spare = value - value.min(axis=1, keepdims=True)
    found = [
        *_packages(problem, designs, plan, duals, yearly, spare, heated),
        *_systems(problem, designs, plan, duals, yearly, spare, systems, heated),
        *_roofs(problem, designs, plan, duals, yearly, spare),
        *_fields(problem, plan, duals, yearly),
        *_stores(problem, plan, duals, yearly),
    ]
    return sorted(found, key=lambda one: (one.cut, one.kind, one.name))


def _first(spare: Array, saved: Array) -> tuple[float, int, int]:
    """Least share over buildings and designs, with the building and the design it belongs to."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where((saved > 1e-9) & np.isfinite(spare), spare / saved, np.inf)
    b, d = np.unravel_index(int(share.argmin()), share.shape)
    return float(share[b, d]), int(b), int(d)


def _spread(designs: Designs, values: Array, axis: str) -> Array:
    """(B, D) a figure of packages (B,P), heaters (B,P,J) or panels (B,V)."""
    shape = {"package": values[..., None, None], "heater": values[..., None]}.get(axis)
    full = values[:, None, None, :] if shape is None else shape
    return np.broadcast_to(full[..., None], designs.shape).reshape(len(values), -1)


def _packages(
    problem: Problem,
    designs: Designs,
    plan: Chosen,
    duals: Duals,
    yearly: Yearly,
    spare: Array,
    heated: int,
) -> list[Entry]:
    taken, number = designs.parts(plan.chosen)[0], _numbers(designs)[0]
    saved = _spread(designs, yearly.package + duals.invest * problem.package_investment, "package")
    out = []
    for p in range(1, len(problem.package)):
        if (taken[:heated] == p).any():
            continue
        cut, b, d = _first(spare[:heated], np.where(number == p, saved, 0.0)[:heated])
        if np.isfinite(cut):
            now = float(problem.package_investment[b, p])
            out.append(Entry("package", str(problem.package[p]), cut, b, d, now, "EUR/building"))
    return out


def _systems(
    problem: Problem,
    designs: Designs,
    plan: Chosen,
    duals: Duals,
    yearly: Yearly,
    spare: Array,
    systems: Sequence[str],
    heated: int,
) -> list[Entry]:
    taken, number = designs.parts(plan.chosen)[1], _numbers(designs)[1]
    saved = _spread(designs, yearly.heater + duals.invest * problem.heater_investment, "heater")
    out = []
    for system in dict.fromkeys(systems):
        of = np.flatnonzero(np.array(systems) == system)
        if system == "as_is" or np.isin(taken[:heated], of).any():
            continue
        mine = np.isin(number, of)
        cut, b, d = _first(spare[:heated], np.where(mine, saved, 0.0)[:heated])
        if np.isfinite(cut):
            package, heater = (int(part[0]) for part in designs.parts(np.array([d]))[:2])
            kw = max(float(problem.heater_kw[b, package, heater]), 1e-9)
            now = float(problem.heater_investment[b, package, heater]) / kw
            out.append(Entry("system", system, cut, b, d, now, "EUR/kW"))
    return out


def _roofs(
    problem: Problem,
    designs: Designs,
    plan: Chosen,
    duals: Duals,
    yearly: Yearly,
    spare: Array,
) -> list[Entry]:
    option = designs.parts(plan.chosen)[2]
    rows = np.arange(len(option))
    if problem.pv_kwp[rows, option].sum() > NO_PANEL_KWP or problem.pv_kwp.sum() <= NO_PANEL_KWP:
        return []
    saved = _spread(designs, yearly.pv + duals.invest * problem.pv_investment, "pv")
    cut, b, d = _first(spare, saved)
    if not np.isfinite(cut):
        return []
    v = int(designs.parts(np.array([d]))[2][0])
    now = float(problem.pv_investment[b, v] / problem.pv_kwp[b, v])
    return [Entry("roof_pv", "roof_pv", cut, b, d, now, "EUR/kWp")]


def _fields(problem: Problem, plan: Chosen, duals: Duals, yearly: Yearly) -> list[Entry]:
    earned = (problem.asset_kwh * duals.prices(problem).field).sum(axis=1)
    reduced = problem.asset_cost + duals.invest * problem.asset_investment - earned
    saved = yearly.field + duals.invest * problem.asset_investment
    return [
        Entry(
            "field",
            str(problem.asset[a]),
            max(0.0, float(reduced[a] / saved[a])),
            -1,
            -1,
            float(problem.asset_investment[a]),
            "EUR/kWp",
        )
        for a in np.flatnonzero(plan.sizes["field_kwp"] < NONE_BUILT)
        if saved[a] > 0.0 and problem.asset_max[a] > NONE_BUILT
    ]


def _stores(problem: Problem, plan: Chosen, duals: Duals, yearly: Yearly) -> list[Entry]:
    """Stores whose size is free; of those built as a whole or not at all the tree decides."""
    invest, prices = duals.invest, duals.prices(problem)
    out = []
    for s, name in enumerate(problem.store):
        free = s not in problem.whole("store") and problem.store_max_kwh[s] > NONE_BUILT
        if not free or plan.sizes["store_kwh"][s] >= NONE_BUILT:
            continue
        earned = storage_value(
            prices.node[problem.store_node[s]],
            problem.successor,
            float(problem.store_efficiency[s]),
            float(problem.store_loss[s]),
            float(problem.store_depth[s]),
            float(problem.store_power_cost[s] + invest * problem.store_power_investment[s]),
        )
        now = float(problem.store_energy_investment[s])
        saved = float(yearly.store[s]) + invest * now
        left = float(problem.store_energy_cost[s]) + invest * now - earned
        cut = max(0.0, left / saved) if saved > 0.0 else np.inf
        out.append(Entry("store", str(name), float(cut), -1, -1, now, "EUR/kWh"))
    return out


def _numbers(designs: Designs) -> tuple[Array, Array, Array]:
    """(D,) package, heater and panel option of every design number."""
    return designs.parts(np.arange(designs.allowed.shape[1]))[:3]


def storage_value(
    price: Array,
    successor: Array,
    efficiency: float,
    loss: float,
    depth: float,
    power_cost: float,
) -> float:
    """EUR a year that one kWh of a store earns at best, its own power paid.

    max  price (d - c) - power_cost p   over charge c, discharge d, level l, power p >= 0
    l[next] = (1 - loss) l + efficiency c - d / efficiency,  l <= depth,  c + d <= p

    Parameters
    ----------
    price
        (T,) EUR a year per kWh in that hour, its weight inside.
    successor
        (T,) next hour inside the storage cycle.
    power_cost
        EUR a year per kW.
    """
    hours = len(price)
    eye = sp.identity(hours, format="csr")
    after = sp.csr_matrix((np.ones(hours), (np.arange(hours), successor)), shape=(hours, hours))
    column = sp.csr_matrix(np.ones((hours, 1)))
    balance = sp.hstack(
        [
            -efficiency * eye,
            eye / efficiency,
            after - (1.0 - loss) * eye,
            sp.csr_matrix((hours, 1)),
        ]
    )
    power = sp.hstack([eye, eye, sp.csr_matrix((hours, hours)), -column])
    bounds = [(0.0, None)] * (2 * hours) + [(0.0, depth)] * hours + [(0.0, None)]
    found = linprog(
        np.concatenate([price, -price, np.zeros(hours), [power_cost]]),
        A_ub=power,
        b_ub=np.zeros(hours),
        A_eq=balance,
        b_eq=np.zeros(hours),
        bounds=bounds,
        method="highs",
    )
    return max(0.0, -float(found.fun)) if found.success else 0.0


def cheaper(problem: Problem, entry: Entry, cut: float, yearly: Yearly, systems: Array) -> Problem:
    """The problem with ``cut`` off the investment of what the entry names."""
    if entry.kind == "package":
        of = problem.package == entry.name
        return problem.with_arrays(
            package_cost=problem.package_cost - cut * yearly.package * of,
            package_investment=problem.package_investment * (1.0 - cut * of),
        )
    if entry.kind == "system":
        of = np.array(systems) == entry.name
        return problem.with_arrays(
            heater_cost=problem.heater_cost - cut * yearly.heater * of,
            heater_investment=problem.heater_investment * (1.0 - cut * of),
        )
    if entry.kind == "roof_pv":
        return problem.with_arrays(
            pv_cost=problem.pv_cost - cut * yearly.pv,
            pv_investment=problem.pv_investment * (1.0 - cut),
        )
    if entry.kind == "field":
        of = problem.asset == entry.name
        return problem.with_arrays(
            asset_cost=problem.asset_cost - cut * yearly.field * of,
            asset_investment=problem.asset_investment * (1.0 - cut * of),
        )
    of = problem.store == entry.name
    return problem.with_arrays(
        store_energy_cost=problem.store_energy_cost - cut * yearly.store * of,
        store_energy_investment=problem.store_energy_investment * (1.0 - cut * of),
    )


def entered(
    problem: Problem, designs: Designs, plan: Chosen, entry: Entry, systems: Sequence[str]
) -> float:
    """How much of it the plan has: buildings, kWp or kWh."""
    package, heater, option = designs.parts(plan.chosen)[:3]
    if entry.kind == "package":
        return float((problem.package[package] == entry.name).sum())
    if entry.kind == "system":
        return float((np.array(systems)[heater] == entry.name).sum())
    if entry.kind == "roof_pv":
        return float(problem.pv_kwp[np.arange(len(option)), option].sum())
    if entry.kind == "field":
        return float(plan.sizes["field_kwp"][problem.asset == entry.name].sum())
    return float(plan.sizes["store_kwh"][problem.store == entry.name].sum())
