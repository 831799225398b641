"""The package's own weather table: CSV with ``# key: value`` lines, UTC+1, starts of hours."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import xarray as xr

from zeneville.errors import Fault, InputError
from zeneville.messages import Message
from zeneville.weather import dataset


def read(path: Path, base_year: int) -> xr.Dataset:
    """Read a table with the columns of the weather dataset."""
    lines = path.read_text(encoding="utf-8").splitlines()
    attrs: dict[str, object] = {}
    for line in lines:
        if not line.startswith("#"):
            break
        key, _, value = line[1:].partition(":")
        attrs[key.strip()] = value.strip()
    for key in ("latitude", "longitude", "altitude_m"):
        attrs[key] = float(str(attrs.get(key, 0.0)))
    attrs["synthetic"] = int(str(attrs.get("synthetic", "0")))
    table = pd.read_csv(path, comment="#")
    lacking = [name for name in dataset.VARIABLES if name not in table]
    if lacking:
        raise InputError(
            [
                Fault(
                    str(path),
                    Message("header"),
                    Message("lacks {lacking}", lacking=", ".join(lacking)),
                    Message("columns {variables}", variables=", ".join(dataset.VARIABLES)),
                    Message("Add the columns."),
                    code="weather-columns",
                )
            ]
        )
    columns = {name: table[name].to_numpy() for name in dataset.VARIABLES}
    return dataset.assemble(str(path), columns, base_year, len(attrs) + 2, **attrs)
