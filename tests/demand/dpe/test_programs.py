"""Readings of the decree by the program that a certificate names."""

from xml.etree import ElementTree

import pytest
from demand.dpe.entries import certificate

from zeneville.demand.dpe.certificate import Certificate
from zeneville.demand.dpe.programs import Reading, reading


def _of(program: str, version: str) -> Certificate:
    file = certificate()
    part = ElementTree.SubElement(file.element, "administratif")
    ElementTree.SubElement(part, "enum_version_id").text = version
    surveyor = ElementTree.SubElement(part, "diagnostiqueur")
    ElementTree.SubElement(surveyor, "usr_logiciel_id").text = program
    return file


@pytest.mark.parametrize(
    ("program", "version", "expected"),
    [
        ("3752", "2.3", Reading(True, "heavy")),
        ("26615", "2.3", Reading(False, "stated")),
        ("15257", "2", Reading(True, "stated")),
        ("15257", "2.4", Reading(False, "stated")),
        ("1", "2.4", Reading()),
    ],
)
def test_reading(program: str, version: str, expected: Reading) -> None:
    assert reading(_of(program, version)) == expected


def test_certificate_without_a_program_is_read_as_this_method_does() -> None:
    assert reading(certificate()) == Reading()
