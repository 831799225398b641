"""The columns of the solar cadastre: names, units, digits and meaning, read once from a table.

The table is also the list of what may be published: a column that is not in it is not written.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd

PLANES, BUILDINGS = "toitures", "batiments"


@dataclass(frozen=True)
class Field:
    """``digits`` after the point, or None for text and flags; ``meaning`` by language."""

    layers: tuple[str, ...]
    name: str
    unit: str
    digits: int | None
    meaning: dict[str, str]

    def alias(self, lang: str) -> str:
        """Meaning with the unit, as a table's heading."""
        unit = "" if self.unit in ("", "1") else f" ({self.unit})"
        return self.meaning[lang] + unit


def _read() -> tuple[Field, ...]:
    file = Path(__file__).with_suffix(".csv")
    return tuple(
        Field(
            tuple(row["layers"].split()),
            row["name"],
            row["unit"],
            int(row["digits"]) if row["digits"] else None,
            {"fr": row["fr"], "en": row["en"]},
        )
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
    )


FIELDS = _read()


def of(layer: str) -> tuple[Field, ...]:
    """Fields of a layer in their order."""
    return tuple(field for field in FIELDS if layer in field.layers)


def published(table: gpd.GeoDataFrame, layer: str) -> gpd.GeoDataFrame:
    """The layer's columns in their order and digits, with the geometry; all others are left out."""
    out = table.reset_index()
    fields = of(layer)
    out = out[[*(field.name for field in fields), "geometry"]]
    digits = {field.name: field.digits for field in fields if field.digits is not None}
    return gpd.GeoDataFrame(out.round(digits), geometry="geometry", crs=table.crs)
