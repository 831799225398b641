"""Windows and doors against the tables of the decree of 31 March 2021."""

from itertools import product
from xml.etree import ElementTree

import pytest
from demand.dpe.entries import element, item

from zeneville.demand.dpe import windows
from zeneville.demand.dpe.certificate import Item

PLASTIC_DOUBLE = {
    "enum_type_vitrage_id": 2,
    "enum_type_gaz_lame_id": 1,
    "enum_inclinaison_vitrage_id": 3,
    "epaisseur_lame": 10,
    "vitrage_vir": 0,
    "enum_type_baie_id": 4,
    "enum_type_materiaux_menuiserie_id": 5,
    "enum_type_pose_id": 2,
}


@pytest.mark.parametrize(
    ("glazing", "gas", "vertical", "coated", "gap", "ug"),
    [
        (1, 3, True, False, 0.0, 5.8),
        (2, 1, True, False, 16.0, 2.7),
        (2, 2, True, True, 16.0, 1.1),
        (2, 1, False, False, 6.0, 3.7),
        (3, 1, True, True, 12.0, 1.1),
        (4, 2, True, False, 6.0, 3.4),
    ],
)
def test_glass(glazing: int, gas: int, vertical: bool, coated: bool, gap: float, ug: float) -> None:
    assert windows.glass_u(glazing, gas, vertical, coated, gap) == ug


def test_gap_between_rows_takes_the_narrower() -> None:
    assert windows.glass_u(2, 1, True, False, 13.0) == windows.glass_u(2, 1, True, False, 12.0)


def test_gap_wider_than_the_table() -> None:
    assert windows.glass_u(2, 1, True, False, 80.0) == 2.7


def test_window_of_the_table() -> None:
    assert windows.window_u(4, 5, 2.9) == pytest.approx(2.7)


def test_window_between_glasses_is_linear() -> None:
    # casement of plastic: Ug 4.0 3.6, Ug 5.7 4.8
    assert windows.window_u(4, 5, 5.0) == pytest.approx(3.6 + 1.2 * 1.0 / 1.7)


@pytest.mark.parametrize(("opening", "uw"), [(1, 3.5), (2, 2.0), (3, 3.0)])
def test_glass_bricks_and_polycarbonate(opening: int, uw: float) -> None:
    assert windows.window_u(opening, 1, None) == uw


def test_closure_at_night() -> None:
    # thin plastic roller shutter (0.19) before a window of 2.7
    assert windows.night_u(4, 2.7) == pytest.approx(2.2)


def test_no_closure_changes_nothing() -> None:
    assert windows.night_u(1, 2.7) == 2.7


def test_solar_factor_of_the_table() -> None:
    assert windows.solar_factor(4, 5, 2, False, 2) == 0.44


def test_double_window() -> None:
    assert windows.double(5.0, 4.0) == pytest.approx(1.0 / (0.2 + 0.25 + 0.07))


def test_window_of_a_certificate() -> None:
    found = windows.performance(item(**PLASTIC_DOUBLE, enum_type_fermeture_id=4))
    assert (found.glass, found.window, found.used, found.solar) == pytest.approx(
        (2.9, 2.7, 2.2, 0.44)
    )


def test_double_window_of_a_certificate() -> None:
    window = element("baie_vitree", **PLASTIC_DOUBLE, double_fenetre=1)
    second = element("baie_vitree_double_fenetre", **PLASTIC_DOUBLE)
    window.append(second)
    found = windows.performance(Item(window))
    assert found.window == pytest.approx(1.0 / (2.0 / 2.7 + 0.07))
    assert found.solar == pytest.approx(0.44**2)


def test_second_window_of_older_certificates() -> None:
    found = windows.performance(item(**PLASTIC_DOUBLE, double_fenetre=1, uw_2=5.0, sw_2=0.6))
    assert found.window == pytest.approx(1.0 / (1.0 / 2.7 + 0.2 + 0.07))
    assert found.solar == pytest.approx(0.44 * 0.6)


def test_entered_values_replace_tables() -> None:
    found = windows.performance(
        item(**PLASTIC_DOUBLE, uw_saisi=1.3, sw_saisi=0.5, ujn_saisi=1.1, enum_type_fermeture_id=4)
    )
    assert (found.window, found.used, found.solar) == (1.3, 1.1, 0.5)


def test_every_combination_of_the_enumerations_has_values() -> None:
    for opening, frame, glazing, gas in product(range(4, 9), range(3, 8), range(1, 5), range(1, 4)):
        for vertical, coated, position in product((False, True), (False, True), range(1, 5)):
            glass = windows.glass_u(glazing, gas, vertical, coated, 9.0)
            assert 0.5 < windows.window_u(opening, frame, glass) < 8.0
            assert 0.3 < windows.solar_factor(opening, frame, position, coated, glazing) < 0.75


@pytest.mark.parametrize(("kind", "u"), [(1, 3.5), (5, 3.5), (9, 5.8), (12, 4.8), (15, 1.5)])
def test_door(kind: int, u: float) -> None:
    assert windows.door_u(item(enum_type_porte_id=kind)) == u


def test_frame_of_glass_bricks_counts_as_their_opening() -> None:
    bricks = item(enum_type_baie_id=4, enum_type_vitrage_id=5, enum_type_materiaux_menuiserie_id=1)
    assert windows.performance(bricks).window == 3.5


def test_elements_without_inputs_are_read() -> None:
    assert windows.performance(Item(ElementTree.Element("baie_vitree"))).window > 0.0


def test_identifiers_beyond_the_enumerations_take_the_default() -> None:
    unknown = windows.performance(
        item(
            enum_type_baie_id=99,
            enum_type_materiaux_menuiserie_id=99,
            enum_type_vitrage_id=99,
            enum_type_pose_id=99,
        )
    )
    assert unknown == windows.performance(item())
