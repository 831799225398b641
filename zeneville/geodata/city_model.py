"""From the surfaces of a 3-D city model to buildings and roof faces in EPSG:2154."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS, Proj, Transformer

from zeneville.errors import Fault
from zeneville.geodata import building_functions, cells, faces, fields, geometry
from zeneville.geodata.faces import CityModel

Array = np.ndarray[Any, Any]

#: millimetres, the resolution that such files are kept in: footprints are joined on this grid
GRID_M = 1e-3
#: a roof is flat up to this slope, degree (5 %, the steepest flat roof of NF DTU 43.1)
FLAT_DEG = float(np.degrees(np.arctan(0.05)))
#: least share of a roof that looks one way before that way counts for its shape
SHAPE_SHARE = 0.1
#: attributes of a building in the file, lower case, as they are first found
ATTRIBUTES = {
    "function": ("function", "usage"),
    "construction_year": (
        "yearofconstruction",
        "dateofconstruction",
        "oorspronkelijkbouwjaar",
        "oorspronkelijk_bouwjaar",
    ),
    "storeys": ("storeysaboveground",),
    "measured_height_m": ("measuredheight",),
}
ROOF_COLUMNS = (
    *("building", "part", "source", "lod", "area_m2", "tilt_deg", "azimuth_deg"),
    *("convergence_deg", "altitude_m", "low_m", "high_m", "geometry"),
)


def understand(
    model: CityModel, system: CRS
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, list[Fault], dict[str, str]]:
    """Buildings with our columns in the system of the file, roof faces in EPSG:2154, faults.

    Areas, tilts and azimuths are those of the file's own system, before any reprojection.
    """
    file = str(model.path)
    findings = faces.Findings(file)
    table = faces.measured(model.surfaces, findings)
    table = faces.with_kinds(faces.turned_outwards(table))
    roof = table[table["kind"] == "roof"]
    faces.not_plane(roof, findings)
    roof_faces = _roof_faces(model, roof, system)
    buildings, faults, columns = _buildings(model, table, roof_faces, system)
    faults = [*model.faults, *findings.faults(), *faults]
    return buildings, _reprojected(roof_faces), faults, columns


def _roof_faces(model: CityModel, roof: pd.DataFrame, system: CRS) -> gpd.GeoDataFrame:
    """Roof faces in the system of the file; ``azimuth_deg`` from its grid north.

    ``altitude_m`` is that of the plane above the centroid of the polygon; NaN for upright faces.
    """
    shapes = faces.polygons(model.surfaces, roof["surface"].to_numpy())
    middle = shapely.get_coordinates(shapely.centroid(shapes))
    east, north = middle[:, 0] - roof["x"], middle[:, 1] - roof["y"]
    up = roof["nz"].where(np.abs(roof["nz"]) > 1e-6)
    number = roof.groupby("building").cumcount()
    names = [f"{name}/{n}" for name, n in zip(roof["building"], number, strict=True)]
    return gpd.GeoDataFrame(
        {
            "building": roof["building"].to_numpy(),
            "part": roof["part"].to_numpy(),
            "source": model.source,
            "lod": roof["lod"].to_numpy(),
            "area_m2": roof["area_m2"].to_numpy(),
            "tilt_deg": faces.tilt_deg(roof),
            "azimuth_deg": faces.azimuth_deg(roof),
            "convergence_deg": convergence_deg(middle, system),
            "altitude_m": (roof["z"] - (roof["nx"] * east + roof["ny"] * north) / up).to_numpy(),
            "low_m": roof["low"].to_numpy(),
            "high_m": roof["high"].to_numpy(),
        },
        geometry=list(shapes),
        crs=system,
        index=pd.Index(names, name="face"),
    )


def convergence_deg(points: Array, system: CRS) -> Array:
    """What to add to an azimuth from grid north to have it from true north, degree.

    The meridian convergence of the projection at each of the ``points`` (n, 2).
    """
    if len(points) == 0:
        return np.empty(0)
    to_degrees = Transformer.from_crs(system, system.geodetic_crs, always_xy=True)
    longitude, latitude = to_degrees.transform(points[:, 0], points[:, 1])
    return np.asarray(Proj(system).get_factors(longitude, latitude).meridian_convergence)


def _reprojected(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Polygons moved to EPSG:2154, every point at its height."""
    move = Transformer.from_crs(table.crs, geometry.METRIC, always_xy=True)
    shapes = table.geometry.to_numpy().copy()
    points = shapely.get_coordinates(shapes, include_z=True)
    if len(points):
        points[:, 0], points[:, 1] = move.transform(points[:, 0], points[:, 1])
        shapes = shapely.set_coordinates(shapes, points)
    return table.set_geometry(gpd.GeoSeries(shapes, index=table.index, crs=geometry.METRIC))


def _buildings(
    model: CityModel, table: pd.DataFrame, roof: gpd.GeoDataFrame, system: CRS
) -> tuple[gpd.GeoDataFrame, list[Fault], dict[str, str]]:
    ids = list(model.attributes)
    file = str(model.path)
    raw, columns = _attributes(model)
    numbers: dict[str, Array] = {}
    faults: list[Fault] = []
    for name in ("storeys", "construction_year", "measured_height_m"):
        numbers[name], more = cells.numbers(file, ids, name, raw[name])
        faults += more
    ground = table[table["kind"] == "ground"].groupby("building")["low"].min().reindex(ids)
    lowest = table.groupby("building")["low"].min().reindex(ids)
    upward = roof[roof["tilt_deg"] < faces.STEEPEST_ROOF_DEG]
    seen = upward["area_m2"] * np.cos(np.radians(upward["tilt_deg"]))
    weighted = (seen * upward["low_m"]).groupby(upward["building"]).sum()
    eaves = (weighted / seen.groupby(upward["building"]).sum()).reindex(ids)
    base = ground.fillna(lowest)
    ridge = (roof.groupby("building")["high_m"].max().reindex(ids) - base).to_numpy()
    count = len(ids)
    buildings = gpd.GeoDataFrame(
        {
            "source_row": np.arange(count),
            "use": [building_functions.use(value) for value in raw["function"]],
            "use_raw": ["" if value is None else str(value) for value in raw["function"]],
            "light": False,
            "height_m": (eaves - base).to_numpy(),
            "storeys": numbers["storeys"],
            "dwellings": np.nan,
            "construction_year": numbers["construction_year"],
            "roof_shape": _shapes(upward, seen).reindex(ids).astype(object).to_numpy(),
            "ridge_height_m": np.where(np.isfinite(ridge), ridge, numbers["measured_height_m"]),
            "eaves_height_m": (eaves - base).to_numpy(),
            "ground_altitude_m": base.to_numpy(),
            **dict.fromkeys(("heating_energy", "tenure", "owner", "residence")),
            "protected": False,
        },
        geometry=list(_footprints(model, table, ids)),
        crs=system,
        index=pd.Index(ids, name="building"),
    )
    buildings["roof_shape"] = buildings["roof_shape"].where(buildings["roof_shape"].notna(), None)
    return buildings, faults, columns


def _attributes(model: CityModel) -> tuple[pd.DataFrame, dict[str, str]]:
    """The attributes understood, one row a building; which name of the file is which of ours."""
    columns: dict[str, str] = {}
    rows = []
    for attributes in model.attributes.values():
        lower = {name.lower(): name for name in attributes}
        row: dict[str, Any] = {}
        for ours, names in ATTRIBUTES.items():
            name = next((lower[n] for n in names if n in lower), None)
            row[ours] = None if name is None else attributes[name]
            if name is not None:
                columns[name] = ours
        year = row["construction_year"]
        row["construction_year"] = None if year is None else str(year)[:4]
        rows.append(row)
    table = pd.DataFrame(rows, columns=list(ATTRIBUTES), dtype=object)
    return table.where(table.notna(), None), columns


def unused(model: CityModel, columns: dict[str, str]) -> tuple[str, ...]:
    """Attributes without a meaning here, and kinds of object that are no building."""
    names = {name for attributes in model.attributes.values() for name in attributes}
    kinds = [f"{count} {kind}" for kind, count in sorted(model.left_out.items())]
    return (*sorted(names - set(columns)), *kinds)


def _shapes(roof: gpd.GeoDataFrame, seen: pd.Series) -> pd.Series:
    """``flat``, ``gable`` or ``hip`` of each building whose LoD 2 faces show it.

    Flat: at least half of the roof, seen from above, is no steeper than :data:`FLAT_DEG`. Hip:
    its slopes look to three quarters of the compass or more, each with a tenth of the roof.
    """
    told = roof["lod"] >= 2.0
    roof, seen = roof[told], seen[told]
    flat = roof["tilt_deg"] <= FLAT_DEG
    quarter = np.floor(((roof["azimuth_deg"] + 45.0) % 360.0) / 90.0)
    whole = seen.groupby(roof["building"]).sum()
    level = seen.where(flat, 0.0).groupby(roof["building"]).sum() / whole
    parts = seen[~flat].groupby([roof["building"][~flat], quarter[~flat]]).sum()
    share = parts / whole.reindex(parts.index.get_level_values(0)).to_numpy()
    ways = (share >= SHAPE_SHARE).groupby(level=0).sum().reindex(whole.index).fillna(0)
    shape = np.where(level >= 0.5, fields.ROOF_SHAPES[0], np.where(ways >= 3, "hip", "gable"))
    return pd.Series(shape, index=whole.index, dtype=object)


def _footprints(model: CityModel, table: pd.DataFrame, ids: list[str]) -> list[Any]:
    """Union of the ground surfaces of each building, else of its roof seen from above."""
    level = table["nz"].abs() > np.cos(np.radians(faces.STEEPEST_ROOF_DEG))
    ground = table[(table["kind"] == "ground") & level]
    roof = table[(table["kind"] == "roof") & level]
    roof = roof[~roof["building"].isin(set(ground["building"]))]
    chosen = pd.concat([ground, roof])
    shapes = faces.polygons(model.surfaces, chosen["surface"].to_numpy())
    flat = shapely.make_valid(shapely.force_2d(shapes))
    joined = {
        name: shapely.union_all(flat[rows], grid_size=GRID_M)
        for name, rows in chosen.reset_index(drop=True).groupby("building").indices.items()
    }
    return [joined.get(name) for name in ids]
