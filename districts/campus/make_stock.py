"""Make ``stock.gpkg`` of a campus of the zero-carbon university: Vauban, Lille.

A reconstruction from published figures (see README.md), seeded: the same file at every run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from reconstruction import Quarter, block, building, hall, length_m, numbered, site, write
from shapely.geometry import box

SEED = 1877
PLACE = (50.633, 3.046)
DEPTH_M, STUDIO_M2 = 15.0, 26.0
#: name, use, gross floor in m2, storeys, year, protected
OLD = (
    ("hôtel académique", "office", 3200.0, 3, 1880, True),
    ("hôtel académique, aile", "office", 2600.0, 3, 1886, True),
    ("faculté de droit", "school", 4800.0, 3, 1892, True),
    ("bibliothèque", "school", 4200.0, 4, 1932, True),
    ("faculté de médecine A", "school", 3800.0, 4, 1934, False),
    ("faculté de médecine B", "school", 3600.0, 4, 1958, False),
    ("bâtiment C", "school", 2500.0, 4, 1963, False),
    ("bâtiment D", "school", 2500.0, 4, 1966, False),
    ("maison des chercheurs", "office", 1900.0, 4, 1908, True),
)
#: the three parts of Rizomm stand wall to wall
RIZOMM = ((2400.0, 1956), (2200.0, 1964), (1900.0, 1986))
SCHOOLS = (
    ("école d'ingénieurs, corps", "school", 4800.0, 5, 1971, False),
    ("école d'ingénieurs, aile", "school", 2800.0, 5, 1978, False),
    ("usine du futur", "workshop", 1800.0, 2, 2018, False),
    ("école du numérique", "school", 5400.0, 5, 1969, False),
    ("école d'agriculture", "school", 5000.0, 5, 1975, False),
    ("école de management", "school", 5800.0, 5, 1994, False),
    ("école de management, extension", "school", 3900.0, 5, 2022, False),
    ("sciences politiques", "school", 2400.0, 4, 1989, False),
    ("recherche", "office", 2600.0, 4, 2001, False),
    ("laboratoires", "workshop", 1900.0, 3, 1982, False),
    ("restaurant universitaire", "shop", 1700.0, 2, 1977, False),
    ("gymnase", "sports", 1200.0, 1, 1974, False),
    ("centre de santé", "health", 1300.0, 3, 1984, False),
)
#: homes of students: studios, storeys, year
RESIDENCES = ((96, 5, 1968), (80, 5, 1972), (110, 6, 1991), (120, 6, 2009), (90, 5, 2021))


def along(
    rng: np.random.Generator, quarter: Quarter, kinds: tuple[tuple[str, str, float, int, int, bool]]
) -> list[dict[str, Any]]:
    """Buildings of a depth of 15 m along the streets; the protected ones have slate roofs."""
    out = []
    for name, use, floor, storeys, year, protected in kinds:
        depth = 30.0 if storeys == 1 else DEPTH_M
        shape = quarter.add([length_m(floor, storeys, depth)], depth, 14.0)[0]
        row = hall(rng, shape, use, (year, year), storeys, 3.8 if protected else 3.4)
        if protected:
            row |= {"roof_shape": "gable", "ridge_height_m": round(row["height_m"] + 4.0, 1)}
        energy = "heat_pump" if year > 2012 else "gas"
        out.append(row | {"residence": name, "protected": protected, "heating_energy": energy})
    return out


def rizomm(rng: np.random.Generator, quarter: Quarter) -> list[dict[str, Any]]:
    """Rizomm on five storeys, the lecture hall beside it and the new one."""
    widths = [length_m(floor, 5, DEPTH_M) for floor, _ in RIZOMM]
    shapes = quarter.add(widths, DEPTH_M, 12.0)
    out = [
        hall(rng, shape, "school", (year, year), 5) | {"residence": "Rizomm"}
        for shape, (_, year) in zip(shapes, RIZOMM, strict=True)
    ]
    for name, width, depth, year in (
        ("amphithéâtre", 32.0, 25.0, 1967),
        ("amphithéâtre Pierre-Henri-Simon", 40.0, 30.0, 2025),
    ):
        shape = quarter.add([width], depth, 12.0)[0]
        out.append(hall(rng, shape, "school", (year, year), 1, 8.0, residence=name))
    for row in out:
        row["heating_energy"] = "heat_pump" if row["construction_year"] == 2025 else "gas"
    return out


def residences(rng: np.random.Generator, quarter: Quarter) -> list[dict[str, Any]]:
    """Homes of students; those before 1975 are heated by electricity."""
    out = []
    for studios, storeys, year in RESIDENCES:
        shape = quarter.add([length_m(studios * STUDIO_M2, storeys, 13.0)], 13.0, 14.0)[0]
        energy = "electricity" if year < 1975 else "heat_pump" if year > 2012 else "gas"
        more = {"tenure": "other", "residence": "résidence étudiante", "heating_energy": energy}
        out.append(block(rng, shape, (year, year), studios, storeys, **more))
    return out


def main(path: Path) -> None:
    """Write the GeoPackage."""
    rng = np.random.default_rng(SEED)
    chapel = building(
        box(-60.0, 5.0, -44.0, 45.0),
        "religious",
        height_m=12.0,
        ridge_height_m=18.0,
        roof_shape="gable",
        protected=True,
        construction_year=1900,
        residence="chapelle",
    )
    buildings = [
        *numbered(along(rng, Quarter(-200.0, -60.0, 300.0, 60.0, street=20.0), OLD), "CAM-A"),
        *numbered(rizomm(rng, Quarter(-30.0, 50.0, 150.0, 90.0, street=16.0)), "CAM-R"),
        *numbered(
            along(rng, Quarter(215.0, -85.0, 230.0, 62.0, street=18.0, turn=90.0), SCHOOLS), "CAM-E"
        ),
        *numbered(residences(rng, Quarter(-200.0, 130.0, 160.0, 60.0, street=16.0)), "CAM-H"),
        *numbered([chapel], "CAM-C"),
    ]
    for row in buildings:
        row["owner"] = "university"
    parkings = [site("parking-port", "parking de la rue du Port", box(-195, 30, -80, 85))]
    write(path, PLACE, buildings, parkings, [], turn=38.0)


if __name__ == "__main__":
    main(Path(__file__).with_name("stock.gpkg"))
