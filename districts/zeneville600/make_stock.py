"""Make ``stock.gpkg`` of Zen-e-Ville 600: 600 heated buildings that represent the regional stock.

The shares of type, period, tenure and heating are published ones (README.md has the table); the
layout is invented and seeded: the same file at every run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from reconstruction import HEATED_SHARE, Quarter, building, house, numbered, shed, site, write
from shapely.geometry import Polygon, box

SEED = 600
LATITUDE, LONGITUDE = 50.440, 2.840

#: houses by period of construction, 518 in all (main residences 2007, houses)
MINING, MINING_PROTECTED, MINING_SOLD = 56, 20, 6
TERRACED_BEFORE_1949 = 170
ESTATE_1949_1974 = 140
DETACHED = {(1975, 1981): 55, (1982, 1989): 45, (1990, 1998): 27, (1999, 2004): 25}
#: dwellings of each collective building by period, 197 flats in 28 buildings
FLATS = {
    (1890, 1948): [4] * 10 + [3],
    (1949, 1974): [16, 16, 16, 9, 9, 9],
    (1975, 1981): [13, 7, 7, 7],
    (1982, 1989): [8, 8],
    (1990, 1998): [7, 6, 6],
    (1999, 2004): [5, 5],
}
#: collective buildings of social landlords, and those on a heat network
SOCIAL_FLATS = [16, 16, 16, 9, 9, 9, 13]
FLAT_M2 = 63.0
#: buildings that are not housing: count, width, depth, height of the gutter, storeys
NON_RESIDENTIAL = {
    "office": (18, 11.0, 11.0, 6.4, 2),
    "shop": (22, 12.0, 15.6, 4.5, 1),
    "school": (2, 50.0, 19.0, 7.2, 2),
    "health": (4, 20.0, 14.2, 6.4, 2),
    "sports": (2, 42.0, 25.0, 8.5, 1),
    "workshop": (6, 21.0, 18.0, 6.0, 1),
}
#: dwellings by tenure that are not social (houses; flats are given with their buildings)
PRIVATE_RENT_HOUSES, OTHER_TENURE_HOUSES = 70, 26
#: dwellings by heating energy that are not gas
OIL_HOUSES, WOOD_HOUSES, HEAT_PUMP_HOUSES, ELECTRIC_HOUSES = 54, 36, 25, 117
ELECTRIC_FLATS_BUILT = ((1975, 1981), (1982, 1989))


def mining_town(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Two rows of ten (coron) and blocks of four, three and two; part under UNESCO protection."""
    quarter = Quarter(0.0, 0.0, 130.0, 66.0, turn=7.0)
    out: list[dict[str, Any]] = []
    for count in [10, 10] + [4] * 5 + [2] * 5 + [3] * 2:
        shapes = quarter.add([5.5] * count, 7.2, 9.0)
        name = f"cité minière, {'coron' if count == 10 else 'bloc'} {len(out) + 1}"
        out += [house(rng, shape, (1900, 1930), 5.2, residence=name) for shape in shapes]
        if count in (2, 3):
            out.append(shed(quarter.behind(shapes[0], 3.0, 4.0, 12.0)))
    houses = [row for row in out if row["dwellings"]]
    for number, row in enumerate(houses):
        row["protected"] = number < MINING_PROTECTED
        sold = number >= MINING - MINING_SOLD
        row |= {} if sold else {"tenure": "social", "owner": "mining landlord"}
        row["heating_energy"] = "gas"
    return out


def terraces(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Streets of brick town houses, wall to wall, built before 1949."""
    quarter = Quarter(200.0, 0.0, 170.0, 60.0, street=11.0, turn=0.0)
    out: list[dict[str, Any]] = []
    left = TERRACED_BEFORE_1949
    while left:
        count = int(min(left, rng.integers(7, 13)))
        shapes = quarter.add([float(w) for w in rng.uniform(4.8, 5.6, count).round(2)], 9.0, 6.0)
        out += [house(rng, shape, (1890, 1939), 6.0, residence="faubourg") for shape in shapes]
        left -= count
    return out


def estate(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Post-war houses in rows of four to six and in pairs."""
    quarter = Quarter(-10.0, 330.0, 180.0, 64.0, turn=-9.0)
    out: list[dict[str, Any]] = []
    left = ESTATE_1949_1974
    while left:
        count = int(min(left, rng.choice([2, 2, 4, 5, 6])))
        count += left - count == 1
        shapes = quarter.add([6.5] * count, 8.0, 8.0)
        out += [house(rng, shape, (1949, 1974), 5.6, residence="lotissement") for shape in shapes]
        left -= count
    return out


def detached(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Detached houses of one floor under a gable, most with a garage beside them."""
    quarter = Quarter(420.0, -10.0, 330.0, 70.0, turn=4.0)
    out: list[dict[str, Any]] = []
    for years, count in DETACHED.items():
        for number in range(count):
            shape = quarter.add([round(rng.uniform(10.5, 12.5), 1)], 10.5, 9.0)[0]
            out.append(house(rng, shape, years, 3.0, storeys=1, residence="pavillons"))
            if number % 3 == 0:
                out.append(shed(quarter.behind(shape, 3.5, 5.5, 4.0)))
    return out


def flats(
    rng: np.random.Generator, shape: Polygon, years: tuple[int, int], count: int, storeys: int
) -> dict[str, Any]:
    """A collective building, flat-roofed when built after 1949."""
    old = years[1] < 1949
    social = count in SOCIAL_FLATS
    tenure = "social" if social else "private_rent"
    if not social and years in ((1975, 1981), (1990, 1998)):
        tenure = "owner"
    energy = "electricity" if years in ELECTRIC_FLATS_BUILT and not social else "gas"
    eaves = 2.9 * storeys + 0.4
    return building(
        shape,
        "residential",
        height_m=eaves,
        ridge_height_m=eaves + (3.2 if old else 0.0),
        storeys=storeys,
        dwellings=count,
        construction_year=int(rng.integers(years[0], years[1] + 1)),
        roof_shape="gable" if old else "flat",
        residence="immeuble de ville" if old else f"résidence {years[0]}-{years[1]}, {count} log.",
        tenure=tenure,
        owner="social landlord" if social else "private",
        heating_energy=energy,
    )


def centre(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Main streets: old collective buildings, shops and offices, wall to wall."""
    quarter = Quarter(200.0, 320.0, 180.0, 70.0, street=16.0, turn=-3.0)
    kinds = ["flats"] * 11 + ["shop"] * 22 + ["office"] * 18
    order = [kinds[i] for i in rng.permutation(len(kinds))]
    old = list(FLATS[1890, 1948])
    out: list[dict[str, Any]] = []
    for number, kind in enumerate(order):
        gap = 7.0 if number % 5 == 4 else 0.0
        if kind == "flats":
            count = old.pop()
            width = round(count * FLAT_M2 / (3 * HEATED_SHARE * 11.0), 2)
            shape = quarter.add([width], 11.0, gap)[0]
            out.append(flats(rng, shape, (1890, 1948), count, 3))
        else:
            out += facility(rng, quarter, kind, gap)
    return out


def facility(
    rng: np.random.Generator, quarter: Quarter, use: str, gap: float
) -> list[dict[str, Any]]:
    """One building that is not housing."""
    _, width, depth, eaves, storeys = NON_RESIDENTIAL[use]
    public = use in ("school", "health", "sports")
    return [
        building(
            quarter.add([width], depth, gap)[0],
            use,
            height_m=eaves,
            ridge_height_m=eaves,
            storeys=storeys,
            construction_year=int(rng.integers(1955, 2000)),
            owner="public" if public else "private",
            heating_energy="electricity"
            if use in ("shop", "office") and rng.random() < 0.5
            else "gas",
        )
    ]


def residences(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Collective buildings after 1949, free-standing among green."""
    quarter = Quarter(440.0, 420.0, 260.0, 90.0, street=24.0, turn=9.0)
    out: list[dict[str, Any]] = []
    for years, counts in FLATS.items():
        for count in counts if years[0] >= 1949 else []:
            storeys = 4 if count >= 12 else 3 if count >= 7 else 2
            width = round(count * FLAT_M2 / (storeys * HEATED_SHARE * 12.0), 2)
            out.append(flats(rng, quarter.add([width], 12.0, 22.0)[0], years, count, storeys))
    for row in [row for row in out if row["dwellings"] in (13, 16)][-1:] + [
        row for row in out if row["dwellings"] == 16
    ][:1]:
        row["heating_energy"] = "heat_network"
    return out


def services(rng: np.random.Generator) -> list[dict[str, Any]]:
    """Schools, health, sports and workshops with room around them, and a church."""
    quarter = Quarter(0.0, -230.0, 330.0, 90.0, street=20.0, turn=2.0)
    out: list[dict[str, Any]] = []
    for use in ("school", "sports", "health", "workshop"):
        for _ in range(NON_RESIDENTIAL[use][0]):
            out += facility(rng, quarter, use, 16.0)
    church = quarter.add([16.0], 34.0, 16.0)[0]
    out.append(
        building(church, "religious", height_m=11.0, ridge_height_m=16.0, roof_shape="gable")
        | {"protected": True, "owner": "public", "construction_year": 1925}
    )
    return out


def share_out(rng: np.random.Generator, rows: list[dict[str, Any]]) -> None:
    """Tenure and heating energy of the houses that are not of the mining landlord."""
    houses = [row for row in rows if row["dwellings"] == 1 and row["heating_energy"] is None]
    for index in rng.permutation(len(houses))[: PRIVATE_RENT_HOUSES + OTHER_TENURE_HOUSES]:
        houses[index]["tenure"] = "private_rent"
    rented = [row for row in houses if row["tenure"] == "private_rent"]
    for row in rented[:: len(rented) // OTHER_TENURE_HOUSES][:OTHER_TENURE_HOUSES]:
        row["tenure"] = "other"
    energies = (
        ["oil"] * OIL_HOUSES
        + ["wood"] * WOOD_HOUSES
        + ["heat_pump"] * HEAT_PUMP_HOUSES
        + ["electricity"] * ELECTRIC_HOUSES
    )
    energies += ["gas"] * (len(houses) - len(energies))
    for index, energy in zip(rng.permutation(len(houses)), energies, strict=True):
        houses[index]["heating_energy"] = energy


def sites() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Car parks of the services and of the centre, and a brownfield: a levelled pit site."""
    parkings = [
        site("parking-sport", "parking des sports", box(0, -330, 90, -285)),
        site("parking-ecole", "parking des écoles", box(110, -325, 170, -290)),
        site("parking-zone", "parking de la zone", box(190, -330, 300, -285)),
    ]
    return parkings, [site("friche-fosse", "carreau de fosse", box(420, -330, 680, -130))]


def main(path: Path) -> None:
    """Write the GeoPackage."""
    rng = np.random.default_rng(SEED)
    rows: list[dict[str, Any]] = []
    for quarter in (mining_town, terraces, estate, detached, centre, residences, services):
        rows += quarter(rng)
    share_out(rng, rows)
    write(path, (LATITUDE, LONGITUDE), numbered(rows, "Z600"), *sites())


if __name__ == "__main__":
    main(Path(__file__).with_name("stock.gpkg"))
