"""What a case gives beside its stock of roofs and of what shades them: files, read once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import shapely

from zeneville import geodata
from zeneville.case import Case
from zeneville.errors import Fault, InputError
from zeneville.geodata import Geodata, far_horizon
from zeneville.messages import Message

if TYPE_CHECKING:
    from zeneville.geodata.point_cloud import PointCloud
    from zeneville.geodata.surface_model import SurfaceModel

Array = np.ndarray[Any, Any]

#: side of the cells of the surface that is made from a point cloud, metres
CELL_M = 0.5


@dataclass(frozen=True)
class Measured:
    """Parts that a case may give; None where it does not.

    Parameters
    ----------
    roof_faces
        Faces of a city model, see :class:`zeneville.geodata.Geodata`.
    faces_file
        Where they are from, None where they are of the stock itself.
    points
        (N, 3) points on roofs, metres east, north and up in EPSG:2154.
    points_source
        ``lidar`` or ``surface_model``.
    surface
        What stands around, seen from above, trees included.
    relief
        Far horizon.
    """

    roof_faces: gpd.GeoDataFrame | None = None
    faces_file: Path | None = None
    points: Array | None = None
    points_source: str = ""
    surface: SurfaceModel | None = None
    relief: far_horizon.FarHorizon | None = None


def read(case: Case, data: Geodata) -> Measured:
    """Read the files of the part ``solar`` of a case.

    Raises
    ------
    InputError
        With every fault of all of them.
    """
    faults: list[Fault] = []

    def attempt(work: Callable[[], Any]) -> Any:
        try:
            return work()
        except InputError as error:
            faults.extend(error.faults)
            return None

    asked = case.solar
    box = _box(data.buildings, asked.radius_m)
    file = {name: _path(case, getattr(asked, name)) for name in ("roofs", "surface_model")}
    roofs, surface = file["roofs"], file["surface_model"]
    far = _path(case, asked.far_horizon)
    relief = attempt(lambda: far_horizon.read(far)) if far else None
    model = attempt(lambda: _surface(surface, box, case.stock_crs)) if surface else None
    faces, faces_file, cloud = data.roof_faces, None, data.cloud
    if roofs is not None and faces is None and cloud is None:
        if geodata.is_cloud(roofs):
            cloud = attempt(lambda: _cloud(roofs, box, case.stock_crs))
        else:
            faces = attempt(lambda: _faces(roofs, case.stock_crs, data.buildings))
            faces_file = roofs
    if faults:
        raise InputError(faults)
    points, source = _points(cloud, model if faces is None else None)
    if model is None and cloud is not None:
        model = _seen(cloud)
    return Measured(faces, faces_file, points, source, model, relief)


def _path(case: Case, name: str | None) -> Path | None:
    return None if name is None else (case.folder or Path()) / name


def _box(buildings: gpd.GeoDataFrame, radius_m: float) -> tuple[float, float, float, float]:
    """The buildings and what may shade them: west, south, east, north."""
    west, south, east, north = buildings.geometry.dropna().total_bounds
    return (west - radius_m, south - radius_m, east + radius_m, north + radius_m)


def _cloud(file: Path, box: tuple[float, float, float, float], crs: str | None) -> PointCloud:
    from zeneville.geodata import point_cloud  # laspy: 0.2 s

    cloud = point_cloud.read(file, box, crs)
    point_cloud.check_buildings(file, cloud)
    return cloud


def _seen(cloud: PointCloud) -> SurfaceModel:
    from zeneville.geodata import point_cloud

    return point_cloud.surface(cloud, CELL_M)


def _surface(file: Path, box: tuple[float, float, float, float], crs: str | None) -> SurfaceModel:
    if geodata.is_cloud(file):
        from zeneville.geodata import point_cloud

        return point_cloud.surface(point_cloud.read(file, box, crs), CELL_M)
    from zeneville.geodata import surface_model  # rasterio: 0.2 s

    return surface_model.read(file, box, crs)


def _faces(file: Path, crs: str | None, buildings: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Roof faces of a city model.

    Raises
    ------
    InputError
        Where the file is something else, or of another place than the buildings.
    """
    if not geodata.is_city_model(file):
        found = (
            Message("is neither CityJSON, CityGML, LAS nor LAZ")
            if file.exists()
            else Message("is missing")
        )
        raise InputError(
            [
                Fault(
                    str(file),
                    "",
                    found,
                    Message("a city model with roofs, or a point cloud"),
                    Message("Correct the key `solar.roofs` of the case."),
                    code="roofs-format",
                )
            ]
        )
    faces = geodata.read(file, crs=crs).roof_faces
    assert faces is not None
    shapes = buildings.geometry.dropna()
    if not len(shapely.STRtree(faces.geometry.values).query(shapes.values, "intersects")[0]):
        raise InputError([_of_elsewhere(file, faces, shapes)])
    return faces


def _of_elsewhere(file: Path, faces: gpd.GeoDataFrame, shapes: gpd.GeoSeries) -> Fault:
    west, south, east, north = faces.total_bounds
    ours = shapes.total_bounds
    return Fault(
        str(file),
        "",
        Message(
            "has no roof over the stock: it covers {west:,.0f}, {south:,.0f} to {east:,.0f}, "
            "{north:,.0f} in {metric}",
            west=west,
            south=south,
            east=east,
            north=north,
            metric=geodata.METRIC,
        ),
        Message(
            "roofs within {west:,.0f}, {south:,.0f} to {east:,.0f}, {north:,.0f}",
            west=ours[0],
            south=ours[1],
            east=ours[2],
            north=ours[3],
        ),
        Message(
            "Give the city model of the district in the key `solar.roofs`, or check the coordinate "
            "system of either."
        ),
        code="roofs-elsewhere",
    )


def _points(cloud: PointCloud | None, model: SurfaceModel | None) -> tuple[Array | None, str]:
    """Points on roofs: those of a cloud before the cells of a surface."""
    if cloud is not None:
        from zeneville.geodata.point_cloud import BUILDING

        return cloud.of(BUILDING), "lidar"
    if model is not None:
        return model.points(), "surface_model"
    return None, ""
