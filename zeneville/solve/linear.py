"""Which solver takes a linear program, and how closely."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zeneville.solve import highs, interior
from zeneville.solve.highs import Solution
from zeneville.solve.program import Program


@dataclass(frozen=True)
class Linear:
    """HiGHS's simplex below ``interior_above`` rows, PIQP's interior points above.

    ``tolerance`` serves masters, whose prices need not be exact for the bound to hold;
    ``exact`` the dispatch of a plan. ``options`` go to HiGHS.
    """

    interior_above: int = 1_000
    tolerance: float = 1e-6
    exact: float = 1e-8
    iterations: int = 250
    options: dict[str, Any] = field(default_factory=dict)

    def roughly(self, program: Program) -> Solution:
        """Solve a master."""
        return self._solve(program, self.tolerance, rough=True)

    def exactly(self, program: Program) -> Solution:
        """Solve the dispatch of a plan."""
        return self._solve(program, self.exact)

    def _solve(self, program: Program, tolerance: float, rough: bool = False) -> Solution:
        if program.shape[0] <= self.interior_above:
            return highs.solve(program, self.options)
        return interior.solve(program, tolerance, self.iterations, self.options, rough)
