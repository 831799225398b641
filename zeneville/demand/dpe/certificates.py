"""Certificates that the rows of a stock name in ``dpe_file``, as values known of the buildings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from zeneville.demand.dpe import certificate
from zeneville.demand.dpe.dwelling import dwelling
from zeneville.demand.dpe.known import known as values_of
from zeneville.errors import Fault, InputError
from zeneville.messages import Message, joined, with_others

COLUMN = "dpe_file"
#: entries of a certificate named in one message
SHOWN = 3
CERTIFICATE = Message("an XML certificate of the DPE observatory")

#: what a value of a building can be, in the unit of its name; outside, an entry is wrong
SENSIBLE: dict[str, tuple[float, float]] = {
    "u_wall_w_per_m2k": (0.03, 10.0),
    "u_roof_w_per_m2k": (0.03, 10.0),
    "u_floor_w_per_m2k": (0.03, 10.0),
    "u_window_w_per_m2k": (0.3, 10.0),
    "window_share": (0.0, 2.0),
    "bridges_share": (0.0, 5.0),
    "q4pa_m3_per_h_m2": (0.0, 30.0),
    "air_flow_m3_per_h_m2": (0.0, 20.0),
    "heated_area_m2": (5.0, 200_000.0),
}


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
            with np.errstate(all="ignore"):  # absurd figures are told below
                values = values_of(found)
            absurd = _absurd(str(name), str(building), values)
            faults += absurd or _unread(str(name), str(building), found)
            if not absurd:
                kind = dwelling(found).kind
                rows[str(building)] = {**values, "source": f"certificate {name} of a {kind}"}
        except InputError as error:
            faults += [_of_row(fault, str(name), str(building)) for fault in error.faults]
        except certificate.NOT_UNDERSTOOD as error:
            faults.append(
                _told(
                    str(name), str(building), Message("cannot be understood ({error})", error=error)
                )
            )
    table = pd.DataFrame.from_dict(rows, orient="index") if rows else None
    return (pd.DataFrame() if table is None else table.rename_axis("building")), faults


def _unread(name: str, building: str, found: certificate.Certificate) -> list[Fault]:
    """One fault for the entries that are taken as not given."""
    entries = certificate.unread(found)
    if not entries:
        return []
    shown = ", ".join(f"{tag} {text!r}" for tag, text in entries[:SHOWN])
    told = with_others(Message("{shown}", shown=shown), len(entries) - SHOWN)
    return [
        Fault(
            name,
            Message("building {name}", name=building),
            Message("has entries that are no codes or areas: {told}", told=told),
            Message("codes of the data model and areas in m2"),
            Message("They are taken as not given; correct the file."),
            "row",
            "dpe-entry",
        )
    ]


def _absurd(name: str, building: str, values: dict[str, float | str | None]) -> list[Fault]:
    """Values that no building has; blanks are none."""
    return [
        _told(
            name,
            building,
            Message("gives {key} {value:,.4g}", key=key, value=value),
            Message("{low:g} to {high:g}", low=low, high=high),
        )
        for key, (low, high) in SENSIBLE.items()
        if isinstance(value := values.get(key), float) and (value < low or value > high)
    ]


def _told(
    name: str,
    building: str,
    value: Message,
    expected: Message = CERTIFICATE,
) -> Fault:
    return Fault(
        name,
        Message("building {name}", name=building),
        value,
        expected,
        Message("The defaults of the decree hold; correct the file or leave dpe_file blank."),
        "row",
        "dpe-file",
    )


def _of_row(fault: Fault, name: str, building: str) -> Fault:
    placed = fault.where and fault.severity == "file"
    value = joined((fault.where, fault.value), " ") if placed else fault.value
    return _told(name, building, value, fault.expected)


def _inside(folder: Path, name: str, building: str) -> Path:
    """The named file, which must lie in the case's folder."""
    file = (folder / name).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise InputError([_told(name, building, Message("lies outside the case's folder"))])
    if not file.is_file():
        raise InputError([_told(name, building, Message("there is no such file"))])
    return file
