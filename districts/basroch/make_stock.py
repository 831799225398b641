"""Make ``stock.gpkg`` of Basroch, Grande-Synthe: homes along one street in the wood.

A reconstruction from published figures (see README.md), seeded: the same file at every run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from reconstruction import Quarter, block, hall, house, length_m, numbered, share, site, write
from shapely.geometry import box

SEED = 14
PLACE = (51.005, 2.310)
NEW_YEARS = (2015, 2026)
#: 500 dwellings: houses in rows, and blocks along the only street and in its closes
HOUSES = 140
STREET, CLOSES = [18] * 10, [12] * 15
FLAT_M2 = 76.0
#: of dwellings: let by social landlords, sold under social schemes, free
PROGRAMME = {"social": 40.0, "social ownership": 25.0, "private": 35.0}
TENURE = {"social": "social", "social ownership": "owner", "private": "owner"}
OWNERS = {"social": "social landlord"}


def rows(rng: np.random.Generator, quarter: Quarter, count: int) -> list[dict[str, Any]]:
    """Houses in rows of four to seven."""
    out: list[dict[str, Any]] = []
    left = count
    while left:
        together = int(min(left, rng.integers(4, 8)))
        together += left - together if left - together < 3 else 0
        for shape in quarter.add([5.8] * together, 8.2, 10.0):
            out.append(house(rng, shape, NEW_YEARS, 5.8, residence="maisons du bois"))
        left -= together
    return out


def homes(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Houses north of the street and across its end, blocks beside it and in the south."""
    north = Quarter(-280.0, 62.0, 400.0, 48.0, turn=2.0)
    end = Quarter(225.0, -30.0, 190.0, 48.0, turn=90.0)
    street = Quarter(-280.0, 0.0, 440.0, 60.0, street=18.0)
    south = Quarter(-280.0, -84.0, 440.0, 54.0, street=12.0, turn=-2.0)
    out = [*rows(rng, north, 80), *rows(rng, end, HOUSES - 80)]
    for quarter, sizes, storeys in ((street, STREET, 4), (south, CLOSES, 3)):
        for flats in sizes:
            shape = quarter.add([length_m(flats * FLAT_M2, storeys, 12.0)], 12.0, 14.0)[0]
            out.append(block(rng, shape, NEW_YEARS, flats, storeys, residence="îlots du bois"))
    share(rng, out, "owner", PROGRAMME)
    for row in out:
        row["tenure"] = TENURE[row["owner"]]
        row["owner"] = OWNERS.get(row["owner"], row["owner"])
        row["heating_energy"] = "heat_network" if row["dwellings"] > 1 else "heat_pump"
    return out


def shared_places(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Workshops, bicycles and shared cars of the inhabitants, a grocery."""
    place = Quarter(-280.0, -135.0, 200.0, 60.0)
    kinds = (("maison commune", "office"), ("atelier partagé", "workshop"), ("épicerie", "shop"))
    more = {"owner": "public", "heating_energy": "heat_network"}
    return [
        hall(rng, place.add([22.0], 13.0, 12.0)[0], use, NEW_YEARS, 1, residence=name, **more)
        for name, use in kinds
    ]


def main(path: Path) -> None:
    """Write the GeoPackage."""
    rng = np.random.default_rng(SEED)
    buildings = numbered([*homes(rng), *shared_places(rng)], "BAS")
    # one place of 25 m2 for each of the 500 dwellings
    parkings = [
        site("parking-coeur", "parking du coeur d'îlot", box(-200, -56, -30, -30)),
        site("parking-entree", "parking d'entrée", box(-350, -40, -300, 40)),
        site("parking-sud", "parking des îlots", box(-60, -165, 60, -130)),
    ]
    write(path, PLACE, buildings, parkings, [], turn=-8.0)


if __name__ == "__main__":
    main(Path(__file__).with_name("stock.gpkg"))
