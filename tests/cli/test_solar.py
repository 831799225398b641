"""The command ``zeneville solar``: what it says, what it leaves, and how it refuses."""

import json
from pathlib import Path

import pytest
from streets import street

from zeneville.cli import main as cli

NO_SYSTEM = """{"type": "CityJSON", "version": "1.1", "vertices": [[0, 0, 0]], "CityObjects":
{"A": {"type": "Building"}}, "transform": {"scale": [1, 1, 1], "translate": [0, 0, 0]}}"""
FILES = ["solar.gpkg", "solar.html", "solar.json", "solar.parquet"]


def run(monkeypatch, capsys, *words: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["zeneville", *words])
    try:
        cli.main()
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_it_leaves_four_files_and_says_so(monkeypatch, capsys, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("solar", str(street(tmp_path)), "--weather", "lille-typical", "--lang", "fr")
    code, told, _ = run(monkeypatch, capsys, *words, "--out", str(out))
    assert code == 0
    assert sorted(file.name for file in out.iterdir()) == FILES
    summary = json.loads((out / "solar.json").read_text(encoding="utf-8"))
    assert f"{summary['planes']} pans de toit" in told
    for word in ("kWc", "MWh/an", "kWh/kWc", "ombres", "MB", "solar.gpkg"):
        assert word in told


def test_default_place_is_results_and_the_name(monkeypatch, capsys, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    file = street(tmp_path)
    code, _, _ = run(monkeypatch, capsys, "solar", str(file), "--weather", "lille-typical")
    assert code == 0 and (tmp_path / "results" / "street" / "solar.gpkg").is_file()


@pytest.mark.parametrize(
    ("more", "told"),
    [((), "--weather"), (("--weather", "nowhere.epw"), "or `--weather`")],
)
def test_faults_exit_2_and_leave_nothing(monkeypatch, capsys, tmp_path, more, told) -> None:
    out = tmp_path / "out"
    code, _, error = run(
        monkeypatch, capsys, "solar", str(street(tmp_path)), "--out", str(out), *more
    )
    assert code == 2 and told in error
    assert not out.exists()


def test_a_file_without_a_system_is_told_the_option_of_this_command(
    monkeypatch, capsys, tmp_path: Path
) -> None:
    (tmp_path / "city.json").write_text(NO_SYSTEM, encoding="utf-8")
    _, _, error = run(monkeypatch, capsys, "solar", str(tmp_path / "city.json"))
    assert "`--crs` to `zeneville check`, `new` or `solar`" in error


@pytest.mark.parametrize("crs", ["EPSG:99999", "EPSG:3946"])
def test_a_wrong_system_is_not_blamed_on_a_case(monkeypatch, capsys, tmp_path, crs) -> None:
    _, _, error = run(monkeypatch, capsys, "solar", str(street(tmp_path)), "--crs", crs)
    assert crs in error and "or `--crs`" in error and "case.yaml" not in error
