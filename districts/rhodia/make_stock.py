"""Make ``stock.gpkg`` of Grand Rhodia: blocks with pitched roofs along the canal of the Deûle.

A reconstruction from published figures (see README.md), seeded: the same file at every run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from reconstruction import (
    Quarter,
    block,
    hall,
    length_m,
    numbered,
    own,
    share,
    site,
    write,
)
from shapely.geometry import box

SEED = 22
PLACE = (50.6628, 3.0583)
NEW_YEARS = (2021, 2025)
#: 700 dwellings: the first block, the residence for seniors, and the others
FIRST, SENIORS = 52, 120
OTHERS = [20] * 8 + [16] * 16 + [14] * 8
#: gross floor of a flat and of a dwelling in the residence for seniors, m2
FLAT_M2, SENIOR_M2 = 96.0, 75.0
TENURE = {"social": 0.30, "private_rent": 0.10, "owner": 0.60}
#: 21 000 m2: name, use, how many, width, depth, storeys
OTHER_USES = (
    ("bureaux des quais", "office", 5, 33.0, 15.2, 4),
    ("supermarché", "shop", 1, 52.0, 36.0, 1),
    ("commerces", "shop", 9, 27.0, 19.0, 1),
    ("hôtel", "health", 1, 40.0, 16.0, 5),
    ("services", "office", 2, 26.0, 12.5, 2),
)


def homes(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Blocks of the quays (east-west streets) and of the park side (turned across)."""
    quays = Quarter(-150.0, -60.0, 280.0, 58.0, street=16.0)
    park = Quarter(230.0, -80.0, 125.0, 56.0, street=16.0, turn=90.0)
    sizes = [SENIORS, FIRST, *(OTHERS[index] for index in rng.permutation(len(OTHERS)))]
    out = []
    for place, flats in enumerate(sizes):
        storeys = 6 if flats >= FIRST else 5 if flats == 20 else 4
        floor = flats * (SENIOR_M2 if flats == SENIORS else FLAT_M2)
        quarter = park if place >= len(sizes) - 12 else quays
        shape = quarter.add([length_m(floor, storeys, 13.5)], 13.5, 14.0)[0]
        row = block(rng, shape, NEW_YEARS, flats, storeys, roof_shape="gable")
        row["ridge_height_m"] = round(row["height_m"] + 3.4, 1)
        row["residence"] = "résidence seniors" if flats == SENIORS else "Quai 22"
        out.append(row)
    share(rng, out, "tenure", TENURE)
    own(out, {"social": "social landlord", "private_rent": "intermediate landlord"})
    share(rng, out, "heating_energy", {"heat_network": 0.5, "gas": 0.3, "heat_pump": 0.2})
    return out


def other_uses(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Offices, shops, the hotel and services between the quays and the road."""
    road = Quarter(-150.0, 80.0, 280.0, 72.0, street=14.0)
    out = []
    for name, use, count, width, depth, storeys in OTHER_USES:
        for _ in range(count):
            shape = road.add([width], depth, 12.0)[0]
            more = {"residence": name, "heating_energy": "heat_pump"}
            out.append(hall(rng, shape, use, NEW_YEARS, storeys, **more))
    return out


def main(path: Path) -> None:
    """Write the GeoPackage."""
    rng = np.random.default_rng(SEED)
    buildings = numbered([*homes(rng), *other_uses(rng)], "RHO")
    parkings = [
        site("parking-supermarche", "parking du supermarché", box(145, 65, 215, 120)),
        site("parking-bureaux", "parking des bureaux", box(145, 128, 215, 175)),
    ]
    write(path, PLACE, buildings, parkings, [], turn=-18.0)


if __name__ == "__main__":
    main(Path(__file__).with_name("stock.gpkg"))
