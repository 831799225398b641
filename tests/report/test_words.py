"""The report and the workbook speak the reader's language."""

from typing import get_args

import pytest

from zeneville.case.schema import PACKAGES, PERIODS, System
from zeneville.cli import sensitivity
from zeneville.geodata.fields import HEATING_ENERGIES, USES
from zeneville.report import document, sensitivity_page
from zeneville.report.wording import Words
from zeneville.solve.decomposition import STATUSES
from zeneville.solve.dispatch import TOLERANCE
from zeneville.technologies import catalogue

IDS = (
    *PACKAGES,
    *get_args(System),
    *PERIODS,
    *USES,
    *HEATING_ENERGIES,
    *("heated", "roof_only", "unusable", "adjusted", "measured", "standard", "primary", "final"),
)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_id_that_a_reader_sees_has_words(lang: str) -> None:
    words = document.words_of(lang)
    assert [name for name in IDS if name not in words] == []


def test_every_end_of_a_search_has_words() -> None:
    assert {f"report_status_{status}" for status in STATUSES} <= set(document.words_of("fr"))


def test_every_status_of_a_figure_has_words() -> None:
    statuses = set(catalogue.read().used()["status"]) | {"sourced", "derived", "expert", "case"}
    assert statuses <= set(document.words_of("fr"))


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [
        (250.0, "fr", "250"),
        (0.1105, "fr", "0,1105"),
        (23860.0, "fr", "23\u202f860"),
        (23860.5, "en", "23,860.5"),
        ("see note", "fr", "see note"),
    ],
)
def test_figures_have_the_digits_they_have(value: object, lang: str, text: str) -> None:
    assert document.figure(value, lang) == text


def test_a_day_is_written_the_local_way() -> None:
    assert (document.day("2026-01-01", "fr"), document.day("2026-01-01", "en")) == (
        "01/01/2026",
        "2026-01-01",
    )


@pytest.mark.parametrize(
    ("kwh", "text"),
    [
        (0.0, "0 kWh"),
        (412.4, "412 kWh"),
        (9_876.0, "9.88 MWh"),
        (54_321.0, "54.3 MWh"),
        (-767_000.0, "−767 MWh"),
        (1_234_567.0, "1.23 GWh"),
    ],
)
def test_energy_has_three_digits_in_a_unit_that_fits(kwh: float, text: str) -> None:
    assert Words("en").energy(kwh) == text.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("lang", "count", "text"),
    [
        ("en", 0, "0 heated buildings"),
        ("en", 1, "1 heated building"),
        ("fr", 0, "0 bâtiment chauffé"),
        ("fr", 1, "1 bâtiment chauffé"),
        ("fr", 2, "2 bâtiments chauffés"),
    ],
)
def test_one_thing_is_not_told_as_many(lang: str, count: int, text: str) -> None:
    assert Words(lang).count("count_heated", count) == text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_said_of_one_can_be_said_of_many(lang: str) -> None:
    words = document.words_of(lang)
    singular = [name for name in words if name.endswith("_1") and "{n}" in words[name]]
    assert len(singular) >= 8
    assert [name for name in singular if name.removesuffix("_1") not in words] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_requirement_that_a_future_may_miss_has_words_and_a_unit(lang: str) -> None:
    words = Words(lang)
    assert [name for name in TOLERANCE if f"sens_missed_{name}" not in words] == []
    assert set(TOLERANCE) <= set(sensitivity_page.MISSED) & set(sensitivity.NEEDS)
