"""Stored plans as scenarios: their summaries, their names, and what they decide alike."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio

from zeneville.results.store import read_summary

#: what two plans decide alike on a building: the same words, and panels within this kWp
DECIDED = ("package", "system")
SAME_KWP = 0.05


@dataclass(frozen=True)
class Scenario:
    """A stored plan; ``decided`` has package, system and pv_kwp of its heated buildings."""

    name: str
    summary: dict[str, Any] = field(repr=False)
    decided: pd.DataFrame = field(repr=False)


def read(folders: Sequence[Path]) -> list[Scenario]:
    """Stored plans in the order given.

    Raises
    ------
    InputError
        Where a folder holds no plan.
    """
    summaries = [read_summary(folder) for folder in folders]
    names = _names(folders, [str(summary["case"]) for summary in summaries])
    return [
        Scenario(name, summary, _decided(folder))
        for name, summary, folder in zip(names, summaries, folders, strict=True)
    ]


def _names(folders: Sequence[Path], cases: Sequence[str]) -> list[str]:
    """The folder's name, after the case where cases differ; longer where that is not enough."""
    whole = [folder.resolve() for folder in folders]
    short = [folder.name for folder in whole]
    if len(set(short)) < len(short):
        short = [f"{folder.parent.name}/{folder.name}" for folder in whole]
    if len(set(cases)) == 1:
        return short
    return [f"{case}, {name}" for case, name in zip(cases, short, strict=True)]


def _decided(folder: Path) -> pd.DataFrame:
    """Empty where the layers of the plan are not there."""
    file = folder / "plan.gpkg"
    columns = ["building", *DECIDED, "pv_kwp"]
    if not file.is_file():
        return pd.DataFrame(columns=columns).set_index("building")
    table = pyogrio.read_dataframe(file, layer="batiments", read_geometry=False, columns=columns)
    return table.dropna(subset=["package"]).set_index("building")


def alike(first: Scenario, other: Scenario) -> tuple[int, int]:
    """How many buildings two plans decide alike, and how many both have."""
    both = first.decided.join(other.decided, how="inner", rsuffix="_other")
    same = (both["pv_kwp"].fillna(0.0) - both["pv_kwp_other"].fillna(0.0)).abs() < SAME_KWP
    for name in DECIDED:
        same &= both[name] == both[f"{name}_other"]
    return int(same.sum()), len(both)


def write_csv(scenarios: Sequence[Scenario], path: Path) -> None:
    """One line per scenario and a column per figure of summary.json, for machines."""
    flat = [
        {"scenario": each.name, **pd.json_normalize(each.summary).iloc[0]} for each in scenarios
    ]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, columns)
        lines.writeheader()
        lines.writerows(flat)
