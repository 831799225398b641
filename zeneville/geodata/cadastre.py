"""Buildings of the cadastre (GeoJSON of etalab): footprints, solid or light; nothing else."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from zeneville.errors import Fault
from zeneville.geodata import cells, frame, names, values
from zeneville.messages import Message

#: 01 solid (founded and closed on four sides), 02 light (open or without foundation)
SOLID, LIGHT = "01", "02"


def is_cadastre(columns: list[str]) -> bool:
    """True for a table with the columns of the cadastre and none of a building of ours."""
    found = names.find("cadastre", columns)
    return {"kind", "commune", "created"} <= set(found) and "building" not in columns


def understand(
    path: Path, layer: str, table: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, list[Fault], dict[str, str]]:
    """Footprints called by commune and row: the file has no identifiers.

    It has no heights, uses or years either; a table that is joined may bring storeys.
    """
    found = names.find("cadastre", [column for column in table.columns if column != "geometry"])
    communes = [values.text(value) or "commune" for value in table[found["commune"]]]
    ids = [f"{commune.zfill(5)}-{row:05d}" for row, commune in enumerate(communes)]
    kinds = [(values.text(value) or "").zfill(2) for value in table[found["kind"]]]
    faults = [
        Fault(
            str(path),
            Message("building {name}", name=name),
            Message("type {kind!r}", kind=kind),
            Message("{solid} (solid) or {light} (light)", solid=SOLID, light=LIGHT),
            Message("Taken as solid; correct it."),
            "row",
            "cadastre-type",
        )
        for name, kind in zip(ids, kinds, strict=True)
        if kind not in (SOLID, LIGHT)
    ]
    ids, more = cells.unique_ids(str(path), pd.Series(ids, dtype=object))
    given = {"light": [kind == LIGHT for kind in kinds]}
    buildings = frame.buildings(ids, list(table.geometry), table.crs, given)
    return buildings, faults + more, {theirs: ours for ours, theirs in found.items()}
