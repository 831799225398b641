"""Find a weather file and hand it to the reader of its format."""

from __future__ import annotations

from pathlib import Path

import xarray as xr

from zeneville import shipped
from zeneville.errors import Fault, InputError
from zeneville.messages import Message, template

#: what the heading of the shipped year says
SHIPPED = (
    template("Lille typical (synthetic)"),
    template("synthetic year from monthly normals of Lille-Lesquin (lille_normals.toml)"),
)


def read(name_or_path: str | Path, base_year: int = 2026, folder: Path | None = None) -> xr.Dataset:
    """Weather of one year: 8760 hours in fixed UTC+1, means over the hour from the stamp.

    Parameters
    ----------
    name_or_path
        A shipped year (``lille-typical``) or a file: EPW, RT2012, PVGIS TMY, or our own table.
    base_year
        Calendar the hours are put on.
    folder
        Where relative paths start.

    Raises
    ------
    InputError
        With every fault of the file.
    """
    path = _find(name_or_path, folder)
    text = path.read_bytes()[:4000].decode("latin-1")
    if not text.strip():
        raise InputError([_empty(path)])
    if path.suffix.lower() == ".epw" or text.startswith("LOCATION,"):
        from zeneville.weather import epw

        return _guarded(epw.read, path, base_year)
    if "double data(" in text:
        from zeneville.weather import rt2012

        return _guarded(rt2012.read, path, base_year)
    if "temp_air_degc" in text:
        from zeneville.weather import own

        return _guarded(own.read, path, base_year)
    if "time(UTC)" in text and "Latitude (decimal degrees)" not in text:
        raise InputError([_without_place(path)])
    if "Latitude (decimal degrees)" in text:
        from zeneville.weather import pvgis

        return _guarded(pvgis.read, path, base_year)
    raise InputError(
        [
            Fault(
                str(path),
                Message("line 1"),
                Message("starts with {text!r}", text=text[:40]),
                Message("an EPW, RT2012, PVGIS TMY (CSV) or own weather table"),
                Message("Convert the file to one of these formats."),
                code="weather-format",
            )
        ]
    )


def _empty(path: Path) -> Fault:
    return Fault(
        str(path),
        "",
        Message("is empty"),
        Message("an EPW, RT2012, PVGIS TMY (CSV) or own weather table"),
        Message("Download it again."),
        code="weather-format",
    )


def _without_place(path: Path) -> Fault:
    return Fault(
        str(path),
        Message("line 1"),
        Message("begins with the hours of a PVGIS file and not with its place"),
        Message(
            "`Latitude (decimal degrees): ...` and the lines that follow it in a PVGIS TMY (CSV)"
        ),
        Message("Download it again and keep its first lines."),
        code="weather-place",
    )


def _guarded(reader, path: Path, base_year: int) -> xr.Dataset:  # type: ignore[no-untyped-def]
    try:
        return reader(path, base_year)
    except (ValueError, KeyError, IndexError) as error:
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    (
                        Message("lacks {error}", error=error)
                        if isinstance(error, KeyError)
                        else Message("cannot be read: {error}", error=error)
                    ),
                    Message("a well-formed weather file"),
                    Message("Open it in a text editor and compare it with a file that works."),
                    code="weather-unreadable",
                )
            ]
        ) from error


def _find(name_or_path: str | Path, folder: Path | None) -> Path:
    path = Path(name_or_path)
    for candidate in (
        shipped.folder("weather") / f"{name_or_path}.csv",
        path if path.is_absolute() or folder is None else folder / path,
    ):
        if candidate.is_file():
            return candidate
    names = ", ".join(sorted(file.stem for file in shipped.folder("weather").glob("*.csv")))
    raise InputError(
        [
            Fault(
                str(name_or_path),
                "",
                Message("there is no such weather file"),
                Message("a file, or a shipped year ({names})", names=names),
                Message("Correct the key `weather` of the case, or `--weather`."),
                code="weather-missing",
            )
        ]
    )
