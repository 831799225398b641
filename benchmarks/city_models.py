"""Reading 3-D city models and making roof planes of them: what is in each file, and how long.

The last line compares the planes of Zürich with its faces measured anew, straight from the JSON, by
triangles in plan: largest difference of area, of tilt, and of azimuth from grid north.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from zeneville import geodata
from zeneville.solar.roofs import faces
from zeneville.technologies import catalogue

FOLDER = Path("../shared/data/buildings")
ZURICH = "cityjson/zurich_subset_lod2.json"
#: file -> the coordinate system that it does not name
FILES = {
    ZURICH: None,
    "cityjson/rotterdam_subset.json": "EPSG:28992",
    "cityjson/DH_01_subs.city.json": "EPSG:28992",
    "cityjson/multi_lod.json": "EPSG:28992",
    "cityjson/delft.json": None,
    "citygml_lyon/LYON_1ER_BATI_2015_small_house.gml": "EPSG:3946",
    "citygml_lyon/LYON_2EME_BATI_2015_small_house.gml": "EPSG:3946",
}
#: azimuths of faces that rise less than this over their area in plan say nothing, m2
LEAST_LEVEL_M2 = 0.01


def main() -> None:
    figures = catalogue.read()
    print(
        f"{'file':<50}{'rows':>6}{'refused':>9}{'faces':>7}{'m2':>10}{'planes':>8}{'m2':>10}"
        f"{'faults':>8}{'seconds':>9}"
    )
    read = {}
    for name, system in FILES.items():
        start = time.perf_counter()
        data = geodata.read(FOLDER / name, crs=system)
        planes = faces.planes(data.roof_faces, figures)
        seconds = time.perf_counter() - start
        read[name] = data, planes, seconds
        refused = (data.buildings["status"] == "unusable").sum()
        print(
            f"{name:<50}{len(data.buildings):>6}{refused:>9}{len(data.roof_faces):>7}"
            f"{data.roof_faces['area_m2'].sum():>10,.1f}{len(planes):>8}"
            f"{planes['area_m2'].sum():>10,.1f}{len(data.faults):>8}{seconds:>9.3f}"
        )
    data, planes, seconds = read[ZURICH]
    vectors = triangulated(FOLDER / ZURICH)
    area = np.linalg.norm(vectors, axis=1)
    level = np.hypot(vectors[:, 0], vectors[:, 1])
    grid = np.degrees(np.arctan2(vectors[:, 0], vectors[:, 1]))[level > LEAST_LEVEL_M2]
    turned = data.roof_faces["azimuth_deg"].to_numpy()[level > LEAST_LEVEL_M2] - grid
    tilt = np.degrees(np.arctan2(level, vectors[:, 2]))
    print(
        f"zurich_faces={len(vectors)} planes={len(planes)} area_m2={planes['area_m2'].sum():.3f}"
        f" max_area_difference={np.abs(planes['area_m2'] / area - 1.0).max():.1e}"
        f" max_tilt_difference_deg={np.abs(planes['tilt_deg'] - tilt).max():.1e}"
        f" max_azimuth_difference_deg={np.abs((turned + 180.0) % 360.0 - 180.0).max():.1e}"
        f" convergence_deg={data.roof_faces['convergence_deg'].mean():.3f} seconds={seconds:.3f}"
    )


def triangulated(path: Path) -> np.ndarray[Any, Any]:
    """(F, 3) area vectors in m2 of the roof faces of a file of MultiSurfaces."""
    data = json.loads(path.read_text())
    shift, scale = data["transform"]["translate"], data["transform"]["scale"]
    points = np.array(data["vertices"]) * scale + shift
    found = []
    for item in data["CityObjects"].values():
        for geometry in item.get("geometry", []):
            kinds = [surface["type"] for surface in geometry["semantics"]["surfaces"]]
            values = geometry["semantics"]["values"]
            for rings, n in zip(geometry["boundaries"], values, strict=True):
                if kinds[n] == "RoofSurface":
                    found.append(_summed([points[ring] for ring in rings]))
    return np.array(found)


def _summed(rings: list[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    height = {tuple(point[:2]): point[2] for ring in rings for point in ring}
    flat = shapely.Polygon(rings[0][:, :2], [ring[:, :2] for ring in rings[1:]])
    total = np.zeros(3)
    for triangle in shapely.get_parts(shapely.constrained_delaunay_triangles(flat)):
        corners = [(*corner, height[corner]) for corner in list(triangle.exterior.coords)[:3]]
        one, two, three = np.array(corners)
        total += np.cross(two - one, three - one) / 2.0
    return total * np.sign(total[2])


if __name__ == "__main__":
    main()
