"""Which designs of a building are not offered, and why: protection, locks, the label asked."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from zeneville.case import Case
from zeneville.errors import InfeasibleError, LabelShortfall
from zeneville.stock import Stock
from zeneville.technologies import heaters

Array = np.ndarray[Any, Any]

#: reasons by their number; where several hold the first is told
REASONS = ("offered", "lock", "protection", "label")
LOCK, PROTECTION, LABEL = 1, 2, 3


def masked(case: Case, stock: Stock, menu: heaters.Menu, labels: xr.Dataset) -> Array:
    """(B, P, J) number of the reason why a package with a heater is not offered, 0 where it is.

    Parameters
    ----------
    labels
        ``dpe_label`` over (building, package, system) of the dwelling buildings: those without
        a letter have no label to reach.

    Raises
    ------
    InfeasibleError
        Naming every building of which no design reaches the label, with the best that one does.
    """
    names = stock.envelope["building"].to_numpy().astype(str)
    packages = stock.envelope["package"].to_numpy().astype(str)
    reason = np.zeros(menu.allowed.shape, dtype=np.int8)
    reason[_beside_locks(case, names, packages, np.array(menu.system))] = LOCK
    offered = stock.works["allowed"].to_numpy().astype(bool)
    reason[np.broadcast_to(~offered[:, :, None], reason.shape) & (reason == 0)] = PROTECTION
    least = case.limits.minimum_label
    if least is None:
        return reason
    letters = labels["dpe_label"].astype(object).reindex(building=names, fill_value="")
    letter = letters.sel(system=list(menu.system)).to_numpy().astype(str)
    worse = (letter != "") & (letter > least)
    _refuse(names, letter, reason == 0, least)
    reason[worse & (reason == 0)] = LABEL
    return reason


def stored(reason: Array) -> xr.DataArray:
    """The reasons as ``plan.nc`` keeps them: numbers and their meanings."""
    told = {
        "units": "1",
        "long_name": "why a package with a heater is not offered",
        "flag_values": np.arange(len(REASONS), dtype=np.int8),
        "flag_meanings": " ".join(REASONS),
    }
    return xr.DataArray(reason, dims=("building", "package", "heater"), attrs=told)


def _beside_locks(case: Case, names: Array, packages: Array, systems: Array) -> Array:
    """(B, P, J) True where a lock asks for another package or system."""
    out = np.zeros((len(names), len(packages), len(systems)), dtype=bool)
    place = {name: b for b, name in enumerate(names)}
    for lock in case.locks:
        b = place.get(lock.building)
        if b is None:
            continue
        if lock.package is not None:
            out[b, packages != lock.package] = True
        if lock.system is not None:
            out[b][:, systems != lock.system] = True
    return out


def _refuse(names: Array, letter: Array, offered: Array, least: str) -> None:
    """Refuse a label that some building reaches with nothing that it is offered."""
    found = []
    for b, name in enumerate(names):
        best = min(letter[b][offered[b] & (letter[b] != "")].tolist(), default="")
        if best > least:
            found.append(LabelShortfall(str(name), least, best))
    if found:
        raise InfeasibleError(found, together=True)
