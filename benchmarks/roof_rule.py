"""Roofs by the rule against real ones: faces of LoD2 models, of which the rule sees the outline.

Footprint, gutter and ridge of each building are taken from its faces: their outline from above,
the lowest altitude of a face (median by area), the highest altitude of faces of 10 m2 and more.
The rule is asked three times: with footprint and gutter only, with the ridge as well, and with
ridge and form (flat where most of the area is; else hipped where compact, as the stock guesses).
Areas are compared by octant of the compass, flat apart; *misplaced* is the share of the area
that would have to change its octant within its building. The models are extracts: neighbours
that are not in them are no party walls here.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from zeneville.solar import roof_planes
from zeneville.stock.roof_form import roof_form
from zeneville.technologies import catalogue

DATA = Path("../shared/data/buildings/cityjson")
FILES = ("zurich_subset_lod2.json", "rotterdam_subset.json")
#: longest over shortest side up to which the stock guesses a hip
HIP_RATIO = 1.3
OCTANTS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW", "flat")
#: below this tilt a face is flat, degrees
FLAT_DEG = 10.0
#: faces from this size on tell the ridge, m2
LARGE_M2 = 10.0
#: smallest building that counts, m2
LEAST_M2 = 20.0


def main() -> None:
    """Print areas by octant and how much of them is misplaced."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, default=DATA)
    folder = asked.parse_args().data
    totals: dict[str, float] = {}
    for name in FILES:
        faces = pd.concat(list(_faces(folder / name)), ignore_index=True)
        stock = _stock(faces)
        real = _by_octant(faces[faces["building"].isin(stock.index)])
        for case in ("bare", "ridge", "form"):
            began = time.perf_counter()
            rule = _planes(stock, case, real)
            seconds = time.perf_counter() - began
            found = _by_octant(rule).reindex(real.index, fill_value=0.0)
            _print(f"{name}, {case}, {seconds:.2f} s", real, found)
            key = f"{name.split('_')[0].lower()}_{case}"
            misplaced, area = _differences(real, found)
            totals |= {f"{key}_misplaced": misplaced, f"{key}_area_ratio": area}
        totals[f"{name.split('_')[0].lower()}_buildings"] = len(stock)
    print(" ".join(f"{key}={value:.4g}" for key, value in totals.items()))


def _faces(file: Path) -> list[pd.DataFrame]:
    """Roof faces of a CityJSON file: building, area, tilt, azimuth, altitudes, outline."""
    data = json.loads(file.read_text(encoding="utf-8"))
    scale, shift = (np.array(data["transform"][key]) for key in ("scale", "translate"))
    points = np.array(data["vertices"]) * scale + shift
    tables = []
    for name, thing in data["CityObjects"].items():
        owner = thing.get("parents", [name])[0]
        for shape in thing.get("geometry", []):
            solid = shape["type"] == "Solid"
            surfaces = shape["boundaries"][0] if solid else shape["boundaries"]
            meaning = shape["semantics"]["values"][0] if solid else shape["semantics"]["values"]
            kinds = [surface["type"] for surface in shape["semantics"]["surfaces"]]
            rows = [
                _face(owner, [points[ring] for ring in rings])
                for rings, kind in zip(surfaces, meaning, strict=True)
                if kind is not None and kinds[kind] == "RoofSurface"
            ]
            tables.append(pd.DataFrame([row for row in rows if row["flat_m2"] > 1e-3]))
    return tables


def _face(owner: str, rings: list[np.ndarray]) -> dict[str, object]:
    ring = rings[0]
    normal = np.cross(ring, np.roll(ring, -1, axis=0)).sum(axis=0)
    normal = normal if normal[2] >= 0 else -normal
    plan = shapely.Polygon(ring[:, :2], [hole[:, :2] for hole in rings[1:]])
    slope = normal[2] / max(float(np.linalg.norm(normal)), 1e-12)
    return {
        "building": owner,
        "flat_m2": plan.area,
        "area_m2": plan.area / max(slope, 0.05),
        "tilt_deg": float(np.degrees(np.arccos(min(slope, 1.0)))),
        "azimuth_deg": float(np.degrees(np.arctan2(normal[0], normal[1])) % 360.0),
        "low_m": ring[:, 2].min(),
        "high_m": ring[:, 2].max(),
        "geometry": plan.buffer(0),
    }


def _stock(faces: pd.DataFrame) -> gpd.GeoDataFrame:
    """What a stock would tell of the buildings of these faces; sizes in m."""
    rows = {}
    for name, own in faces.groupby("building"):
        outline = shapely.union_all(own["geometry"].to_numpy()).buffer(0.05).buffer(-0.05)
        order = own.sort_values("low_m")
        half = order["flat_m2"].cumsum() >= 0.5 * order["flat_m2"].sum()
        large = own[own["area_m2"] >= LARGE_M2]
        if outline.area < LEAST_M2 or large.empty:
            continue
        rows[name] = {
            "status": "heated",
            "height_m": float(order.loc[half, "low_m"].iloc[0]),
            "ridge_height_m": float(large["high_m"].max()),
            "roof_shape": None,
            "use": "residential",
            "party_wall_m2": 0.0,
            "protected": False,
            "geometry": outline,
        }
    return gpd.GeoDataFrame.from_dict(rows, orient="index").set_geometry("geometry")


def _planes(stock: gpd.GeoDataFrame, case: str, real: pd.DataFrame) -> gpd.GeoDataFrame:
    figures = catalogue.read()
    known = stock.drop(columns="ridge_height_m") if case == "bare" else stock
    form, _ = roof_form(known, figures)
    if case == "form":
        flat = (real["flat"] > 0.5 * real.sum(axis=1)).reindex(stock.index)
        box = stock.geometry.minimum_rotated_rectangle().get_coordinates()
        corners = box.to_numpy().reshape(len(stock), -1, 2)[:, :3]
        sides = np.hypot(*np.moveaxis(np.diff(corners, axis=1), -1, 0))
        compact = sides.max(axis=1) <= HIP_RATIO * sides.min(axis=1)
        form = np.where(flat, "flat", np.where(compact, "hip", "gable"))
    return roof_planes(known.assign(roof_form=form), figures, latitude_deg=47.4)


def _by_octant(planes: pd.DataFrame) -> pd.DataFrame:
    """m2 of slope by building (rows) and octant (columns)."""
    octant = np.round(planes["azimuth_deg"].to_numpy(float) / 45.0).astype(int) % 8
    label = np.array(OCTANTS)[np.where(planes["tilt_deg"] < FLAT_DEG, 8, octant)]
    table = planes.assign(octant=label).pivot_table(
        index="building", columns="octant", values="area_m2", aggfunc="sum", fill_value=0.0
    )
    return table.reindex(columns=list(OCTANTS), fill_value=0.0)


def _differences(real: pd.DataFrame, rule: pd.DataFrame) -> tuple[float, float]:
    """Share of the area in a wrong octant of its building, and total area over the real one."""
    scaled = rule.mul(real.sum(axis=1) / rule.sum(axis=1), axis=0)
    misplaced = 0.5 * (scaled - real).abs().to_numpy().sum() / real.to_numpy().sum()
    return float(misplaced), float(rule.to_numpy().sum() / real.to_numpy().sum())


def _print(title: str, real: pd.DataFrame, rule: pd.DataFrame) -> None:
    table = pd.DataFrame({"real m2": real.sum(), "rule m2": rule.sum()}).T
    print(f"\n{title}: {len(real)} buildings\n{table.round(0).to_string()}")


if __name__ == "__main__":
    main()
