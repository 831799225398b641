"""The cases of ASHRAE 140 as data: another one is a few lines, a wrong one is told."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "bestest.py"


@pytest.fixture(scope="module")
def bestest():
    spec = importlib.util.spec_from_file_location("bestest", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_shipped_case_makes_a_closed_box(bestest):
    for name, case in bestest.cases().items():
        zones = bestest.zones(case, 1650.0)
        east, north, height = case["size"]
        faces = zones.area.sum() + zones.window_area.sum()
        assert faces == pytest.approx(2 * (east * north + (east + north) * height)), name


def test_another_case_is_a_few_lines(bestest, tmp_path):
    file = tmp_path / "more.toml"
    file.write_text('[cases.601]\nfrom = "600"\ngains_w = 300.0\n')
    case = bestest.cases(file)["601"]
    assert case["gains_w"] == 300.0
    assert case["windows"] == {"S": 12.0}


def test_what_a_case_does_not_know_is_told_all_at_once(bestest, tmp_path):
    file = tmp_path / "wrong.toml"
    file.write_text(
        '[cases.601]\nfrom = "600"\ngain_w = 300.0\nglazing = "singel"\n'
        '[cases.602]\nfrom = "6000"\n[cases.603]\nfrom = "600"\nwall = ["wood"]\n'
    )
    with pytest.raises(SystemExit) as told:
        bestest.cases(file)
    for fault in (
        "case 601: key 'gain_w' is not known; did you mean 'gains_w'?",
        "case 601: glazing 'singel' is not known; did you mean 'single'?",
        "case 602: from '6000' is not known; did you mean '600'?",
        "case 603: material 'wood'",
    ):
        assert fault in str(told.value)


def test_a_case_built_on_itself_is_told(bestest, tmp_path):
    file = tmp_path / "round.toml"
    file.write_text('[cases.1]\nfrom = "2"\n[cases.2]\nfrom = "1"\n')
    with pytest.raises(SystemExit, match="builds on itself"):
        bestest.cases(file)
