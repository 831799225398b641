"""Houses as a laser scanner sees them: points of known roofs with noise, and their footprints."""

import numpy as np
from shapely import contains_xy
from shapely.affinity import rotate, translate
from shapely.geometry import box

NOISE_M = 0.03
DENSITY = 10.0
EAVES_M = 25.0
LENGTH, WIDTH = 12.0, 8.0


def altitude(form, x, y, tilt_deg):
    """Roof of a 12 x 8 m house around the origin, its ridge along x; a shed faces south."""
    rise = np.tan(np.radians(tilt_deg))
    if form == "gable":
        return EAVES_M + (WIDTH / 2 - abs(y)) * rise
    if form == "hip":
        return EAVES_M + np.minimum(WIDTH / 2 - abs(y), LENGTH / 2 - abs(x)) * rise
    if form == "shed":
        return EAVES_M + (WIDTH / 2 + y) * rise
    chimney = (abs(x - 2.0) < 0.5) & (abs(y - 1.0) < 0.5)
    return EAVES_M + 1.2 * chimney + 0.0 * x


def house(form, tilt_deg=40.0, turn_deg=0.0, at=(700000.0, 7000000.0), density=DENSITY, seed=0):
    """(N, 3) points and the footprint, turned anticlockwise about its middle."""
    rng = np.random.default_rng(seed)
    count = rng.poisson(LENGTH * WIDTH * density)
    x = rng.uniform(-LENGTH / 2, LENGTH / 2, count)
    y = rng.uniform(-WIDTH / 2, WIDTH / 2, count)
    z = altitude(form, x, y, tilt_deg) + rng.normal(0.0, NOISE_M, count)
    turn = np.radians(turn_deg)
    east = x * np.cos(turn) - y * np.sin(turn) + at[0]
    north = x * np.sin(turn) + y * np.cos(turn) + at[1]
    shape = rotate(box(-LENGTH / 2, -WIDTH / 2, LENGTH / 2, WIDTH / 2), turn_deg, origin=(0, 0))
    return np.column_stack([east, north, z]), translate(shape, *at)


def cells(form, tilt_deg=40.0, turn_deg=0.0, at=(700000.0, 7000000.0), cell_m=0.5):
    """Centres of a surface model's cells within the footprint, altitude there with 2 cm noise."""
    _, shape = house(form, tilt_deg, turn_deg, at)
    west, south, east, north = shape.bounds
    x, y = np.meshgrid(
        np.arange(np.floor(west), east, cell_m), np.arange(np.floor(south), north, cell_m)
    )
    x, y = x.ravel() + cell_m / 2, y.ravel() + cell_m / 2
    inside = contains_xy(shape, x, y)
    x, y = x[inside], y[inside]
    turn = np.radians(turn_deg)
    along = (x - at[0]) * np.cos(turn) + (y - at[1]) * np.sin(turn)
    beside = -(x - at[0]) * np.sin(turn) + (y - at[1]) * np.cos(turn)
    noise = np.random.default_rng(1).normal(0.0, 0.02, len(x))
    return np.column_stack([x, y, altitude(form, along, beside, tilt_deg) + noise]), shape
