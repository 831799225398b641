"""Footprints: metric coordinates, valid polygons, heights, overlaps."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import ProjError

from zeneville.errors import Fault, InputError
from zeneville.geodata import outliers, reasons
from zeneville.messages import Message, fixed, with_others

METRIC = "EPSG:2154"
STOREY_M = 2.8
#: least floor of a dwelling, m2 (decree 2002-120 on decent dwellings, article 4)
DECENT_M2 = 9.0
OVERLAP_M2, OVERLAP_SHARE = 1.0, 0.05
#: heated area over floors by footprint and height: storeys may be lower than 2.8 m, attics used
MOST_OF_FLOORS = 1.3
#: buildings named in one message
SHOWN = 3


def to_metric(path: Path, layer: str, table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Reproject to EPSG:2154 and drop heights of points.

    Raises
    ------
    InputError
        When the coordinates cannot be in the system that the file names.
    """
    if len(table) == 0 or table.crs is None:
        return table
    west, south, east, north = table.total_bounds
    system = CRS(table.crs)
    degrees = max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 90
    if np.isfinite(west) and degrees != system.is_geographic:
        found = Message("degrees") if degrees else Message("metres")
        raise InputError(
            [
                Fault(
                    str(path),
                    Message("layer {layer}", layer=layer),
                    Message(
                        "coordinates {west:.5g}, {south:.5g} look like {found}, the file "
                        "says {system}",
                        west=west,
                        south=south,
                        found=found,
                        system=system.to_string(),
                    ),
                    Message("coordinates in the system that the file names"),
                    Message(
                        "Set the right coordinate system (EPSG:4326 for degrees) and export again."
                    ),
                    code="crs-contradiction",
                )
            ]
        )
    table = _moved(path, layer, table)
    table["geometry"] = shapely.force_2d(table.geometry.values)
    west, south, east, north = table.total_bounds
    if np.isfinite(west) and not (-400e3 < west < 1400e3 and 5900e3 < south < 7300e3):
        raise InputError(
            [
                Fault(
                    str(path),
                    Message("layer {layer}", layer=layer),
                    Message(
                        "lies at {west:,.0f}, {south:,.0f} in EPSG:2154", west=west, south=south
                    ),
                    Message("a place in mainland France"),
                    Message("Check the coordinate system of the export."),
                    code="crs-elsewhere",
                )
            ]
        )
    return table


def _moved(path: Path, layer: str, table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Reproject, or refuse a system that leads nowhere."""
    try:
        return table.to_crs(METRIC)
    except ProjError as error:
        raise InputError(
            [
                Fault(
                    str(path),
                    Message("layer {layer}", layer=layer),
                    Message(
                        "names the coordinate system {name!r}, which leads nowhere",
                        name=CRS(table.crs).name,
                    ),
                    Message("EPSG:2154, 3946, 4326 or another known one"),
                    Message("Set the coordinate system again and export."),
                    code="crs-unknown",
                )
            ]
        ) from error


def mend(file: str, buildings: gpd.GeoDataFrame) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Repair polygons and heights by stated rules, flag overlaps; every change is a fault told."""
    faults: list[Fault] = []
    buildings = buildings.copy()
    buildings["status"], buildings["reason"] = "ok", ""
    _refused(file, buildings, faults)
    _polygons(file, buildings, faults)
    _heights(file, buildings, faults)
    _overlaps(file, buildings, faults)
    faults += outliers.far_away(file, buildings)
    check_dwellings(file, buildings, faults)
    return buildings, faults


def _drop(buildings: gpd.GeoDataFrame, row: str, reason: Message) -> None:
    buildings.loc[row, "status"] = "unusable"
    buildings.loc[row, "reason"] = str(reason)


def _refused(file: str, buildings: gpd.GeoDataFrame, faults: list[Fault]) -> None:
    """Rows that their reader cannot believe, with its reason in the column ``refused``."""
    if "refused" not in buildings:
        return
    why = buildings["refused"].fillna("")
    for reason, rows in why[why != ""].groupby(why):
        buildings.loc[rows.index, ["status", "reason"]] = ["unusable", reason]
        shown = Message("building {name}", name=", ".join(rows.index[:SHOWN]))
        faults.append(
            Fault(
                file,
                with_others(shown, len(rows) - SHOWN),
                fixed(str(reason)),
                Message("a footprint as it is on the ground"),
                Message("Left out; draw its footprint."),
                "row",
                "refused",
            )
        )


def _polygons(file: str, buildings: gpd.GeoDataFrame, faults: list[Fault]) -> None:
    shapes = buildings.geometry
    kinds = shapely.get_type_id(shapes.values)
    for row in buildings.index[
        (shapes.isna() | shapely.is_empty(shapes.values) | ~np.isin(kinds, (3, 6)))
        & (buildings["status"] == "ok")
    ]:
        _drop(buildings, row, reasons.NO_POLYGON)
        faults.append(
            Fault(
                file,
                Message("building {name}", name=row),
                Message("has no polygon"),
                Message("a polygon"),
                Message("Left out; draw its footprint."),
                "row",
                "no-polygon",
            )
        )
    for row in buildings.index[(buildings["status"] == "ok") & ~shapely.is_valid(shapes.values)]:
        shape = buildings.geometry[row]
        why = reasons.invalid(shapely.is_valid_reason(shape))
        mended = shapely.make_valid(shape)
        parts = [g for g in shapely.get_parts(mended) if g.geom_type in ("Polygon", "MultiPolygon")]
        if mended.geom_type in ("Polygon", "MultiPolygon"):
            parts = [mended]
        area = sum(part.area for part in parts)
        if parts and abs(area - shape.area) <= 0.05 * max(area, 1e-9):
            buildings.loc[[row], "geometry"] = gpd.GeoSeries(
                [shapely.union_all(parts)], index=[row], crs=buildings.crs
            )
            remedy = Message("Mended without changing its area; check it.")
        else:
            _drop(buildings, row, reasons.CROSSING)
            remedy = Message("Left out: mending would change its area; redraw it.")
        faults.append(
            Fault(
                file,
                Message("building {name}", name=row),
                why,
                Message("a valid polygon"),
                remedy,
                "row",
                "polygon-invalid",
            )
        )


def _heights(file: str, buildings: gpd.GeoDataFrame, faults: list[Fault]) -> None:
    buildings["height_source"] = "data"
    height = buildings["height_m"].astype(float)
    bad = ~(height > 0) | (height > 300)
    usable = buildings["status"] == "ok"
    known = buildings[usable & ~bad]
    medians = known.groupby("use")["height_m"].median()
    overall = float(known["height_m"].median()) if len(known) else float("nan")
    if known.empty and not _said(buildings[usable]).any():
        _none_has_a_height(file, buildings, faults)
        return
    for row in buildings.index[bad & usable]:
        value, storeys = height[row], buildings.at[row, "storeys"]
        altitude = buildings.at[row, "eaves_height_m"] if "eaves_height_m" in buildings else np.nan
        if np.isfinite(altitude) and 1.5 <= altitude <= 300:
            filled, rule = float(altitude), Message("roof minus ground altitude")
        elif np.isfinite(storeys) and storeys > 0:
            filled = float(storeys) * STOREY_M
            rule = Message("{storeys:g} storeys of {each_m} m", storeys=storeys, each_m=STOREY_M)
        else:
            filled = float(medians.get(buildings.at[row, "use"], overall))
            use = fixed(buildings.at[row, "use"])
            rule = Message("median of the {use} buildings of the file", use=use)
        told = (
            reasons.NO_HEIGHT
            if not np.isfinite(value)
            else Message("height {value:g} m", value=value)
        )
        if np.isfinite(filled):
            buildings.loc[row, "height_m"] = filled
            buildings.loc[row, "height_source"] = str(rule)
            remedy = Message(
                "Taken as {filled:.1f} m ({rule}); give the height.", filled=filled, rule=rule
            )
        else:
            _drop(buildings, row, reasons.NO_HEIGHT)
            remedy = Message("Left out; give the height or the number of storeys.")
        faults.append(
            Fault(
                file,
                Message("building {name}", name=row),
                told,
                Message("a height of the gutter above 0 and up to 300 m"),
                remedy,
                "row",
                "height-missing",
            )
        )


def _said(buildings: gpd.GeoDataFrame) -> pd.Series:
    """True where storeys or the altitude of the roof stand in for a height."""
    altitude = buildings.get("eaves_height_m", pd.Series(np.nan, index=buildings.index))
    return (buildings["storeys"] > 0) | altitude.between(1.5, 300)


def _none_has_a_height(file: str, buildings: gpd.GeoDataFrame, faults: list[Fault]) -> None:
    """A source without heights is told once, not by row."""
    rows = buildings.index[buildings["status"] == "ok"]
    if not len(rows):
        return
    buildings.loc[rows, ["status", "reason"]] = ["unusable", str(reasons.NO_HEIGHT)]
    faults.append(
        Fault(
            file,
            with_others(Message("building {name}", name=rows[0]), len(rows) - 1),
            reasons.NO_HEIGHT,
            Message("a height of the gutter above 0 and up to 300 m"),
            Message("Left out; give heights or storeys, in the file or in a table that is joined."),
            "row",
            "height-missing",
        )
    )


def fill_heights(file: str, buildings: gpd.GeoDataFrame, faults: list[Fault]) -> None:
    """Take in buildings left out for want of a height of which storeys are known by now."""
    back = (buildings["reason"] == reasons.NO_HEIGHT) & (buildings["storeys"] > 0)
    if not back.any():
        return
    buildings.loc[back, ["status", "reason"]] = ["ok", ""]
    buildings.loc[back, "height_m"] = STOREY_M * buildings.loc[back, "storeys"].astype(float)
    buildings.loc[back, "height_source"] = f"storeys of {STOREY_M} m"
    first = buildings.index[back][0]
    faults.append(
        Fault(
            file,
            with_others(Message("building {name}", name=first), int(back.sum()) - 1),
            reasons.NO_HEIGHT,
            Message("a height of the gutter above 0 and up to 300 m"),
            Message("Taken as storeys of {each_m} m; give the heights.", each_m=STOREY_M),
            "row",
            "height-missing",
        )
    )


def _overlaps(file: str, buildings: gpd.GeoDataFrame, faults: list[Fault]) -> None:
    usable = buildings[buildings["status"] == "ok"]
    shapes = usable.geometry.values
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = left < right
    left, right = left[pairs], right[pairs]
    common = shapely.area(shapely.intersection(shapes[left], shapes[right]))
    area = shapely.area(shapes)
    smaller = np.minimum(area[left], area[right])
    bad = np.flatnonzero((common > OVERLAP_M2) | (common > OVERLAP_SHARE * smaller))
    bad = bad[common[bad] > 1e-3]
    for pair in bad:
        one, two = left[pair], right[pair]
        small, large = (one, two) if area[one] <= area[two] else (two, one)
        name, other = usable.index[small], usable.index[large]
        share = common[pair] / max(area[small], 1e-9)
        if share > 0.5:
            _drop(buildings, name, reasons.on_another(share, str(other)))
            remedy = Message("The smaller one is left out; keep one of the two.")
        else:
            remedy = Message("Both are kept, the common area counts twice; redraw one of them.")
        faults.append(
            Fault(
                file,
                Message("buildings {name} and {other}", name=name, other=other),
                Message(
                    "overlap by {common:.1f} m2 ({share:.0%} of the smaller)",
                    common=common[pair],
                    share=share,
                ),
                Message("footprints that do not overlap"),
                remedy,
                "row",
                "overlap",
            )
        )


def check_dwellings(file: str, buildings: gpd.GeoDataFrame, faults: list[Fault]) -> None:
    """More dwellings than the floors can hold are told and become NaN."""
    usable = buildings[buildings["status"] == "ok"]
    by_height = np.ceil(usable["height_m"] / STOREY_M)
    storeys = usable["storeys"].where(usable["storeys"] >= 1, by_height)
    most = np.ceil(usable.geometry.area * storeys / DECENT_M2)
    for row in usable.index[usable["dwellings"] > most]:
        faults.append(
            Fault(
                file,
                Message("building {name}", name=row),
                Message(
                    "dwellings {dwellings:g} on {area:,.0f} m2 and {storeys:g} storeys",
                    dwellings=usable.at[row, "dwellings"],
                    area=usable.geometry.area[row],
                    storeys=storeys[row],
                ),
                Message(
                    "at most {most:,.0f}, of {decent_m2:g} m2 each",
                    most=most[row],
                    decent_m2=DECENT_M2,
                ),
                Message("Taken as missing; correct it or the number of storeys."),
                "row",
                "dwellings-too-many",
            )
        )
        buildings.loc[row, "dwellings"] = np.nan


def check_areas(file: str, buildings: gpd.GeoDataFrame, faults: list[Fault]) -> None:
    """More heated area than the floors have is told once for all rows and becomes NaN."""
    if "heated_area_m2" not in buildings:
        return
    by_height = np.ceil(buildings["height_m"] / STOREY_M)
    storeys = np.maximum(buildings["storeys"].fillna(0.0), by_height.fillna(1.0))
    floors = buildings.geometry.area * storeys
    rows = buildings.index[buildings["heated_area_m2"] > MOST_OF_FLOORS * floors]
    if not len(rows):
        return
    first = rows[0]
    faults.append(
        Fault(
            file,
            with_others(Message("building {name}", name=first), len(rows) - 1),
            Message(
                "heated area {heated:,.0f} m2 on floors of {floors:,.0f} m2",
                heated=buildings.at[first, "heated_area_m2"],
                floors=floors[first],
            ),
            Message(
                "at most {most:g} times its floors, by footprint and height",
                most=MOST_OF_FLOORS,
            ),
            Message(
                "The area is not taken: it may be of another building; correct it or its address."
            ),
            "row",
            "area-too-large",
        )
    )
    buildings.loc[rows, "heated_area_m2"] = np.nan
