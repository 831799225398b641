"""The cheapest design of a building at the stored prices, every one of its menu counted anew.

Batteries are run where they could still make the cheapest design: the most that one can save
without being run tells which.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from zeneville.verify import home_battery, meters
from zeneville.verify.kept import Kept
from zeneville.verify.leaves import Prices


@dataclass(frozen=True, order=True)
class _Hope:
    """A design with a battery: least value that it may have, its value without its bill."""

    least: float
    rest: float
    network: int
    package: int
    heater: int
    option: int
    storage: int


@njit(cache=True, fastmath={"reassoc"})
def _bills(net, paid, earned, of):  # type: ignore[no-untyped-def]
    """(N,) what meters (N, T) pay at ``paid`` (T) and earn at ``earned`` (C, T) of class ``of``."""
    out = np.empty(len(net))
    for n in range(len(net)):
        earning, total = earned[of[n]], 0.0
        for t in range(net.shape[1]):
            total += net[n, t] * (paid[t] if net[n, t] > 0.0 else earning[t])
        out[n] = total
    return out


class _Building:
    """Options of panels (N) of a building, their production (N, T), cost at the prices.

    Loads are counted once for every package, heater and clocks of the tanks: options of storage
    that have the same clocks differ behind the meter alone.
    """

    def __init__(self, plan: Kept, number: int, prices: Prices):
        self.plan, self.number, self.prices = plan, number, prices
        self.options = np.flatnonzero(plan["pv_allowed"].values[number])
        self.filled = plan["pv_kwp"].values[number, self.options] > 0.0
        self.produced = plan["pv_kwh"].values[number][self.options].astype(np.float64)
        self.of_class = plan["pv_class"].values[number][self.options].astype(np.int64)
        self.panels = (
            plan["pv_cost"].values[number, self.options]
            + prices.invest * plan["pv_investment"].values[number, self.options]
        )
        self.clocks_of = np.stack(
            [plan["storage_tank"].values.astype(int), plan["storage_buffer"].values.astype(int)],
            axis=1,
        )
        self.stores = np.flatnonzero(plan["storage_allowed"].values[number])
        self.storing = (
            plan["storage_cost"].values[number]
            + prices.invest * plan["storage_investment"].values[number]
        )
        self._heat: dict[tuple[int, int, int], np.ndarray] = {}
        self._water: dict[tuple[int, int], np.ndarray] = {}

    def bills(self, net: np.ndarray) -> np.ndarray:
        """(N,) what meters (N, T) pay, and what the panels cost."""
        bills = _bills(net, self.prices.paid, self.prices.earned, self.of_class)
        return np.asarray(bills + self.panels)

    def electricity(self, package: int, heater: int, storage: int) -> tuple[np.ndarray, np.ndarray]:
        """(T) for space heat and for hot water, kWh."""
        tank, buffer = (int(clock) for clock in self.clocks_of[storage])
        heat, water = (package, heater, buffer), (heater, tank)
        if heat not in self._heat:
            self._heat[heat] = meters.heat_electricity(
                self.plan, self.number, package, heater, storage=storage
            )
        if water not in self._water:
            self._water[water] = meters.water_electricity(self.plan, self.number, heater, storage)
        return self._heat[heat], self._water[water]

    def meters(self, package: int, heater: int, storage: int) -> np.ndarray:
        """(N, T) what is drawn behind the roofs, before a battery."""
        made = self.electricity(package, heater, storage)
        used = meters.consumption(self.plan, self.number, package, heater, storage, made)
        return np.asarray(used[None, :] - self.produced)

    def meter(self, hope: _Hope) -> np.ndarray:
        """(T) what is drawn behind the roof of a design, before its battery."""
        made = self.electricity(hope.package, hope.heater, hope.storage)
        design = (hope.package, hope.heater, hope.storage)
        used = meters.consumption(self.plan, self.number, *design, made)
        return np.asarray(used - self.produced[int(np.searchsorted(self.options, hope.option))])

    def yearly(self, package: int, heater: int, storage: int) -> float:
        """Value of everything but electricity and panels."""
        made = self.electricity(package, heater, storage)
        own = meters.yearly(self.plan, self.number, package, heater, storage, made)
        prices = self.prices
        value = (
            own["cost"]
            + prices.balance * own["balance"]
            + prices.co2 * own["co2"]
            + prices.invest * own["investment"]
            - prices.renewable * own["renewable"]
            - prices.autonomy * own["used"]
        )
        drawn = meters.network_heat(self.plan, self.number, package, heater)
        return value if drawn is None else value + float(prices.heat @ drawn)

    def kind(self, heater: int) -> str:
        """Carrier of a heater."""
        return meters.kind_of(self.plan, self.number, heater)

    def clocks(self, heater: int) -> list[np.ndarray]:
        """Options of storage that may stand beside a heater, those of the same clocks together.

        A clock needs a tank heated by electricity, a buffer tank a heat pump.
        """
        kind = self.kind(heater)
        clocks = self.clocks_of[self.stores]
        return [
            self.stores[(clocks == (tank, buffer)).all(axis=1)]
            for tank, buffer in np.unique(clocks, axis=0)
            if (tank == 0 or kind in ("electricity", "heat_pump"))
            and (buffer == 0 or kind == "heat_pump")
        ]


def cheapest(plan: Kept, building: int, prices: Prices) -> tuple[float, float]:
    """Least value of a building's designs without the heat network, and of those on it."""
    of = _Building(plan, building, prices)
    usable = plan["home_battery_usable_kwh"].values[building]
    starts = home_battery.cycles(plan)
    best = [np.inf, np.inf]
    hopes: list[_Hope] = []
    for p, j in _heated(plan, building):
        on = int(of.kind(j) == "network")
        for stores in of.clocks(j):
            net, value = of.meters(p, j, stores[0]), of.yearly(p, j, stores[0])
            bills = of.bills(net)
            for s in stores:
                rest = value + of.storing[s] - of.storing[stores[0]]
                if usable[s] > 0.0:
                    saved = home_battery.most_saved(plan, building, s, net, starts, prices.paid)
                    hopes += _hopes(of, rest, bills - saved, best[on], (on, p, j, int(s)))
                else:
                    best[on] = min(best[on], rest + float(bills.min()))
    for hope in sorted(hope for hope in hopes if hope.least < best[hope.network]):
        if hope.least < best[hope.network]:
            value = hope.rest + _bill(of, hope, starts)
            best[hope.network] = min(best[hope.network], value)
    return best[0], best[1]


def _heated(plan: Kept, building: int) -> list[tuple[int, int]]:
    """Packages with the heaters that may stand beside them."""
    packages = plan["package_allowed"].values[building].astype(bool)
    heaters = plan["heater_allowed"].values[building].astype(bool) & packages[:, None]
    return [(int(p), int(j)) for p, j in np.argwhere(heaters)]


def values(plan: Kept, building: int, prices: Prices) -> tuple[np.ndarray, np.ndarray]:
    """(D,) EUR a year of a building's designs, infinite where not allowed; True on the network.

    Designs are numbered package by package, in each heater by heater, then panels, then storage;
    every battery is run.
    """
    sizes = [plan.sizes[name] for name in ("package", "heater", "pv_option", "storage_option")]
    found, on_network = np.full(sizes, np.inf), np.zeros(sizes, dtype=bool)
    of = _Building(plan, building, prices)
    usable = plan["home_battery_usable_kwh"].values[building]
    starts = home_battery.cycles(plan)
    for p, j in _heated(plan, building):
        on_network[p, j] = of.kind(j) == "network"
        for stores in of.clocks(j):
            net, value = of.meters(p, j, stores[0]), of.yearly(p, j, stores[0])
            bills = of.bills(net)
            for s in stores:
                rest = value + of.storing[s] - of.storing[stores[0]]
                if usable[s] <= 0.0:
                    found[p, j, of.options, s] = rest + bills
                    continue
                for n in np.flatnonzero(of.filled):
                    hope = _Hope(0.0, 0.0, 0, p, j, int(of.options[n]), int(s))
                    found[p, j, of.options[n], s] = rest + of.panels[n] + _bill(of, hope, starts)
    return found.ravel(), on_network.ravel()


def _hopes(
    of: _Building, rest: float, bills: np.ndarray, least: float, parts: tuple[int, int, int, int]
) -> list[_Hope]:
    """Designs with a battery on a roof that may cost less than ``least``."""
    network, package, heater, storage = parts
    may = np.flatnonzero(of.filled & (rest + bills < least))
    return [
        _Hope(
            float(rest + bills[n]),
            float(rest + of.panels[n]),
            *(network, package, heater, int(of.options[n]), storage),
        )
        for n in may
    ]


def _bill(of: _Building, hope: _Hope, starts: np.ndarray) -> float:
    """What a design pays behind its battery."""
    plan, b = of.plan, of.number
    earned = of.prices.earned[int(plan["pv_class"].values[b, hope.option])]
    paid = of.prices.paid
    return home_battery.bill(plan, b, hope.storage, of.meter(hope), starts, paid, earned)
