"""Typical year and far horizon of a place, by the interface of PVGIS 5.3."""

from __future__ import annotations

from zeneville.fetch import web

SERVICE = "https://re.jrc.ec.europa.eu/api/v5_3"
LICENCE = "reuse with the source (Commission decision 2011/833/EU); PVGIS, European Commission, JRC"


def typical_year(latitude: float, longitude: float, get: web.Get) -> bytes:
    """The CSV of a typical year, relief left out: the far horizon is taken by itself."""
    url = web.address(
        f"{SERVICE}/tmy",
        lat=f"{latitude:.5f}",
        lon=f"{longitude:.5f}",
        usehorizon=0,
        outputformat="csv",
    )
    content = get(url)
    if not content.startswith(b"Latitude"):
        raise web.strange(url, content)
    return content


def horizon(latitude: float, longitude: float, get: web.Get) -> bytes:
    """The JSON of the far horizon."""
    url = web.address(
        f"{SERVICE}/printhorizon",
        lat=f"{latitude:.5f}",
        lon=f"{longitude:.5f}",
        outputformat="json",
    )
    content = get(url)
    if b"horizon_profile" not in content:
        raise web.strange(url, content)
    return content
