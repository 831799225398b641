"""What a path given by a user is: a case, buildings, a certificate or another table."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from zeneville import geodata
from zeneville.case import Case, load
from zeneville.errors import Fault, InputError
from zeneville.geodata import bdnb_tables, tables
from zeneville.messages import Message
from zeneville.results import store as stored

Kind = Literal["case", "buildings", "certificate", "table"]

#: ends of what is a case, or the bare name of one
CASES = ("", ".yaml", ".yml")
#: ends of names of files with geometry
GEODATA = (".geojson", ".json", ".gpkg", ".shp", ".gml", ".zip", *tables.PARQUET)
RASTERS = (".tif", ".tiff")


def kind(path: Path) -> Kind:
    """What a path is by its name and content; what is not there, by its name alone.

    Raises
    ------
    InputError
        For rasters and folders of several files of buildings, with what to do instead.
    """
    if path.is_dir():
        return _of_folder(path)
    end = path.suffix.lower()
    if end in CASES:
        return "case"
    if not path.is_file():
        return "buildings" if end in GEODATA else "case"
    if end in RASTERS:
        raise InputError([_raster(path)])
    if end in GEODATA or geodata.is_city_model(path) or geodata.is_cloud(path):
        return "buildings"
    return "certificate" if end == ".xml" else "table"


def case(given: str | Path | Case, crs: str | None = None) -> Case:
    """The case that is given or that a path names.

    Raises
    ------
    InputError
        Where the path is something else, or a coordinate system is given that belongs to a file.
    """
    asked = given
    if not isinstance(asked, Case):
        found = kind(Path(asked))
        if found != "case":
            raise InputError([_no_case(Path(asked))])
        asked = load(asked)
    if crs is not None:
        raise InputError([_crs_of_case(asked, crs)])
    return asked


def results_of(asked: Case, out: Path | None) -> Path:
    """The folder of the results: ``out``, else ``results/CASE``.

    Raises
    ------
    InputError
        Where nothing can be written there.
    """
    folder = out or Path("results") / (asked.folder.name if asked.folder else asked.name)
    stored.check_place(folder)
    return folder


def _of_folder(path: Path) -> Kind:
    if (path / "case.yaml").exists():
        return "case"
    if bdnb_tables.is_folder(path) or geodata.is_cloud(path):
        return "buildings"
    files = sorted(file for file in path.iterdir() if file.is_file())
    rasters = [file for file in files if file.suffix.lower() in RASTERS]
    if rasters:
        raise InputError([_raster(rasters[0])])
    several = [file for file in files if _has_buildings(file)]
    if several:
        raise InputError([_several(path, several)])
    return "case"


def _has_buildings(file: Path) -> bool:
    return file.suffix.lower() in GEODATA or geodata.is_city_model(file)


def _raster(path: Path) -> Fault:
    return Fault(
        str(path),
        "",
        Message("is a raster, in which no building is told from another"),
        Message("a case, or footprints of buildings"),
        Message(
            "Give the footprints (BD TOPO); name the raster in their case as "
            "`solar: {{surface_model: {name}}}`.",
            name=path.name,
        ),
        code="raster-alone",
    )


def _several(path: Path, files: list[Path]) -> Fault:
    return Fault(
        str(path),
        "",
        Message("has no case.yaml, but {count} file(s) of buildings", count=len(files)),
        Message("a folder with case.yaml, or one file of buildings"),
        Message(
            "Give one file, such as {name}, or make a case: `zeneville new NAME --from {name}`; "
            "merge the tiles of a city model into one file first.",
            name=files[0].name,
        ),
        code="several-files",
    )


def _no_case(path: Path) -> Fault:
    return Fault(
        str(path),
        "",
        Message("is a file of data and no case"),
        Message("a folder with case.yaml, a case file, or a shipped district"),
        Message(
            "Look at it with `zeneville check {name}`; make a case of buildings with "
            "`zeneville new NAME --from {name}`.",
            name=path.name,
        ),
        code="no-case",
    )


def _crs_of_case(asked: Case, crs: str) -> Fault:
    return Fault(
        "--crs",
        "",
        Message("{crs!r} is given for the case {name!r}", crs=crs, name=asked.name),
        Message("a geodata file"),
        Message("Leave it out; the key `stock_crs` of a case names the system of its stock."),
        code="crs-of-case",
    )
