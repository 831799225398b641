"""Sun through windows against the tables of the decree of 31 March 2021."""

from xml.etree import ElementTree

import numpy as np
import pytest
from demand.dpe.entries import element, item

from zeneville.demand.dpe import solar_gains
from zeneville.demand.dpe.certificate import Item


@pytest.mark.parametrize(
    ("facing", "tilt", "january"),
    [(1, 3, 1.0), (1, 2, 1.67), (4, 3, 0.43), (2, 1, 0.52), (5, 4, 0.62)],
)
def test_orientation_of_the_table(facing: int, tilt: int, january: float) -> None:
    assert solar_gains.orientation(1, facing, tilt)[0] == january


def test_flat_windows_face_nowhere() -> None:
    assert np.array_equal(solar_gains.orientation(3, 2, 4), solar_gains.orientation(3, 5, 3))


def test_south_is_the_reference_in_every_zone_and_month() -> None:
    assert np.all(solar_gains.orientation(np.arange(1, 9), 1, 3) == 1.0)


def test_windows_of_a_stock_at_once() -> None:
    area = np.array([[10.0, 12.0], [3.0, 4.0]])
    c1 = solar_gains.orientation(np.array([[1], [8]]), np.array([[1, 2], [3, 4]]))
    found = solar_gains.south_equivalent_m2(area, 0.44, 0.8, c1)
    assert found.shape == (2, 2, 12)
    assert found[1, 0] == pytest.approx(3.0 * 0.44 * 0.8 * solar_gains.orientation(8, 3))


@pytest.mark.parametrize(("row", "factor"), [(1, 0.4), (8, 0.2), (14, 0.6), (18, 0.5), (19, 1.0)])
def test_near_masks(row: int, factor: float) -> None:
    assert solar_gains.near_mask(row) == factor


@pytest.mark.parametrize(("row", "factor"), [(1, 1.0), (7, 0.3), (10, 0.77)])
def test_even_far_masks(row: int, factor: float) -> None:
    assert solar_gains.far_mask(row) == factor


def test_far_masks_by_sector_add_their_shade() -> None:
    # towards the east: 27 % and 40 % of the southern sectors, 17 % of another
    assert solar_gains.far_mask(None, [11, 15, 19]) == pytest.approx(0.16)


def test_shade_never_exceeds_the_sun() -> None:
    assert solar_gains.far_mask(None, [12, 16, 20, 20, 20]) == 0.0


def test_window_of_a_certificate() -> None:
    window = item(
        surface_totale_baie=13.31,
        enum_orientation_id=4,
        enum_inclinaison_vitrage_id=3,
        tv_coef_masque_proche_id=19,
        tv_coef_masque_lointain_homogene_id=10,
    )
    # certificate of 31 December 2021
    assert solar_gains.window(window, 0.44, 1).sum() == pytest.approx(39.2320236)


def test_buffer_space_worked_by_hand() -> None:
    direct, entering = np.array([2.0]), np.array([5.0])
    found = solar_gains.behind_buffer(direct, entering, 0.45, 0.6)
    assert found == pytest.approx(0.9 + 4.1 * 0.6)


def test_glazing_of_a_buffer_space() -> None:
    # plastic, double glazing: T = 0.45, solar factor 0.8 x 0.45 + 0.024
    space = element("ets", tv_coef_transparence_ets_id=8)
    panes = ElementTree.SubElement(space, "baie_ets_collection")
    panes.append(element("baie_ets", surface_totale_baie=10.0, enum_orientation_id=1))
    assert solar_gains.buffer_glazing(Item(space), 1) == pytest.approx(3.84)


def test_transparency_by_frame_and_glass() -> None:
    space = item(enum_type_materiaux_menuiserie_id=5, enum_type_vitrage_id=3, vitrage_vir=1)
    assert solar_gains.transparency(space) == 0.36
