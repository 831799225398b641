"""Archives are looked at before they are opened: no bombs, no paths that climb out."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from zeneville.errors import Fault, InputError
from zeneville.messages import Message

#: largest content, bytes, and largest ratio to the packed size above which an archive is refused
LARGEST, MOST_PACKED = 4_000_000_000, 200.0
#: content below this size, bytes, is harmless however well it is packed
SMALL = 50_000_000
GEODATA = (".gpkg", ".shp", ".geojson")


def check(path: Path) -> list[str]:
    """Names of the members of a zip archive that may be opened.

    Raises
    ------
    InputError
        When it is no archive, unpacks to too much, or has a member that leads out of it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _fault(
            path, Message("is no whole zip archive ({error})", error=error), "archive-broken"
        ) from error
    if any(member.flag_bits & 0x1 for member in members):
        raise _fault(path, Message("is locked by a password"), "archive-locked")
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if size > LARGEST or (size > SMALL and size > MOST_PACKED * max(packed, 1)):
        value = Message("unpacks from {packed:,} to {size:,} bytes", packed=packed, size=size)
        raise _fault(path, value, "archive-bomb")
    for member in members:
        inside = PurePosixPath(member.filename.replace("\\", "/"))
        link = (member.external_attr >> 16) & 0o170000 == 0o120000
        if inside.is_absolute() or ".." in inside.parts:
            raise _fault(
                path,
                Message("has the member {filename!r} outside itself", filename=member.filename),
                "archive-path",
            )
        if link:
            raise _fault(
                path, Message("has the link {filename!r}", filename=member.filename), "archive-path"
            )
    return [member.filename for member in members if not member.is_dir()]


def geodata(path: Path) -> str:
    """Name for GDAL of the one GeoPackage, shapefile or GeoJSON of an archive."""
    found = [name for name in check(path) if name.lower().endswith(GEODATA)]
    if len(found) != 1:
        value = Message("holds {count} files of geodata", count=len(found))
        if found:
            value = Message("{told}: {names}", told=value, names=", ".join(found[:5]))
        raise _fault(path, value, "archive-content")
    return f"/vsizip/{path.resolve()}/{found[0]}"


def _fault(path: Path, value: Message, code: str) -> InputError:
    if path.suffix.lower() == ".zip":
        expected = Message("an archive with one GeoPackage, shapefile or GeoJSON and plain names")
        remedy = Message("Unpack it yourself, look at it and give the file inside.")
    else:
        expected, remedy = (
            Message("a whole workbook"),
            Message("Save it again from the program that made it."),
        )
    return InputError([Fault(str(path), "", value, expected, remedy, code=code)])
