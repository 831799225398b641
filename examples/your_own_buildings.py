"""A case from a table of buildings made in Python: four terraced houses and a school."""

from pathlib import Path

import geopandas as gpd
from shapely.geometry import box

from zeneville import pipeline


def stock() -> gpd.GeoDataFrame:
    """Footprints in EPSG:2154; only ``building``, ``use`` and ``height_m`` are needed."""
    x, y = 704000.0, 7060000.0
    houses = [box(x + 6 * k, y, x + 6 * k + 6, y + 8) for k in range(4)]
    school = box(x + 60, y, x + 100, y + 18)
    return gpd.GeoDataFrame(
        {
            "building": ["house-1", "house-2", "house-3", "house-4", "school"],
            "use": ["residential"] * 4 + ["school"],
            "height_m": [5.5] * 4 + [7.0],
            "construction_year": [1932, 1932, 1932, 1932, 1971],
            "heating_energy": ["gas", "gas", "oil", "electricity", "gas"],
        },
        geometry=[*houses, school],
        crs="EPSG:2154",
    )


def main(hours: int = 288) -> None:
    """Make the case, lock one house, plan it."""
    folder = Path("results/own-case")
    folder.mkdir(parents=True, exist_ok=True)
    stock().to_file(folder / "stock.gpkg", layer="batiments", driver="GPKG")
    (folder / "case.yaml").write_text(
        """name: Four houses and a school
place: {latitude: 50.64, longitude: 3.06, altitude_m: 25}
stock: stock.gpkg
requirement: none
locks:
  - {building: house-2, package: walls_inside, reason: the owner's wish}
  - {building: house-3, pv: none, reason: protected roof}
""",
        encoding="utf-8",
    )
    lines, faults = pipeline.check(folder)
    print(*lines, *faults, sep="\n")
    plan = pipeline.plan(folder, hours=hours)
    print(f"best attainable balance {plan.summary['max_balance_kwh_per_year']:,.0f} kWh a year")
    columns = ["package", "system", "pv_kwp", "investment_eur", "need_before_kwh", "need_after_kwh"]
    print(plan.buildings[columns].round(1).to_string())


if __name__ == "__main__":
    main()
