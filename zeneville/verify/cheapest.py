"""The cheapest design of a building at the stored prices, every one of its menu counted anew.

Batteries are run where they could still make the cheapest design: the most that one can save
without being run tells which.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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


class _Building:
    """Options of panels (N) of a building, production and earnings (N, T), cost at the prices."""

    def __init__(self, plan: Kept, number: int, prices: Prices):
        self.plan, self.number, self.prices = plan, number, prices
        self.options = np.flatnonzero(plan["pv_allowed"].values[number])
        self.filled = plan["pv_kwp"].values[number, self.options] > 0.0
        self.produced = plan["pv_kwh"].values[number][self.options].astype(np.float64)
        self.earned = prices.earned[plan["pv_class"].values[number][self.options]]
        self.panels = (
            plan["pv_cost"].values[number, self.options]
            + prices.invest * plan["pv_investment"].values[number, self.options]
        )

    def bills(self, net: np.ndarray) -> np.ndarray:
        """(N,) what meters (N, T) pay, and what the panels cost."""
        paid = np.where(net > 0.0, self.prices.paid * net, self.earned * net).sum(axis=1)
        return np.asarray(paid + self.panels)

    def meters(self, package: int, heater: int, storage: int) -> np.ndarray:
        """(N, T) what is drawn behind the roofs, before a battery."""
        used = meters.consumption(self.plan, self.number, package, heater, storage)
        return np.asarray(used[None, :] - self.produced)

    def yearly(self, package: int, heater: int, storage: int) -> float:
        """Value of everything but electricity and panels."""
        own = meters.yearly(self.plan, self.number, package, heater, storage)
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
        carrier = int(self.plan["heater_carrier"].values[self.number, heater])
        return str(self.plan["carrier"].values[carrier])

    def fits(self, heater: int, storage: int) -> bool:
        """A clock needs a tank heated by electricity, a buffer tank a heat pump."""
        clock = int(self.plan["storage_tank"].values[storage]) > 0
        if (
            int(self.plan["storage_buffer"].values[storage]) > 0
            and self.kind(heater) != "heat_pump"
        ):
            return False
        return not clock or self.kind(heater) in ("electricity", "heat_pump")


def cheapest(plan: Kept, building: int, prices: Prices) -> tuple[float, float]:
    """Least value of a building's designs without the heat network, and of those on it."""
    of = _Building(plan, building, prices)
    usable = plan["home_battery_usable_kwh"].values[building]
    stores = np.flatnonzero(plan["storage_allowed"].values[building])
    best = [np.inf, np.inf]
    hopes: list[_Hope] = []
    for package in np.flatnonzero(plan["package_allowed"].values[building]):
        for heater in np.flatnonzero(plan["heater_allowed"].values[building, package]):
            p, j, on = int(package), int(heater), int(of.kind(int(heater)) == "network")
            for s in (int(number) for number in stores if of.fits(j, int(number))):
                net, value = of.meters(p, j, s), of.yearly(p, j, s)
                if usable[s] > 0.0:
                    hopes += _hopes(of, net, value, (on, p, j, s))
                else:
                    best[on] = min(best[on], value + float(of.bills(net).min()))
    starts = home_battery.cycles(plan)
    for hope in sorted(hopes):
        if hope.least >= max(best):
            break
        if hope.least < best[hope.network]:
            value = hope.rest + _bill(of, hope, starts)
            best[hope.network] = min(best[hope.network], value)
    return best[0], best[1]


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
    stores = np.flatnonzero(plan["storage_allowed"].values[building])
    for package in np.flatnonzero(plan["package_allowed"].values[building]):
        for heater in np.flatnonzero(plan["heater_allowed"].values[building, package]):
            p, j = int(package), int(heater)
            on_network[p, j] = of.kind(j) == "network"
            for s in (int(number) for number in stores if of.fits(j, int(number))):
                net, value = of.meters(p, j, s), of.yearly(p, j, s)
                if usable[s] <= 0.0:
                    found[p, j, of.options, s] = value + of.bills(net)
                    continue
                for n in np.flatnonzero(of.filled):
                    option = int(of.options[n])
                    hope = _Hope(0.0, 0.0, 0, p, j, option, s)
                    found[p, j, option, s] = value + of.panels[n] + _bill(of, hope, starts)
    return found.ravel(), on_network.ravel()


def _hopes(
    of: _Building, net: np.ndarray, value: float, parts: tuple[int, int, int, int]
) -> list[_Hope]:
    """Designs with a battery on a roof."""
    network, package, heater, storage = parts
    saved = home_battery.most_saved(of.plan, of.number, storage, net, of.prices.paid)
    least, rest = value + of.bills(net) - saved, value + of.panels
    return [
        _Hope(
            float(least[n]), float(rest[n]), network, package, heater, int(of.options[n]), storage
        )
        for n in np.flatnonzero(of.filled)
    ]


def _bill(of: _Building, hope: _Hope, starts: np.ndarray) -> float:
    """What a design pays behind its battery."""
    plan, b = of.plan, of.number
    meter = meters.without_battery(plan, b, hope.package, hope.heater, hope.option, hope.storage)
    earned = of.prices.earned[int(plan["pv_class"].values[b, hope.option])]
    return home_battery.bill(plan, b, hope.storage, meter, starts, of.prices.paid, earned)
