"""What a new month brings into a block: the sun that its surroundings leave to each zone."""

from __future__ import annotations

from typing import Any

from numba import njit

from zeneville.demand.zone import layout as at
from zeneville.demand.zone.compile_time import Array, Sizes


def month_step(sizes: Sizes) -> Any:
    """The step of a block of these sizes, an ordinary function: it is called a dozen times."""
    L, X, O = sizes.lanes, sizes.exposed, sizes.planes  # noqa: E741
    rows = at.ELEMENT_ROWS * L

    @njit(nogil=True)
    def begun(e: Array, glass: Array, sunlit: Array, month: int) -> None:
        """Rows of ``sunlit`` (M, (X + 2 O) L) into ABSORBED of the exposed elements and ``glass``.

        They hold absorptances, and transmitting and absorbing glass, times the month's share.
        """
        for k in range(X):
            for i in range(L):
                e[k * rows + at.ABSORBED * L + i] = sunlit[month, k * L + i]
        for i in range(2 * O * L):
            glass[i] = sunlit[month, X * L + i]

    return begun
