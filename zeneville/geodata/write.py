"""Write our own GeoPackage: whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from zeneville.geodata.fields import FURTHER, KNOWN, OWN
from zeneville.geodata.read import Geodata


def write(data: Geodata, path: Path) -> None:
    """Write the layers ``batiments``, ``parkings``, ``friches`` and ``protections``."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        part = Path(folder) / path.name
        table = data.buildings.reset_index()
        ours = [*OWN, *KNOWN, *FURTHER]
        columns = [*ours, *(f"{name}_source" for name in ours), "source_row", "geometry"]
        table = table[[name for name in columns if name in table]]
        table.to_file(part, layer="batiments", driver="GPKG")
        for layer, sites in (("parkings", data.parkings), ("friches", data.friches)):
            if len(sites):
                sites.reset_index().to_file(part, layer=layer, driver="GPKG")
        if len(data.protections):
            data.protections.to_file(part, layer="protections", driver="GPKG")
        part.replace(path)
