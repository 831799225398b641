"""The coordinate system of a file: what it names, or what the case says where it names none."""

from __future__ import annotations

import re
from pathlib import Path

from pyproj import CRS
from pyproj.exceptions import CRSError

from zeneville.errors import Fault, InputError
from zeneville.messages import Message

#: EPSG code in the ways that files write one: EPSG:2154, urn:ogc:def:crs:EPSG::2154,
#: .../def/crs/EPSG/0/2154, .../epsg.xml#2154; a compound name lists the horizontal one first
EPSG = re.compile(r"EPSG(?:\.xml#|/[^/]*/|:[^:]*:|:)(\d{4,6})", re.IGNORECASE)
#: names of the German surveys, such as urn:adv:crs:ETRS89_UTM32*DE_DHHN2016_NH
GERMAN = re.compile(r"ETRS89_UTM(3[1-3])")
REMEDY = Message(
    "Give it: `stock_crs: EPSG:2154` in the case, `--crs` to `zeneville check`, `new` or `solar`."
)


def named(name: str | None) -> CRS | None:
    """The horizontal system of this name, ``None`` where none is named or it is unknown."""
    if not name:
        return None
    epsg, german = EPSG.search(name), GERMAN.search(name)
    code = epsg[1] if epsg else f"258{german[1]}" if german else None
    try:
        system = CRS.from_user_input(f"EPSG:{code}" if code else name)
    except CRSError:
        return None
    return horizontal(system)


def horizontal(system: CRS) -> CRS:
    """A system without its heights: the first part of a compound one."""
    if system.is_compound:
        system = system.sub_crs_list[0]
    return system.to_2d()


def of_file(path: Path, name: str | None, asked: str | None) -> CRS:
    """The metric system of the coordinates of a city model; ``asked`` is that of the case.

    Raises
    ------
    InputError
        When neither file nor case names a known one, when they contradict each other, or when it
        is one of degrees: areas and tilts of faces need metres.
    """
    if name and named(name) is None:
        raise _fault(
            path, Message("names the unknown coordinate system {name!r}", name=name), "crs-unknown"
        )
    system = agreed(path, named(name), asked)
    if system is None:
        raise _fault(path, Message("names no coordinate system"), "no-crs")
    if system.is_geographic:
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    Message("is in degrees ({system})", system=system.to_string()),
                    Message("coordinates in metres: areas and tilts of faces are measured in them"),
                    Message("Export it in a projected system, such as EPSG:2154."),
                    code="crs-degrees",
                )
            ]
        )
    return system


def agreed(path: Path, found: CRS | None, asked: str | None) -> CRS | None:
    """The system found in a file, or the one that the case asks for where none was found."""
    wanted = named(asked)
    if asked and wanted is None:
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    Message("is asked to be in {asked!r}", asked=asked),
                    Message("a coordinate system such as EPSG:2154"),
                    Message("Correct the key `stock_crs` of the case, or `--crs`."),
                    code="crs-unknown",
                )
            ]
        )
    if found is not None and wanted is not None and horizontal(found) != wanted:
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    Message(
                        "names {found}, the case says {asked}", found=found.to_string(), asked=asked
                    ),
                    Message("one coordinate system"),
                    Message(
                        "Remove the key `stock_crs` of the case or `--crs`, or correct the file."
                    ),
                    code="crs-contradiction",
                )
            ]
        )
    return found if found is not None else wanted


def _fault(path: Path, value: Message, code: str) -> InputError:
    expected = Message("EPSG:2154, 3946, 2056 or another known one")
    return InputError([Fault(str(path), "", value, expected, REMEDY, code=code)])
