"""Buildings of BD TOPO by the web feature service of the Géoplateforme (WFS 2.0)."""

from __future__ import annotations

from typing import Any

from zeneville.errors import Fault, InputError
from zeneville.fetch import web
from zeneville.messages import Message

SERVICE = "https://data.geopf.fr/wfs/ows"
LICENCE = "Licence Ouverte 2.0 (Etalab); IGN, BD TOPO"
CRS = "urn:ogc:def:crs:EPSG::2154"
#: features of one answer; the service gives no more than 5000
PAGE = 1000

Box = tuple[float, float, float, float]


def commune(insee: str, get: web.Get) -> dict[str, Any]:
    """The GeoJSON feature of a commune, EPSG:2154.

    Raises
    ------
    InputError
        Where no commune has this code.
    """
    url = _address("commune", count=1, CQL_FILTER=f"code_insee='{_code(insee)}'")
    found: list[dict[str, Any]] = web.json(url, get).get("features", [])
    if not found:
        raise InputError([_unknown(insee)])
    return found[0]


def page(box: Box, number: int, get: web.Get) -> list[dict[str, Any]]:
    """One page of the buildings in a box (west, south, east, north in EPSG:2154)."""
    edges = ",".join(f"{edge:.1f}" for edge in box)
    url = _address(
        "batiment", count=PAGE, startIndex=number * PAGE, sortBy="cleabs", bbox=f"{edges},{CRS}"
    )
    features: list[dict[str, Any]] = web.json(url, get).get("features", [])
    return features


def collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    """GeoJSON that names its system; a building on the edge of two pages stands once.

    The identifier of the feature itself is left out: the building's own is ``cleabs``.
    """
    once = {
        feature["properties"]["cleabs"]: {
            name: feature[name] for name in ("type", "properties", "geometry")
        }
        for feature in features
    }
    return {
        "type": "FeatureCollection",
        "name": "batiment",
        "crs": {"type": "name", "properties": {"name": CRS}},
        "features": list(once.values()),
    }


def _address(layer: str, **parameters: Any) -> str:
    return web.address(
        SERVICE,
        service="WFS",
        version="2.0.0",
        request="GetFeature",
        typeNames=f"BDTOPO_V3:{layer}",
        outputFormat="application/json",
        srsName=CRS,
        **parameters,
    )


def _code(insee: str) -> str:
    """An INSEE code as text of five signs, such as 01004 or 2A004."""
    if len(insee) != 5 or not insee.isalnum():
        raise InputError([_unknown(insee)])
    return insee.upper()


def _unknown(insee: str) -> Fault:
    return Fault(
        "--insee",
        "",
        Message("{insee!r} is no commune", insee=insee),
        Message("the INSEE code of a commune, five signs such as 59421"),
        Message("Look it up: it is not the postal code."),
        code="insee-unknown",
    )
