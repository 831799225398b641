"""Where the sun that comes through windows ends: on which inner surface, or out again."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def shares(
    area: Array, absorptance: Array, lit: Array, window_area: Array, window_taken: Array
) -> tuple[Array, Array]:
    """Shares absorbed by each surface and taken by the windows, of the light that came in.

    The light falls first on the ``lit`` surfaces, what these reflect reaches all others in
    proportion to their areas, and from the second reflection on it is uniform in the room: the
    sum of all further reflections is closed (integrating sphere). This is the reasoning behind the
    interior solar distribution of ANSI/ASHRAE 140.

    Parameters
    ----------
    area, absorptance, lit
        (N, E); the rows of ``lit`` sum to one.
    window_area, window_taken
        (N,) m2 and the share of diffuse light from inside that the glass transmits or absorbs.

    Returns
    -------
    (N, E) and (N,), together one.
    """
    areas = np.column_stack([area, window_area])
    taking = np.column_stack([absorptance, window_taken])
    first = np.column_stack([lit, np.zeros(len(lit))])
    out = first * taking
    reflected = first * (1.0 - taking)
    others = areas.sum(axis=1, keepdims=True) - areas
    reach = reflected / np.maximum(others, 1e-9)
    second = areas * (reach.sum(axis=1, keepdims=True) - reach)
    out += second * taking
    rest = (second * (1.0 - taking)).sum(axis=1, keepdims=True)
    out += rest * areas * taking / np.maximum((areas * taking).sum(axis=1, keepdims=True), 1e-9)
    return out[:, :-1], out[:, -1]
