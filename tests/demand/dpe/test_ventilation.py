"""Air renewal against tables and formulas of the decree of 31 March 2021."""

from xml.etree import ElementTree

import numpy as np
import pytest
from demand.dpe.entries import certificate, item

from zeneville.demand.dpe import ventilation


@pytest.mark.parametrize(
    ("system", "expected"),
    [(1, (1.2, 1.2, 0.0)), (3, (1.97, 0.0, 2.0)), (15, (1.09, 0.0, 1.5)), (20, (0.26, 0.26, 0.0))],
)
def test_flows(system: int, expected: tuple[float, float, float]) -> None:
    assert ventilation.flows(system) == expected


@pytest.mark.parametrize(
    ("period", "house", "insulated", "sealed", "q4pa"),
    [
        (1, True, False, False, 3.3),
        (1, False, False, False, 4.6),
        (1, False, False, True, 2.5),
        (1, True, True, True, 2.0),
        (2, True, True, False, 1.9),
        (2, False, False, True, 2.0),
        (6, True, True, True, 1.9),
        (6, False, False, False, 1.5),
        (8, True, False, False, 1.3),
        (9, True, False, False, 0.6),
        (10, False, False, False, 1.0),
    ],
)
def test_airtightness(period: int, house: bool, insulated: bool, sealed: bool, q4pa: float) -> None:
    assert ventilation.leakage(period, house, insulated, sealed) == q4pa


def test_ventilation_of_a_flat() -> None:
    # certificate of 31 December 2021: 51 m2 with the fan of before 1982
    assert ventilation.ventilation_w_per_k(1.97, 51.0) == pytest.approx(34.1598)


def test_infiltration_worked_by_hand() -> None:
    q4 = 1.5 * 80.0 + 0.45 * 2.0 * 51.0
    n50 = q4 / (0.08 ** (2.0 / 3.0) * 2.5 * 51.0)
    wind = 2.5 * 51.0 * n50 * 0.07 / (1.0 + 15.0 / 0.07 * (-1.97 / (2.5 * n50)) ** 2)
    found = ventilation.infiltration_w_per_k(1.5, 80.0, 51.0, 2.5, 1.97, 0.0, 2.0, True)
    assert found == pytest.approx(0.34 * wind)


def test_one_facade_lets_less_wind_in() -> None:
    one, several = (
        ventilation.infiltration_w_per_k(1.5, 80.0, 51.0, 2.5, 1.97, 0.0, 2.0, facades)
        for facades in (False, True)
    )
    assert one < several


def test_balanced_ventilation_leaves_all_the_wind() -> None:
    found = ventilation.infiltration_w_per_k(1.0, 100.0, 60.0, 2.5, 0.6, 0.6, 0.0, True)
    assert found == pytest.approx(0.34 * 100.0 / 0.08 ** (2.0 / 3.0) * 0.07)


def test_airtight_envelope_lets_nothing_in() -> None:
    assert ventilation.infiltration_w_per_k(0.0, 100.0, 60.0, 2.5, 1.2, 0.0, 0.0, True) == 0.0


def test_a_stock_at_once() -> None:
    q4pa = np.array([[3.3, 1.9], [2.2, 0.6]])
    area = np.array([[60.0], [140.0]])
    found = ventilation.infiltration_w_per_k(q4pa, 3.0 * area, area, 2.5, 1.65, 0.0, 2.0, True)
    single = ventilation.infiltration_w_per_k(0.6, 420.0, 140.0, 2.5, 1.65, 0.0, 2.0, True)
    assert found.shape == (2, 2)
    assert found[1, 1] == pytest.approx(float(single))


@pytest.mark.parametrize(
    ("description", "said", "several"),
    [
        ("Plusieurs façades exposées", "Oui", True),
        ("Plusieurs façades exposées", "Non", False),
        ("Façades exposées: une", "une", False),
        ("façade exposées", "plusieurs", True),
        ("Exposition façade", "Plusieurs façades exposées", True),
    ],
)
def test_technical_sheet_counts_before_the_code(description: str, said: str, several: bool) -> None:
    file = certificate()
    line = ElementTree.SubElement(file.element, "sous_fiche_technique")
    ElementTree.SubElement(line, "description").text = description
    ElementTree.SubElement(line, "valeur").text = said
    coded = item(plusieurs_facade_exposee=int(not several))
    assert ventilation.several_facades(file, coded) is several


@pytest.mark.parametrize("code", [0, 1])
def test_code_of_exposure_counts_without_a_sheet(code: int) -> None:
    file = certificate()
    assert ventilation.several_facades(file, item(plusieurs_facade_exposee=code)) is bool(code)


def test_code_counts_where_the_sheet_is_not_plain() -> None:
    file = certificate()
    line = ElementTree.SubElement(file.element, "sous_fiche_technique")
    ElementTree.SubElement(line, "description").text = "Façades exposées"
    assert ventilation.several_facades(file, item(plusieurs_facade_exposee=1))


@pytest.mark.parametrize(
    ("joints", "expected"), [(("oui", "non"), True), (("non", "oui"), False), ((), False)]
)
def test_joints_of_most_windows_by_their_sheets(joints: tuple[str, ...], expected: bool) -> None:
    # the first window has 4.95 m2, the second 3.3 m2
    file = certificate()
    for said, area in zip(joints, ("4,95 m²", "3,3 m²"), strict=False):
        sheet = ElementTree.SubElement(file.element, "fiche_technique")
        for name, value in (("Surface de baies", area), ("Présence de joints", said)):
            line = ElementTree.SubElement(sheet, "sous_fiche_technique")
            ElementTree.SubElement(line, "description").text = f"{name}: {value}"
            ElementTree.SubElement(line, "valeur").text = value
    assert ventilation.sealed_by_sheets(file) is expected
