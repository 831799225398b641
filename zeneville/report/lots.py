"""Works by residence: what a landlord tenders together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import pandas as pd

from zeneville.report.wording import Words


@dataclass(frozen=True)
class Lot:
    """Sums of one residence; bills in EUR a year, ``heat_pump_kw`` what heat pumps give."""

    name: str
    buildings: int
    renovated: int
    dwellings: float
    investment_eur: float
    pv_kwp: float
    heat_pumps: int
    heat_pump_kw: float
    poor_before: int
    poor_after: int
    bill_before_eur: float
    bill_after_eur: float


def by_residence(buildings: gpd.GeoDataFrame, words: Words) -> list[Lot]:
    """Lots from the largest investment; buildings without a residence stand together.

    Empty where the stock names no residence.
    """
    planned = buildings[buildings["package"].map(lambda value: isinstance(value, str))]
    if "residence" not in planned or planned["residence"].isna().all():
        return []
    names = planned["residence"].fillna(words["no_residence"])
    lots = [_lot(str(name), rows) for name, rows in planned.groupby(names)]
    return sorted(lots, key=lambda lot: -lot.investment_eur)


def _lot(name: str, rows: pd.DataFrame) -> Lot:
    pumped = rows["system"].astype(str).str.startswith("hp_")

    def total(column: str) -> float:
        return float(rows[column].sum())

    return Lot(
        name=name,
        buildings=len(rows),
        renovated=int((rows["package"] != "as_is").sum()),
        dwellings=total("dwellings"),
        investment_eur=total("investment_eur"),
        pv_kwp=total("pv_kwp"),
        heat_pumps=int(pumped.sum()),
        heat_pump_kw=float(rows.loc[pumped, "heat_kw"].sum()),
        poor_before=_poor(rows["dpe_before"]),
        poor_after=_poor(rows["dpe_after"]),
        bill_before_eur=total("bill_before_eur"),
        bill_after_eur=total("bill_after_eur"),
    )


def _poor(letters: Any) -> int:
    return int(letters.isin(["F", "G"]).sum())
