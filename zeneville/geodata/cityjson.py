"""CityJSON 1.0, 1.1 and 2.0: buildings and their parts, parsing only."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from zeneville.errors import Fault, InputError
from zeneville.geodata.faces import FAR_M, CityModel, Findings, Surface, open_ring
from zeneville.messages import Message

Array = np.ndarray[Any, Any]

VERSIONS = ("1.0", "1.1", "2.0")
#: levels of boundaries above a surface, outermost first
DEPTH = {
    "MultiSurface": 0,
    "CompositeSurface": 0,
    "Solid": 1,
    "MultiSolid": 2,
    "CompositeSolid": 2,
}
KINDS = {"RoofSurface": "roof", "WallSurface": "wall", "GroundSurface": "ground"}


def read(path: Path) -> CityModel:
    """Surfaces and attributes of the buildings of a file.

    Of each building and of each part the highest level of detail from 1 to below 3 is taken; the
    geometry of a building that has parts of a higher level is left to them.

    Raises
    ------
    InputError
        When the file is no JSON, no CityJSON, of another version, or has no vertices or objects.
    """
    data, doubles = _load(path)
    version = _version(path, data)
    metadata = data.get("metadata") or {}
    model = CityModel(
        path=path,
        format=f"CityJSON {version}",
        source="cityjson",
        system=metadata.get("referenceSystem") if isinstance(metadata, dict) else None,
    )
    model.faults += [_twice(path, name) for name in doubles]
    findings = Findings(str(path))
    reader = _Reader(model, findings, _objects(path, data), _vertices(path, data))
    reader.read()
    model.faults += findings.faults()
    return model


def _load(path: Path) -> tuple[dict[str, Any], list[str]]:
    doubles: list[str] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        out = dict(items)
        if len(out) == len(items):
            return out
        out = {}
        for key, value in items:
            name = key
            while name in out:
                name += "#2"
            if name != key and isinstance(value, dict) and "type" in value:
                doubles.append(name)
            out[name] = value
        return out

    try:
        data = json.loads(path.read_bytes(), object_pairs_hook=pairs)
    except (ValueError, RecursionError) as error:
        raise _refused(
            path,
            Message("is no JSON ({error})", error=error),
            Message("a CityJSON file"),
            Message("Export it again."),
            "cityjson-json",
        ) from error
    if not isinstance(data, dict) or data.get("type") != "CityJSON":
        kind = data.get("type") if isinstance(data, dict) else type(data).__name__
        remedy = Message("Join the features of a text sequence into one CityJSON file.")
        raise _refused(
            path,
            Message("has type {kind!r}", kind=kind),
            Message("type 'CityJSON'"),
            remedy,
            "cityjson-type",
        )
    return data, doubles


def _version(path: Path, data: dict[str, Any]) -> str:
    version = str(data.get("version"))
    known = next((v for v in VERSIONS if version == v or version.startswith(f"{v}.")), None)
    if known is None:
        raise _refused(
            path,
            Message("has version {version!r}", version=version),
            Message("version {versions}", versions=", ".join(VERSIONS)),
            Message("Upgrade the file to CityJSON 2.0."),
            "cityjson-version",
        )
    return known


def _objects(path: Path, data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    objects = data.get("CityObjects")
    if not isinstance(objects, dict) or not all(isinstance(o, dict) for o in objects.values()):
        raise _refused(
            path,
            Message("has no CityObjects"),
            Message("objects by identifier"),
            Message("Export again."),
            "cityjson-objects",
        )
    return objects


def _vertices(path: Path, data: dict[str, Any]) -> Array:
    """(n, 3) coordinates in the system of the file."""
    try:
        points = np.array(data["vertices"], dtype=float).reshape(-1, 3)
        transform = data.get("transform")
        if transform is not None:
            scale = np.array(transform["scale"], dtype=float).reshape(3)
            points = points * scale + np.array(transform["translate"], dtype=float).reshape(3)
        if not (np.abs(points) < FAR_M).all():
            raise ValueError(f"a coordinate is not within {FAR_M:g} m")
    except (KeyError, TypeError, ValueError) as error:
        raise _refused(
            path,
            Message("has unreadable vertices or transform ({error})", error=error),
            Message("vertices [x, y, z] and a transform of scale and translate"),
            Message("Export it again."),
            "cityjson-vertices",
        ) from error
    return points


class _Reader:
    """Walks the objects of one file and fills its model."""

    def __init__(
        self,
        model: CityModel,
        findings: Findings,
        objects: dict[str, dict[str, Any]],
        vertices: Array,
    ):
        self.model, self.findings = model, findings
        self.objects, self.vertices = objects, vertices
        self.parent = {
            str(child): name
            for name, item in objects.items()
            for child in self._list(name, item, "children")
        }

    def read(self) -> None:
        level: dict[str, float] = {}
        tops: dict[str, str] = {}
        for name, item in self.objects.items():
            kind = str(item.get("type"))
            if kind not in ("Building", "BuildingPart"):
                self.model.left_out[kind] += 1
                continue
            tops[name] = self._top(name)
            level[name] = max(map(_lod, self._geometries(name)), default=0.0)
            self._note(tops[name], item.get("attributes"), first=tops[name] == name)
        deepest: dict[str, float] = {}
        for name, top in tops.items():
            if name != top:
                deepest[top] = max(deepest.get(top, 0.0), level[name])
        for name, top in tops.items():
            if level[name] >= (deepest.get(top, 0.0) if name == top else 0.0):
                self._take(name, top, level[name])

    def _top(self, name: str) -> str:
        """The building that a part belongs to."""
        seen = {name}
        while True:
            parents = self._list(name, self.objects[name], "parents") or [self.parent.get(name)]
            names = (parent for parent in parents if isinstance(parent, str))
            above = next((p for p in names if p in self.objects and p not in seen), None)
            if above is None or self.objects[above].get("type") not in ("Building", "BuildingPart"):
                return name
            seen.add(above)
            name = above

    def _note(self, top: str, attributes: Any, first: bool) -> None:
        known = self.model.attributes.setdefault(top, {})
        for key, value in (attributes if isinstance(attributes, dict) else {}).items():
            if value is not None and (first or key not in known):
                known[key] = value

    def _geometries(self, name: str) -> list[dict[str, Any]]:
        return [
            item
            for item in self._list(name, self.objects[name], "geometry")
            if isinstance(item, dict) and str(item.get("type")) in DEPTH and 1.0 <= _lod(item) < 3.0
        ]

    def _list(self, name: str, item: dict[str, Any], key: str) -> list[Any]:
        """A list that an object may have; of anything else the file is refused."""
        found = item.get(key)
        if found is None or isinstance(found, list):
            return found or []
        raise _refused(
            self.model.path,
            Message("object {name} has {key} {found!r}", name=name, key=key, found=str(found)[:40]),
            Message("a list"),
            Message("Export it again."),
            "cityjson-objects",
        )

    def _take(self, name: str, top: str, level: float) -> None:
        for item in self._list(name, self.objects[name], "geometry"):
            if isinstance(item, dict) and item.get("type") == "GeometryInstance":
                self.findings.add(
                    top,
                    "face-instance",
                    Message("a geometry of type {kind}", kind="GeometryInstance"),
                )
        seen: set[tuple[int, ...]] = set()
        for item in self._geometries(name):
            if _lod(item) != level:
                continue
            for boundary, kind in _faces(item):
                rings = self._rings(top, boundary)
                if rings is None or rings[0] in seen:
                    continue
                seen.add(rings[0])
                points = [open_ring(self.vertices[list(ring)]) for ring in rings]
                self.model.surfaces.append(Surface(top, name, kind, level, points))

    def _rings(self, building: str, boundary: Any) -> list[tuple[int, ...]] | None:
        try:
            rings = [tuple(ring) for ring in boundary]
            bad = [i for ring in rings for i in ring if not 0 <= i < len(self.vertices)]
            whole = all(type(i) is int for ring in rings for i in ring)
        except TypeError:
            rings, bad, whole = [], [], False
        if bad or not whole or not rings:
            told = Message("{text}", text=str(boundary)[:40])
            if bad:
                told = Message("vertex {bad} of {count}", bad=bad[0], count=len(self.vertices))
            self.findings.add(building, "face-index", Message("a face with {told}", told=told))
            return None
        return rings


def _lod(item: dict[str, Any]) -> float:
    try:
        level = float(item.get("lod", 0.0))
    except (TypeError, ValueError):
        return 0.0
    return level if math.isfinite(level) else 0.0


def _faces(item: dict[str, Any]) -> Iterator[tuple[Any, str]]:
    """Boundary and kind of each surface; hollows inside solids are no roofs and are left out."""
    semantics = item.get("semantics")
    semantics = semantics if isinstance(semantics, dict) else {}
    named = semantics.get("surfaces")
    surfaces = [
        KINDS.get(str(surface.get("type")), "other") if isinstance(surface, dict) else ""
        for surface in (named if isinstance(named, list) else ())
    ]
    shell_depth = 1 if DEPTH[item["type"]] else None
    for boundary, value in _leaves(
        item.get("boundaries") or [], semantics.get("values"), DEPTH[item["type"]], shell_depth
    ):
        known = isinstance(value, int) and 0 <= value < len(surfaces)
        yield boundary, surfaces[value] if known else ""


def _leaves(
    boundaries: Any, values: Any, depth: int, shell_depth: int | None
) -> Iterator[tuple[Any, Any]]:
    if not isinstance(boundaries, list):
        yield boundaries, None
        return
    if depth == shell_depth:
        boundaries = boundaries[:1]
    for n, boundary in enumerate(boundaries):
        value = values[n] if isinstance(values, list) and n < len(values) else None
        if depth == 0:
            yield boundary, value
        else:
            yield from _leaves(boundary, value, depth - 1, shell_depth)


def _twice(path: Path, name: str) -> Fault:
    return Fault(
        str(path),
        Message("object {name}", name=name),
        Message("identifier {name!r} stands twice", name=name.removesuffix("#2")),
        Message("an identifier of its own"),
        Message("Called {name!r}; correct it.", name=name),
        "row",
        "id",
    )


def _refused(
    path: Path, value: Message, expected: Message, remedy: Message, code: str
) -> InputError:
    return InputError([Fault(str(path), "", value, expected, remedy, code=code)])
