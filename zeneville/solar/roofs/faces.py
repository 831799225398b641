"""Roof planes from the faces of a 3-D city model (LoD 2), one plane a face.

Area and tilt are those of the face in the file's own system. Faces of a lower level of detail are
tops of blocks, not roofs, and upright or overhanging faces carry no modules: none become planes.
The triangles of a mesh are joined first where that changes neither area nor tilt.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from zeneville.errors import Fault
from zeneville.messages import Message, with_others
from zeneville.solar.roofs import coplanar

Array = np.ndarray[Any, Any]

#: least level of detail that shows the shape of a roof (CityGML 2.0: LoD 2 has roof structures)
LEAST_LOD = 2.0
#: steepest roof that a plane is made of, degree; beyond it the polygon in plan is a sliver
STEEPEST_DEG = 85.0
COLUMNS = ("building", "source", "shape", "area_m2", "tilt_deg", "azimuth_deg", "altitude_m")


def planes(roof_faces: gpd.GeoDataFrame, figures: Any) -> gpd.GeoDataFrame:
    """Table of planes, index ``plane``: one row for each face that looks up.

    Where all of them are triangles, for each face that the triangles of a mesh make.

    Parameters
    ----------
    roof_faces
        Index ``face``; ``building``, ``source``, ``lod``, ``area_m2``, ``tilt_deg``,
        ``azimuth_deg`` from the grid north of the file, ``convergence_deg`` to be added for true
        north, ``altitude_m`` of the plane above the centroid; polygons, with heights or without.

    Returns
    -------
    geopandas.GeoDataFrame
        :data:`COLUMNS`, ``face`` and 2-D polygons; ``azimuth_deg`` is true, ``shape`` is ``flat``
        below the tilt ``solar_flat_limit`` and ``face`` else.
    """
    rows = roof_faces[upward(roof_faces)]
    if coplanar.is_mesh(rows):
        rows = coplanar.joined(rows)
    number = rows.groupby("building").cumcount()
    names = [f"{name}/{n}" for name, n in zip(rows["building"], number, strict=True)]
    tilt = rows["tilt_deg"].to_numpy(float)
    return gpd.GeoDataFrame(
        {
            "building": rows["building"].to_numpy(),
            "source": rows["source"].to_numpy(),
            "shape": np.where(tilt < figures.value("solar_flat_limit"), "flat", "face"),
            "area_m2": rows["area_m2"].to_numpy(float),
            "tilt_deg": tilt,
            "azimuth_deg": ((rows["azimuth_deg"] + rows["convergence_deg"]) % 360.0).to_numpy(),
            "altitude_m": rows["altitude_m"].to_numpy(float),
            "face": rows.index.to_numpy(),
        },
        geometry=list(in_plan(np.asarray(rows.geometry.array))),
        crs=roof_faces.crs,
        index=pd.Index(names, name="plane"),
    )


def upward(roof_faces: gpd.GeoDataFrame) -> Array:
    """(F,) True for faces that are roofs: of LoD 2, and no steeper than :data:`STEEPEST_DEG`."""
    return ((roof_faces["tilt_deg"] <= STEEPEST_DEG) & (roof_faces["lod"] >= LEAST_LOD)).to_numpy()


def in_plan(shapes: Array) -> Array:
    """2-D polygons of 3-D ones; those that touch or cross themselves in plan are mended."""
    flat = shapely.force_2d(shapes)
    for n in np.flatnonzero(~shapely.is_valid(flat)):
        parts = shapely.get_parts(shapely.make_valid(flat[n]))
        flat[n] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
    return np.asarray(flat)


@dataclass(frozen=True)
class Matched:
    """Roof faces with the identifiers of a stock, and what found no partner.

    ``faces`` has the stock's ``building`` and the file's ``building_in_file``; ``alien`` are faces
    that lie on no footprint; ``bare`` are usable buildings without a face.
    """

    faces: gpd.GeoDataFrame
    alien: gpd.GeoDataFrame
    bare: tuple[str, ...]

    def faults(self, file: str | Path) -> list[Fault]:
        """What found no partner, in two rows at most."""
        out = []
        if len(self.alien):
            names = sorted(self.alien["building"].astype(str).unique())
            out.append(
                Fault(
                    str(file),
                    Message("buildings {names}", names=_some(names)),
                    Message(
                        "{count} roof face(s) lie on no footprint of the stock",
                        count=len(self.alien),
                    ),
                    Message("faces over the footprints"),
                    Message(
                        "Left out; compare the coordinate systems and the dates of both files."
                    ),
                    "row",
                    "face-unmatched",
                )
            )
        if self.bare:
            out.append(
                Fault(
                    str(file),
                    Message("buildings {names}", names=_some(list(self.bare))),
                    Message(
                        "{count} building(s) of the stock have no roof face", count=len(self.bare)
                    ),
                    Message("a roof for each"),
                    Message("Their roofs follow from footprint and heights."),
                    "row",
                    "roof-unmatched",
                )
            )
        return out


def _some(names: list[str]) -> Message:
    return with_others(Message("{names}", names=", ".join(names[:5])), len(names) - 5)


def matched(roof_faces: gpd.GeoDataFrame, buildings: gpd.GeoDataFrame, figures: Any) -> Matched:
    """Give the faces of another file to the buildings of a stock.

    A building of the file whose faces touch the footprint of its own identifier keeps it. A face
    of another goes to the footprint that it covers most of, when at least the share
    ``solar_face_on_footprint`` of it lies over footprints. Faces left over, such as eaves, follow
    the larger part of their building when that share of it found a footprint. No face is cut.
    Both tables are in one metric system.
    """
    rows = roof_faces[upward(roof_faces)]
    usable = buildings[buildings["status"] != "unusable"]
    least = figures.value("solar_face_on_footprint")
    shapes = in_plan(np.asarray(rows.geometry.array))
    owner = _partners(rows["building"].reset_index(drop=True), shapes, usable, least)
    found = rows[owner >= 0].assign(
        building_in_file=rows["building"][owner >= 0],
        building=usable.index.to_numpy()[owner[owner >= 0]],
    )
    bare = usable.index[~usable.index.isin(found["building"])]
    return Matched(found, rows[owner < 0], tuple(str(name) for name in bare))


def _partners(names: pd.Series, shapes: Array, usable: gpd.GeoDataFrame, least: float) -> Array:
    """(F,) row of the footprint that each face belongs to, -1 where there is none."""
    grounds = np.asarray(usable.geometry.array)
    ground, face = shapely.STRtree(shapes).query(grounds, predicate="intersects")
    common = shapely.area(shapely.intersection(shapes[face], grounds[ground]))
    pairs = pd.DataFrame({"face": face, "ground": ground, "m2": common})[common > 0.0]
    area = shapely.area(shapes)
    owner = np.full(len(names), -1)
    over = np.bincount(pairs["face"], pairs["m2"], minlength=len(names)) / area
    best = pairs.sort_values(["m2", "ground"], ascending=[False, True]).drop_duplicates("face")
    best = best[over[best["face"]] >= least]
    owner[best["face"]] = best["ground"]
    own = usable.index.get_indexer(names)
    kept = pairs["face"][own[pairs["face"]] == pairs["ground"]]
    known = names.isin(names[kept]).to_numpy()
    owner[known] = own[known]
    left = owner < 0
    owner[left] = names[left].map(_larger_part(names, owner, area, least)).fillna(-1).astype(int)
    return owner


def _larger_part(names: pd.Series, owner: Array, area: Array, least: float) -> pd.Series:
    """By building of the file, the partner of most of its faces; where ``least`` of it has one."""
    parts = pd.DataFrame({"name": names, "owner": owner, "m2": area})
    sums = parts[owner >= 0].groupby(["name", "owner"])["m2"].sum().reset_index()
    share = sums.groupby("name")["m2"].sum() / parts.groupby("name")["m2"].sum()
    sums = sums.sort_values(["m2", "owner"], ascending=[False, True]).drop_duplicates("name")
    most = sums.set_index("name")["owner"]
    return most[share.reindex(most.index) >= least]


__all__ = ["Matched", "matched", "planes"]
