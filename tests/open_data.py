"""Answers of the services of open data, made by hand after their documentation."""

import json
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

EAST, NORTH = 708_000.0, 7_067_000.0


def square(east: float, north: float, side: float) -> dict[str, object]:
    ring = [
        [east, north, 30.0],
        [east + side, north, 30.0],
        [east + side, north + side, 30.0],
        [east, north + side, 30.0],
        [east, north, 30.0],
    ]
    return {"type": "Polygon", "coordinates": [ring]}


def house(name: str, east: float) -> dict[str, object]:
    properties = {
        "cleabs": name,
        "nature": "Indifférenciée",
        "usage_1": "Résidentiel",
        "usage_2": None,
        "construction_legere": False,
        "etat_de_l_objet": "En service",
        "date_d_apparition": "1950-01-01",
        "nombre_de_logements": 1,
        "nombre_d_etages": 2,
        "hauteur": 5.6,
    }
    return {
        "type": "Feature",
        "id": f"batiment.{name}",
        "geometry": square(east, NORTH, 10.0),
        "properties": properties,
    }


HOUSES = [house("BATIMENT1", EAST), house("BATIMENT2", EAST + 20), house("FAR", EAST + 900)]


def answer(url: str) -> bytes:
    """What the service of an address says."""
    asked = {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}
    if "geocodage" in url:
        return json.dumps(_addresses(asked["q"])).encode()
    if "wfs" in url:
        return json.dumps({"type": "FeatureCollection", "features": _features(asked)}).encode()
    if "bdnb" in url:
        return json.dumps(_groups(asked)).encode()
    if url.startswith("https://re.jrc.ec.europa.eu/api/v5_3/tmy?"):
        return b"Latitude (decimal degrees): 50.7\r\n"
    if url.startswith("https://re.jrc.ec.europa.eu/api/v5_3/printhorizon?"):
        return b'{"outputs": {"horizon_profile": [{"A": -180.0, "H_hor": 0.0}]}}'
    raise AssertionError(url)


def _addresses(text: str) -> dict[str, object]:
    if text.startswith("nowhere"):
        return {"type": "FeatureCollection", "features": []}
    score = 0.2 if text.startswith("rue du Pre") else 0.9
    properties = {"label": "1 Rue du Pré 59420 Mouvaux", "score": score, "citycode": "59421"}
    # the middle of the first house
    geometry = {"type": "Point", "coordinates": [3.113104, 50.699772]}
    return {
        "type": "FeatureCollection",
        "features": [{"properties": properties, **{"geometry": geometry}}],
    }


def _features(asked: dict[str, str]) -> list[dict[str, object]]:
    if asked["typeNames"] == "BDTOPO_V3:commune":
        known = asked["CQL_FILTER"] == "code_insee='59421'"
        place = {"type": "Feature", "geometry": square(EAST - 50, NORTH - 50, 200.0)}
        return [place | {"properties": {"code_insee": "59421"}}] if known else []
    assert asked["bbox"].endswith("urn:ogc:def:crs:EPSG::2154")
    start = int(asked["startIndex"])
    return HOUSES[start : start + int(asked["count"])]


def _groups(asked: dict[str, str]) -> list[dict[str, object]]:
    assert asked["code_commune_insee"] == "eq.59421"
    if int(asked["offset"]):
        return []
    return [
        {
            "batiment_groupe_id": "bdnb-bg-AAAA-BBBB-CCCC",
            "annee_construction": 1931,
            "hauteur_mean": 6,
            "geom_groupe": square(EAST, NORTH, 10.0),
        }
    ]


def counted(answers: Callable[[str], bytes] = answer) -> tuple[Callable[[str], bytes], list[str]]:
    """Answers, and the list of the addresses asked for."""
    asked: list[str] = []

    def get(url: str) -> bytes:
        asked.append(url)
        return answers(url)

    return get, asked
