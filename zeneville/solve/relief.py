"""Other designs for some buildings, so that the district does without what it lacks.

Where the district cannot serve its buildings in some hours, the prices of the dispatch rise to
those of what is missed. What a design saves at these prices beyond the prices of the mixture is,
to first order, what it relieves: the dispatch's cost is convex in what is drawn, so that no
design relieves more.
"""

from __future__ import annotations

import numpy as np

from zeneville.model.problem import Array
from zeneville.solve.swaps import swap

#: times what is lacking that is looked for, growing from one attempt to the next
FIRST, GROWTH = 1.05, 1.5


def relieved(
    chosen: Array, value: Array, scarce: Array, lacking: float, attempt: int
) -> Array | None:
    """Designs (B,) that relieve the district of ``lacking`` (EUR of what it misses) at least cost.

    Parameters
    ----------
    value
        (B, D) values at the prices of the mixture, EUR a year; infinite where not allowed.
    scarce
        (B, D) values at the prices of the dispatch that lacks.
    attempt
        How many designs were tried before; each looks for more relief than the last.

    Returns
    -------
    ``None`` when no other designs relieve so much.
    """
    wanted = lacking * FIRST * GROWTH**attempt
    able = np.isfinite(value) & np.isfinite(scarce)
    spike = np.where(able, scarce, 0.0) - np.where(able, value, 0.0)
    gain = np.where(able, -spike, -np.inf)
    found = swap(chosen, np.where(able, value, np.inf), gain, 0.0, -wanted)
    return _each_at_its_best(chosen, value, gain, wanted) if found is None else found[0]


def _each_at_its_best(chosen: Array, value: Array, gain: Array, wanted: float) -> Array | None:
    """Many buildings change: those first that relieve at the least cost per unit."""
    rows = np.arange(len(chosen))
    more = gain - gain[rows, chosen][:, None]
    cost = value - value[rows, chosen][:, None]
    useful = np.isfinite(cost) & (more > 0.0)
    ratio = np.where(useful, np.maximum(cost, 0.0), np.inf) / np.where(useful, more, 1.0)
    best = ratio.argmin(axis=1)
    order = np.lexsort((rows, ratio[rows, best]))
    order = order[np.isfinite(ratio[rows, best][order])]
    enough = int(np.searchsorted(np.cumsum(more[rows, best][order]), wanted)) + 1
    if enough > len(order):
        return None
    changed = chosen.copy()
    changed[order[:enough]] = best[order[:enough]]
    return changed
