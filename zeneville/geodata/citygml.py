"""CityGML 1.0, 2.0 and 3.0: buildings and their parts, parsing only.

The parser resolves no entity and opens no other file; a file with a document type is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from lxml import etree

from zeneville.errors import Fault, InputError
from zeneville.geodata.faces import FAR_M, CityModel, Findings, Surface, open_ring
from zeneville.messages import Message

Array = np.ndarray[Any, Any]

VERSIONS = ("1.0", "2.0", "3.0")
NAMESPACE = re.compile(r"\{https?://www\.opengis\.net/citygml/building/([\d.]+)\}")
LEVEL = re.compile(r"lod([12])(Solid|MultiSurface|Geometry|Surface)$")
KINDS = {"RoofSurface": "roof", "WallSurface": "wall", "GroundSurface": "ground"}
#: how a building holds its boundary surfaces and its parts, in 1.0 and 2.0 and in 3.0
BOUNDARY = ("boundedBy", "boundary")
PART = ("consistsOfBuildingPart", "buildingPart")
ATTRIBUTES = (
    *("class", "function", "usage", "yearOfConstruction", "dateOfConstruction"),
    *("storeysAboveGround", "measuredHeight", "roofType"),
)


def read(path: Path) -> CityModel:
    """Surfaces and attributes of the buildings of a file.

    Boundary surfaces say what is roof, wall and ground; a part without roof surfaces gives the
    faces of its solid or multi-surface, without a meaning. Level of detail 2 goes before 1.

    Raises
    ------
    InputError
        When the file is no XML, has a document type, or holds no building of a known version.
    """
    model = CityModel(path=path, format="CityGML", source="citygml", system=None)
    findings = Findings(str(path))
    try:
        with path.open("rb") as file:
            _walk(file, model, findings)
    except etree.XMLSyntaxError as error:
        raise _refused(
            path,
            Message("is no XML ({error})", error=error),
            Message("a CityGML file"),
            Message("Export it again."),
            "citygml-xml",
        ) from error
    model.faults += findings.faults()
    return model


def _walk(file: BinaryIO, model: CityModel, findings: Findings) -> None:
    events = etree.iterparse(
        file,
        events=("start", "end"),
        tag=("{*}CityModel", "{*}Envelope", "{*}Building", "{*}cityObjectMember"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    versions: set[str] = set()
    for event, element in events:
        name = _name(element)
        if event == "start":
            if element.getroottree().docinfo.doctype:
                raise _with_doctype(model.path)
            continue
        if name == "Envelope":
            model.system = model.system or element.get("srsName")
        elif name == "Building" and (found := NAMESPACE.match(element.tag)):
            versions.add(found[1])
            _building(element, model, findings)
        elif name == "cityObjectMember":
            kind = _name(element[0]) if len(element) else "reference"
            if kind != "Building":
                model.left_out[kind] += 1
            element.clear()
    _check_versions(model.path, versions)
    model.format = f"CityGML {', '.join(sorted(versions))}".rstrip()


def _check_versions(path: Path, versions: set[str]) -> None:
    strange = sorted(versions - set(VERSIONS))
    if strange:
        raise _refused(
            path,
            Message("has version {strange}", strange=strange[0]),
            Message("CityGML {versions}", versions=", ".join(VERSIONS)),
            Message("Export it as CityGML 2.0."),
            "citygml-version",
        )


def _building(element: Any, model: CityModel, findings: Findings) -> None:
    name = _identifier(element) or f"row-{len(model.attributes)}"
    building, copies = name, 1
    while building in model.attributes:
        copies += 1
        building = f"{name}#{copies}"
    if building != name:
        model.faults.append(_twice(model.path, name, building))
    model.attributes[building] = {}
    named = {key: item for item in element.iter(etree.Element) if (key := _identifier(item))}
    if model.system is None:
        holders = (item.get("srsName") for item in element.iter(etree.Element))
        model.system = next(filter(None, holders), None)
    _Object(building, building, named, model, findings).read(element)


class _Object:
    """A building or a part of it; ``named`` are the elements that a reference may mean."""

    def __init__(
        self,
        building: str,
        part: str,
        named: dict[str, Any],
        model: CityModel,
        findings: Findings,
    ):
        self.building, self.part, self.named = building, part, named
        self.model, self.findings = model, findings

    def read(self, element: Any) -> float:
        """Take the surfaces of an object and of its parts; the level of detail taken."""
        bounded: dict[int, list[tuple[str, Any]]] = {1: [], 2: []}
        bare: dict[int, list[tuple[str, Any]]] = {1: [], 2: []}
        deepest = 0.0
        for child in element.iterchildren(etree.Element):
            name = _name(child)
            level = LEVEL.match(name)
            if name in ATTRIBUTES:
                self._note(name, (child.text or "").strip())
            elif name.endswith(("Attribute", "genericAttribute")):
                self._note(child.get("name") or "", "".join(child.itertext()).strip())
            elif name in BOUNDARY:
                for surface in child.iterchildren(etree.Element):
                    _sort(surface, bounded)
            elif level:
                bare[int(level[1])].append(("", child))
            elif name in PART:
                for n, part in enumerate(child.iterchildren(etree.Element)):
                    label = _identifier(part) or f"{self.part}/part-{n}"
                    inner = _Object(self.building, label, self.named, self.model, self.findings)
                    deepest = max(deepest, inner.read(part))
            elif name.startswith(("outerBuildingInstallation", "buildingInstallation")):
                self.model.left_out["BuildingInstallation"] += 1
            elif "Implicit" in name:
                told = Message("a geometry of type {kind}", kind=name)
                self.findings.add(self.building, "face-instance", told)
        return max(deepest, self._take(bounded, bare, deepest))

    def _note(self, name: str, text: str) -> None:
        if name and text:
            self.model.attributes[self.building].setdefault(name, text)

    def _take(
        self,
        bounded: dict[int, list[tuple[str, Any]]],
        bare: dict[int, list[tuple[str, Any]]],
        deepest: float,
    ) -> float:
        for level in (2, 1):
            roofed = any(kind == "roof" for kind, _ in bounded[level])
            chosen = bounded[level] if roofed else bare[level] or bounded[level]
            if chosen and level >= deepest:
                taken: dict[int, Any] = {}  # holds them, so that no two have one id()
                for kind, holder in chosen:
                    for polygon, turned in self._polygons(holder, frozenset()):
                        if id(polygon) not in taken:
                            taken[id(polygon)] = polygon
                            self._add(polygon, kind, float(level), turned)
                return float(level)
        return 0.0

    def _polygons(self, element: Any, above: frozenset[str]) -> Iterator[tuple[Any, bool]]:
        """Polygons within an element, references followed once; True where turned over."""
        for child in element.iterchildren(etree.Element):
            name = _name(child)
            reference = _reference(child)
            if reference is not None:
                target = self.named.get(reference)
                if target is None:
                    told = Message("a reference to {name!r}", name=reference)
                    self.findings.add(self.building, "face-reference", told)
                elif reference not in above:
                    yield from self._one(target, above | {reference})
            elif name in ("interior", "exterior") and _name(element) == "Solid":
                if name == "exterior":
                    yield from self._polygons(child, above)
            else:
                yield from self._one(child, above)

    def _one(self, element: Any, above: frozenset[str]) -> Iterator[tuple[Any, bool]]:
        name = _name(element)
        if name in ("Polygon", "PolygonPatch", "Triangle", "Rectangle"):
            yield element, False
        elif name == "OrientableSurface":
            turn = element.get("orientation") == "-"
            for polygon, turned in self._polygons(element, above):
                yield polygon, turned != turn
        else:
            yield from self._polygons(element, above)

    def _add(self, polygon: Any, kind: str, level: float, turned: bool) -> None:
        rings: list[Array] = []
        for side in polygon.iterchildren(etree.Element):
            if _name(side) in ("exterior", "interior", "outerBoundaryIs", "innerBoundaryIs"):
                points = _points(side)
                if points is None:
                    label = _identifier(polygon) or ""
                    told = Message("polygon {label!r} unreadable", label=label)
                    self.findings.add(self.building, "face-points", told)
                    return
                ring = open_ring(points)
                rings.append(ring[::-1] if turned else ring)
        if rings:
            self.model.surfaces.append(Surface(self.building, self.part, kind, level, rings))
        else:
            self.findings.add(self.building, "face-points", Message("a polygon without points"))


def _sort(surface: Any, bounded: dict[int, list[tuple[str, Any]]]) -> None:
    """File the geometries of a boundary surface under their level of detail."""
    kind = KINDS.get(_name(surface), "other")
    for holder in surface.iterchildren(etree.Element):
        level = LEVEL.match(_name(holder))
        if level:
            bounded[int(level[1])].append((kind, holder))


def _points(side: Any) -> Array | None:
    """(n, 3) points of a ring, ``None`` where they are no triples of numbers."""
    texts = [
        (item.text or "").replace(",", " ")
        for item in side.iter("{*}posList", "{*}pos", "{*}coordinates")
    ]
    try:
        values = np.array(" ".join(texts).split(), dtype=float)
    except ValueError:
        return None
    if len(values) == 0 or len(values) % 3 or not (np.abs(values) < FAR_M).all():
        return None
    return values.reshape(-1, 3)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _identifier(element: Any) -> str | None:
    return next((v for k, v in element.attrib.items() if k.endswith("}id") or k == "id"), None)


def _reference(element: Any) -> str | None:
    link = element.get("{http://www.w3.org/1999/xlink}href")
    return None if link is None else str(link).rpartition("#")[2]


def _twice(path: Path, name: str, called: str) -> Fault:
    return Fault(
        str(path),
        Message("building {name}", name=called),
        Message("identifier {name!r} stands twice", name=name),
        Message("an identifier of its own"),
        Message("Called {called!r}; correct it.", called=called),
        "row",
        "id",
    )


def _with_doctype(path: Path) -> InputError:
    return _refused(
        path,
        Message("has a document type declaration"),
        Message("plain CityGML: such declarations can make a reader open other files"),
        Message("Remove the DOCTYPE."),
        "citygml-doctype",
    )


def _refused(
    path: Path, value: Message, expected: Message, remedy: Message, code: str
) -> InputError:
    return InputError([Fault(str(path), "", value, expected, remedy, code=code)])
