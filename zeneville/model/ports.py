"""Ports: where blocks meet. A block gives to or takes from a row; it knows no other block.

=============  =====================  ===================================================
row            index                  what is added up (the row asks for >= its level)
=============  =====================  ===================================================
``meter``      hour                   supply of buildings in need minus their load, kWh
``surplus``    feed-in class, hour    surplus of buildings minus what is done with it, kWh
``community``  hour                   local supply minus local use, kWh
``heat``       hour                   heat given to the network minus heat taken, kWh
``hydrogen``   hour                   hydrogen made minus hydrogen used, kWh (lower heating value)
``import``     hour                   minus what comes through the transformer, kW
``export``     hour                   minus what leaves through the transformer, kW
``balance``    0                      energy balance, kWh a year
``co2``        0                      minus CO2, kg a year
``invest``     0                      minus investment, EUR
``renewable``  0                      renewable heat beyond the share asked, kWh a year
``autonomy``   0                      electricity that may be imported minus imports, kWh a year
``cost``       0                      EUR a year (the objective)
=============  =====================  ===================================================
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyomo.core.expr.numeric_expr import LinearExpression

HOURLY = ("meter", "surplus", "community", "heat", "hydrogen", "import", "export")
YEARLY = ("balance", "co2", "invest", "renewable", "autonomy", "cost")


class Ports:
    """Terms that the blocks put on each row, kept as plain lists until the rows are stated."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, Any], tuple[list[float], list[Any]]] = defaultdict(
            lambda: ([], [])
        )

    def add(self, row: str, index: Any, coefficient: float, variable: Any) -> None:
        """Put ``coefficient * variable`` on a row."""
        if row not in HOURLY and row not in YEARLY:
            raise KeyError(f"no row {row!r}; rows are {', '.join(HOURLY + YEARLY)}")
        if coefficient != 0.0:
            coefficients, variables = self._terms[row, index]
            coefficients.append(float(coefficient))
            variables.append(variable)

    def add_many(self, row: str, index: Any, terms: Iterable[tuple[float, Any]]) -> None:
        """Put several terms on a row."""
        for coefficient, variable in terms:
            self.add(row, index, coefficient, variable)

    def expression(self, row: str, index: Any) -> LinearExpression:
        """Sum of the terms of a row."""
        coefficients, variables = self._terms.get((row, index), ([], []))
        return LinearExpression(constant=0.0, linear_coefs=coefficients, linear_vars=variables)

    def empty(self, row: str, index: Any) -> bool:
        """True when no block uses the row."""
        return (row, index) not in self._terms
