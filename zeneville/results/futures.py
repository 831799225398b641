"""What may come otherwise: the futures that every plan is tried in, and ranges of the catalogue."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

FILE = Path(__file__).parent / "futures.csv"


@dataclass(frozen=True)
class Future:
    """One figure at one end of its range; ``kind`` is tariff, money, climate or catalogue."""

    key: str
    kind: str
    end: str
    value: float
    today: float
    unit: str
    source: str
    status: str

    @property
    def name(self) -> str:
        """Tells one future from another."""
        return f"{self.key}:{self.end}"


def always(used: pd.DataFrame, discount_rate: float) -> list[Future]:
    """Futures of the table, low end before high; those of figures that no stage uses are left out.

    Parameters
    ----------
    used
        Entries of the catalogue that the plan asked for.
    """
    out: list[Future] = []
    for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()):
        if row["kind"] == "catalogue":
            out += of_figures(used[used["key"] == row["key"]])
            continue
        today = {"tariff": 1.0, "money": discount_rate}.get(row["kind"], float("nan"))
        one = Future(
            row["key"], row["kind"], "", 0.0, today, row["unit"], row["source"], row["status"]
        )
        ends = ((end, float(row[end])) for end in ("low", "high"))
        out += [replace(one, end=end, value=value) for end, value in ends if value != today]
    return out


def of_figures(entries: pd.DataFrame) -> list[Future]:
    """Both ends of the ranges of catalogue entries, where an end is not the figure itself."""
    return [
        Future(
            key=str(entry["key"]),
            kind="catalogue",
            end=end,
            value=float(entry[end]),
            today=float(entry["value"]),
            unit=str(entry["unit"]),
            source=str(entry["source"]),
            status=str(entry["status"]),
        )
        for entry in entries.to_dict("records")
        for end in ("low", "high")
        if pd.notna(entry[end]) and entry[end] != entry["value"]
    ]
