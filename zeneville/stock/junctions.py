"""Thermal bridges at the junctions of heavy elements, by where walls and slabs are insulated.

``junctions.csv``: psi in W/(m K) of the decree of 31 March 2021 (3CL-DPE 2021, annex 1, section
3.4), windows in the middle of the wall, frames of 5 cm, no insulation of reveals.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

Array = np.ndarray[Any, Any]

#: above this U, W/m2K, an element counts as never insulated: those of the decree's periods with
#: insulation stay below
BARE_U = 1.2
SIDES = ("none", "inside", "outside", "inside+outside")


@cache
def _psi(junction: str) -> Array:
    """(4, 4) W/(m K) by insulation of wall and slab, in the order of ``SIDES``."""
    table = np.full((len(SIDES), len(SIDES)), np.nan)
    text = Path(__file__).with_name("junctions.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        if row["junction"] == junction:
            wall, slab = SIDES.index(row["wall"]), row["slab"]
            table[wall, SIDES.index(slab) if slab else slice(None)] = float(row["psi_w_per_mk"])
    return table


def psi(junction: str, wall: Array | int, slab: Array | int = 0) -> Array:
    """W/(m K) of ``floor``, ``storey``, ``roof``, ``partition`` or ``opening``.

    Parameters
    ----------
    wall, slab
        Numbers of ``SIDES``; the slab counts at floors and roofs.
    """
    return np.asarray(_psi(junction)[wall, slab])


def side(inside: Array, outside: Array) -> Array:
    """Number of ``SIDES`` of an element insulated inside, outside or both."""
    return inside.astype(int) + 2 * outside.astype(int)


def losses(
    envelope: xr.Dataset,
    storeys: Array,
    before: dict[str, Array],
    after: dict[str, Array],
    opening_edge: float,
) -> Array:
    """W/K of the junctions (B, P), none treated.

    Floors and roofs on the whole exposed edge, storeys between two levels, partitions of dwellings
    on both facades, windows all around.

    Parameters
    ----------
    envelope
        Areas (B,), ``facade_m2``, ``height_m`` and ``dwellings``.
    before, after
        U in W/m2K of ``wall``, ``floor``, ``roof`` as they are (B,) and under packages (B, P);
        ``after`` has ``outside`` (B, P), walls insulated there by the works.
    opening_edge
        m of edge a m2 of window.
    """

    def column(name: str) -> Array:
        return envelope[name].to_numpy().astype(float)[:, None]

    works = after["wall"] < before["wall"][:, None] - 1e-9
    outside = works & (after["outside"] > 0.0)
    inside = (before["wall"][:, None] < BARE_U) | (works & ~outside)
    wall = side(inside, outside)
    slab = side(
        np.broadcast_to(before["floor"][:, None] < BARE_U, works.shape),
        after["floor"] < before["floor"][:, None] - 1e-9,
    )
    over = side(np.zeros_like(works), after["roof"] < BARE_U)
    height = np.maximum(column("height_m"), 1.0)
    edge = np.maximum(column("facade_m2") / height, 1.0)
    levels = np.maximum(storeys, 1.0)[:, None]
    apart = np.maximum(column("dwellings") / levels - 1.0, 0.0)
    opening = envelope["window_area_m2"].sum("orientation").to_numpy()[:, None]
    return np.asarray(
        edge * (psi("floor", wall, slab) + psi("roof", wall, over))
        + edge * (levels - 1.0) * psi("storey", wall)
        + 2.0 * apart * height * psi("partition", wall)
        + opening * opening_edge * psi("opening", wall)
    )
