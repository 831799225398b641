"""Surface model: the altitude of what is seen from above, cell by cell, from a GeoTIFF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from pyproj import CRS
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window

from zeneville.errors import Fault, InputError
from zeneville.messages import Message

Array = np.ndarray[Any, Any]
Box = tuple[float, float, float, float]

METRIC = "EPSG:2154"


@dataclass(frozen=True)
class SurfaceModel:
    """Altitudes on square cells in EPSG:2154.

    Parameters
    ----------
    altitude_m
        (rows from the north, columns from the west) float32, NaN where nothing was seen.
    west, north
        Outer edges of the first cell, metres.
    cell_m
        Side of a cell.
    """

    altitude_m: Array
    west: float
    north: float
    cell_m: float

    @property
    def transform(self) -> tuple[float, float, float, float, float, float]:
        """Six numbers a, b, c, d, e, f: corner of a cell at (a column + c, e row + f)."""
        return self.cell_m, 0.0, self.west, 0.0, -self.cell_m, self.north

    def points(self) -> Array:
        """(N, 3) centres of the cells that have an altitude: east, north, altitude in metres."""
        row, column = np.nonzero(np.isfinite(self.altitude_m))
        return np.column_stack(
            [
                self.west + (column + 0.5) * self.cell_m,
                self.north - (row + 0.5) * self.cell_m,
                self.altitude_m[row, column],
            ]
        )


def read(path: str | Path, box: Box | None = None, crs: str | None = None) -> SurfaceModel:
    """Read the cells of a GeoTIFF in a box; models in other systems are reprojected.

    Parameters
    ----------
    path
        A raster of altitudes in metres, first band.
    box
        West, south, east, north in EPSG:2154; the whole raster without it.
    crs
        System of the raster where the file names none.

    Raises
    ------
    InputError
        When there is no such file, it is no raster of altitudes, names no coordinate system, or
        lies elsewhere than the box.
    """
    path = Path(path)
    if not path.exists():
        raise _fault(
            path,
            Message("there is no such file"),
            Message("a GeoTIFF of altitudes"),
            Message("Correct the path."),
            code="surface-missing",
        )
    try:
        with rasterio.open(path) as raster:
            _check(path, raster, crs)
            return _window(path, raster, box, crs)
    except RasterioError as error:
        raise _fault(
            path,
            Message("cannot be read as a raster"),
            Message("a GeoTIFF of altitudes in metres"),
            Message("Download or export it again ({error}).", error=error),
            code="surface-unreadable",
        ) from error


def _check(path: Path, raster: DatasetReader, crs: str | None) -> None:
    if raster.crs is None and crs is None:
        raise _fault(
            path,
            Message("names no coordinate system"),
            Message("{metric} or another known one", metric=METRIC),
            Message(
                "Set it when exporting: gdal_edit.py -a_srs EPSG:2154 FILE, if it is Lambert-93."
            ),
            code="no-crs",
        )
    if raster.count > 2 or np.dtype(raster.dtypes[0]).itemsize < 2:
        raise _fault(
            path,
            Message("has {count} bands of {kind}", count=raster.count, kind=raster.dtypes[0]),
            Message("one band of altitudes"),
            Message("This looks like a picture; give the surface model (MNS), not the orthophoto."),
            code="surface-no-altitudes",
        )


def _window(path: Path, raster: DatasetReader, box: Box | None, crs: str | None) -> SurfaceModel:
    """Cells in the box; rasters in another system or with cells askew go through a warp."""
    straight = raster.transform.b == raster.transform.d == 0.0 and raster.transform.e < 0
    square = np.isclose(raster.transform.a, -raster.transform.e)
    known = CRS.from_user_input(raster.crs or crs)
    flat = known.sub_crs_list[0] if known.is_compound else known
    if straight and square and flat.equals(CRS(METRIC), ignore_axis_order=True):
        return _cells(path, raster, box)
    with WarpedVRT(raster, src_crs=flat, crs=METRIC, resampling=Resampling.nearest) as warped:
        return _cells(path, warped, box)


def _cells(path: Path, raster: DatasetReader | WarpedVRT, box: Box | None) -> SurfaceModel:
    west, south, east, north = raster.bounds
    cell = float(raster.transform.a)
    asked = box or (west, south, east, north)
    first = max(int(np.floor((asked[0] - west) / cell + 1e-6)), 0)
    top = max(int(np.floor((north - asked[3]) / cell + 1e-6)), 0)
    last = min(int(np.ceil((asked[2] - west) / cell - 1e-6)), raster.width)
    bottom = min(int(np.ceil((north - asked[1]) / cell - 1e-6)), raster.height)
    if last <= first or bottom <= top:
        raise _fault(
            path,
            Message(
                "covers {west:,.0f}, {south:,.0f} to {east:,.0f}, {north:,.0f} in {metric}",
                west=west,
                south=south,
                east=east,
                north=north,
                metric=METRIC,
            ),
            Message(
                "cells within {west:,.0f}, {south:,.0f} to {east:,.0f}, {north:,.0f}",
                west=asked[0],
                south=asked[1],
                east=asked[2],
                north=asked[3],
            ),
            Message(
                "Give the surface model of the district, or check the coordinate system of either."
            ),
            code="surface-elsewhere",
        )
    window = Window(first, top, last - first, bottom - top)
    band = raster.read(1, window=window, masked=True)
    altitude = np.ma.filled(band.astype(np.float32), np.nan)
    return SurfaceModel(
        np.asarray(altitude), float(west + first * cell), float(north - top * cell), cell
    )


def _fault(path: Path, value: Message, expected: Message, remedy: Message, code: str) -> InputError:
    return InputError([Fault(str(path), "", value, expected, remedy, code=code)])
