"""Technologies of the district beside buildings and panel fields, one a file.

``ASSETS`` is the list: an asset of a case by its id, and what makes its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

from zeneville.technologies.district.battery import battery
from zeneville.technologies.district.parts import (
    NODES,
    STORED,
    Converter,
    Flexible,
    Parts,
    Store,
    Zone,
)
from zeneville.technologies.district.site import Site

__all__ = [
    "ASSETS",
    "NODES",
    "STORED",
    "Converter",
    "Flexible",
    "Parts",
    "Site",
    "Store",
    "Zone",
    "parts",
]

ASSETS: dict[str, Callable[[Site], Parts]] = {
    "battery": battery,
}


def parts(asked: Iterable[str], site: Site) -> Parts:
    """Parts of the technologies that are asked for, in the order of :data:`ASSETS`."""
    wanted = set(asked)
    made = [make(site) for name, make in ASSETS.items() if name in wanted]
    return reduce(Parts.joined, made, Parts())
