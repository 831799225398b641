"""Make ``stock.gpkg`` of Îlot Folien, Valenciennes: blocks on an island of the Escaut.

A reconstruction from published figures (see README.md), seeded: the same file at every run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from reconstruction import Quarter, block, hall, length_m, numbered, own, share, site, write
from shapely.geometry import box

SEED = 5
PLACE = (50.363, 3.517)
NEW_YEARS = (2020, 2026)
#: 400 dwellings in eleven buildings, by staircase; the first, Rev'do, has 78 on seven storeys
REVDO = (39, 39)
OTHERS = [(16, 16)] * 9 + [(17, 17)]
STOREYS = (4, 5, 6, 5, 4, 6, 5, 6, 4, 5)
FLAT_M2 = 75.0
#: residences: name, gross floor in m2, homes, storeys
RESIDENCES = (
    ("résidence seniors", 3500.0, 50, 5),
    ("résidence seniors", 3500.0, 50, 5),
    ("résidence étudiante", 2000.0, 65, 5),
    ("résidence étudiante", 2000.0, 65, 5),
)
#: a quarter is let by social landlords; the rest is assumed
TENURE = {"social": 0.25, "owner": 0.5, "private_rent": 0.25}
#: name, use, width, depth, storeys, year, owner
OTHER_USES = (
    ("bureaux", "office", 31.0, 12.1, 4, 2024, "private"),
    ("bureaux", "office", 31.0, 12.1, 4, 2025, "private"),
    ("commerces et services", "shop", 36.0, 14.0, 1, 2024, "private"),
    ("commerces et services", "shop", 36.0, 14.0, 1, 2025, "private"),
    ("unité territoriale VNF", "office", 50.0, 15.0, 2, 2017, "Voies navigables de France"),
)


def homes(rng: np.random.Generator, island: Quarter, tip: Quarter) -> list[dict[str, Any]]:
    """Buildings of two staircases each, along the quays and across the tip of the island."""
    out: list[dict[str, Any]] = []
    plan = [("Rev'do", REVDO, 7), *(("îlot", s, n) for s, n in zip(OTHERS, STOREYS, strict=True))]
    for place, (name, stairs, storeys) in enumerate(plan):
        quarter = tip if place in (4, 7, 10) else island
        widths = [length_m(flats * FLAT_M2, storeys, 13.0) for flats in stairs]
        for flats, shape in zip(stairs, quarter.add(widths, 13.0, 15.0), strict=True):
            out.append(block(rng, shape, NEW_YEARS, flats, storeys, residence=f"{name} {place}"))
    share(rng, out, "tenure", TENURE)
    own(out, {"social": "V2H"})
    return out


def residences(rng: np.random.Generator, island: Quarter) -> list[dict[str, Any]]:
    """Small homes for students and the elderly, with services."""
    out = []
    for name, floor, homes, storeys in RESIDENCES:
        shape = island.add([length_m(floor, storeys, 14.0)], 14.0, 12.0)[0]
        more = {"residence": name, "tenure": "other", "owner": "residence operator"}
        out.append(block(rng, shape, NEW_YEARS, homes, storeys, **more))
    return out


def other_uses(rng: np.random.Generator, island: Quarter) -> list[dict[str, Any]]:
    out = []
    for name, use, width, depth, storeys, year, owner in OTHER_USES:
        shape = island.add([width], depth, 12.0)[0]
        more = {"residence": name, "owner": owner}
        out.append(hall(rng, shape, use, (year, year), storeys, **more))
    return out


def main(path: Path) -> None:
    """Write the GeoPackage."""
    rng = np.random.default_rng(SEED)
    island = Quarter(-270.0, -25.0, 440.0, 56.0, street=14.0)
    tip = Quarter(255.0, -50.0, 105.0, 60.0, street=14.0, turn=90.0)
    buildings = [
        *homes(rng, island, tip),
        *residences(rng, island),
        *other_uses(rng, island),
    ]
    for row in buildings:
        row["heating_energy"] = "heat_pump"
    parkings = [site("parking-pont", "parking du pont", box(-330, -20, -285, 25))]
    write(path, PLACE, numbered(buildings, "FOL"), parkings, [], turn=52.0)


if __name__ == "__main__":
    main(Path(__file__).with_name("stock.gpkg"))
