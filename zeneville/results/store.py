"""Write a plan into a folder and read it back; every file whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import xarray as xr

from zeneville.errors import Fault, InputError
from zeneville.messages import Message
from zeneville.results.plan import Plan
from zeneville.results.workbook import columns, write_workbook
from zeneville.results.workbook.columns import Column


def check_place(folder: Path) -> None:
    """Refuse a folder of results that cannot be made or written, before the work starts.

    Raises
    ------
    InputError
        Where a file is in the way or the place cannot be written.
    """
    there = next(
        place for place in (folder.absolute(), *folder.absolute().parents) if place.exists()
    )
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        return
    raise InputError(
        [
            Fault(
                "--out",
                "",
                (
                    Message("{there!r} cannot be written", there=str(there))
                    if there.is_dir()
                    else Message("{there!r} is a file", there=str(there))
                ),
                Message("a folder that can be made and written"),
                Message("Choose another place for the results."),
                code="out-unwritable",
            )
        ]
    )


def atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file beside ``path``, then put it in place at once.

    Raises
    ------
    InputError
        Where the system refuses: a folder that cannot be made, a full disk, a file held open.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            part = Path(folder) / path.name
            write(part)
            part.replace(path)
    except OSError as error:
        raise InputError([_refused(path, error)]) from error


def _refused(path: Path, error: OSError) -> Fault:
    return Fault(
        "--out",
        "",
        Message(
            "{path!r} cannot be written ({strerror})",
            path=str(path),
            strerror=error.strerror or error,
        ),
        Message("a folder that can be made and written, with room"),
        Message("Free the place, or choose another one for the results."),
        code="out-refused",
    )


def write_dataset(data: xr.Dataset, path: Path) -> None:
    """Write NetCDF, compressed."""
    encoding: Any = {
        name: {"zlib": True, "complevel": 3}
        for name, values in data.data_vars.items()
        if values.ndim and values.dtype.kind in "fiu"
    }
    atomically(path, lambda part: data.to_netcdf(part, engine="h5netcdf", encoding=encoding))


def write(
    plan: Plan, folder: Path, words: Mapping[str, str] | None = None, lang: str = "fr"
) -> None:
    """Write summary.json, plan.nc, plan.gpkg, plan.parquet and plan.xlsx into the folder.

    ``words`` gives the words of ids in the workbook's language ``lang``, ``fr`` or ``en``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = plan.data.assign_attrs(
        title=f"zeneville plan of {plan.case_name}",
        zeneville_version=plan.summary["zeneville_version"],
        case_sha256=plan.summary["case_sha256"],
        summary=json.dumps(plan.summary, ensure_ascii=False),
        costs=plan.costs.to_json(orient="records"),
        assumptions=plan.assumptions.to_json(orient="records"),
        faults=json.dumps(plan.faults, ensure_ascii=False),
        faults_fr=json.dumps(plan.faults_fr, ensure_ascii=False),
        findings=json.dumps(plan.findings, ensure_ascii=False),
        not_yet=json.dumps(plan.not_yet, ensure_ascii=False),
    )
    write_dataset(data, folder / "plan.nc")
    atomically(folder / "plan.gpkg", lambda part: _geopackage(plan, part, words or {}, lang))
    atomically(folder / "plan.parquet", lambda part: _geoparquet(plan, part))
    atomically(folder / "plan.xlsx", lambda part: write_workbook(plan, part, words, lang))
    text = json.dumps(plan.summary, ensure_ascii=False, indent=2, allow_nan=False)
    atomically(folder / "summary.json", lambda part: write_text(part, text))


def write_text(path: Path, text: str) -> None:
    """A text file in UTF-8 with a line end."""
    path.write_text(text + "\n", encoding="utf-8")


def _plain(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    table = table.reset_index()
    for name in table.columns:
        if name != "geometry" and table[name].dtype == object:
            table[name] = table[name].map(lambda value: None if value is None else str(value))
    return table


def _geopackage(plan: Plan, path: Path, words: Mapping[str, str], lang: str) -> None:
    from zeneville.results import aliases, styles

    _plain(plan.buildings).to_file(path, layer="batiments", driver="GPKG")
    _plain(plan.planes).to_file(path, layer="toitures", driver="GPKG")
    layers = ["batiments", "toitures", "reseaux"]
    if len(plan.assets):
        _plain(plan.assets).to_file(path, layer="equipements", driver="GPKG")
        layers.append("equipements")
    pipes = _plain(plan.pipes) if len(plan.pipes) else _no_pipes(plan.buildings.crs)
    pyogrio.write_dataframe(pipes, path, layer="reseaux", driver="GPKG", geometry_type="LineString")
    styles.write(path, [style for style in styles.of_plan(words) if style[0] in layers])
    told = {column.key: column.title for column in _columns(plan, lang)}
    aliases.write(path, [("batiments", name, title, title) for name, title in told.items()])


def _columns(plan: Plan, lang: str) -> list[Column]:
    """Headings and units of the columns of buildings that the workbook shows."""
    known = {"building", *plan.buildings.columns}
    return [
        column
        for sheet in ("Bâtiments", "Énergie")
        for column in columns.of(sheet, lang)
        if column.key in known
    ]


def _geoparquet(plan: Plan, path: Path) -> None:
    """The buildings; units, proof and assumptions in the file's metadata."""
    from zeneville.results import geoparquet

    told = _columns(plan, "en")
    geoparquet.write(
        _plain(plan.buildings),
        path,
        units={column.key: column.unit for column in told},
        meanings={column.key: column.heading for column in told},
        told={
            "zeneville": plan.summary,
            "zeneville_assumptions": json.loads(plan.assumptions.to_json(orient="records")),
        },
    )


def _no_pipes(crs: Any) -> gpd.GeoDataFrame:
    columns = {"zone": pd.Series(dtype=str), "built": pd.Series(dtype=bool)}
    return gpd.GeoDataFrame(columns, geometry=[], crs=crs)


def read(folder: Path) -> Plan:
    """Read a stored plan."""
    data, summary = read_for_check(folder)
    file = folder / "plan.gpkg"
    layers = [str(row[0]) for row in pyogrio.list_layers(file)]
    planes = gpd.read_file(file, layer="toitures").set_index("plane")
    buildings = gpd.read_file(file, layer="batiments").set_index("building")
    if "equipements" in layers:
        assets = gpd.read_file(file, layer="equipements").set_index("asset")
    else:
        assets = gpd.GeoDataFrame({"kind": [], "capacity": []}, geometry=[], crs=buildings.crs)
    attrs = data.attrs
    return Plan(
        case_name=summary["case"],
        summary=summary,
        data=data,
        buildings=buildings,
        planes=planes,
        assets=assets,
        pipes=gpd.read_file(file, layer="reseaux"),
        costs=pd.DataFrame(json.loads(attrs["costs"])),
        assumptions=pd.DataFrame(json.loads(attrs["assumptions"])),
        faults=tuple(json.loads(attrs["faults"])),
        faults_fr=tuple(json.loads(attrs.get("faults_fr", "[]"))),
        findings=tuple(json.loads(attrs["findings"])),
        not_yet=tuple(tuple(item) for item in json.loads(attrs["not_yet"])),
    )


def read_for_check(folder: Path) -> tuple[xr.Dataset, dict[str, Any]]:
    """``plan.nc`` and ``summary.json``.

    Raises
    ------
    InputError
        When one is missing or damaged.
    """
    _there(folder, "plan.nc", "summary.json")
    try:
        with xr.open_dataset(folder / "plan.nc", engine="h5netcdf") as opened:
            data = opened.load()
    except (OSError, ValueError) as error:
        raise _damaged(folder, error) from error
    return data, read_summary(folder)


def read_summary(folder: Path) -> dict[str, Any]:
    """``summary.json`` alone.

    Raises
    ------
    InputError
        When it is missing or damaged.
    """
    _there(folder, "summary.json")
    return read_json(folder / "summary.json")


def read_json(file: Path) -> dict[str, Any]:
    """A result file of keys and values.

    Raises
    ------
    InputError
        When it is damaged.
    """
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(file, error) from error
    if not isinstance(content, dict):
        raise _damaged(
            file, Message("holds {kind}, no keys and values", kind=type(content).__name__)
        )
    return content


def _there(folder: Path, *names: str) -> None:
    faults = [
        Fault(
            str(folder / name),
            "",
            Message("is missing"),
            Message("the results of `zeneville plan`"),
            Message("Plan again."),
            code="result-missing",
        )
        for name in names
        if not (folder / name).is_file()
    ]
    if faults:
        raise InputError(faults)


def _damaged(folder: Path, error: object) -> InputError:
    return InputError(
        [
            Fault(
                str(folder),
                "",
                Message("cannot be read: {error}", error=error),
                Message("whole result files"),
                Message("Plan again."),
                code="result-damaged",
            )
        ]
    )


def write_case(
    folder: Path,
    text: str,
    stock: Callable[[Path], object],
    readme: str,
    stock_name: str = "stock.gpkg",
) -> None:
    """Write a new case folder: all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        (part / "case.yaml").write_text(text, encoding="utf-8")
        (part / "README.md").write_text(readme, encoding="utf-8")
        stock(part / stock_name)
        part.chmod(0o755)
        part.replace(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
