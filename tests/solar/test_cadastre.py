"""The stage as wired: what stands alone has the unshaded year; racks lose what their rows hide."""

import geopandas as gpd
import numpy as np
import pytest
from shapely import affinity
from shapely.geometry import box

from zeneville import weather as weather_stage
from zeneville.solar import cadastre as stage
from zeneville.solar.pv import pv_year
from zeneville.solar.roofs.layout import arrays, layout
from zeneville.solar.roofs.usable import usable
from zeneville.solar.sky import sky
from zeneville.technologies import catalogue

EAST, NORTH = 708_000.0, 7_067_000.0


@pytest.fixture(scope="module")
def weather():
    return weather_stage.read("lille-typical")


def roofs(figures, flat_roofs: str = "south") -> gpd.GeoDataFrame:
    """A slope to the south-east and a flat roof, 500 m apart."""
    table = gpd.GeoDataFrame(
        {
            "building": ["slope", "flat"],
            "source": "rule",
            "shape": ["gable", "flat"],
            "area_m2": [120.0, 400.0],
            "tilt_deg": [35.0, 0.0],
            "azimuth_deg": [130.0, 180.0],
            "altitude_m": [8.0, 10.0],
        },
        geometry=[
            box(EAST, NORTH, EAST + 12, NORTH + 8),
            box(EAST + 500, NORTH, EAST + 520, NORTH + 20),
        ],
        index=["slope/0", "flat/0"],
        crs=2154,
    )
    table = usable(table, np.zeros(2, dtype=bool), figures)
    return layout(table, figures, 50.7, flat_roofs)


def around(planes: gpd.GeoDataFrame, **more: object) -> stage.Surroundings:
    buildings = gpd.GeoDataFrame(
        {"height_m": [6.0, 10.0], "ground_altitude_m": 0.0},
        geometry=planes.geometry.to_numpy(),
        index=planes["building"].to_numpy(),
        crs=2154,
    )
    return stage.Surroundings(buildings, 100.0, **more)  # type: ignore[arg-type]


def made(planes, weather, figures, **more):
    shaded = stage.roof_shade(planes, around(planes, **more), figures)
    return stage.cadastre(planes, shaded, weather, figures, hourly=True)


def test_a_slope_alone_has_the_unshaded_year(weather) -> None:
    figures = catalogue.read()
    planes = roofs(figures)
    found = made(planes, weather, figures)
    light = sky(weather, 0.0, figures.value("solar_albedo"))
    alone = pv_year(np.array([35.0]), np.array([130.0]), light, figures)
    assert np.abs(found.yields[0] - alone.hourly[0]).max() < 1e-6
    assert found.shading_loss == pytest.approx([0.0, 0.0], abs=1e-9)
    assert found.sky_view == pytest.approx([1.0, 1.0], abs=1e-9)


@pytest.mark.parametrize("flat_roofs", ["south", "east_west"])
def test_racks_lose_the_sky_that_their_rows_hide(weather, flat_roofs: str) -> None:
    figures = catalogue.read()
    planes = roofs(figures, flat_roofs)
    stands = arrays(planes)
    rows = np.flatnonzero(stands.plane == 1)
    light = sky(weather, 0.0, figures.value("solar_albedo"))
    free = pv_year(
        stands.tilt_deg[rows],
        stands.azimuth_deg[rows],
        light,
        figures,
        open_rack=np.ones(len(rows), dtype=bool),
    )
    alone = float(stands.share[rows] @ free.monthly.sum(axis=1))
    found = made(planes, weather, figures).kwh_per_kwp[1].sum()
    assert 0.2 * stands.sky_loss[rows].max() < 1.0 - found / alone < stands.sky_loss[rows].max()


def test_hills_all_around_leave_the_sky_above_them(weather) -> None:
    figures = catalogue.read()
    planes = roofs(figures)
    relief = np.full(stage.SECTORS, np.tan(np.radians(30.0)))
    found = made(planes, weather, figures, relief=relief)
    assert found.sky_view[1] == pytest.approx(np.cos(np.radians(30.0)) ** 2, abs=1e-6)


def test_turning_district_and_grid_together_changes_nothing(weather) -> None:
    figures = catalogue.read()
    planes = roofs(figures)
    wall = box(EAST - 6, NORTH - 10, EAST + 18, NORTH - 8)
    turned = []
    for turn in (0.0, 20.0):
        shapes = [
            affinity.rotate(shape, turn, origin=(EAST, NORTH)) for shape in (*planes.geometry, wall)
        ]
        table = planes.set_geometry(gpd.GeoSeries(shapes[:2], index=planes.index, crs=2154))
        buildings = gpd.GeoDataFrame(
            {"height_m": [6.0, 10.0, 20.0], "ground_altitude_m": 0.0},
            geometry=shapes,
            index=["slope", "flat", "wall"],
            crs=2154,
        )
        # polygons turned anticlockwise: grid azimuths are smaller than true ones by the turn
        shaded = stage.roof_shade(table, stage.Surroundings(buildings, 100.0, turn), figures)
        turned.append(stage.cadastre(table, shaded, weather, figures, turn).kwh_per_kwp)
    assert np.allclose(turned[0], turned[1], rtol=2e-3)
