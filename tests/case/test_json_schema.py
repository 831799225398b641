"""The schema for editors takes what the reader takes and refuses what it refuses."""

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from streets import street

from zeneville import pipeline
from zeneville.case import json_schema
from zeneville.case.schema import Case
from zeneville.cli.main import group
from zeneville.shipped import district_folder, district_names, folder

VALIDATOR = Draft202012Validator(json_schema.schema())
BROKEN = Path(__file__).parents[1] / "broken"
LEAST = {"name": "a", "place": {"latitude": 50.7, "longitude": 3.1}, "stock": "stock.gpkg"}


def faults(case):
    return [error.message for error in VALIDATOR.iter_errors(case)]


def test_the_schema_is_one():
    Draft202012Validator.check_schema(json_schema.schema())


@pytest.mark.parametrize("name", district_names())
def test_shipped_districts_are_valid(name):
    text = (district_folder(name) / "case.yaml").read_text(encoding="utf-8")
    assert faults(yaml.safe_load(text)) == []


def test_shipped_districts_name_the_schema_beside_them():
    assert (folder("districts") / json_schema.FILE).read_text("utf-8") == json_schema.text()
    for name in district_names():
        first = (district_folder(name) / "case.yaml").read_text("utf-8").splitlines()[0]
        assert first == json_schema.EDITOR_LINE.replace("=case", "=../case").strip()


@pytest.mark.parametrize("case", [LEAST | {"requirement": word} for word in ("none", None)])
def test_no_requirement_is_a_word_too(case):
    assert faults(case) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"stok": "a"},
        {"zone": "H4"},
        {"systems": ["steam"]},
        {"limits": {"investment_eur": -1}},
        {"place": {"latitude": 12.0, "longitude": 3.1}},
        {"folder": "a", "sha256": "b"},
        {"requirement": "all"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_the_reader_refuses_is_refused(wrong):
    assert faults(LEAST) == []
    assert faults(LEAST | wrong)


@pytest.mark.parametrize("name", ["unknown-key", "latitude-out-of-range"])
def test_broken_cases_are_refused(name):
    assert faults(yaml.safe_load((BROKEN / name / "case.yaml").read_text(encoding="utf-8")))


def test_every_key_of_a_case_is_in_it():
    keys = set(json_schema.schema()["properties"])
    assert keys == set(Case.model_fields) - {"folder", "sha256"}


def test_a_new_case_has_its_schema_beside_it(tmp_path):
    pipeline.new(tmp_path / "rue", street(tmp_path), None, "H1a")
    text = (tmp_path / "rue" / "case.yaml").read_text(encoding="utf-8")
    assert text.startswith(json_schema.EDITOR_LINE)
    assert faults(yaml.safe_load(text)) == []
    assert json.loads((tmp_path / "rue" / json_schema.FILE).read_text("utf-8"))


def test_the_command_prints_it_or_writes_it(tmp_path):
    printed = CliRunner().invoke(group, ["schema"])
    CliRunner().invoke(group, ["schema", "--out", str(tmp_path / "s.json")])
    assert printed.output == (tmp_path / "s.json").read_text("utf-8") == json_schema.text()
