"""docs/readers.md says what the tables of names and the mapping say."""

import re
from pathlib import Path

import pytest
import yaml

from zeneville.geodata import Mapping, match, names, quality

PAGE = (Path(__file__).parents[2] / "docs" / "readers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("row", names.tables.rows("priority"), ids=lambda row: row["column"])
def test_the_order_of_sources_is_that_of_the_table(row):
    order = ", ".join(value for key, value in row.items() if key != "column" and value)
    assert re.search(rf"\| `?{row['column']}`? \| {order} \|", PAGE)


def test_the_mapping_of_the_page_is_one():
    text = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]
    mapping = Mapping.model_validate(yaml.safe_load(text))
    assert set(mapping.columns) <= set(names.tables.aliases("landlord"))
    assert all(f"{key}:" in text for key in Mapping.model_fields)


@pytest.mark.parametrize("identifier", [key for key in match.IDS if key != "address_key"])
def test_every_identifier_is_told(identifier):
    assert f"`{identifier}`" in PAGE


def test_limits_are_those_of_the_code():
    assert f"within {match.FARTHEST_M:g} m of one footprint" in PAGE
    assert quality.GOOD == 6 and quality.FAIR == 4
