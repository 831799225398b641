"""Make ``stock.gpkg`` of Cité 9, Lens: six hamlets between a museum and a stadium.

A reconstruction from published figures (see README.md), seeded: the same file at every run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from reconstruction import Quarter, block, building, hall, house, length_m, numbered, site, write
from shapely.affinity import rotate, translate
from shapely.geometry import Polygon, box

SEED = 9
PLACE = (50.431, 2.808)
#: mining houses kept in each of the six hamlets, 53 in all
KEPT = (10, 8, 10, 8, 9, 8)
MINING_YEARS, NEW_YEARS = (1894, 1925), (2022, 2024)
#: 80 dwellings let: flats of each hamlet's block, and single-storey houses for the elderly
FLATS_LET, ELDERLY = (10, 10, 10, 10, 11, 11), 18
#: 30 dwellings sold under the scheme PSLA: houses, and flats of two blocks
HOUSES_SOLD, FLATS_SOLD = 12, (9, 9)
#: gross floor of a new flat, m2
FLAT_M2 = 73.0
#: start of the first street of each hamlet, its length, and the turn of its streets
HAMLETS = (
    (-160.0, -140.0, 135.0, 4.0),
    (25.0, -135.0, 135.0, -3.0),
    (-55.0, -30.0, 92.0, 86.0),
    (15.0, -20.0, 135.0, 5.0),
    (-160.0, 100.0, 135.0, -4.0),
    (145.0, 80.0, 92.0, 83.0),
)
#: name, use, width, depth, storeys, hamlet
EQUIPMENT = (
    ("micro-crèche", "school", 18.0, 11.0, 1, 0),
    ("épicerie solidaire", "shop", 14.0, 11.0, 1, 1),
    ("ateliers d'artistes", "workshop", 16.0, 10.0, 1, 2),
    ("living lab", "office", 14.0, 10.0, 2, 3),
    ("ateliers d'artistes", "workshop", 14.0, 10.0, 1, 4),
    ("salle commune", "office", 12.0, 10.0, 1, 5),
    ("maison de l'énergie", "annex", 12.0, 9.0, 1, 2),
)
#: width, depth of the five buildings of the museum in a row, and their storeys above ground
MUSEUM = ((28.0, 40.0), (80.0, 26.0), (66.0, 58.0), (124.0, 25.0), (32.0, 28.0))


def hamlet(place: tuple[float, float, float, float]) -> Quarter:
    x, y, length, turn = place
    return Quarter(x, y, length, 46.0, turn=turn)


def mining_houses(rng: np.random.Generator, quarters: list[Quarter]) -> list[dict[str, Any]]:
    """Blocks of four and two houses as they were before the works, which the case locks."""
    out: list[dict[str, Any]] = []
    for number, (quarter, count) in enumerate(zip(quarters, KEPT, strict=True)):
        left = count
        while left:
            together = 4 if left >= 4 else left
            for shape in quarter.add([5.6] * together, 7.1, 8.0):
                out.append(
                    house(
                        rng,
                        shape,
                        MINING_YEARS,
                        5.2,
                        residence=f"hameau {number + 1}, maisons minières",
                        protected=True,
                        tenure="social",
                        owner="Maisons & Cités",
                        heating_energy="gas",
                    )
                )
            left -= together
    return out


def let(rng: np.random.Generator, quarters: list[Quarter]) -> list[dict[str, Any]]:
    """New social dwellings: a block in each hamlet and a row for the elderly in one."""
    given: dict[str, Any] = {"tenure": "social", "owner": "Maisons & Cités"}
    given["heating_energy"] = "heat_pump"
    out = []
    for number, (quarter, flats) in enumerate(zip(quarters, FLATS_LET, strict=True)):
        shape = quarter.add([length_m(flats * FLAT_M2, 3, 11.5)], 11.5, 10.0)[0]
        name = f"hameau {number + 1}, collectif locatif"
        out.append(block(rng, shape, NEW_YEARS, flats, 3, residence=name, **given))
    for _ in range(ELDERLY // 6):
        for shape in quarters[4].add([8.2] * 6, 8.4, 8.0):
            row = house(rng, shape, NEW_YEARS, 2.9, storeys=1, residence="béguinage", **given)
            out.append(row)
    return out


def sold(rng: np.random.Generator, quarters: list[Quarter]) -> list[dict[str, Any]]:
    """New dwellings for buyers, outside the heat scheme."""
    given: dict[str, Any] = {"residence": "accession", "heating_energy": "gas"}
    out = []
    for quarter, flats in zip((quarters[1], quarters[3]), FLATS_SOLD, strict=True):
        shape = quarter.add([length_m(flats * FLAT_M2, 3, 11.5)], 11.5, 10.0)[0]
        out.append(block(rng, shape, NEW_YEARS, flats, 3, **given))
    for quarter in (quarters[0], quarters[5]):
        for shape in quarter.add([6.3] * (HOUSES_SOLD // 2), 7.9, 8.0):
            out.append(house(rng, shape, NEW_YEARS, 5.6, **given))
    return out


def equipment(rng: np.random.Generator, quarters: list[Quarter]) -> list[dict[str, Any]]:
    out = []
    for name, use, width, depth, storeys, number in EQUIPMENT:
        shape = quarters[number].add([width], depth, 8.0)[0]
        energy = None if use == "annex" else "heat_pump"
        more = {"residence": name, "owner": "public", "heating_energy": energy}
        out.append(hall(rng, shape, use, NEW_YEARS, storeys, **more))
    return out


def museum() -> list[dict[str, Any]]:
    """Louvre-Lens: one storey of glass and aluminium; two levels below ground are left out."""
    out, x = [], -520.0
    for width, depth in MUSEUM:
        shape = rotate(box(x, -depth / 2, x + width, depth / 2), -12.0, origin=(-330, 0))
        out.append(
            building(
                translate(shape, -30.0, -15.0),
                "office",
                height_m=6.0,
                ridge_height_m=6.0,
                construction_year=2012,
                residence="Louvre-Lens",
                owner="public",
                heating_energy="heat_pump",
            )
        )
        x += width + 1.0
    return out


def stadium() -> list[dict[str, Any]]:
    """Bollaert-Delelis: roofs of four stands, and the heated rooms beside them."""

    def placed(shape: Polygon) -> Polygon:
        return translate(rotate(shape, 8.0, origin=(0, 0)), 500.0, 200.0)

    stands = [
        box(-58, 42, 58, 74),
        box(-58, -74, 58, -42),
        box(-92, -36, -62, 36),
        box(62, -36, 92, 36),
    ]
    name = "stade Bollaert-Delelis"
    known: dict[str, Any] = {"construction_year": 2015, "owner": "public", "residence": name}
    out = [
        building(placed(stand), "annex", height_m=22.0, ridge_height_m=22.0, **known)
        for stand in stands
    ]
    rooms = placed(box(-40, 78, 40, 96))
    known |= {"height_m": 9.0, "ridge_height_m": 9.0, "storeys": 2, "heating_energy": "gas"}
    return [*out, building(rooms, "sports", **known)]


def main(path: Path) -> None:
    """Write the GeoPackage."""
    rng = np.random.default_rng(SEED)
    quarters = [hamlet(place) for place in HAMLETS]
    buildings = [
        *numbered(mining_houses(rng, quarters), "C9-M"),
        *numbered(let(rng, quarters), "C9-L"),
        *numbered(sold(rng, quarters), "C9-A"),
        *numbered(equipment(rng, quarters), "C9-E"),
        *numbered(museum(), "C9-MUSEE"),
        *numbered(stadium(), "C9-STADE"),
    ]
    parkings = [
        site("parking-musee", "parking du musée", box(-330, -190, -220, -110)),
        site("parking-stade", "parking du stade", box(410, 320, 570, 390)),
    ]
    write(path, PLACE, buildings, parkings, [])


if __name__ == "__main__":
    main(Path(__file__).with_name("stock.gpkg"))
