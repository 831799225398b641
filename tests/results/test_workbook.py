"""plan.xlsx: formulas that give the summary's figures, sheets that read and print well."""

from dataclasses import replace

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
import shapely
from planned_street import CASE, plan
from streets import EAST, NORTH, street

from benchmarks import workbook as recalculation
from zeneville import pipeline
from zeneville.report.wording import words_of
from zeneville.results.workbook import SHEETS, write_workbook
from zeneville.results.workbook.page import FIRST, HEAD, TOTAL


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return plan(tmp_path_factory.mktemp("street"))


@pytest.fixture(scope="module")
def path(made, tmp_path_factory):
    file = tmp_path_factory.mktemp("book") / "plan.xlsx"
    write_workbook(made, file, words_of("fr"))
    return file


@pytest.fixture(scope="module")
def book(path):
    """Formulas as they stand."""
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def values(path):
    """What formulas were written to give."""
    return openpyxl.load_workbook(path, data_only=True)


#: figures that a landlord reads first, each to be found under its name
TOLD = {
    *("investment_eur", "objective_eur_per_year", "reference_cost_eur_per_year", "gap"),
    *("co2_kg_per_year", "reference_co2_kg_per_year", "pv_kwp", "heat_pump_buildings"),
    *("final_energy_kwh_per_year", "reference_final_energy_kwh_per_year", "battery_kwh"),
    *("primary_energy_kwh_per_year", "energy_balance_kwh_per_year", "buildings"),
    *("primary_balance_kwh_per_year", "final_balance_kwh_per_year"),
    *("imported_kwh_per_year", "exported_kwh_per_year", "labels_after.B", "labels_before.G"),
}


def test_libreoffice_counts_what_the_summary_says(made, path):
    if recalculation.program() is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    seen, counts = recalculation.compare(path, made.summary)
    assert seen.errors == []
    assert counts["named"] >= len(TOLD)
    assert seen.worst < 1e-6, seen.where


def test_every_package_and_system_chosen_is_counted_by_a_formula(made, book):
    named = dict(recalculation.named(book))
    for what in ("packages", "systems"):
        for name in made.summary[what]:
            assert str(named[f"{what}.{name}"]).startswith("="), name


def test_figures_of_the_summary_are_named_formulas(book):
    named = dict(recalculation.named(book))
    assert set(named) >= TOLD
    assert [name for name in TOLD if not str(named[name]).startswith("=")] == []


def test_named_figures_were_written_with_the_summarys_values(made, values):
    told = {name: recalculation.of_summary(made.summary, name) for name in TOLD}
    named = dict(recalculation.named(values))
    assert {name: named[name] for name in TOLD} == pytest.approx(told)


@pytest.mark.parametrize("sheet", [name for name in SHEETS if name != "Synthèse"])
def test_totals_are_sums_of_the_cells_below(book, values, sheet):
    for cell in book[sheet][TOTAL + 1]:
        if isinstance(cell.value, str) and cell.value.startswith("=SUBTOTAL"):
            span = cell.value.removeprefix("=SUBTOTAL(109,").removesuffix(")")
            below = [row[0].value for row in values[sheet][span]]
            numbers = [value for value in below if isinstance(value, int | float)]
            total = values[sheet][cell.coordinate].value
            assert total == pytest.approx(sum(numbers)), cell.coordinate


def test_no_total_is_a_typed_number(book):
    typed = [
        f"{page.title}!{cell.coordinate}"
        for page in book
        if page.title != "Synthèse"
        for cell in page[TOTAL + 1]
        if isinstance(cell.value, int | float)
    ]
    assert typed == []


def test_sheets_have_the_names_that_people_rely_on(book):
    assert tuple(book.sheetnames) == SHEETS
    assert {"Programme", "Échéancier", "Hypothèses", "Unités"} <= set(SHEETS)


def test_tables_keep_their_headings_in_view_filter_and_print(book):
    page = book["Bâtiments"]
    assert page.freeze_panes == f"B{FIRST + 1}"
    assert page.auto_filter.ref.startswith(f"A{HEAD + 1}:")
    assert page.print_title_rows == f"${HEAD + 1}:${HEAD + 1}"
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage


def test_letters_of_the_label_have_their_colours(book):
    rules = [rule for area in book["Bâtiments"].conditional_formatting for rule in area.rules]
    assert {rule.formula[0] for rule in rules} == {f'"{letter}"' for letter in "ABCDEFG"}


def test_bills_of_residences_are_those_of_their_buildings(values):
    lots = pd.DataFrame(list(values["Lots"].values)[HEAD:])
    lots.columns = lots.iloc[0]
    bills = pd.DataFrame(list(values["Factures"].values)[HEAD:])
    bills.columns = bills.iloc[0]
    sums = bills.iloc[1:].groupby("Résidence")["Facture après (€/an)"].sum()
    for _, row in lots.iloc[1:].iterrows():
        assert row["Factures après (€/an)"] == pytest.approx(sums[row["Résidence"]])


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """A street whose plan has what few have: a roof that is not heated, a row that cannot be used,
    a car park, lamps, names that look like formulas or numbers, a balance of final energy."""
    place = tmp_path_factory.mktemp("mixed")
    rows = [
        ("=1+2", "annex", 4.0, "=A1", shapely.box(EAST + 60, NORTH, EAST + 72, NORTH + 10)),
        ("01004", "residential", 5.0, "", shapely.box(EAST + 80, NORTH, EAST + 92, NORTH + 10)),
        ("1004", "residential", 9.0, "", shapely.box(EAST + 100, NORTH, EAST + 108, NORTH + 8)),
        ("none", "residential", 9.0, "", None),
    ]
    names = ["building", "use", "height_m", "residence", "geometry"]
    stock = pd.concat(
        [gpd.read_file(street(place)), gpd.GeoDataFrame(rows, columns=names, crs=2154)]
    )
    gpd.GeoDataFrame(stock, crs=2154).to_file(place / "stock.gpkg", layer="batiments")
    park = shapely.box(EAST + 40, NORTH - 35, EAST + 80, NORTH - 5)
    parks = gpd.GeoDataFrame({"name": ["Parking"]}, geometry=[park], crs=2154)
    parks.to_file(place / "stock.gpkg", layer="parkings")
    text = CASE.replace("street.geojson", "stock.gpkg").replace("battery", "battery, canopy_pv")
    text = text.replace("primary, at_least_kwh: -960000", "final, at_least_kwh: -460000")
    text += "street_lighting: {points: 20, power_w: 60}\n"
    (place / "case.yaml").write_text(text, encoding="utf-8")
    return pipeline.plan(place, hours=48, gap=0.05)


def with_battery(made):
    """The plan with a battery that it did not choose: sums have to follow."""
    data = made.data.assign(store_kwh=("store", [100.0]), store_kw=("store", [30.0]))
    prices = (data[f"store_{part}_investment"].item() for part in ("energy", "power", "fixed"))
    more = sum(size * price for size, price in zip((100.0, 30.0, 1.0), prices, strict=True))
    told = {**made.summary, "battery_kwh": 100.0}
    told["investment_eur"] = told["investment_eur"] + more
    return replace(made, data=data, summary=told)


@pytest.mark.parametrize("which", [lambda made: made, with_battery], ids=["plain", "battery"])
def test_libreoffice_agrees_on_a_district_of_all_kinds(mixed, tmp_path, which):
    if recalculation.program() is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    made = which(mixed)
    assert (made.summary["roofs_only"], made.summary["unusable"]) == (1, 1)
    assert made.summary["field_pv_kwp"] > 1.0
    write_workbook(made, tmp_path / "plan.xlsx", words_of("fr"))
    seen, _ = recalculation.compare(tmp_path / "plan.xlsx", made.summary)
    assert seen.errors == []
    assert seen.worst < 1e-6, seen.where


def test_residences_together_are_the_district(mixed, tmp_path):
    write_workbook(mixed, tmp_path / "plan.xlsx", words_of("fr"))
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx", data_only=True)
    lots, buildings = (_totals(book[sheet]) for sheet in ("Lots", "Bâtiments"))
    for title in ("Investissement, TTC (€)", "Panneaux (kWc)", "Logements"):
        assert lots[title] == pytest.approx(buildings[title]), title


def _totals(page) -> dict[str, float]:
    """Total of each column by its heading."""
    return {cell.value: page[TOTAL + 1][number].value for number, cell in enumerate(page[HEAD + 1])}


@pytest.mark.parametrize("there", [True, False])
def test_a_column_that_few_plans_have_is_shown_where_it_is(made, tmp_path, there):
    table = made.buildings.drop(columns="home_battery_kwh", errors="ignore")
    table = table.assign(home_battery_kwh=5.0) if there else table
    write_workbook(replace(made, buildings=table), tmp_path / "a.xlsx")
    shown = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)["Bâtiments"]
    total = _totals(shown).get("Batterie du bâtiment (kWh)")
    assert total == (pytest.approx(5.0 * len(table)) if there else None)


def test_an_owners_text_is_never_a_formula(made, tmp_path):
    table = made.buildings.copy()
    table["residence"] = '=HYPERLINK("http://example.org")'
    write_workbook(replace(made, buildings=table), tmp_path / "a.xlsx")
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Bâtiments"]
    assert {row[1].data_type for row in page.iter_rows(min_row=FIRST + 1)} == {"s"}


def test_what_is_not_known_says_why(values):
    assert "pas encore (le programme sous budgets annuels reste à faire)" in str(
        values["Programme"]["A2"].value
    )
    assert str(values["Échéancier"]["A2"].value).startswith("Pas encore : ")


def test_aids_are_not_promised_outside_the_zone_they_are_known_for(made, tmp_path):
    elsewhere = replace(made, data=made.data.assign_attrs(zone="H2b"))
    write_workbook(elsewhere, tmp_path / "a.xlsx", words_of("fr"))
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Aides"]
    assert page["A2"].value.startswith("pas encore")
    assert page.max_row == HEAD + 1


def test_the_workbook_speaks_english_when_asked(made, tmp_path):
    write_workbook(made, tmp_path / "a.xlsx", words_of("en"), "en")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["Bâtiments"]["A4"].value == "Building"
    cells = {cell for page in book for row in page.iter_rows(values_only=True) for cell in row}
    assert not cells & {"logement", "en l'état", "kWc", "Résidence"}
