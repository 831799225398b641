"""Stores, converters, flexible loads and heat zones as arrays of a :class:`Problem`."""

from __future__ import annotations

import numpy as np

from zeneville.model.problem import Array
from zeneville.technologies.district import NODES, Parts


def labels(parts: Parts) -> dict[str, Array]:
    """Names of the parts, by dimension."""
    return {
        "store": np.array([item.name for item in parts.stores], dtype=str),
        "converter": np.array([item.name for item in parts.converters], dtype=str),
        "flexible": np.array([item.name for item in parts.flexible], dtype=str),
        "zone": np.array([item.name for item in parts.zones], dtype=str),
    }


def arrays(parts: Parts, buildings: int, hours: int) -> dict[str, Array]:
    """The parts' arrays of a problem with so many buildings and hours.

    Raises
    ------
    ValueError
        For a node that there is not.
    """
    return {
        **_stores(parts),
        **_converters(parts, hours),
        **_flexible(parts, hours),
        **_zones(parts, buildings),
    }


def _stores(parts: Parts) -> dict[str, Array]:
    def of(name: str) -> Array:
        return np.array([getattr(item, name) for item in parts.stores], dtype=float)

    return {
        "store_node": np.array([_node(item.node) for item in parts.stores], dtype=np.int64),
        "store_max_kwh": of("most_kwh"),
        "store_max_kw": of("most_kw"),
        "store_least_kwh": of("least_kwh"),
        "store_energy_cost": of("energy_cost"),
        "store_power_cost": of("power_cost"),
        "store_energy_investment": of("energy_investment"),
        "store_power_investment": of("power_investment"),
        "store_fixed_cost": of("fixed_cost"),
        "store_fixed_investment": of("fixed_investment"),
        "store_efficiency": of("efficiency"),
        "store_loss": of("loss"),
        "store_depth": of("depth"),
        "store_built": np.full(len(parts.stores), -1, dtype=np.int8),
    }


def _converters(parts: Parts, hours: int) -> dict[str, Array]:
    items = parts.converters
    count = len(items)

    def of(name: str) -> Array:
        return np.array([getattr(item, name) for item in items], dtype=float)

    def hourly(name: str) -> Array:
        lines = [np.broadcast_to(getattr(item, name), hours) for item in items]
        return np.array(lines, dtype=float).reshape(count, hours)

    gives = np.zeros((count, len(NODES), hours))
    for n, item in enumerate(items):
        for node, amount in item.gives.items():
            gives[n, _node(node)] = amount
    return {
        "converter_max_kw": of("most_kw"),
        "converter_least_kw": of("least_kw"),
        "converter_cost": of("cost"),
        "converter_investment": of("investment"),
        "converter_fixed_cost": of("fixed_cost"),
        "converter_fixed_investment": of("fixed_investment"),
        "converter_available": hourly("available"),
        "converter_gives": gives,
        "converter_running_cost": hourly("running_cost"),
        "converter_renewable": hourly("renewable"),
        "converter_balance": of("balance"),
        "converter_co2": of("co2"),
        "converter_built": np.full(count, -1, dtype=np.int8),
    }


def _flexible(parts: Parts, hours: int) -> dict[str, Array]:
    items = parts.flexible
    windows = max((len(item.kwh) for item in items), default=0)
    kwh = np.zeros((len(items), windows))
    for f, item in enumerate(items):
        kwh[f, : len(item.kwh)] = item.kwh
    return {
        "flexible_max_kw": np.array([item.most_kw for item in items], dtype=float).reshape(
            len(items), hours
        ),
        "flexible_window": np.array([item.window for item in items], dtype=np.int64).reshape(
            len(items), hours
        ),
        "flexible_kwh": kwh,
    }


def _zones(parts: Parts, buildings: int) -> dict[str, Array]:
    def of(name: str) -> Array:
        return np.array([getattr(item, name) for item in parts.zones], dtype=float)

    zone_of = np.full(buildings, -1, dtype=np.int64)
    zone_of[: len(parts.zone_of)] = parts.zone_of
    return {
        "zone_of": zone_of,
        "zone_cost": of("cost"),
        "zone_investment": of("investment"),
        "zone_loss_kw": of("loss_kw"),
        "zone_length_m": of("length_m"),
        "zone_built": np.full(len(parts.zones), -1, dtype=np.int8),
    }


def _node(name: str) -> int:
    if name not in NODES:
        raise ValueError(f"no node {name!r}; nodes are {', '.join(NODES)}")
    return NODES.index(name)
