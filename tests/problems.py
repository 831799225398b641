"""Small random decision problems for tests; every array has its real shape and sign."""

from __future__ import annotations

import numpy as np

from zeneville.model import Problem, parts
from zeneville.technologies.district import Parts, Store


def battery(most_kwh=160.0, **changes) -> Store:
    figures = {
        "most_kw": most_kwh / 2.0,
        "energy_cost": 22.0,
        "power_cost": 25.0,
        "energy_investment": 250.0,
        "power_investment": 287.0,
        "efficiency": 0.955,
        "depth": 0.95,
    }
    return Store("battery", "community", most_kwh, **{**figures, **changes})


def random_problem(buildings=4, hours=24, seed=0, district=None, **limits) -> Problem:
    district = Parts(stores=(battery(40.0 * buildings),)) if district is None else district
    rng = np.random.default_rng(seed)
    packages, heaters, options, fields = 3, 5, 3, 2
    b, p, j, v, t = buildings, packages, heaters, options, hours
    sun = np.maximum(0, np.sin((np.arange(t) % 24 - 6) / 12 * np.pi))
    need = rng.uniform(1, 6, (b, 1, t)) * np.array([1.0, 0.6, 0.3])[None, :, None]
    peak = need.max(axis=2)
    share = np.array([0.0, 0.0, 0.5, 1.0, 0.8])
    carrier = np.tile([2, 0, 1, 1, 1], (b, 1))
    kwp = np.array([0.0, 3.0, 9.5])[None, :] * np.ones((b, 1))
    weight = np.full(t, 8760.0 / t)
    arrays = {
        "weight": weight,
        "successor": (np.arange(t) + 1) % t,
        "index_of_year": np.arange(t),
        "winter": np.ones(t),
        "need_kwh": need.astype(np.float32),
        "hot_water_kwh": rng.uniform(0, 0.5, (b, t)).astype(np.float32),
        "electricity_kwh": rng.uniform(0.2, 1.0, (b, t)).astype(np.float32),
        "ventilation_extra_kw": np.array([0.0, -0.05, 0.03])[None, :] * np.ones((b, 1)),
        "flow_design_degc": rng.uniform(30.0, 60.0, (b, p)),
        "flow_node_degc": np.array([25.0, 45.0, 65.0]),
        "cop_full": rng.uniform(2.5, 4.0, (3, 3, t)),
        "cop_part": rng.uniform(2.8, 4.5, (3, 3, t)),
        "capacity_share": rng.uniform(0.7, 1.0, (3, 3, t)),
        "tested_load": rng.uniform(0.4, 0.8, (3, t)),
        "cop_hot_water": np.full((3, t), 2.0),
        "least_load": np.array([0.4, 0.3, 0.35]),
        "degradation": np.array([0.9, 0.97, 0.98]),
        "package_allowed": np.ones((b, p), dtype=np.int8),
        "package_cost": rng.uniform(0.8, 1.2, (b, 1)) * np.array([0.0, 700.0, 1900.0]),
        "package_investment": np.ones((b, 1)) * np.array([0.0, 15e3, 42e3]),
        "heater_allowed": np.ones((b, p, j), dtype=np.int8),
        "heater_cost": 300.0 + 60.0 * peak[:, :, None] * np.array([0.4, 0.5, 1.0, 1.5, 1.4]),
        "heater_investment": 900.0 * peak[:, :, None] * np.array([0.4, 0.5, 1.0, 1.5, 1.4]),
        "heater_kw": peak[:, :, None] * share,
        "heater_carrier": carrier,
        "heater_pump": np.array([0, 0, 0, 0, 1]),
        "heater_efficiency": np.where(carrier == 2, 0.92, 1.0),
        "hot_water_efficiency": np.where(carrier == 2, 0.85, 1.0),
        "tank_loss_kw": np.tile([0.0, 0.06, 0.06, 0.06, 0.06], (b, 1)),
        "pv_allowed": np.ones((b, v), dtype=np.int8),
        "pv_kwh": (kwp[:, :, None] * sun * rng.uniform(0.15, 0.4, (b, 1, 1))).astype(np.float32),
        "pv_kwp": kwp,
        "pv_cost": kwp * np.array([0.0, 140.0, 100.0]),
        "pv_investment": kwp * np.array([0.0, 2400.0, 1800.0]),
        "pv_class": np.tile([0, 0, 1], (b, 1)),
        "retail": np.full(t, 0.20) + 0.02 * (np.arange(t) % 24 >= 7),
        "fee": np.full(t, 0.03),
        "feed_in": np.array([0.04, 0.0536])[:, None] * np.ones(t),
        "fuel_price": np.array([0, 0, 0.113, 0.07, 0.105, 0]),
        "fuel_balance": np.array([0, 0, 1.0, 1.0, 1.0, 0]),
        "fuel_primary": np.array([0, 0, 1.0, 1.0, 1.0, 0]),
        "fuel_co2": np.array([0, 0, 0.227, 0.03, 0.1, 0]),
        "asset_kwh": np.tile(sun * 0.3, (fields, 1)),
        "asset_max": np.array([4.0, 6.0]) * b,
        "asset_cost": np.array([95.0, 70.0]),
        "asset_investment": np.array([1500.0, 900.0]),
        "asset_feed_in": np.full((fields, t), 0.07),
        **parts.arrays(district, b, t),
    }
    scalars = {
        "balance_factor": 1.9,
        "primary_factor": 1.9,
        "co2_import": 0.052,
        "co2_heating_extra": 0.027,
        "co2_hot_water_extra": 0.013,
        "fixed_cost": 100.0,
        "balance_constant": 0.0,
        "renewable_heat_min": np.nan,
        "autonomy_min": np.nan,
        "renewable_margin": 0.0,
        "autonomy_margin": 0.0,
        "balance_min": np.nan,
        "co2_max": np.nan,
        "investment_max": np.nan,
        "transformer_kw": np.nan,
        "winter_peak_kw": np.nan,
        **limits,
    }
    return Problem(
        building=np.array([f"b{i}" for i in range(b)]),
        package=np.array(["as_is", "walls_outside", "near_passive"]),
        heater=np.array(["as_is", "electric", "hp_air@0.5", "hp_air@1.0", "hp_ground@0.8"]),
        asset=np.array(["canopy", "ground"]),
        feed_in_class=np.array(["up_to_9", "up_to_100"]),
        **parts.labels(district),
        arrays=arrays,
        scalars=scalars,
    )
