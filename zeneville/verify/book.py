"""Figures of the catalogue that a stored plan rests on, and annuities at its rate."""

from __future__ import annotations

import json

from zeneville.technologies import catalogue
from zeneville.verify.kept import Kept


class Book:
    """Figures of the catalogue with the case's overrides, and annuities."""

    def __init__(self, plan: Kept):
        stated = json.loads(str(plan.attrs["overrides"]))
        overrides = {key: (float(item[0]), str(item[1])) for key, item in stated.items()}
        self._figures = catalogue.read(overrides)
        self.rate = float(plan.attrs["discount_rate"])
        self.vat_recovered = bool(plan.attrs.get("vat_recovered", 0))

    def __call__(self, key: str) -> float:
        return float(self._figures.value(key))

    def yearly(self, life: float) -> float:
        """Annuity of one euro over ``life`` years at the case's real rate."""
        if self.rate == 0.0:
            return 1.0 / life
        return float(self.rate / (1.0 - (1.0 + self.rate) ** (-life)))

    @property
    def fees(self) -> float:
        """Price with fees and contingency over the price of works."""
        return 1.0 + self("cost_fees_contingency")
