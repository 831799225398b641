"""The table of futures: every figure is known, has a range, a source and a status."""

import csv

import pytest

from zeneville.economics.tariffs import PARTS
from zeneville.results import futures
from zeneville.technologies import catalogue

ROWS = list(csv.DictReader(futures.FILE.read_text(encoding="utf-8").splitlines()))


def used():
    figures = catalogue.read()
    for row in ROWS:
        if row["kind"] == "catalogue":
            figures.value(row["key"])
    return figures.used()


def test_every_future_has_both_ends_around_today():
    found = {one.name: one for one in futures.always(used(), 0.032)}
    for row in ROWS:
        low, high = found[f"{row['key']}:low"], found[f"{row['key']}:high"]
        assert low.value < high.value
        if low.today == low.today:
            assert low.value < low.today < high.value


def test_every_future_has_a_source_and_a_status():
    statuses = {"sourced", "derived", "computed", "expert"}
    for one in futures.always(used(), 0.032):
        assert one.source and one.unit and one.status in statuses, one


def test_tariffs_know_how_to_scale_what_is_named():
    assert {row["key"] for row in ROWS if row["kind"] == "tariff"} == set(PARTS)


def test_figures_that_no_stage_uses_are_left_out():
    kinds = {one.kind for one in futures.always(used().iloc[:0], 0.032)}
    assert kinds == {"tariff", "money", "climate"}


@pytest.mark.parametrize("end", ["low", "high"])
def test_an_end_that_is_the_figure_itself_is_no_future(end):
    table = used().iloc[:1].copy()
    table[end] = table["value"]
    assert end not in {one.end for one in futures.of_figures(table)}
