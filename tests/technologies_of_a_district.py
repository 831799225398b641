"""A random district with every kind of technology: heat zones, stores, cars, hydrogen."""

from __future__ import annotations

import numpy as np
from problems import battery, random_problem

from zeneville.model import Problem, parts
from zeneville.model.problem import ARRAYS, NETWORK
from zeneville.technologies.district import Converter, Flexible, Parts, Store, Zone


def technologies(buildings: int, hours: int, rng, scale: float = 1.0) -> Parts:
    """Zones of two to four buildings each, and one of every other kind of part."""
    cop = rng.uniform(2.5, 4.0, hours)
    plugged = np.isin(np.arange(hours) % 24, [19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6])
    day = (np.arange(hours) + 5) // 24
    days = int(day.max()) + 1
    count = max(1, buildings // 3)
    peak = 8.0 * buildings
    heat_tank = dict(energy_cost=0.4, power_cost=0.0, energy_investment=4.0, power_investment=0.0)
    hydrogen = dict(energy_cost=2.0, power_cost=0.0, energy_investment=60.0, power_investment=0.0)
    windows = np.where(plugged, day, -1)
    inside = np.bincount(windows[plugged], minlength=days)
    return Parts(
        stores=(
            battery(10.0 * buildings),
            Store("heat_store", "heat", 20.0 * peak, peak, efficiency=1.0, loss=0.01, **heat_tank),
            Store(
                "pit",
                "heat",
                200.0 * peak,
                peak,
                efficiency=0.98,
                loss=1e-4,
                fixed_cost=900.0 * scale,
                fixed_investment=9000.0,
                least_kwh=20.0 * peak,
                **heat_tank,
            ),
            Store("hydrogen_store", "hydrogen", 50.0 * peak, peak, efficiency=1.0, **hydrogen),
        ),
        converters=(
            Converter(
                "central_heat_pump",
                peak,
                70.0,
                900.0,
                {"meter": -1.0 / cop, "heat": 1.0},
                renewable=1.0 - 1.0 / cop,
                fixed_cost=300.0 * scale,
                fixed_investment=4000.0,
                least_kw=0.5 * buildings,
            ),
            Converter(
                "central_boiler",
                peak,
                12.0,
                150.0,
                {"heat": 1.0},
                running_cost=0.09,
                balance=-1.1,
                co2=0.25,
            ),
            Converter(
                "electrolyser", peak, 60.0, 900.0, {"meter": -1.0, "hydrogen": 0.59, "heat": 0.2}
            ),
            Converter(
                "fuel_cell", peak, 60.0, 900.0, {"hydrogen": -2.0, "community": 1.0, "heat": 0.8}
            ),
        ),
        flexible=(
            Flexible(
                "cars",
                np.where(plugged, 2.0 * buildings, 0.0),
                windows,
                np.minimum(inside, 6) * 0.5 * buildings,
            ),
        ),
        zones=tuple(
            Zone(f"zone{z}", rng.uniform(100.0, 900.0) * scale, 8e3, 0.4, 200.0)
            for z in range(count)
        ),
        zone_of=np.where(np.arange(buildings) == 0, -1, np.arange(buildings) % count),
    )


def connected_problem(buildings=6, hours=24, seed=0, scale=1.0, **limits) -> Problem:
    """A random problem whose buildings may also take their heat from the district."""
    rng = np.random.default_rng(seed + 1000)
    alone = random_problem(buildings, hours, seed, district=Parts(), **limits)
    own = technologies(buildings, hours, rng, scale)
    arrays = dict(alone.arrays) | parts.arrays(own, buildings, hours)
    cheap = {
        "heater_cost": 0.5,
        "heater_investment": 0.5,
        "heater_kw": 1.0,
        "heater_allowed": 1.0,
    }
    for name, (dims, _, _) in ARRAYS.items():
        if "heater" not in dims:
            continue
        last = np.take(arrays[name], [-1], axis=dims.index("heater"))
        new = (last * cheap.get(name, 1.0)).astype(last.dtype)
        if name == "heater_carrier":
            new = np.full_like(last, NETWORK)
        if name == "heater_pump":
            new = np.zeros_like(last)
        arrays[name] = np.concatenate([arrays[name], new], axis=dims.index("heater"))
    arrays["heater_allowed"][own.zone_of < 0, :, -1] = 0
    return Problem(
        building=alone.building,
        package=alone.package,
        heater=np.append(alone.heater, "heat_network"),
        asset=alone.asset,
        feed_in_class=alone.feed_in_class,
        **parts.labels(own),
        arrays=arrays,
        scalars=alone.scalars,
    )
