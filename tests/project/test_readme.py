"""The README names every column that a stock may have and the keys of a case about needs."""

from pathlib import Path

import pytest

from zeneville.case import Case
from zeneville.case.schema import Solar
from zeneville.cli.main import COMMANDS
from zeneville.geodata import fields
from zeneville.results import cadastre

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


@pytest.mark.parametrize("file", [*cadastre.FILES, cadastre.HOURLY_FILE])
def test_every_file_of_a_cadastre_is_told(file):
    assert f"| `{file}` |" in README


@pytest.mark.parametrize("command", ["plan", "check", "new", "solar", "pareto", "sensitivity"])
def test_main_commands_are_told_and_exist(command):
    assert f"zeneville {command} " in README
    assert command in COMMANDS
