"""Which solver takes a linear program, and how closely."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from zeneville.solve import highs, interior
from zeneville.solve.highs import Solution
from zeneville.solve.program import Program

#: seconds that a solver has at least
LEAST_S = 1.0


@dataclass(frozen=True)
class Linear:
    """HiGHS's simplex below ``interior_above`` rows, PIQP's interior points above.

    ``tolerance`` serves masters, whose prices need not be exact for the bound to hold;
    ``exact`` the dispatch of a plan. ``options`` go to HiGHS, which stands in for PIQP where that
    fails: it is much slower, so it ends at ``until`` (monotonic clock).
    """

    interior_above: int = 1_000
    tolerance: float = 1e-6
    exact: float = 1e-8
    iterations: int = 250
    options: dict[str, Any] = field(default_factory=dict)
    until: float | None = None

    def roughly(self, program: Program) -> Solution:
        """Solve a master."""
        return self._solve(program, self.tolerance, rough=True)

    def exactly(self, program: Program) -> Solution:
        """Solve the dispatch of a plan."""
        return self._solve(program, self.exact)

    def by_simplex(self, rows: int) -> bool:
        """True where the answer lies on its rows, False where it may miss them slightly."""
        return rows <= self.interior_above

    def _solve(self, program: Program, tolerance: float, rough: bool = False) -> Solution:
        if self.by_simplex(program.shape[0]):
            return highs.solve(program, self.options)
        options = self.options
        if self.until is not None:
            left = max(self.until - time.monotonic(), LEAST_S)
            options = {**options, "time_limit": left}
        return interior.solve(program, tolerance, self.iterations, options, rough)
