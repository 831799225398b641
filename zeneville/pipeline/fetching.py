"""Open data of a commune or around an address into a folder; goes on where it was stopped."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from pyproj import Transformer
from shapely.geometry import Point, shape

from zeneville import fetch
from zeneville.errors import Fault, InputError
from zeneville.messages import Message
from zeneville.results.store import atomically, write_text

#: pages that were fetched, until the file of all is whole
PARTS = ".parts"
BUILDINGS, GROUPS = "bdtopo.geojson", "batiment_groupe_complet.csv"
WEATHER, HORIZON, README = "pvgis_tmy.csv", "pvgis_horizon.json", "README.md"

Rows = list[dict[str, Any]]


def fetch_data(
    folder: Path,
    insee: str | None = None,
    address: str | None = None,
    radius_m: float = 300.0,
    get: fetch.Get = fetch.get,
) -> list[Message]:
    """Fetch BD TOPO, BDNB and PVGIS of a commune, or of what lies around an address.

    Every file is written whole or not at all; what is there is not fetched again.

    Raises
    ------
    InputError
        Without a network, or for a code or an address that does not exist.
    """
    sources = {
        "BD TOPO": fetch.bdtopo.LICENCE,
        "BDNB": fetch.bdnb.LICENCE,
        "PVGIS": fetch.pvgis.LICENCE,
    }
    if address is not None:
        place = fetch.addresses.locate(address, get)
        sources["BAN"] = fetch.addresses.LICENCE
        insee, asked = place.insee, f"{place.label}, {radius_m:g} m around"
        to_metric = Transformer.from_crs(4326, 2154, always_xy=True)
        area = Point(to_metric.transform(place.longitude, place.latitude)).buffer(radius_m)
    else:
        commune = fetch.bdtopo.commune(str(insee), get)
        area, asked = shape(commune["geometry"]), f"commune {insee}"
    _readme(folder / README, asked, sources)
    _buildings(folder, area, get)
    _groups(folder, str(insee), get)
    longitude, latitude = Transformer.from_crs(2154, 4326, always_xy=True).transform(
        area.centroid.x, area.centroid.y
    )
    _once(folder / WEATHER, lambda: fetch.pvgis.typical_year(latitude, longitude, get))
    _once(folder / HORIZON, lambda: fetch.pvgis.horizon(latitude, longitude, get))
    written = [Message("-> {file}", file=folder / name) for name in (BUILDINGS, GROUPS, WEATHER)]
    step = Message(
        "next: zeneville new NAME --from {folder}/{stock} --join {folder}/{groups} "
        "--weather {folder}/{weather}",
        folder=folder,
        stock=BUILDINGS,
        groups=GROUPS,
        weather=WEATHER,
    )
    return [*written, step]


def _buildings(folder: Path, area: Any, get: fetch.Get) -> None:
    """Buildings whose middle lies in the area."""
    file = folder / BUILDINGS
    if file.is_file():
        return
    box = area.bounds
    found = _pages(folder, "bdtopo", fetch.bdtopo.PAGE, lambda n: fetch.bdtopo.page(box, n, get))
    inside = [row for row in found if area.contains(shape(row["geometry"]).centroid)]
    text = json.dumps(fetch.bdtopo.collection(inside), ensure_ascii=False)
    atomically(file, lambda part: write_text(part, text))
    _forget(folder, "bdtopo")


def _groups(folder: Path, insee: str, get: fetch.Get) -> None:
    file = folder / GROUPS
    if file.is_file():
        return
    found = _pages(folder, "bdnb", fetch.bdnb.PAGE, lambda n: fetch.bdnb.page(insee, n, get))
    columns = list(dict.fromkeys(name for row in found for name in row))

    def write(part: Path) -> None:
        with part.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns)
            writer.writeheader()
            writer.writerows(found)

    atomically(file, write)
    _forget(folder, "bdnb")


def _pages(folder: Path, name: str, most: int, page: Callable[[int], Rows]) -> Rows:
    """All pages, each kept in a file of its own until all are there."""
    rows: Rows = []
    for number in count():
        file = folder / PARTS / f"{name}-{number:05d}.json"
        if file.is_file():
            found: Rows = json.loads(file.read_text(encoding="utf-8"))
        else:
            found = page(number)
            _write_page(file, found)
        rows += found
        if len(found) < most:
            return rows
    raise AssertionError("pages do not end")


def _write_page(file: Path, rows: Rows) -> None:
    text = json.dumps(rows, ensure_ascii=False)
    atomically(file, lambda part: write_text(part, text))


def _forget(folder: Path, name: str) -> None:
    for file in (folder / PARTS).glob(f"{name}-*.json"):
        file.unlink()
    if not any((folder / PARTS).iterdir()):
        (folder / PARTS).rmdir()


def _once(file: Path, work: Callable[[], bytes]) -> None:
    if not file.is_file():
        content = work()
        atomically(file, lambda part: _put(part, content))


def _put(part: Path, content: bytes) -> None:
    part.write_bytes(content)


def _readme(file: Path, asked: str, sources: dict[str, str]) -> None:
    title = f"# Open data: {asked}"
    if file.is_file():
        before = file.read_text(encoding="utf-8").partition("\n")[0]
        if before != title:
            raise InputError([_other(file.parent, before, asked)])
        return
    lines = [
        title,
        "",
        f"Fetched on {date.today().isoformat()} by `zeneville fetch`.",
        "",
    ]
    lines += [f"- {name}: {licence}" for name, licence in sources.items()]
    text = "\n".join(lines)
    atomically(file, lambda part: write_text(part, text))


def _other(folder: Path, before: str, asked: str) -> Fault:
    return Fault(
        str(folder),
        "",
        Message("holds {before!r}", before=before.removeprefix("# ")),
        Message("an empty folder, or one begun for {asked}", asked=asked),
        Message("Choose another folder."),
        code="fetch-other",
    )
