"""GeoParquet whose columns say their unit and meaning, and whose file says where it is from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd


def write(
    table: gpd.GeoDataFrame,
    path: Path,
    units: Mapping[str, str],
    meanings: Mapping[str, str],
    told: Mapping[str, Any],
) -> None:
    """Write a table, compressed.

    Parameters
    ----------
    units, meanings
        By column; both stand in the column's metadata, units in the file's (``zeneville_units``).
    told
        What the file's metadata say beside it, by key; kept as JSON.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    table.to_parquet(path, index=False)
    read = pq.read_table(path)
    described = [
        column.with_metadata({"unit": units.get(column.name, ""), "meaning": meanings[column.name]})
        if column.name in meanings
        else column
        for column in read.schema
    ]
    kept = {name: unit for name, unit in units.items() if name in read.schema.names}
    own = {
        key.encode(): json.dumps(value, ensure_ascii=False).encode()
        for key, value in {**told, "zeneville_units": kept}.items()
    }
    schema = pa.schema(described, metadata={**(read.schema.metadata or {}), **own})
    pq.write_table(read.cast(schema), path, compression="zstd")
