"""Prices and manners of the district's technologies, counted anew from the catalogue.

One function a technology; what the catalogue does not know of must not stand in a plan.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from zeneville.verify.book import Book
from zeneville.verify.kept import Kept

Array = np.ndarray[Any, Any]


def expected(plan: Kept, book: Book, tariff: dict[str, Any]) -> dict[str, Array]:
    """Arrays of stores and converters as the catalogue has them.

    Raises
    ------
    ValueError
        For a store or converter that no technology of the catalogue explains.
    """
    found: dict[str, Array] = {}
    for kind, known in (("store", STORES), ("converter", CONVERTERS)):
        for place, label in enumerate(plan[kind].values):
            name = str(label)
            if name not in known:
                raise ValueError(f"{kind} {name!r} is no technology of the catalogue")
            for key, value in known[name](plan, book, tariff).items():
                key = f"{kind}_{key}"
                values = found.setdefault(key, plan[key].values.astype(float).copy())
                values[place] = value
    return found


def _paid(book: Book) -> float:
    return (1.0 + book("vat_standard")) * book.fees


def _battery(plan: Kept, book: Book, tariff: dict[str, Any]) -> dict[str, Any]:
    energy = book("battery_district_energy") * _paid(book)
    power = book("battery_district_power") * _paid(book)
    return {
        "energy_investment": energy,
        "power_investment": power,
        "energy_cost": energy * (book.yearly(book("battery_life")) + book("battery_om")),
        "power_cost": power * (book.yearly(book("battery_inverter_life")) + book("battery_om")),
        "efficiency": book("battery_eff_oneway"),
        "depth": book("battery_dod"),
        "loss": 0.0,
        "fixed_cost": 0.0,
        "fixed_investment": 0.0,
        "least_kwh": 0.0,
    }


STORES = {"battery": _battery}
CONVERTERS: dict[str, Any] = {}
