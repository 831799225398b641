"""Junctions of a stock have the values that certificates are judged by."""

import numpy as np
import pytest

from zeneville.demand.dpe import thermal_bridges
from zeneville.stock import junctions

NUMBER = {
    "floor": thermal_bridges.FLOOR,
    "storey": thermal_bridges.STOREY,
    "roof": thermal_bridges.ROOF,
    "partition": thermal_bridges.PARTITION,
    "opening": thermal_bridges.OPENING,
}


@pytest.mark.parametrize("name", NUMBER)
@pytest.mark.parametrize("wall", range(4))
def test_values_are_those_of_the_regulatory_table(name, wall):
    slabs = {"floor": range(4), "roof": (0, 2)}.get(name, (0,))
    for slab in slabs:
        below = junctions.SIDES[slab] if name in ("floor", "roof") else None
        expected = thermal_bridges.psi(NUMBER[name], junctions.SIDES[wall], below)
        assert junctions.psi(name, wall, slab) == expected


def test_sides_are_named_by_what_is_insulated():
    inside, outside = np.array([False, True, False, True]), np.array([False, False, True, True])
    assert [junctions.SIDES[n] for n in junctions.side(inside, outside)] == list(junctions.SIDES)
