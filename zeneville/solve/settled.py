"""Stores, converters and flexible loads of a solved dispatch, made to hold to the last digit."""

from __future__ import annotations

import numpy as np

from zeneville.model import Columns, Problem
from zeneville.model.problem import HEAT, HYDROGEN, Array
from zeneville.solve.totals import heat_balance, node_balance

#: share of the largest size, or of what is available, below which an answer means none
NOTHING = 1e-6


def settle_stores(
    problem: Problem, raw: dict[str, Array], sizes: dict[str, Array]
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Charge and discharge (S,T) that follow the levels, and sizes (S) that hold them."""
    kwh = _size(sizes["store_kwh"], problem.store_max_kwh, problem.store_least_kwh)
    kw = _size(sizes["store_kw"], problem.store_max_kw, 0.0)
    built = (kwh > 0.0) & (kw > 0.0) & (problem.store_built != 0)
    forced = (problem.store_built == 1) & (problem.store_least_kwh > 0.0)
    kwh, kw = np.where(built | forced, kwh, 0.0), np.where(built, kw, 0.0)
    level = np.clip(raw["store_level_kwh"], 0.0, (problem.store_depth * kwh)[:, None])
    level = np.where(built[:, None], level, 0.0)
    change = level[:, problem.successor] - (1.0 - problem.store_loss)[:, None] * level
    efficiency = problem.store_efficiency[:, None]
    charge = np.maximum(change, 0.0) / efficiency
    discharge = np.maximum(-change, 0.0) * efficiency
    kw = np.maximum(kw, (charge + discharge).max(axis=1, initial=0.0))
    flows = {
        "store_charge_kwh": charge,
        "store_discharge_kwh": discharge,
        "store_level_kwh": level,
    }
    return flows, {"store_kwh": kwh, "store_kw": kw}


def settle_converters(
    problem: Problem,
    district: Columns,
    raw: dict[str, Array],
    sizes: dict[str, Array],
    stores: dict[str, Array],
) -> tuple[Array, dict[str, Array]]:
    """Activity (N,T) within the sizes, and sizes (N); heat or hydrogen that lacks is made up for.

    Makers of hydrogen are mended first, since some of them give heat; what a solver's tolerance
    left short is far below the spare size of any hour, else a size grows by it.
    """
    size = _size(sizes["converter_kw"], problem.converter_max_kw, problem.converter_least_kw)
    size = np.where(problem.converter_built == 0, 0.0, size)
    ran = np.clip(raw["converter_kwh"], 0.0, size[:, None] * problem.converter_available)
    for node in (HYDROGEN, HEAT):
        flows = {**stores, "converter_kwh": ran}
        if node == HEAT:
            left = heat_balance(problem, district, flows, sizes)
        else:
            left = node_balance(problem, flows, HYDROGEN)
        ran, size = _made_up(problem, node, np.maximum(-left, 0.0), ran, size)
    return ran, {"converter_kw": size}


def _made_up(
    problem: Problem, node: int, lacking: Array, ran: Array, size: Array
) -> tuple[Array, Array]:
    """Activity raised so that ``lacking`` (T) kWh more reach a node, spare capacity first."""
    gives = problem.converter_gives[:, node]
    makers = np.flatnonzero((gives.max(axis=1, initial=0.0) > 0.0) & (size > 0.0))
    ran, size = ran.copy(), size.copy()
    for n in makers:
        useful = np.maximum(gives[n], 0.0)
        spare = size[n] * problem.converter_available[n] - ran[n]
        more = np.minimum(np.divide(lacking, useful, out=0.0 * lacking, where=useful > 0.0), spare)
        ran[n] += more
        lacking = lacking - more * useful
    slight = lacking > 0.0
    for n in makers:
        able = slight & (gives[n] > 0.0) & (problem.converter_available[n] > 0.0)
        if not able.any():
            continue
        more = np.where(able, lacking / np.where(able, gives[n], 1.0), 0.0)
        needed = (ran[n] + more)[able] / problem.converter_available[n][able]
        grown = max(float(size[n]), float(needed.max()))
        if grown <= problem.converter_max_kw[n]:
            size[n], ran[n] = grown, ran[n] + more
            break
    return ran, size


def settle_flexible(problem: Problem, raw: Array) -> Array:
    """(L,T) kWh drawn, each window's energy met exactly."""
    drawn = np.clip(raw, 0.0, problem.flexible_max_kw)
    for load, window in enumerate(problem.flexible_window):
        inside = window >= 0
        asked = problem.flexible_kwh[load]
        count = len(asked)
        had = np.bincount(window[inside], drawn[load][inside], minlength=count)
        room = problem.flexible_max_kw[load] - drawn[load]
        spare = np.bincount(window[inside], room[inside], minlength=count)
        less = np.divide(asked, had, out=np.ones(count), where=had > asked)
        more = np.divide(
            asked - had, spare, out=np.zeros(count), where=(asked > had) & (spare > 0.0)
        )
        place = np.where(inside, window, 0)
        settled = drawn[load] * less[place] + np.minimum(more[place], 1.0) * room
        drawn[load] = np.where(inside, settled, 0.0)
    return drawn


def _size(size: Array, most: Array, least: Array | float) -> Array:
    """Sizes within their bounds; next to nothing is nothing."""
    inside = np.clip(size, 0.0, most)
    inside = np.where(inside <= NOTHING * most, 0.0, inside)
    return np.where(inside > 0.0, np.maximum(inside, least), 0.0)
