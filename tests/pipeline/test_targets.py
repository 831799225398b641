"""What a path is, and what is said where it is not what a command takes."""

import sys
from pathlib import Path

import pytest
from streets import street

from zeneville import pipeline
from zeneville.cli.main import main
from zeneville.errors import InputError
from zeneville.pipeline import targets
from zeneville.pipeline.checking import Checked


def codes(refused: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [fault.code for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("escalette", "case"),
        ("nowhere/case.yaml", "case"),
        ("nowhere.gpkg", "buildings"),
        ("nowhere.laz", "case"),
    ],
)
def test_what_is_not_there_is_what_its_name_says(name, kind):
    assert targets.kind(Path(name)) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.geojson", "buildings"), ("a.xml", "certificate"), ("a.csv", "table"), ("a.yml", "case")],
)
def test_a_file_is_what_its_name_says(tmp_path, name, kind):
    (tmp_path / name).write_text("x", encoding="utf-8")
    assert targets.kind(tmp_path / name) == kind


@pytest.mark.parametrize("verb", [pipeline.check, pipeline.solar, pipeline.plan])
def test_a_raster_is_refused_with_what_to_do(tmp_path, verb):
    (tmp_path / "mns.tif").write_bytes(b"II*\0")
    for path in (tmp_path / "mns.tif", tmp_path):
        with pytest.raises(InputError, match=r"surface_model: mns\.tif") as refused:
            verb(path)
        assert codes(refused) == ["raster-alone"]


@pytest.mark.parametrize("verb", [pipeline.check, pipeline.solar, pipeline.plan])
def test_a_folder_of_city_models_is_refused_with_what_to_do(tmp_path, verb):
    for name in ("one.json", "two.json"):
        (tmp_path / name).write_text('{"type": "CityJSON"}', encoding="utf-8")
    with pytest.raises(InputError, match=r"2 file\(s\) of buildings.*one\.json") as refused:
        verb(tmp_path)
    assert codes(refused) == ["several-files"]


def test_a_plan_of_a_bare_file_says_how_to_make_a_case(tmp_path):
    file = street(tmp_path)
    with pytest.raises(InputError, match=r"zeneville new NAME --from street\.geojson") as refused:
        pipeline.plan(file)
    assert codes(refused) == ["no-case"]


def test_a_coordinate_system_given_for_a_case_is_refused(tmp_path):
    with pytest.raises(InputError) as refused:
        pipeline.check("escalette", crs="EPSG:2154")
    assert codes(refused) == ["crs-of-case"]


def test_a_coordinate_system_given_for_a_table_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        pipeline.check(tmp_path / "a.csv", crs="EPSG:2154")
    assert codes(refused) == ["crs-of-table"]


def test_a_coordinate_system_given_for_a_file_is_used(tmp_path):
    file = street(tmp_path)
    with pytest.raises(InputError) as refused:
        pipeline.check(file, crs="EPSG:3946")
    assert "crs-contradiction" in codes(refused)


@pytest.mark.parametrize(("lang", "said"), [("fr", "attendu"), ("en", "expected")])
def test_errors_are_told_in_the_language_asked_for(monkeypatch, capsys, lang, said):
    monkeypatch.setattr(sys, "argv", ["zeneville", "check", "nowhere", "--lang", lang])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_a_preview_of_a_table_is_refused(tmp_path):
    found = Checked("a.csv", ())
    with pytest.raises(InputError) as refused:
        pipeline.preview(found, tmp_path / "a.html", "en")
    assert codes(refused) == ["preview-nothing"]


def test_a_broken_case_and_a_broken_stock_are_told_at_once(tmp_path):
    (tmp_path / "case.yaml").write_text("name: [", encoding="utf-8")
    (tmp_path / "stock.geojson").write_text("", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        pipeline.check(tmp_path)
    assert codes(refused) == ["case-yaml", "stock-unreadable"]


@pytest.mark.parametrize("store", ["plan_and_store", "pareto_and_store", "sensitivity_and_store"])
def test_a_file_of_buildings_is_no_case_to_decide_for(store, tmp_path):
    file = tmp_path / "batiments.geojson"
    file.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        getattr(pipeline, store)(file, tmp_path / "out")
    (fault,) = caught.value.faults
    assert fault.code == "no-case"
    assert not (tmp_path / "out").exists()
