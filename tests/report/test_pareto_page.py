"""The page of fronts: a point a row, marks in words, units by size, nothing from the network."""

import re

import pytest

from zeneville.report import front, pareto_page
from zeneville.report.charts import tornado
from zeneville.report.charts.figure import Table
from zeneville.report.wording import Words


def point(cost, balance, co2, *marks):
    return {
        "cost_eur_per_year": cost,
        "bound_eur_per_year": 0.999 * cost,
        "gap": 0.001,
        "verified": True,
        "mark": list(marks),
        "energy_balance_kwh_per_year": balance,
        "co2_kg_per_year": co2,
        "investment_eur": 5e4,
        "abatement_eur_per_tco2": -100.0,
        "balance_eur_per_kwh": 0.01,
        "marginal_abatement_eur_per_tco2": None,
        "marginal_balance_eur_per_kwh": 0.02,
    }


LINE = [
    point(10e3, -30e3, 5e3, "cheapest"),
    point(11e3, 0.0, 3e3, "knee", "positive_energy"),
    point(15e3, 20e3, 1e3, "strictest"),
]
TOLD = {
    "zeneville_version": "0.1.0",
    "case": "Rue <&>",
    "case_sha256": "0" * 64,
    "approximate": True,
    "balance_definition": "primary",
    "reference": {
        "cost_eur_per_year": 12e3,
        "energy_balance_kwh_per_year": -60e3,
        "co2_kg_per_year": 9e3,
    },
    "fronts": [{"against": "balance", "points": LINE}, {"against": "co2", "points": LINE}],
}


def figure(against):
    """A front of the page."""
    drawn = front.drawn(TOLD, Words("en"))
    return drawn[["balance", "co2"].index(against)].figure


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_asks_nothing_of_the_network(lang):
    page = pareto_page.html(TOLD, Words(lang))
    assert "default-src &#39;none&#39;" in page
    assert re.search(r"""(src|href)=["'](https?:)?//|url\(|@import""", page) is None
    assert "Rue &lt;&amp;&gt;" in page


def test_a_small_district_is_told_in_small_units():
    assert "MWh/year" in figure("balance").wide
    assert "€k a year" in figure("balance").wide


def test_the_table_has_every_point_its_marks_and_its_price():
    table = figure("co2").table
    names = ["cheapest", "knee · positive energy", "strictest", "Reference"]
    assert [row[0] for row in table.rows] == names
    assert {len(row) for row in table.rows} == {len(table.head)}
    assert all("−100" in row for row in table.rows[:-1])


def test_no_axis_of_co2_goes_below_zero():
    assert ">−" not in figure("co2").wide


def test_a_front_without_positive_energy_says_so():
    fronts = [{"against": "balance", "points": LINE[:1]}]
    page = pareto_page.html({**TOLD, "fronts": fronts}, Words("en"))
    assert "No point of this front reaches positive energy" in page


def test_both_ends_on_one_side_do_not_cover_each_other():
    rows = [("climate", -40e3, -20e3)]
    drawing = tornado.swings("t", "", rows, Table(("",), ()), Words("en")).wide
    assert drawing.count('height="8.5"') == 2
