"""Make ``stock.gpkg`` of Loos-en-Gohelle: new homes on a pit site beside two mining towns.

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

SEED = 1119
PLACE = (50.449, 2.783)
NEW_YEARS, MINING_YEARS = (2022, 2026), (1919, 1928)
#: 600 new dwellings: houses, and blocks of flats
HOUSES = 200
BLOCKS = [16] * 10 + [12] * 20
FLAT_M2 = 78.0
#: mining houses of the towns Belgique and Bellevue and their landlords
MINING = (("cité Belgique", 80, "SIA Habitat"), ("cité Bellevue", 20, "Pas-de-Calais Habitat"))
#: of dwellings; no published shares were found
TENURE = {"social": 0.4, "owner": 0.45, "private_rent": 0.15}
#: name, use, width, depth, storeys, year
PUBLIC = (
    ("école Basly", "school", 52.0, 16.0, 2, 1958),
    ("école Ovide Leroy", "school", 44.0, 16.0, 1, 1972),
    ("salle Varet", "sports", 40.0, 26.0, 1, 1979),
    ("centre technique municipal", "workshop", 42.0, 24.0, 1, 1986),
)


def rows_of(
    rng: np.random.Generator, quarter: Quarter, count: int, sizes: tuple[int, ...], width: float
) -> list[Any]:
    """Footprints of ``count`` houses in groups of one of the ``sizes``."""
    shapes: list[Any] = []
    while len(shapes) < count:
        together = min(count - len(shapes), int(rng.choice(sizes)))
        shapes += quarter.add([width] * together, 7.3, 9.0)
    return shapes


def mining_towns(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Pairs and blocks of four, rebuilt after 1918, with coal replaced by gas."""
    town = Quarter(-430.0, -120.0, 215.0, 62.0, turn=6.0)
    out = []
    for name, count, landlord in MINING:
        for shape in rows_of(rng, town, count, (2, 2, 4), 6.0):
            more = {"residence": name, "tenure": "social", "owner": landlord}
            out.append(house(rng, shape, MINING_YEARS, 5.2, heating_energy="gas", **more))
    return out


def new_homes(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Houses in streets that run north, blocks along the way to the headframe."""
    streets = Quarter(140.0, -140.0, 260.0, 50.0, turn=90.0)
    avenue = Quarter(-175.0, 160.0, 400.0, 56.0, street=16.0)
    out = [
        house(rng, shape, NEW_YEARS, 5.7, residence="carreau, maisons")
        for shape in rows_of(rng, streets, HOUSES, (4, 5, 6), 5.9)
    ]
    for index in rng.permutation(len(BLOCKS)):
        flats = BLOCKS[index]
        storeys = 4 if flats == 16 else 3
        shape = avenue.add([length_m(flats * FLAT_M2, storeys, 12.0)], 12.0, 14.0)[0]
        out.append(block(rng, shape, NEW_YEARS, flats, storeys, residence="carreau, collectifs"))
    share(rng, out, "tenure", TENURE)
    own(out, {"social": "social landlord"})
    for row in out:
        row["heating_energy"] = "heat_pump"
    return out


def pit_head(rng: np.random.Generator) -> list[dict[str, Any]]:
    """The base 11/19: offices in the workshop, the stage, tower and headframe; the engineer."""
    base = Quarter(235.0, 60.0, 240.0, 90.0, street=30.0)
    public: dict[str, Any] = {"owner": "public", "protected": True}
    tower = {"height_m": 66.0, "ridge_height_m": 66.0, "construction_year": 1960}
    heated = {"heating_energy": "gas"}
    return [
        hall(rng, base.add([54.0], 24.0, 20.0)[0], "office", (1925, 1925), 1, 7.0)
        | {"residence": "pépinière 11/19", **public, **heated},
        hall(rng, base.add([44.0], 22.0, 20.0)[0], "office", (1922, 1922), 1, 8.0)
        | {"residence": "scène 11/19", **public, **heated},
        building(base.add([18.0], 18.0, 20.0)[0], "annex", residence="tour", **tower, **public),
        building(base.add([16.0], 20.0, 20.0)[0], "annex", residence="chevalet", **public),
        house(rng, base.add([15.6], 12.7, 20.0)[0], (1925, 1925), 6.4, residence="Réhafutur 1")
        | {"use": "office", "dwellings": 0, "tenure": None, **public, **heated},
    ]


def communal(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Communal buildings of the solar plan that stand in this quarter here."""
    place = Quarter(-430.0, -225.0, 215.0, 60.0)
    return [
        hall(rng, place.add([width], depth, 14.0)[0], use, (year, year), storeys)
        | {"residence": name, "owner": "public", "heating_energy": "gas"}
        for name, use, width, depth, storeys, year in PUBLIC
    ]


def main(path: Path) -> None:
    """Write the GeoPackage."""
    rng = np.random.default_rng(SEED)
    buildings = [
        *numbered(mining_towns(rng), "LOO-M"),
        *numbered(new_homes(rng), "LOO-N"),
        *numbered(pit_head(rng), "LOO-B"),
        *numbered(communal(rng), "LOO-P"),
    ]
    parkings = [
        site("parking-base", "parking de la base 11/19", box(240, 110, 330, 160)),
        site("parking-varet", "parking de la salle Varet", box(-420, -300, -340, -265)),
    ]
    friches = [
        site("friche-terril", "pied du terril", box(220, -140, 430, 10)),
        site("friche-cavalier", "ancien cavalier", box(-175, -190, 130, -160)),
    ]
    write(path, PLACE, buildings, parkings, friches)


if __name__ == "__main__":
    main(Path(__file__).with_name("stock.gpkg"))
