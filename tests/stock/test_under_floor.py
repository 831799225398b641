"""Cellars where the French archetypes of TABULA have them."""

import pandas as pd
import pytest

from zeneville.stock import known
from zeneville.stock.under_floor import under_floor
from zeneville.technologies import catalogue

FIGURES = catalogue.read()


@pytest.mark.parametrize(
    ("period", "dwellings", "party", "kind"),
    [
        ("before_1948", 1, 0, "cellar"),
        ("1948_1974", 1, 0, "cellar"),
        ("1948_1974", 1, 60, "ground"),
        ("1948_1974", 12, 60, "cellar"),
        ("1989_2000", 1, 0, "ground"),
        ("1989_2000", 12, 0, "ground"),
        ("before_1948", 0, 0, "ground"),
    ],
)
def test_detached_houses_and_blocks_before_1975_have_a_cellar(period, dwellings, party, kind):
    rows = building(period, dwellings, party)
    assert under_floor(rows, known.nothing(), FIGURES)[0] == kind


def test_what_is_known_below_wins_over_the_rule():
    told = known.nothing()
    told.loc["b", "under_floor"] = "crawl"
    assert under_floor(building("before_1948", 1, 0), told, FIGURES)[0] == "crawl"


def building(period, dwellings, party):
    return pd.DataFrame(
        {
            "period": [period],
            "dwellings": [float(dwellings)],
            "party_wall_m2": [float(party)],
            "exposed_wall_m2": [100.0],
        },
        index=["b"],
    )
