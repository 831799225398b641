"""Point cloud of an airborne laser scanner: LAS or LAZ, one file or a folder of tiles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import laspy
import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from zeneville.errors import Fault, InputError
from zeneville.geodata.surface_model import METRIC, Box, SurfaceModel
from zeneville.messages import Message

Array = np.ndarray[Any, Any]

#: classes of the LAS specification (ASPRS, LAS 1.4 R15, table 17)
GROUND, BUILDING, WATER, BRIDGE = 2, 6, 9, 17
VEGETATION = (3, 4, 5)
#: low and high noise of the specification; artefacts and points made for terrain models of IGN
#: LiDAR HD
UNREAL = (7, 18, 65, 66)
SUFFIXES = (".las", ".laz")
#: systems that names of tiles tell, where their headers do not
NAMED = ((re.compile(r"(?:^|[_-])(?:LA|LAMB)93(?:[_.-]|$)", re.IGNORECASE), METRIC),)
CHUNK = 2_000_000


@dataclass(frozen=True)
class PointCloud:
    """Points in EPSG:2154, noise left out.

    Parameters
    ----------
    points
        (N, 3) metres: east, north, altitude.
    kind
        (N,) uint8 class of the LAS specification.
    """

    points: Array
    kind: Array

    def of(self, *kinds: int) -> Array:
        """(M, 3) points of some classes."""
        return self.points[np.isin(self.kind, kinds)]


def is_cloud(path: str | Path) -> bool:
    """Whether a path is a point cloud: a LAS or LAZ file, or a folder that holds some."""
    path = Path(path)
    return path.suffix.lower() in SUFFIXES or (path.is_dir() and bool(_tiles(path)))


def read(
    path: str | Path,
    box: Box | None = None,
    crs: str | None = None,
    kinds: tuple[int, ...] | None = None,
) -> PointCloud:
    """Read a file or every tile of a folder.

    Parameters
    ----------
    path
        LAS or LAZ file, or folder of such tiles; tiles do not overlap.
    box
        West, south, east, north in EPSG:2154; tiles outside are not opened further.
    crs
        System of tiles whose header and name tell none, such as that of the stock.
    kinds
        Classes to keep, all of them without it; a square kilometre of LiDAR HD has some 25 million
        points, of which those of buildings are few.

    Raises
    ------
    InputError
        With one fault for every tile that is unreadable, cut short or of unknown system.
    """
    path = Path(path)
    tiles = _tiles(path) if path.is_dir() else [path]
    if not path.exists() or not tiles:
        value = Message("holds no tile") if path.exists() else Message("there is no such file")
        expected = Message("a LAS or LAZ file, or a folder of them")
        raise _fault(path, value, expected, Message("Correct the path."), "cloud-missing")
    points, classes = [], []
    faults: list[Fault] = []
    for tile in tiles:
        try:
            for place, kind in _chunks(tile, box, crs, kinds):
                points.append(place)
                classes.append(kind)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    cloud = PointCloud(
        np.concatenate([np.zeros((0, 3)), *points]),
        np.concatenate([np.zeros(0, dtype=np.uint8), *classes]),
    )
    if len(cloud.points) == 0:
        expected = (
            Message("points")
            if kinds is None
            else Message("points of class {classes}", classes=", ".join(map(str, kinds)))
        )
        if box is not None:
            west, south, east, north = box
            expected = Message(
                "{points} within {west:,.0f}, {south:,.0f} to {east:,.0f}, {north:,.0f}",
                points=expected,
                west=west,
                south=south,
                east=east,
                north=north,
            )
        remedy = Message("Give the classified tiles of the district; check the coordinate systems.")
        raise _fault(path, Message("has no such points"), expected, remedy, "cloud-elsewhere")
    return cloud


def check_buildings(path: str | Path, cloud: PointCloud) -> None:
    """Raise InputError when no point of the cloud is of the class of buildings."""
    if (cloud.kind == BUILDING).any():
        return
    found = ", ".join(str(kind) for kind in np.unique(cloud.kind))
    raise _fault(
        Path(path),
        Message(
            "no point is of class {building} (building); classes {found} only",
            building=BUILDING,
            found=found,
        ),
        Message("a classified cloud, such as the tiles of IGN LiDAR HD"),
        Message(
            "Take the classified tiles, or classify it first; or give a "
            "surface model and footprints."
        ),
        "cloud-no-buildings",
    )


def surface(
    cloud: PointCloud, cell_m: float, box: Box | None = None, vegetation: bool = True
) -> SurfaceModel:
    """Highest point of every cell; NaN where none fell.

    Parameters
    ----------
    cell_m
        Side of a cell in metres; edges lie on its multiples.
    box
        West, south, east, north in EPSG:2154; that of the cloud without it.
    vegetation
        Trees shade roofs and façades too, but lose their leaves and grow or fall: with them the
        shade is that of summer. ``False`` leaves classes 3 to 5 out.
    """
    kept = np.ones(len(cloud.kind), dtype=bool) if vegetation else ~np.isin(cloud.kind, VEGETATION)
    points = cloud.points[kept]
    if box is None:
        box = (*cloud.points[:, :2].min(axis=0), *cloud.points[:, :2].max(axis=0))
    west, south = np.floor(np.array(box[:2]) / cell_m + 1e-6).astype(np.int64)
    east, north = np.ceil(np.array(box[2:]) / cell_m - 1e-6).astype(np.int64)
    column = np.floor(points[:, 0] / cell_m).astype(np.int64) - west
    row = np.floor(north - points[:, 1] / cell_m).astype(np.int64)
    width, height = max(int(east - west), 1), max(int(north - south), 1)
    inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    altitude = np.full(height * width, -np.inf, dtype=np.float32)
    np.maximum.at(altitude, (row * width + column)[inside], points[inside, 2].astype(np.float32))
    altitude[np.isinf(altitude)] = np.nan
    return SurfaceModel(
        altitude.reshape(height, width), float(west * cell_m), float(north * cell_m), cell_m
    )


def _tiles(folder: Path) -> list[Path]:
    return sorted(tile for tile in folder.iterdir() if tile.suffix.lower() in SUFFIXES)


def _chunks(
    tile: Path, box: Box | None, crs: str | None, kinds: tuple[int, ...] | None
) -> Iterator[tuple[Array, Array]]:
    """Points and classes of a tile, a few millions at a time."""
    try:
        with laspy.open(tile) as reader:
            if tile.stat().st_size < reader.header.offset_to_point_data:
                raise EOFError("the header goes on beyond it")
            change = _change(tile, reader.header, crs)
            if box is not None and _apart(reader.header, change, box):
                return
            seen = 0
            for chunk in reader.chunk_iterator(CHUNK):
                seen += len(chunk)
                yield _kept(chunk, change, box, kinds)
            if seen < reader.header.point_count:
                raise EOFError(f"{seen} of {reader.header.point_count} points")
    except InputError:
        raise
    except Exception as error:  # lazrs raises its own kinds, laspy, struct and numpy others
        raise _fault(
            tile,
            Message("cannot be read to its end ({error})", error=error or type(error).__name__),
            Message("a whole LAS or LAZ file"),
            Message("Download it again; compare its size with that of the source."),
            "cloud-unreadable",
        ) from error


def _kept(
    chunk: Any, change: Transformer | None, box: Box | None, kinds: tuple[int, ...] | None
) -> tuple[Array, Array]:
    kind = np.asarray(chunk.classification, dtype=np.uint8)
    real = ~np.isin(kind, UNREAL) & ~np.asarray(chunk.withheld, dtype=bool)
    if kinds is not None:
        real &= np.isin(kind, kinds)
    points = np.column_stack([np.asarray(chunk[name], dtype=float)[real] for name in "xyz"])
    kind = kind[real]
    if change is not None:
        points[:, 0], points[:, 1] = change.transform(points[:, 0], points[:, 1])
    if box is not None:
        inside = ((points[:, :2] >= box[:2]) & (points[:, :2] <= box[2:])).all(axis=1)
        points, kind = points[inside], kind[inside]
    return points, kind


def _change(tile: Path, header: Any, crs: str | None) -> Transformer | None:
    """Way to EPSG:2154 from what the header, else the name, else the caller tells."""
    try:
        told = header.parse_crs()
    except CRSError:
        told = None
    if told is None:
        told = next((code for shape, code in NAMED if shape.search(tile.stem)), crs)
    if told is None:
        raise _fault(
            tile,
            Message("names no coordinate system"),
            Message(
                "{metric} or another known one in the header or in the name (..._LA93_...)",
                metric=METRIC,
            ),
            Message(
                "Set it when exporting (pdal translate "
                "--writers.las.a_srs=EPSG:2154), or give `stock_crs` in the case."
            ),
            "no-crs",
        )
    known = CRS.from_user_input(told)
    flat = known.sub_crs_list[0] if known.is_compound else known
    if flat.equals(CRS(METRIC), ignore_axis_order=True):
        return None
    return Transformer.from_crs(flat, METRIC, always_xy=True)


def _apart(header: Any, change: Transformer | None, box: Box) -> bool:
    west, south = header.mins[:2]
    east, north = header.maxs[:2]
    if change is not None:
        west, south, east, north = change.transform_bounds(west, south, east, north)
    return bool(east < box[0] or west > box[2] or north < box[1] or south > box[3])


def _fault(path: Path, value: Message, expected: Message, remedy: Message, code: str) -> InputError:
    return InputError([Fault(str(path), "", value, expected, remedy, code=code)])
