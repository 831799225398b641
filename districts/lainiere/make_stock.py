"""Make ``stock.gpkg`` of La Lainière, Roubaix and Wattrelos: halls on a brownfield, homes around.

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
    house,
    length_m,
    numbered,
    own,
    share,
    site,
    write,
)
from shapely.geometry import box

SEED = 33
PLACE = (50.700, 3.200)
NEW_YEARS = (2019, 2026)
#: 500 dwellings on 40 000 m2: 20 houses, and blocks of flats by number of dwellings
HOUSES = 20
BLOCKS = [24] * 12 + [18] * 8 + [12] * 4
STOREYS = {24: 5, 18: 4, 12: 3}
FLAT_M2 = 78.7
#: of dwellings; no published shares were found
TENURE = {"social": 0.3, "owner": 0.45, "private_rent": 0.25}
#: activity, 90 000 m2 of floor: name, use, how many, width, depth, storeys, floor to floor
LOGISTICS = (("logistique urbaine", "workshop", 4, 110.0, 70.0, 1, 9.5),)
WORKSHOPS = (
    ("parc d'activités", "workshop", 4, 60.0, 34.6, 1, 7.0),
    ("village d'artisans", "workshop", 10, 29.0, 20.0, 1, 6.0),
    ("atelier PME", "workshop", 10, 52.0, 32.0, 1, 7.0),
    ("autocars", "workshop", 1, 60.0, 35.0, 1, 7.5),
)
SERVICES = (
    ("bureaux", "office", 8, 36.0, 15.0, 4, 3.3),
    ("commerce", "shop", 4, 40.0, 25.0, 1, 5.0),
    ("maison du projet", "office", 1, 18.0, 14.0, 2, 3.2),
)
KEPT = (
    ("ancienne filature", "workshop", 1, 70.0, 30.0, 1, 8.0),
    ("ancien atelier", "workshop", 1, 60.0, 28.0, 1, 8.0),
)


def homes(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Blocks along the edge to Roubaix and the houses at the edge to Wattrelos."""
    edge = Quarter(-400.0, 160.0, 660.0, 60.0, street=16.0)
    side = Quarter(395.0, -190.0, 110.0, 60.0, turn=88.0)
    out = []
    for index in rng.permutation(len(BLOCKS)):
        flats, storeys = BLOCKS[index], STOREYS[BLOCKS[index]]
        shape = edge.add([length_m(flats * FLAT_M2, storeys, 13.0)], 13.0, 18.0)[0]
        out.append(block(rng, shape, NEW_YEARS, flats, storeys, residence="lisière de Roubaix"))
    for _ in range(HOUSES // 4):
        for shape in side.add([6.2] * 4, 8.0, 10.0):
            out.append(house(rng, shape, NEW_YEARS, 5.8, residence="maisons de Wattrelos"))
    share(rng, out, "tenure", TENURE)
    own(out, {"social": "social landlord"})
    share(rng, out, "heating_energy", {"heat_network": 0.5, "heat_pump": 0.5})
    return out


def activity(
    rng: np.random.Generator,
    quarter: Quarter,
    kinds: tuple[tuple[str, str, int, float, float, int, float], ...],
    years: tuple[int, int] = NEW_YEARS,
) -> list[dict[str, Any]]:
    """Halls, offices or shops in rows along the streets of a quarter."""
    out = []
    for name, use, count, width, depth, storeys, storey_m in kinds:
        energy = "gas" if use == "workshop" else "heat_pump"
        for _ in range(count):
            shape = quarter.add([width], depth, 12.0)[0]
            more = {"residence": name, "heating_energy": energy}
            out.append(hall(rng, shape, use, years, storeys, storey_m, **more))
    return out


def main(path: Path) -> None:
    """Write the GeoPackage."""
    rng = np.random.default_rng(SEED)
    buildings = numbered(
        [
            *homes(rng),
            *activity(rng, Quarter(-400.0, -60.0, 260.0, 170.0, street=30.0), LOGISTICS),
            *activity(rng, Quarter(-110.0, -150.0, 262.0, 86.0, street=14.0), WORKSHOPS),
            *activity(rng, Quarter(180.0, -20.0, 200.0, 76.0, street=16.0), SERVICES),
            *activity(rng, Quarter(180.0, -108.0, 200.0, 76.0), KEPT, (1905, 1930)),
        ],
        "LAI",
    )
    parkings = [
        site("parking-logistique", "parking de la logistique", box(-400, 40, -250, 110)),
        site("parking-centre", "parking du parc d'activités", box(-230, 40, -130, 110)),
        site("parking-bureaux", "parking des bureaux", box(285, 110, 400, 182)),
    ]
    friches = [
        site("friche-est", "friche de la filature", box(165, -206, 370, -150)),
        site("friche-ouest", "friche du peignage", box(-400, -206, -130, -152)),
    ]
    write(path, PLACE, buildings, parkings, friches)


if __name__ == "__main__":
    main(Path(__file__).with_name("stock.gpkg"))
