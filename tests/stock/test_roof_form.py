"""One form of a roof for needs, labels and panels, by a stated order of signs."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
from shapely import box

from zeneville.stock.roof_form import roof_form
from zeneville.technologies import catalogue

HOUSE = box(0, 0, 12, 8)


def form_of(shape=HOUSE, **columns):
    """Form and source of one building, a house of 5 m to the gutter where nothing else is said."""
    row = {"roof_shape": None, "use": "residential", "height_m": 5.0, "party_wall_m2": 0.0}
    row |= {"ridge_height_m": np.nan, "construction_year": np.nan, "storeys": 2.0, "dwellings": 1.0}
    table = gpd.GeoDataFrame([row | columns], geometry=[shape], crs="EPSG:2154")
    form, source = roof_form(table, catalogue.read())
    return form[0], source[0]


@pytest.mark.parametrize(
    ("use", "ridge", "told", "expected"),
    [
        ("office", np.nan, None, "flat"),
        ("office", 5.8, None, "flat"),
        ("office", 8.0, None, "gable"),
        ("office", 8.0, "flat", "flat"),
        ("residential", np.nan, None, "gable"),
        ("residential", 5.8, None, "gable"),
        ("residential", 5.2, None, "flat"),
        ("residential", 4.0, None, "gable"),
        ("residential", 5.2, "gable", "gable"),
    ],
)
def test_a_ridge_overrides_a_guess_and_not_the_data(use, ridge, told, expected):
    form, source = form_of(use=use, ridge_height_m=ridge, roof_shape=told)
    assert form == expected
    assert (source == "data") == (told is not None)


@pytest.mark.parametrize(
    ("year", "storeys", "dwellings", "told", "expected"),
    [
        (1965, 5, 20, None, "flat"),
        (1930, 5, 20, None, "gable"),
        (1965, 2, 20, None, "gable"),
        (1965, 5, 1, None, "gable"),
        (np.nan, 5, 20, None, "gable"),
        (1965, 5, 20, "gable", "gable"),
    ],
)
def test_post_war_blocks_are_flat_unless_data_say_otherwise(
    year, storeys, dwellings, told, expected
):
    found, _ = form_of(
        construction_year=year, storeys=storeys, dwellings=dwellings, roof_shape=told
    )
    assert found == expected


def test_compact_free_standing_roofs_are_hipped():
    assert form_of(box(0, 0, 10, 9))[0] == "hip"


def test_compact_roofs_with_a_party_wall_are_gabled():
    assert form_of(box(0, 0, 10, 9), party_wall_m2=30.0)[0] == "gable"


def test_the_width_that_counts_is_that_of_the_thickest_wing():
    slender = box(0, 0, 40, 4).union(box(0, 0, 4, 40))
    assert form_of(slender, use="office", ridge_height_m=7.0)[0] != "flat"
