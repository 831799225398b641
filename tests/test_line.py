"""The whole line on a shipped district: planned, stored, read, checked, refused when damaged."""

import json
import zipfile
from typing import get_args

import geopandas as gpd
import openpyxl
import pytest
import xarray as xr
from click.testing import CliRunner
from damages import DAMAGES, LABEL_DAMAGES, PRICE_DAMAGES

from zeneville import pipeline
from zeneville.case import load
from zeneville.case.schema import System
from zeneville.cli.main import group, main
from zeneville.verify import against_summary
from zeneville.verify import labels as checked_labels
from zeneville.verify.kept import Kept
from zeneville.verify.prices import differences


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Every system of the schema may be chosen, those on ground and groundwater too."""
    case = load("escalette").model_copy(update={"systems": get_args(System)})
    result = pipeline.plan(case, hours=48, gap=0.01)
    return pipeline.store(result, tmp_path_factory.mktemp("plan"), "fr")


def test_the_plan_is_verified_and_positive(folder):
    summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    assert summary["verified"] and summary["bound_verified"]
    assert summary["gap"] <= 0.01
    assert summary["energy_balance_kwh_per_year"] >= -1.0
    assert summary["buildings"] == 286


def test_the_stored_plan_passes_the_check(folder):
    assert pipeline.verify(folder).verified


@pytest.fixture(scope="module")
def stored(folder):
    data = xr.load_dataset(folder / "plan.nc", engine="h5netcdf")
    return data, json.loads((folder / "summary.json").read_text(encoding="utf-8"))


def test_the_summary_is_borne_out_by_the_plan(stored):
    assert against_summary(*stored) == []


@pytest.mark.parametrize(
    "key",
    [
        "bound_eur_per_year",
        "gap",
        "gap_of_savings",
        "pv_kwp",
        "buildings",
        "final_energy_kwh_per_year",
        "primary_balance_kwh_per_year",
        "primary_balance_kwh_per_year_standard_need",
        "final_balance_kwh_per_year_standard_need",
        "heating_need_kwh_per_year",
        "reference_heating_need_kwh_per_year_standard_need",
        "reference_cost_eur_per_year",
        "reference_co2_kg_per_year",
    ],
)
def test_a_summary_that_disagrees_is_refused(stored, key):
    data, summary = stored
    wrong = summary | {key: summary[key] * 2 + 1}
    assert any(key in text for text in against_summary(data, wrong))


@pytest.mark.parametrize("name", PRICE_DAMAGES)
def test_prices_that_the_catalogue_does_not_give_are_refused(stored, name):
    damaged = stored[0].copy(deep=True)
    assert differences(damaged) == []
    PRICE_DAMAGES[name](damaged)
    assert differences(damaged)


@pytest.mark.parametrize("name", LABEL_DAMAGES)
def test_letters_that_their_figures_do_not_bear_are_refused(stored, name):
    damaged = stored[0].copy(deep=True)
    assert checked_labels.refusals(Kept(damaged)) == []
    LABEL_DAMAGES[name](damaged)
    assert checked_labels.refusals(Kept(damaged))


def test_every_dwelling_has_a_letter_before_and_after(stored):
    summary = stored[1]
    before, after = summary["labels_before"], summary["labels_after"]
    promised = summary | {"labels_after": before}
    assert any("labels_after" in text for text in against_summary(stored[0], promised))
    assert sum(before.values()) == sum(after.values()) > 250
    assert before["F"] + before["G"] > after["F"] + after["G"]


@pytest.mark.parametrize("name", [name for name in DAMAGES if name != "transformer-exceeded"])
def test_the_command_refuses_a_damaged_plan(folder, tmp_path, monkeypatch, capsys, name):
    """The district has no transformer limit; its damage is tested on a problem that has one."""
    plan = xr.load_dataset(folder / "plan.nc", engine="h5netcdf")
    DAMAGES[name](plan)
    plan.to_netcdf(tmp_path / "plan.nc", engine="h5netcdf")
    (tmp_path / "summary.json").write_bytes((folder / "summary.json").read_bytes())
    monkeypatch.setattr("sys.argv", ["zeneville", "verify", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 4
    assert "refuses" in capsys.readouterr().err.lower()


def test_works_save_less_than_the_standard_use_promises(stored):
    told = stored[1]
    used, theory = (
        told[f"reference_heating_need_kwh_per_year{name}"]
        - told[f"heating_need_kwh_per_year{name}"]
        for name in ("", "_standard_need")
    )
    assert 0.0 < used < theory


def test_summer_discomfort_is_in_the_report_the_workbook_and_the_layers(folder):
    assert "inconfort d'été (DH)" in (folder / "report.html").read_text("utf-8")
    with zipfile.ZipFile(folder / "plan.xlsx") as book:
        assert "Inconfort d'été après (DH, K·h)" in book.read("xl/sharedStrings.xml").decode()
    layer = gpd.read_file(folder / "plan.gpkg", layer="batiments")
    assert layer["discomfort_after_kh"].notna().sum() > 250


def test_the_report_needs_no_network(folder):
    text = (folder / "report.html").read_text(encoding="utf-8")
    assert "https://" not in text
    assert text.count("http://") == text.count("http://www.w3.org/")


def test_the_report_can_be_written_again_in_english(folder):
    pipeline.report(folder, "en")
    assert "heated buildings are renovated" in (folder / "report.html").read_text(encoding="utf-8")


#: ids and English words that a French reader must not meet
FOREIGN = ("walls_inside", "hp_air", "residential", "1948_1974", "works and renewals", "canopy_pv")


def test_the_workbook_speaks_french(folder):
    book = openpyxl.load_workbook(folder / "plan.xlsx")
    cells = {cell for page in book for row in page.iter_rows(values_only=True) for cell in row}
    assert not cells & {*FOREIGN, "heated", "plan_eur_per_year", "adjusted", "kWp"}
    assert {"logement", "1948-1974", "Poste", "kWc"} <= cells


def test_the_french_report_speaks_french(folder):
    pipeline.report(folder, "fr")
    html = (folder / "report.html").read_text(encoding="utf-8")
    shown = [word for word in FOREIGN if f">{word}<" in html or f'"{word}"' in html]
    assert [*shown, *(word for word in ("(primary)", ", kWp", ">sourced<") if word in html)] == []
    assert "panneaux, kWc" in html


def test_plans_are_compared_side_by_side(folder):
    lines, _ = pipeline.compare((folder, folder), lang="en")
    assert any(line.startswith("cost, €/year") for line in lines)


def test_districts_are_listed():
    result = CliRunner().invoke(group, ["districts"])
    assert "escalette" in result.output


def test_a_case_is_made_from_bd_topo_and_checked(shared_data, tmp_path):
    source = shared_data / "buildings" / "bdtopo_v3_lyon1" / "sample_250m_epsg2154.geojson"
    weather = shared_data / "weather" / "RT2012_H1a.txt"
    pipeline.new(tmp_path / "lyon", source, weather, "H1a")
    _, faults = pipeline.check(tmp_path / "lyon")
    assert not faults


def test_a_case_is_made_from_a_city_model_and_keeps_its_roofs(shared_data, tmp_path):
    source = shared_data / "buildings" / "citygml_lyon" / "LYON_2EME_BATI_2015_small_house.gml"
    weather = shared_data / "weather" / "RT2012_H1a.txt"
    pipeline.new(tmp_path / "lyon", source, weather, "H1a", crs="EPSG:3946")
    lines, faults = pipeline.check(tmp_path / "lyon")
    assert not faults
    assert "1 rows, format CityGML 2.0" in lines
