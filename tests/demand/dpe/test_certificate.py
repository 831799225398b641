"""Entries of a certificate as programs write them."""

from datetime import date
from xml.etree import ElementTree

import pytest
from demand.dpe.entries import certificate, item

from zeneville.demand.dpe.certificate import LAW_IN_FORCE, Certificate


@pytest.mark.parametrize(
    ("text", "number"),
    [("2,5", 2.5), ("2.5", 2.5), ("NC", None), ("", None), ("nan", None), ("1e999", None)],
)
def test_number(text: str, number: float | None) -> None:
    assert item(hsp=text).number("hsp") == number
    assert item(hsp=text).number("hsp", 7.0) == (7.0 if number is None else number)


@pytest.mark.parametrize(("text", "code"), [("3", 3), ("3.0", 3), ("99", None), ("", None)])
def test_identifier_among_those_known(text: str, code: int | None) -> None:
    assert item(enum_orientation_id=text).code("orientation", range(1, 6)) == code


def _dated(**days: str) -> Certificate:
    file = certificate()
    part = ElementTree.SubElement(file.element, "administratif")
    for name, day in days.items():
        ElementTree.SubElement(part, name).text = day
    return file


def test_day_of_issue() -> None:
    file = _dated(
        date_visite_diagnostiqueur="2023-03-01", date_etablissement_dpe="2023-03-31T00:00:00"
    )
    assert file.date == date(2023, 3, 31)


def test_day_of_the_visit_stands_in_for_that_of_issue() -> None:
    file = _dated(date_visite_diagnostiqueur="2023-03-01", date_etablissement_dpe="not filed")
    assert file.date == date(2023, 3, 1)


def test_law_in_force_judges_a_certificate_without_a_day() -> None:
    assert _dated().date == LAW_IN_FORCE
