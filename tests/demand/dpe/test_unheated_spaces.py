"""Reduction of losses against the tables of the decree of 31 March 2021."""

import dataclasses

import pytest
from demand.dpe.entries import FLAT, item

from zeneville.demand.dpe.unheated_spaces import buffer_space, reduction, unheated_space


@pytest.mark.parametrize(
    ("uvue", "ratio", "configuration", "b"),
    [
        ("0", 2.372, 2, 0.3),
        ("0.3", 1.0, 4, 0.9),
        ("3", 12.0, 5, 0.4),
        ("9", 60.0, 3, 0.05),
        ("3", 0.2, 4, 1.0),
    ],
)
def test_ratio_of_areas(uvue: str, ratio: float, configuration: int, b: float) -> None:
    assert unheated_space(uvue, ratio, 1.0, configuration) == b


def test_ratio_on_a_limit_belongs_below() -> None:
    assert unheated_space("0", 0.25, 1.0, 2) == 0.8
    assert unheated_space("0", 0.2501, 1.0, 2) == 0.65


def test_space_without_outer_elements_is_warm() -> None:
    assert unheated_space("3", 10.0, 0.0, 2) == 0.0


def test_more_outer_area_never_loses_less() -> None:
    values = [unheated_space("3", 10.0, outer, 4) for outer in (0.1, 0.5, 1.0, 5.0, 20.0, 80.0)]
    assert values == sorted(values)


@pytest.mark.parametrize(("group", "configuration", "b"), [(1, 9, 0.85), (2, 8, 0.6), (3, 7, 0.48)])
def test_buffer_space(group: int, configuration: int, b: float) -> None:
    assert buffer_space(group, configuration) == b


@pytest.mark.parametrize(
    ("adjacency", "b"), [(1, 1.0), (2, 1.0), (3, 1.0), (4, 0.2), (7, 0.95), (20, 0.2), (22, 0.0)]
)
def test_fixed_adjacencies(adjacency: int, b: float) -> None:
    assert reduction(item(enum_type_adjacence_id=adjacency), FLAT) == b


def test_described_space() -> None:
    wall = item(
        enum_type_adjacence_id=9, enum_cfg_isolation_lnc_id=4, surface_aiu=19.73, surface_aue=27.54
    )
    assert reduction(wall, FLAT) == 0.95


def test_described_buffer_space_depends_on_the_zone() -> None:
    wall = item(enum_type_adjacence_id=10, enum_cfg_isolation_lnc_id=8)
    south = dataclasses.replace(FLAT, zone=8)
    assert (reduction(wall, FLAT), reduction(wall, south)) == (0.63, 0.53)


def test_named_row_replaces_areas_that_were_not_surveyed() -> None:
    # row 25: circulation open to the outside, ratio up to a quarter, dwelling insulated
    wall = item(
        enum_type_adjacence_id=15,
        enum_cfg_isolation_lnc_id=4,
        surface_aiu=14.1,
        surface_aue=14.1,
        tv_coef_reduction_deperdition_id=25,
    )
    assert reduction(wall, FLAT) == 0.95
