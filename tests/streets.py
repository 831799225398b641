"""A made-up street with what must never reach the public: owners, tenures, residences."""

from pathlib import Path

import geopandas as gpd
from shapely.geometry import box

#: Mouvaux, EPSG:2154
EAST, NORTH = 708_000.08, 7_067_000.06


def street(folder: Path, tall: float | None = 24.0) -> Path:
    """GeoJSON of four houses in a row and, south of them, a tower of ``tall`` metres."""
    rows = [
        {
            "building": f"house-{number}",
            "use": "residential",
            "height_m": 6.0,
            "roof_shape": "gable" if number else "flat",
            "dwellings": 7,
            "owner": "Madame Secrète",
            "tenure": "social",
            "residence": "Clos caché",
            "protected": number == 3,
            "geometry": box(EAST + 14 * number, NORTH, EAST + 14 * number + 12.07, NORTH + 10.08),
        }
        for number in range(4)
    ]
    if tall is not None:
        rows.append(
            {
                "building": "tower",
                "use": "office",
                "height_m": tall,
                "roof_shape": "flat",
                "protected": False,
                "geometry": box(EAST, NORTH - 35, EAST + 30, NORTH - 15),
            }
        )
    file = folder / "street.geojson"
    gpd.GeoDataFrame(rows, crs=2154).to_file(file, driver="GeoJSON")
    return file
