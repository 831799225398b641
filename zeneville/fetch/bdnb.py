"""Groups of buildings of the BDNB of a commune, by its open interface (PostgREST)."""

from __future__ import annotations

import re
from typing import Any

from shapely import from_wkb
from shapely.geometry import shape

from zeneville.fetch import web

SERVICE = "https://api.bdnb.io/v1/bdnb/donnees/batiment_groupe_complet"
LICENCE = "Licence Ouverte 2.0 (Etalab); CSTB, Base de données nationale des bâtiments"
#: rows of one answer
PAGE = 1000
GEOMETRY = "geom_groupe"
HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{20,}")


def page(insee: str, number: int, get: web.Get) -> list[dict[str, Any]]:
    """One page of the groups of a commune."""
    url = web.address(
        SERVICE,
        code_commune_insee=f"eq.{insee}",
        order="batiment_groupe_id",
        limit=PAGE,
        offset=number * PAGE,
    )
    found = web.json(url, get)
    if not isinstance(found, list):
        raise web.strange(url, str(found).encode())
    return [_row(row) for row in found]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A row whose geometry is WKT, as in the files of the BDNB, and not GeoJSON or hexadecimal."""
    given = row.get(GEOMETRY)
    if isinstance(given, dict):
        return row | {GEOMETRY: shape(given).wkt}
    if isinstance(given, str) and HEXADECIMAL.fullmatch(given):
        return row | {GEOMETRY: from_wkb(given).wkt}
    return row
