"""Buildings whose roofs are asked for in the tests of roofs."""

import geopandas as gpd
import numpy as np
import shapely
from shapely.affinity import rotate
from shapely.geometry import box

from zeneville.solar import roof_planes
from zeneville.technologies import catalogue

LATITUDE = 50.7

#: footprints with one or several wings, and how many slopes their gables have
L_SHAPE = box(0, 0, 10, 24).union(box(0, 0, 26, 8))
T_SHAPE = box(0, 0, 30, 10).union(box(11, 10, 19, 24))
U_SHAPE = box(0, 0, 36, 9).union(box(0, 0, 10, 25)).union(box(26, 0, 36, 25))
COURTYARD = box(0, 0, 40, 36).difference(box(11, 10, 29, 27))
SHAPES = {
    "rectangle": (box(0, 0, 12, 8), 2),
    "L": (L_SHAPE, 4),
    "T": (T_SHAPE, 4),
    "U": (U_SHAPE, 6),
    "courtyard": (COURTYARD, 8),
}


def stock(shapes, form="gable", turn=0.0, **columns):
    """Buildings in the columns that roofs need; every one alike but for ``columns``."""
    count = len(shapes)
    table = {
        "status": ["heated"] * count,
        "roof_form": [form] * count,
        "roof_flat": [form == "flat"] * count,
        "height_m": [5.0] * count,
        "ridge_height_m": [np.nan] * count,
        "protected": [False] * count,
        **columns,
    }
    turned = [rotate(shape, turn, origin=(0, 0)) for shape in shapes]
    names = [f"B{number}" for number in range(count)]
    return gpd.GeoDataFrame(table, geometry=turned, index=names, crs="EPSG:2154")


def planes(shapes, form="gable", turn=0.0, asked=None, **columns):
    """Their roof planes; ``asked`` are arguments of the rule."""
    asked = {"latitude_deg": LATITUDE, **(asked or {})}
    return roof_planes(stock(shapes, form, turn, **columns), catalogue.read(), **asked)


def height_at(plane, points, convergence_deg=0.0):
    """m of altitude of a plane at points (N, 2), from its row of the table alone."""
    fall = np.radians(plane.azimuth_deg - convergence_deg)
    down = np.array([np.sin(fall), np.cos(fall)])
    middle = shapely.get_coordinates(plane.geometry.centroid)[0]
    return plane.altitude_m - np.tan(np.radians(plane.tilt_deg)) * ((points - middle) @ down)
