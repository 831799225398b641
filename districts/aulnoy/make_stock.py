"""Make ``stock.gpkg`` of Les Hauts d'Aulnoy: new homes on both sides of a long park.

A reconstruction from published figures (see README.md), seeded: the same file at every run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from reconstruction import (
    Quarter,
    block,
    building,
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

SEED = 390
PLACE = (50.333, 3.531)
NEW_YEARS, OLD_YEARS = (2024, 2026), (1955, 1972)
#: 280 new dwellings on 23 500 m2: rows of houses, blocks of four storeys, blocks of five and six
ROWS = (6, 5, 6, 5, 6, 6, 6)
MIDDLE = [12] * 8
#: the first lot has 42 dwellings
HIGH = [42, 26, 26, 26, 24]
KEPT = 20
HOUSE_WIDTH_M, HOUSE_DEPTH_M, FLAT_M2 = 5.9, 7.8, 82.6
#: of dwellings; no published shares were found beyond the landlord of the first lot
TENURE = {"social": 0.4, "owner": 0.45, "private_rent": 0.15}
#: 1500 m2 of shops and services: name, use, width, depth, storeys
SERVICES = (
    ("commerces", "shop", 24.0, 15.0, 1),
    ("commerces", "shop", 22.0, 15.0, 1),
    ("maison de santé", "health", 22.0, 11.0, 2),
    ("maison de quartier", "office", 30.0, 11.0, 1),
)


def new_homes(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Rows and middle blocks north of the park, high blocks south of it."""
    north = Quarter(-160.0, 58.0, 205.0, 50.0, turn=3.0)
    east = Quarter(160.0, 25.0, 95.0, 52.0, turn=92.0)
    south = Quarter(-160.0, -80.0, 235.0, 60.0, street=14.0, turn=-2.0)
    out = []
    for count in ROWS:
        for shape in north.add([HOUSE_WIDTH_M] * count, HOUSE_DEPTH_M, 12.0):
            out.append(house(rng, shape, NEW_YEARS, 5.7, residence="maisons en bande"))
    for place, flats in enumerate(MIDDLE):
        quarter = east if place < 6 else north
        shape = quarter.add([length_m(flats * FLAT_M2, 4, 12.0)], 12.0, 12.0)[0]
        out.append(block(rng, shape, NEW_YEARS, flats, 4, residence="intermédiaires"))
    for flats in HIGH:
        storeys = 6 if flats == max(HIGH) else 5
        shape = south.add([length_m(flats * FLAT_M2, storeys, 13.0)], 13.0, 16.0)[0]
        name = "lot B1" if flats == max(HIGH) else "collectifs"
        out.append(block(rng, shape, NEW_YEARS, flats, storeys, residence=name))
    share(rng, out, "tenure", TENURE)
    own(out, {"social": "SIGH"})
    for row in out:
        row["heating_energy"] = "heat_pump"
    return out


def kept_homes(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Houses that stay and are to be rehabilitated, along the old street."""
    street = Quarter(95.0, -105.0, 90.0, 60.0, turn=-2.0)
    more = {"residence": "maisons conservées", "heating_energy": "gas"}
    return [
        house(rng, shape, OLD_YEARS, 5.5, **more)
        for _ in range(KEPT // 5)
        for shape in street.add([6.2] * 5, 7.2, 9.0)
    ]


def services(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Shops and services by the orchard, and the two greenhouses that warm the water loop."""
    square = Quarter(-160.0, -140.0, 210.0, 60.0, turn=-2.0)
    out = []
    for name, use, width, depth, storeys in SERVICES:
        shape = square.add([width], depth, 10.0)[0]
        more = {"residence": name, "heating_energy": "heat_pump", "owner": "private"}
        out.append(hall(rng, shape, use, NEW_YEARS, storeys, **more))
    for _ in range(2):
        shape = square.add([48.0], 12.0, 10.0)[0]
        out.append(building(shape, "annex", residence="serre", roof_shape="gable"))
    return out


def main(path: Path) -> None:
    """Write the GeoPackage."""
    rng = np.random.default_rng(SEED)
    buildings = [
        *numbered(new_homes(rng), "AUL-N"),
        *numbered(kept_homes(rng), "AUL-C"),
        *numbered(services(rng), "AUL-S"),
    ]
    # one place of 25 m2 for each of the 300 dwellings
    parkings = [
        site("parking-parc", "parking du parc", box(-40, -50, 60, -20)),
        site("parking-collectifs", "parking des collectifs", box(-150, -48, -60, -18)),
        site("parking-commerces", "parking des commerces", box(60, -165, 130, -135)),
    ]
    write(path, PLACE, buildings, parkings, [], turn=15.0)


if __name__ == "__main__":
    main(Path(__file__).with_name("stock.gpkg"))
