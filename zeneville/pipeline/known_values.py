"""What is known of buildings beyond their footprints: certificates first, then the stock itself."""

from __future__ import annotations

from typing import Any

import pandas as pd

from zeneville.geodata import fields
from zeneville.stock import known as knowledge


def with_stock(certified: pd.DataFrame, buildings: pd.DataFrame) -> pd.DataFrame:
    """Known values by building: those of ``certified``, others from columns of the stock.

    Transmittances and areas that a reader found (BDNB, tables of certificates, an owner's) stand
    in the stock with ``<column>_source``, which becomes the ``source`` of the building.
    """
    columns = [name for name in fields.KNOWN if name in buildings]
    rows: list[Any] = list(buildings.index[buildings[columns].notna().any(axis=1)])
    rows = [name for name in rows if name not in certified.index]
    if not rows:
        return certified
    table = knowledge.nothing().reindex(pd.Index(rows, name="building"))
    for name in columns:
        table[name] = buildings.loc[rows, name].astype(float)
    sources = [f"{name}_source" for name in columns if f"{name}_source" in buildings]
    told = buildings.loc[rows, sources].bfill(axis=1).iloc[:, 0] if sources else None
    table["source"] = "the stock" if told is None else told.fillna("the stock").to_numpy()
    return table if certified.empty else pd.concat([certified, table])
