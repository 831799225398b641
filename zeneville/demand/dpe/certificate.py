"""A certificate (DPE) as the XML file of the observatory gives it: parsing only, no physics."""

from __future__ import annotations

import datetime
import math
from collections.abc import Container, Iterator
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

from zeneville.demand.dpe import tables
from zeneville.errors import Fault, InputError
from zeneville.messages import Message

#: first day of the latest change of the law (factor of electricity, decree of 13 August 2025)
LAW_IN_FORCE = datetime.date(2026, 1, 1)


def as_number(text: str | None) -> float | None:
    """Finite number of a text with decimal point or comma; ``None`` where it is not one."""
    try:
        value = float((text or "").replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


class Item:
    """One object of the certificate; its ``donnee_entree`` by name, official results apart."""

    def __init__(self, element: ElementTree.Element):
        self.element = element

    def _find(self, path: str) -> str | None:
        found = self.element.find(path)
        text = None if found is None else (found.text or "").strip()
        return text or None

    def text(self, name: str) -> str | None:
        """Value of an input, ``None`` where it is absent or empty."""
        return self._find(f"donnee_entree/{name}") or self._find(name)

    def number(self, name: str, default: float | None = None) -> float | None:
        """Number of an input, ``default`` where there is none."""
        value = as_number(self.text(name))
        return default if value is None else value

    def code(self, name: str, known: Container[int] | None = None) -> int | None:
        """Identifier of an enumeration, ``enum_`` and ``_id`` left out of ``name``.

        ``None`` where there is none, or none of the ``known`` ones.
        """
        value = as_number(self.text(f"enum_{name}_id"))
        found = None if value is None else int(value)
        return found if known is None or found in known else None

    def official(self, name: str) -> float | None:
        """A result printed in the certificate, for comparison only."""
        return as_number(self._find(f"donnee_intermediaire/{name}"))

    def items(self, collection: str, name: str | None = None) -> list[Item]:
        """Objects of a collection such as ``mur_collection``, also when nested deeper."""
        kind = name or collection.removesuffix("_collection")
        return [
            Item(child)
            for parent in self.element.iter(collection)
            for child in parent
            if child.tag == kind
        ]

    def part(self, path: str) -> Item:
        """A part of the tree; an empty one where there is none."""
        found = self.element.find(path)
        return Item(ElementTree.Element(path) if found is None else found)

    def __iter__(self) -> Iterator[Item]:
        return (Item(child) for child in self.element)


class Certificate(Item):
    """A whole certificate; ``dwelling`` is its ``logement``."""

    def __init__(self, root: ElementTree.Element, name: str):
        super().__init__(root)
        self.name = name
        self.dwelling = self.part("logement")

    @cached_property
    def date(self) -> datetime.date:
        """Day of issue: the law of that day judges it; that of the visit, then the law in force."""
        for name in ("date_etablissement_dpe", "date_visite_diagnostiqueur"):
            try:
                return datetime.date.fromisoformat((self._find(f"administratif/{name}") or "")[:10])
            except ValueError:
                continue
        return LAW_IN_FORCE

    def result(self, path: str) -> float | None:
        """An official result of the part ``sortie``, such as ``ef_conso/conso_ch``."""
        return as_number(self.dwelling._find(f"sortie/{path}"))

    @property
    def version(self) -> float:
        """Version of the certificate's format, such as 2.2."""
        return as_number(self._find("administratif/enum_version_id")) or 0.0

    def sheet(self, category: int, *words: str) -> str | None:
        """Value of the technical sheet of a category (7 heating, 8 hot water) that names words."""
        for sheet in self.element.iter("fiche_technique"):
            if (sheet.findtext("enum_categorie_fiche_technique_id") or "").strip() != str(category):
                continue
            for line in sheet.iter("sous_fiche_technique"):
                name = (line.findtext("description") or "").lower()
                if all(word in name for word in words):
                    return (line.findtext("valeur") or "").strip() or None
        return None

    def says(self, category: int, *words: str) -> bool:
        """Whether a line of the technical sheet of a category that names words says yes."""
        return (self.sheet(category, *words) or "").lower() in ("oui", "1")

    def label(self, path: str) -> str | None:
        """An official letter of the part ``sortie``."""
        return self.dwelling._find(f"sortie/{path}")


def unread(certificate: Certificate) -> list[tuple[str, str]]:
    """Entries taken as not given, (entry, text): areas that are no numbers or negative, and codes
    that the data model of certificates does not have."""
    entries = ((e.tag, (e.text or "").strip()) for e in certificate.element.iter())
    found = [
        (tag, text)
        for tag, text in entries
        if text and (tag.startswith("surface_") or (tag[:5] == "enum_" and tag[-3:] == "_id"))
    ]
    return [(tag, text) for tag, text in found if not _readable(tag, as_number(text))]


def _readable(tag: str, value: float | None) -> bool:
    if value is None or value < 0.0:
        return False
    name = tag.removeprefix("enum_").removesuffix("_id")
    largest = tables.number("enumerations", "largest", enumeration=name)
    return tag == name or largest is None or value <= largest


#: what the method raises on entries it cannot follow: codes of no table, no numbers, no entry
NOT_UNDERSTOOD = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
#: bytes of the largest file taken for a certificate; those of the observatory have 0.02 to 1 MB
LARGEST_BYTES = 20_000_000


def read(file: Path) -> Certificate:
    """Read one certificate.

    Raises
    ------
    InputError
        Where the file is not XML, too large or not a dwelling's certificate.
    """
    _check_size(file)
    try:
        root = ElementTree.parse(file).getroot()
    except (ElementTree.ParseError, OSError, LookupError, ValueError) as error:
        raise InputError(
            [
                Fault(
                    str(file),
                    "",
                    Message("cannot be read ({error})", error=error),
                    Message("an XML certificate of the DPE observatory"),
                    Message("Export it again."),
                    code="dpe-unreadable",
                )
            ]
        ) from error
    if root.find("logement") is None:
        raise InputError(
            [
                Fault(
                    str(file),
                    "",
                    Message("the root <{tag}> has no <logement>", tag=root.tag),
                    Message("the certificate of a dwelling or of a block of dwellings"),
                    Message("Leave certificates of other buildings out."),
                    code="dpe-no-dwelling",
                )
            ]
        )
    return Certificate(root, file.stem)


def _check_size(file: Path) -> None:
    size = file.stat().st_size if file.is_file() else 0
    if size > LARGEST_BYTES:
        raise InputError(
            [
                Fault(
                    str(file),
                    "",
                    Message("has {size:,.0f} MB", size=size / 1000000.0),
                    Message(
                        "one certificate, at most {largest_bytes:,.0f} MB",
                        largest_bytes=LARGEST_BYTES / 1000000.0,
                    ),
                    Message("Give the XML file of a single certificate."),
                    code="dpe-too-large",
                )
            ]
        )
