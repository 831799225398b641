"""docs/case.md names every column that a stock may have and every key of a case."""

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from zeneville.case import Case
from zeneville.case.load import KEYS_SET_BY_THE_READER
from zeneville.case.schema import Solar
from zeneville.geodata import fields

PAGE = (Path(__file__).parents[2] / "docs" / "case.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", PAGE))))


def keys(model):
    """Keys of a part of a case and of the parts within it."""
    for name, field in model.model_fields.items():
        if name not in KEYS_SET_BY_THE_READER:
            yield name
            for part in (field.annotation, *get_args(field.annotation)):
                if isinstance(part, type) and issubclass(part, BaseModel):
                    yield from keys(part)


@pytest.mark.parametrize("key", sorted(set(keys(Case))))
def test_every_key_of_a_case_is_told(key):
    assert key in NAMED


@pytest.mark.parametrize("column", fields.OWN)
def test_every_column_of_a_stock_is_told(column):
    assert f"`{column}`" in PAGE


@pytest.mark.parametrize("word", [*fields.HEATING_ENERGIES, *fields.ROOF_SHAPES])
def test_every_word_of_a_closed_list_is_told(word):
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize("key", Solar.model_fields)
def test_every_key_about_the_sun_is_told(key):
    assert f"| `{key}` |" in PAGE


def test_examples_of_a_key_are_of_the_case():
    for key in re.findall(r"`(\w+): [{E]", PAGE):
        assert key in Case.model_fields
