"""Where the values of the buildings are from: how many are given, and how many follow a rule."""

from __future__ import annotations

import pandas as pd

from zeneville.geodata import origins
from zeneville.report.wording import Words

#: what a plan rests on most, in the order told
VALUES = ("use", "height", "storeys", "dwellings", "period", "heating_energy", "envelope")


def of_values(buildings: pd.DataFrame, words: Words) -> list[tuple[str, str, str]]:
    """Value, source and number of buildings, the most frequent source first."""
    return [
        (words[f"value_{name}"], _told(str(source), words), words.n(count))
        for name in VALUES
        if f"{name}_source" in buildings
        for source, count in buildings[f"{name}_source"]
        .replace("", None)
        .dropna()
        .value_counts()
        .items()
    ]


def _told(source: str, words: Words) -> str:
    """A rule of the stock by its words, what a reader said by its parts."""
    return words[source] if source in words else origins.message(source).told(words.lang)
