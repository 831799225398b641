"""Random districts that are hard to decide: several classes, heaters, panels and binding limits.

A limit is set beside what one plan of the district needs, so that every district can be planned;
``loose`` limits leave it much room, ``binding`` ones little. What a new technology needs is one
more function that adds its arrays to those of the district.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np

from benchmarks import oracle_buffers
from zeneville.model import Designs, Problem, parts
from zeneville.model.problem import Array
from zeneville.solve import dispatch
from zeneville.solve.linear import Linear
from zeneville.solve.master import Master
from zeneville.technologies.district import Converter, Flexible, Parts, Store, Zone

PACKAGES = ("as_is", "roof_floor", "walls_outside", "near_passive")
#: label, carrier, kind of heat pump, size over the building's peak
HEATERS = (
    ("as_is", 2, 0, 0.0),
    ("electric", 0, 0, 0.0),
    ("hp_air@0.5", 1, 0, 0.5),
    ("hp_air@1.0", 1, 0, 1.0),
    ("hp_ground@0.8", 1, 1, 0.8),
    ("pellet", 3, 0, 0.0),
    ("network", 5, 0, 0.0),
)
KWP = np.array([0.0, 3.0, 9.0, 24.0])
CLASSES = ("up_to_3", "up_to_9", "up_to_100")
LIMITS = ("balance_min", "co2_max", "investment_max", "transformer_kw", "winter_peak_kw")
#: how much room a limit leaves beside what the plan beside which it stands needs
ROOM = {"binding": (0.001, 0.03), "loose": (0.3, 1.0)}
#: lowest and highest price of balance (EUR/kWh), CO2 (EUR/kg), investment (EUR/EUR a year) and
#: peaks (share of the retail price) at which the designs of that plan are chosen, where asked
LOW, HIGH, ASKED = (0.05, 0.2, 0.01, 1.0), (0.3, 1.0, 0.08, 6.0), (0.5, 0.5, 0.6, 0.6)


@dataclass(frozen=True)
class Case:
    """Size and seed of one district.

    ``required`` is False for a district without requirements, ``buffers`` True where buildings
    may have buffer tanks.
    """

    buildings: int
    hours: int
    seed: int
    required: bool = True
    buffers: bool = False


def cases(count: int, buffers: bool = False) -> list[Case]:
    """Of twenty: one of 20 buildings, four of 8, the others of 3 to 6; every fifth is free."""
    found = []
    for seed in range(count):
        place = seed % 20
        if place == 19:
            buildings, hours = 20, 48
        elif place >= 15:
            buildings, hours = 8, 96
        else:
            buildings, hours = 3 + place % 4, 96
        found.append(Case(buildings, hours, seed, place % 7 != 3, buffers))
    return found


def district(case: Case) -> Problem:
    """The district of a case, with its limits; each topic has random numbers of its own."""
    streams = (np.random.default_rng([case.seed, topic]) for topic in range(20))
    arrays = _time(case.hours, next(streams))
    arrays |= _needs(case, arrays, next(streams))
    arrays |= _pumps(case.hours, next(streams))
    arrays |= _packages(case.buildings, next(streams))
    arrays |= _heaters(case.buildings, arrays, next(streams))
    arrays |= _panels(case, next(streams))
    arrays |= _tariffs(case.hours, next(streams))
    arrays |= _fields(case, next(streams))
    scalars, limits = _scalars(next(streams)), next(streams)
    technologies = reduce(
        Parts.joined,
        [make(case, next(streams)) for make in (_battery, _cars, _heat_network)],
    )
    arrays |= parts.arrays(technologies, case.buildings, case.hours)
    problem = Problem(
        building=np.array([f"b{i:02}" for i in range(case.buildings)]),
        package=np.array(PACKAGES),
        heater=np.array([label for label, *_ in HEATERS]),
        asset=np.array(["canopy", "ground", "slope"]),
        feed_in_class=np.array(CLASSES),
        **parts.labels(technologies),
        arrays=arrays,
        scalars={**scalars, **dict.fromkeys(LIMITS, np.nan)},
    )
    if case.buffers:
        problem = oracle_buffers.offered(problem, case.seed)
    return _limited(problem, limits) if case.required else problem


def _time(hours: int, rng: np.random.Generator) -> dict[str, Array]:
    """Days of the year in turn; the store's cycle is the day or the whole horizon."""
    days, hour = hours // 24, np.arange(hours)
    share = rng.uniform(0.5, 1.5, days)
    within_day = hour - hour % 24 + (hour + 1) % 24
    return {
        "weight": np.repeat(365.0 * share / share.sum(), 24),
        "successor": within_day if rng.random() < 0.5 else (hour + 1) % hours,
        "index_of_year": (hour // 24 * (365 // days)) * 24 + hour % 24,
        "winter": (hour // 24 < (days + 1) // 2).astype(float),
    }


def _needs(case: Case, arrays: dict[str, Array], rng: np.random.Generator) -> dict[str, Array]:
    buildings, hours = case.buildings, case.hours
    season = np.where(arrays["winter"] > 0.0, 1.0, 0.15)
    size = rng.uniform(0.5, 4.0, (buildings, 1))
    saved = np.array([1.0, 0.8, 0.55, 0.25]) * rng.uniform(0.85, 1.15, (buildings, 4))
    heat = 4.0 * season * size * rng.uniform(0.4, 1.0, (buildings, hours))
    return {
        "need_kwh": (saved[:, :, None] * heat[:, None, :]).astype(np.float32),
        "hot_water_kwh": (size * rng.uniform(0.0, 0.5, (buildings, hours))).astype(np.float32),
        "electricity_kwh": (size * rng.uniform(0.1, 1.0, (buildings, hours))).astype(np.float32),
        "ventilation_extra_kw": np.array([0.0, 0.0, -0.02, 0.04]) * size,
        "flow_design_degc": rng.uniform(32.0, 62.0, (buildings, 4)),
    }


def _pumps(hours: int, rng: np.random.Generator) -> dict[str, Array]:
    full = rng.uniform(3.5, 5.0, (3, 1, hours)) * np.array([1.0, 0.75, 0.55])[None, :, None]
    return {
        "flow_node_degc": np.array([30.0, 48.0, 65.0]),
        "cop_full": full,
        "cop_part": full * rng.uniform(1.0, 1.2, (3, 3, hours)),
        "capacity_share": rng.uniform(0.7, 1.1, (3, 3, hours)),
        "tested_load": rng.uniform(0.4, 0.8, (3, hours)),
        "cop_hot_water": rng.uniform(1.8, 2.8, (3, hours)),
        "least_load": np.array([0.4, 0.3, 0.35]),
        "degradation": np.array([0.9, 0.97, 0.98]),
    }


def _packages(buildings: int, rng: np.random.Generator) -> dict[str, Array]:
    allowed = rng.random((buildings, 4)) < 0.85
    allowed[:, 0] = True
    size = rng.uniform(0.7, 1.4, (buildings, 1))
    return {
        "package_allowed": allowed.astype(np.int8),
        "package_cost": size * np.array([0.0, 260.0, 900.0, 2300.0]),
        "package_investment": size * np.array([0.0, 6e3, 19e3, 46e3]),
    }


def _heaters(
    buildings: int, arrays: dict[str, Array], rng: np.random.Generator
) -> dict[str, Array]:
    """Boilers of today burn gas or draw electricity; heat is bought by a few."""
    peak = arrays["need_kwh"].max(axis=2).astype(float)
    count = len(HEATERS)
    carrier = np.tile([carrier for _, carrier, _, _ in HEATERS], (buildings, 1))
    carrier[:, 0] = rng.choice([0, 2, 2, 4], buildings)
    allowed = rng.random((buildings, 4, count)) < 0.8
    allowed[:, :, 0] = True
    per_kw = np.array([0.6, 0.5, 1.1, 1.3, 1.6, 0.9, 0.4]) * rng.uniform(
        0.8, 1.2, (buildings, count)
    )
    efficiency = np.array([1.0, 1.0, 0.92, 0.85, 0.98, 0.98])
    return {
        "heater_allowed": allowed.astype(np.int8),
        "heater_cost": 250.0 + 55.0 * peak[:, :, None] * per_kw[:, None, :],
        "heater_investment": 900.0 * peak[:, :, None] * per_kw[:, None, :],
        "heater_kw": peak[:, :, None] * np.array([share for *_, share in HEATERS]),
        "heater_carrier": carrier,
        "heater_pump": np.array([kind for _, _, kind, _ in HEATERS]),
        "heater_efficiency": efficiency[carrier],
        "hot_water_efficiency": np.where(carrier < 2, 0.95, 0.85),
        "tank_loss_kw": np.where(carrier < 2, 0.06, 0.02) * np.ones((buildings, count)),
    }


def _panels(case: Case, rng: np.random.Generator) -> dict[str, Array]:
    buildings = case.buildings
    allowed = rng.random((buildings, len(KWP))) < 0.85
    allowed[:, 0] = True
    kwp = KWP * np.where(rng.random((buildings, 1)) < 0.1, 0.0, rng.uniform(0.8, 1.1))
    made = _sun(case.hours, rng) * rng.uniform(0.6, 1.0, (buildings, 1))
    return {
        "pv_allowed": allowed.astype(np.int8),
        "pv_kwh": (kwp[:, :, None] * made[:, None, :]).astype(np.float32),
        "pv_kwp": kwp,
        "pv_cost": kwp * np.array([0.0, 150.0, 120.0, 95.0]),
        "pv_investment": kwp * np.array([0.0, 2500.0, 2000.0, 1500.0]),
        "pv_class": np.tile([0, 0, 1, 2], (buildings, 1)),
    }


def _sun(hours: int, rng: np.random.Generator) -> Array:
    """(T,) kWh per kWp; days differ."""
    hour = np.arange(hours)
    height = np.maximum(0.0, np.sin((hour % 24 - 6) / 12 * np.pi))
    return height * np.repeat(rng.uniform(0.1, 0.8, hours // 24), 24)


def _tariffs(hours: int, rng: np.random.Generator) -> dict[str, Array]:
    """Off-peak nights; feed-in falls below zero where the spot price does."""
    hour = np.arange(hours)
    retail = np.where(hour % 24 < 7, 0.16, 0.22) * rng.uniform(0.9, 1.1)
    feed_in = np.array([0.04, 0.055, 0.08])[:, None] * np.ones(hours)
    if rng.random() < 0.5:
        feed_in = feed_in + np.where(rng.random(hours) < 0.1, -0.12, 0.0)
    return {
        "retail": retail,
        "fee": np.full(hours, rng.choice([0.0, 0.03, 0.06])),
        "feed_in": feed_in,
        "fuel_price": np.array([0.0, 0.0, 0.113, 0.075, 0.105, 0.0]),
        "fuel_balance": np.array([0.0, 0.0, 1.0, 1.0, 0.7, 0.0]),
        "fuel_primary": np.array([0.0, 0.0, 1.0, 1.0, 0.7, 0.0]),
        "fuel_co2": np.array([0.0, 0.0, 0.227, 0.03, 0.12, 0.0]),
    }


def _fields(case: Case, rng: np.random.Generator) -> dict[str, Array]:
    """Three sites under two tariffs."""
    sun = np.array([_sun(case.hours, rng) for _ in range(3)])
    sold = np.array([0.07, 0.07, 0.05])[:, None] * np.ones(case.hours)
    return {
        "asset_kwh": sun,
        "asset_max": np.array([2.0, 4.0, 3.0]) * case.buildings * rng.uniform(0.3, 1.2, 3),
        "asset_cost": np.array([100.0, 72.0, 64.0]),
        "asset_investment": np.array([1500.0, 900.0, 850.0]),
        "asset_feed_in": sold,
    }


def _battery(case: Case, rng: np.random.Generator) -> Parts:
    """A battery at the community, in two districts of three."""
    most = float(rng.choice([0.0, 15.0, 40.0])) * case.buildings
    battery = Store(
        "battery",
        "community",
        most_kwh=most,
        most_kw=10.0 * case.buildings,
        energy_cost=float(rng.uniform(8.0, 25.0)),
        power_cost=12.0,
        energy_investment=250.0,
        power_investment=150.0,
        efficiency=0.955,
        loss=float(rng.choice([0.0, 0.002])),
        depth=0.95,
    )
    return Parts(stores=(battery,) if most > 0.0 else ())


def _cars(case: Case, rng: np.random.Generator) -> Parts:
    """Cars that stand at home from the evening to the morning, in every fifth district."""
    if case.seed % 5 != 1:
        return Parts()
    hour = np.arange(case.hours)
    plugged = (hour % 24 < 7) | (hour % 24 >= 18)
    cars = Flexible(
        "cars",
        most_kw=np.where(plugged, 3.0 * case.buildings, 0.0),
        window=np.where(plugged, hour // 24, -1),
        kwh=case.buildings * rng.uniform(1.0, 6.0, case.hours // 24),
    )
    return Parts(flexible=(cars,))


def _heat_network(case: Case, rng: np.random.Generator) -> Parts:
    """Two zones, a wood boiler that is built as a whole, a heat pump and a tank; in every fifth."""
    if case.seed % 5 != 2:
        return Parts()
    most = 6.0 * case.buildings
    wood = Converter(
        "central_wood",
        most,
        cost=22.0,
        investment=400.0,
        gives={"heat": 1.0},
        running_cost=0.05 / 0.85,
        balance=-1.0 / 0.85,
        co2=0.03 / 0.85,
        fixed_cost=float(rng.uniform(50.0, 200.0)),
        fixed_investment=2e3,
        least_kw=2.0,
    )
    cop = rng.uniform(2.8, 4.2, case.hours)
    pump = Converter(
        "central_pump",
        most,
        cost=38.0,
        investment=800.0,
        gives={"heat": 1.0, "community": -1.0 / cop},
        available=rng.uniform(0.8, 1.0, case.hours),
    )
    tank = Store("tank", "heat", 8.0 * case.buildings, most, 2.5, 1.0, 30.0, 10.0, 0.98, loss=0.005)
    zones = tuple(
        Zone(name, cost=float(rng.uniform(40.0, 160.0)), investment=3e3, loss_kw=0.1)
        for name in ("north", "south")
    )
    return Parts(
        stores=(tank,),
        converters=(wood, pump),
        zones=zones,
        zone_of=rng.integers(-1, 2, case.buildings),
    )


def _scalars(rng: np.random.Generator) -> dict[str, float]:
    return {
        "balance_factor": float(rng.choice([1.0, 1.9])),
        "primary_factor": 1.9,
        "co2_import": 0.052,
        "co2_heating_extra": 0.027,
        "co2_hot_water_extra": 0.013,
        "fixed_cost": 100.0,
        "balance_constant": 0.0,
        "renewable_heat_min": float("nan"),
        "autonomy_min": float("nan"),
        "renewable_margin": 0.0,
        "autonomy_margin": 0.0,
    }


def _limited(problem: Problem, rng: np.random.Generator) -> Problem:
    """Limits beside what the cheapest designs need where some requirements have random prices."""
    limited = problem
    problem = problem.with_built(zone=np.zeros(len(problem.zone), dtype=np.int8))
    designs = Designs(problem)
    balance, co2, invest, peak = rng.uniform(LOW, HIGH) * (rng.random(4) < ASKED)
    drawn = problem.electricity_kwh.sum(axis=0) + problem.need_kwh[:, 0].sum(axis=0)
    dear = 1.0 + peak * (drawn >= np.quantile(drawn, 0.8))
    energy = balance * problem.balance_factor
    buy = problem.weight * (problem.retail * dear + energy + co2 * problem.co2_import)
    sell = problem.weight * (np.maximum(problem.feed_in, 0.0) + energy)
    value = designs.cost + designs.prices(buy, np.minimum(sell, buy))
    value = value + balance * designs.fuel_balance + co2 * designs.co2 + invest * designs.investment
    value = np.where(designs.connected, np.inf, value)
    plan = dispatch(Master(problem), designs, value.argmin(axis=1), Linear())
    imported = plan.flows["bought_kwh"] + plan.flows["charged_kwh"]
    exported = plan.flows["sold_kwh"].sum(axis=0) + plan.flows["field_sold_kwh"].sum(axis=0)
    used = problem.balance_factor * float(problem.weight @ (imported + exported))
    room = {name: _room(rng) for name in LIMITS}
    # what is sold can be curtailed, unless the balance counts on it
    wires = imported.max() if np.isnan(room["balance_min"]) else max(imported.max(), exported.max())
    levels = {
        "balance_min": plan.totals.balance - room["balance_min"] * used,
        "co2_max": plan.totals.co2 * (1.0 + room["co2_max"]),
        "investment_max": plan.totals.invest * (1.0 + room["investment_max"]),
        "transformer_kw": wires * (1.0 + room["transformer_kw"]),
        "winter_peak_kw": imported[problem.winter > 0.0].max() * (1.0 + room["winter_peak_kw"]),
    }
    return limited.with_scalars(**{name: float(level) for name, level in levels.items()})


def _room(rng: np.random.Generator) -> float:
    """Share of room beside the plan; not a number where the limit is left out."""
    kind = rng.choice(["binding", "loose", "none"], p=[0.45, 0.25, 0.3])
    return float("nan") if kind == "none" else float(rng.uniform(*ROOM[kind]))
