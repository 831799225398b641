from pathlib import Path

import pytest

from zeneville.case import load
from zeneville.errors import InputError

GOOD = """\
name: Deux maisons
place: {latitude: 50.7, longitude: 3.1}
stock: stock.gpkg
requirement: none
"""


def write(folder: Path, text: str) -> Path:
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return folder


def faults_of(folder: Path, text: str):
    with pytest.raises(InputError) as caught:
        load(write(folder, text))
    return caught.value.faults


def test_a_good_case_is_read_with_its_defaults(tmp_path):
    case = load(write(tmp_path, GOOD))
    assert case.requirement.balance == "none"
    assert case.folder == tmp_path.resolve()
    assert len(case.sha256) == 64


def test_an_unknown_key_names_the_nearest_known_one_and_its_line(tmp_path):
    (fault,) = faults_of(tmp_path, GOOD + "limits:\n  co2_kg_per_yeer: 3\n")
    assert "line 6" in fault.where
    assert "co2_kg_per_year" in fault.remedy


def test_all_faults_come_at_once(tmp_path):
    faults = faults_of(
        tmp_path, "name: x\nplace: {latitude: 95, longitude: 3}\nstok: a.gpkg\nzone: H9\n"
    )
    assert {fault.code for fault in faults} >= {
        "case-unknown-key",
        "case-key-missing",
        "case-value",
    }
    assert len(faults) == 4


def test_a_tag_that_would_run_code_is_refused(tmp_path):
    (fault,) = faults_of(tmp_path, GOOD + "weather: !!python/object/apply:os.getcwd []\n")
    assert fault.code == "case-yaml-tag"


def test_a_key_given_twice_is_refused(tmp_path):
    (fault,) = faults_of(tmp_path, GOOD + "name: again\n")
    assert fault.code == "case-key-twice"


def test_locks_that_quarrel_are_refused(tmp_path):
    (fault,) = faults_of(
        tmp_path,
        GOOD
        + "locks:\n  - {building: A, package: as_is}\n  - {building: A, package: near_passive}\n",
    )
    assert "two different packages" in fault.value


def test_a_missing_case_says_where_to_look(tmp_path):
    with pytest.raises(InputError) as caught:
        load(tmp_path / "nothing")
    assert "zeneville districts" in str(caught.value)


def test_a_climate_year_is_one_of_the_published_span(tmp_path):
    assert load(write(tmp_path, GOOD + "climate: {year: 2050}\n")).climate.year == 2050
    (fault,) = faults_of(tmp_path, GOOD + "climate: {year: 2010}\n")
    assert "2030" in fault.expected


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]\n",
        "a0: &a0 [x, x]\n"
        + "".join(f"a{n + 1}: &a{n + 1} [{f'*a{n}, ' * 9}x]\n" for n in range(30)),
        "a: " + "[" * 5000 + "]" * 5000 + "\n",
    ],
    ids=["a part of itself", "anchors of anchors", "deep"],
)
def test_a_case_cannot_make_the_reader_run_on(tmp_path, text):
    assert faults_of(tmp_path, GOOD + text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("needs: standard\n", "keys and values"),
        ("climate: [2050]\n", "keys and values"),
        ("systems: as_is\n", "a list"),
        ("street_lighting: {points: ten, power_w: 60}\n", "a whole number"),
        ("street_lighting: {points: 100000000000, power_w: 60}\n", "1000000"),
    ],
)
def test_a_wrong_shape_is_told_in_the_words_of_a_case_file(tmp_path, text, expected):
    (fault,) = faults_of(tmp_path, GOOD + text)
    assert expected in fault.expected


def test_the_sun_of_a_case_has_defaults_and_takes_east_west_racks(tmp_path):
    assert load(write(tmp_path, GOOD)).solar.flat_roofs == "south"
    asked = load(write(tmp_path, GOOD + "solar: {flat_roofs: east_west, far_horizon: hills.csv}\n"))
    assert (asked.solar.flat_roofs, asked.solar.far_horizon) == ("east_west", "hills.csv")


@pytest.mark.parametrize(
    "file", ["/etc/hosts", "../hills.csv", "a/../../hills.csv", "C:/hills.csv"]
)
def test_files_about_the_sun_lie_in_the_folder_of_the_case(tmp_path, file):
    with pytest.raises(InputError) as caught:
        load(write(tmp_path, GOOD + f"solar: {{surface_model: '{file}'}}\n"))
    assert "in the case's folder" in str(caught.value)


def test_unknown_keys_about_the_sun_are_refused(tmp_path):
    with pytest.raises(InputError) as caught:
        load(write(tmp_path, GOOD + "solar: {flat_roof: south}\n"))
    assert caught.value.faults[0].code == "case-unknown-key"
    assert "flat_roofs" in str(caught.value)
