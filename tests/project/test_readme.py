"""The README names every column that a stock may have and the keys of a case about needs."""

from pathlib import Path

import pytest

from zeneville.case import Case
from zeneville.case.schema import Solar
from zeneville.geodata import fields

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("column", fields.OWN)
def test_every_column_of_a_stock_is_told(column):
    assert f"`{column}`" in README


@pytest.mark.parametrize("word", [*fields.HEATING_ENERGIES, *fields.ROOF_SHAPES])
def test_every_word_of_a_closed_list_is_told(word):
    assert f"`{word}`" in README


@pytest.mark.parametrize("key", ["climate", "needs", "solar", "street_lighting"])
def test_keys_about_needs_and_sun_are_keys_of_a_case(key):
    assert f"`{key}: {{" in README
    assert key in Case.model_fields


@pytest.mark.parametrize("key", Solar.model_fields)
def test_every_key_about_the_sun_is_told(key):
    assert f"| `{key}` |" in README


def test_the_key_of_the_coordinate_system_is_told():
    assert "`stock_crs: EPSG:" in README
    assert "stock_crs" in Case.model_fields
