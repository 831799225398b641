"""Make ``stock.gpkg`` of L'Escalette: terraced houses in rows, facilities, car parks, a brownfield.

A reconstruction from published figures (see README.md), seeded: the same file at every run.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from reconstruction import building, house, site, write
from shapely.affinity import rotate
from shapely.geometry import box

HOUSES, SOCIAL = 281, 190
LATITUDE, LONGITUDE = 50.704, 3.140
SEED = 1950
DEPTH_M, GUTTER_M, RIDGE_M = 7.0, 5.4, 8.4


def rows(rng: np.random.Generator) -> list[tuple[int, float]]:
    """Number of houses and turn in degrees of each row, until all houses are placed."""
    out, left = [], HOUSES
    while left:
        count = int(min(left, rng.integers(4, 13)))
        if left - count in (1, 2, 3):
            count = left if left <= 12 else count - 4
        out.append((count, float(rng.choice([0.0, 0.0, 90.0]))))
        left -= count
    return out


def houses(rng: np.random.Generator) -> list[dict[str, object]]:
    """Houses in rows on a grid of blocks of 110 m by 45 m."""
    out: list[dict[str, object]] = []
    for block, (count, turn) in enumerate(rows(rng)):
        column, line = block % 6, block // 6
        x, y = column * 125.0, line * 125.0 if turn else line * 125.0 + 30.0
        widths = np.round(rng.uniform(4.9, 5.5, count), 2)
        edges = np.concatenate([[0.0], np.cumsum(widths)])
        centre = (x + 45.0, y + 20.0)
        for number in range(count):
            shape = box(x + edges[number], y + 15.0, x + edges[number + 1], y + 15.0 + DEPTH_M)
            out.append(
                {
                    "building": f"ESC-{len(out) + 1:03d}",
                    **house(
                        rng,
                        rotate(shape, turn, origin=centre),
                        (1950, 1959),
                        GUTTER_M,
                        ridge_height_m=RIDGE_M,
                        residence=f"rangée {block + 1}",
                    ),
                }
            )
    order = rng.permutation(HOUSES)
    energy = np.array(["gas"] * 239 + ["electricity"] * 31 + ["oil"] * 11)[rng.permutation(HOUSES)]
    for position, index in enumerate(order):
        social = position < SOCIAL
        out[index]["tenure"] = "social" if social else "owner"
        out[index]["owner"] = "Vilogia" if social else "private"
        out[index]["heating_energy"] = str(energy[index])
    return out


def facilities() -> list[dict[str, object]]:
    """Neighbouring facilities with flat roofs, south of the houses."""
    sizes = [
        ("school", "école", 70.0, 28.0, 7.0, 2, 1968),
        ("sports", "salle de sport", 48.0, 30.0, 8.5, 1, 1975),
        ("shop", "supermarché", 60.0, 36.0, 6.0, 1, 1988),
        ("workshop", "atelier", 55.0, 32.0, 6.5, 1, 1979),
        ("office", "maison de quartier", 26.0, 14.0, 6.5, 2, 1962),
    ]
    out: list[dict[str, object]] = []
    x = 0.0
    for use, name, width, depth, height, storeys, year in sizes:
        out.append(
            {
                "building": f"ESC-{use}",
                **building(
                    box(x, -140.0, x + width, -140.0 + depth),
                    use,
                    height_m=height,
                    ridge_height_m=height,
                    storeys=storeys,
                    construction_year=year,
                    residence=name,
                    owner="public" if use in ("school", "sports", "office") else "private",
                    heating_energy="gas",
                ),
            }
        )
        x += width + 40.0
    return out


def sites() -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Car parks beside the facilities, and one brownfield."""
    parkings = [
        site("parking-supermarche", "parking du supermarché", box(215, -240, 315, -165)),
        site("parking-sport", "parking de la salle de sport", box(95, -215, 165, -165)),
        site("parking-ecole", "parking de l'école", box(0, -195, 60, -165)),
    ]
    return parkings, [site("friche-sud", "friche au sud", box(360, -330, 500, -200))]


def main(path: Path) -> None:
    """Write the GeoPackage."""
    buildings = houses(np.random.default_rng(SEED)) + facilities()
    write(path, (LATITUDE, LONGITUDE), buildings, *sites(), turn=12.0)


if __name__ == "__main__":
    main(Path(__file__).with_name("stock.gpkg"))
