"""Certificates that the rows of a stock name in ``dpe_file``, as values known of the buildings."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from zeneville.demand.dpe import certificate
from zeneville.demand.dpe.known import known as values_of
from zeneville.errors import Fault, InputError

COLUMN = "dpe_file"


def known(buildings: pd.DataFrame, folder: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """Values by building and the faults of rows whose certificate cannot be used.

    Parameters
    ----------
    buildings
        Rows by building; ``dpe_file`` is a path inside ``folder``, blank without certificate.

    Returns
    -------
    The values of :func:`zeneville.demand.dpe.known.known` and ``source``, by building.
    """
    rows: dict[str, dict[str, float | str | None]] = {}
    faults: list[Fault] = []
    named = buildings[COLUMN].dropna() if COLUMN in buildings else pd.Series(dtype=object)
    for building, name in named.items():
        try:
            file = _inside(folder, str(name), str(building))
            found = certificate.read(file)
            rows[str(building)] = {**values_of(found), "source": f"certificate {name}"}
        except InputError as error:
            faults += [_of_row(fault, str(building)) for fault in error.faults]
        except (KeyError, ValueError) as error:
            faults.append(_told(str(name), str(building), f"cannot be understood ({error})"))
    table = pd.DataFrame.from_dict(rows, orient="index") if rows else None
    return (pd.DataFrame() if table is None else table.rename_axis("building")), faults


def _told(name: str, building: str, value: str) -> Fault:
    return Fault(
        name,
        f"building {building}",
        value,
        "an XML certificate of the DPE observatory",
        "The defaults of the decree hold; correct the file or leave dpe_file blank.",
        "row",
        "dpe-file",
    )


def _of_row(fault: Fault, building: str) -> Fault:
    return _told(fault.file, building, fault.value)


def _inside(folder: Path, name: str, building: str) -> Path:
    """The named file, which must lie in the case's folder."""
    file = (folder / name).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise InputError([_told(name, building, "lies outside the case's folder")])
    if not file.is_file():
        raise InputError([_told(name, building, "there is no such file")])
    return file
