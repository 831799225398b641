"""Place and commune of an address, by the geocoding service of the Géoplateforme (BAN)."""

from __future__ import annotations

from typing import NamedTuple

from zeneville.errors import Fault, InputError
from zeneville.fetch import web
from zeneville.messages import Message

SERVICE = "https://data.geopf.fr/geocodage/search"
LICENCE = "Licence Ouverte 2.0 (Etalab); Base Adresse Nationale, IGN"
#: the service's own trust in what it found, 0 to 1, below which it is another place
LEAST_SCORE = 0.5


class Place(NamedTuple):
    """An address as the service writes it, WGS84, and the INSEE code of its commune."""

    label: str
    longitude: float
    latitude: float
    insee: str


def locate(address: str, get: web.Get) -> Place:
    """Where an address is.

    Raises
    ------
    InputError
        Where the service knows no such address.
    """
    found = web.json(web.address(SERVICE, q=address, limit=1), get).get("features", [])
    if not found or found[0]["properties"].get("score", 0.0) < LEAST_SCORE:
        raise InputError([_unknown(address, found)])
    told = found[0]["properties"]
    longitude, latitude = found[0]["geometry"]["coordinates"][:2]
    return Place(told["label"], float(longitude), float(latitude), str(told["citycode"]))


def _unknown(address: str, found: list[dict[str, dict[str, str]]]) -> Fault:
    near = found[0]["properties"]["label"] if found else ""
    remedy = Message("Write number, street and commune.")
    if near:
        remedy = Message("Did you mean {near!r}?", near=near)
    return Fault(
        "--address",
        "",
        Message("{address!r} is not found", address=address),
        Message("an address of the Base Adresse Nationale"),
        remedy,
        code="address-unknown",
    )
