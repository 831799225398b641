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
from zeneville.results.plan import Plan
from zeneville.results.workbook import write_workbook


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
                f"{str(there)!r} " + ("cannot be written" if there.is_dir() else "is a file"),
                "a folder that can be made and written",
                "Choose another place for the results.",
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
        f"{str(path)!r} cannot be written ({error.strerror or error})",
        "a folder that can be made and written, with room",
        "Free the place, or choose another one for the results.",
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


def write(plan: Plan, folder: Path, words: Mapping[str, str] | None = None) -> None:
    """Write summary.json, plan.nc, plan.gpkg and plan.xlsx (ids in ``words``) into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    data = plan.data.assign_attrs(
        title=f"zeneville plan of {plan.case_name}",
        zeneville_version=plan.summary["zeneville_version"],
        case_sha256=plan.summary["case_sha256"],
        summary=json.dumps(plan.summary, ensure_ascii=False),
        costs=plan.costs.to_json(orient="records"),
        assumptions=plan.assumptions.to_json(orient="records"),
        faults=json.dumps(plan.faults, ensure_ascii=False),
        findings=json.dumps(plan.findings, ensure_ascii=False),
        not_yet=json.dumps(plan.not_yet, ensure_ascii=False),
    )
    write_dataset(data, folder / "plan.nc")
    atomically(folder / "plan.gpkg", lambda part: _geopackage(plan, part))
    atomically(folder / "plan.xlsx", lambda part: write_workbook(plan, part, words))
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


def _geopackage(plan: Plan, path: Path) -> None:
    from zeneville.results import styles

    _plain(plan.buildings).to_file(path, layer="batiments", driver="GPKG")
    _plain(plan.planes).to_file(path, layer="toitures", driver="GPKG")
    if len(plan.assets):
        _plain(plan.assets).to_file(path, layer="equipements", driver="GPKG")
    pipes = _plain(plan.pipes) if len(plan.pipes) else _no_pipes(plan.buildings.crs)
    pyogrio.write_dataframe(pipes, path, layer="reseaux", driver="GPKG", geometry_type="LineString")
    styles.write(path, styles.PLAN)


def _no_pipes(crs: Any) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"zone": pd.Series(dtype=str)}, geometry=[], crs=crs)


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
    faults = []
    for name in ("plan.nc", "summary.json"):
        if not (folder / name).is_file():
            faults.append(
                Fault(
                    str(folder / name),
                    "",
                    "is missing",
                    "the results of `zeneville plan`",
                    "Plan again.",
                    code="result-missing",
                )
            )
    if faults:
        raise InputError(faults)
    try:
        with xr.open_dataset(folder / "plan.nc", engine="h5netcdf") as opened:
            data = opened.load()
        summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            [
                Fault(
                    str(folder),
                    "",
                    f"cannot be read: {error}",
                    "whole result files",
                    "Plan again.",
                    code="result-damaged",
                )
            ]
        ) from error
    return data, summary


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
