"""Planes in points of known roofs."""

import numpy as np
import pytest

from benchmarks.scanned_houses import house
from zeneville.solar.roofs.segments import Settings, density_per_m2, segment


def patch(count=1500, size=10.0, slope=(0.0, 0.0), level=0.0, noise=0.03, at=(0.0, 0.0), seed=2):
    rng = np.random.default_rng(seed)
    place = rng.uniform(0.0, size, (count, 2)) + at
    z = level + place @ np.asarray(slope) + rng.normal(0.0, noise, count)
    return np.column_stack([place, z])


def one(points, **settings):
    return segment(points, np.zeros(len(points), dtype=np.int64), Settings(**settings))


def test_a_plane_is_found_with_its_normal_and_the_noise_of_the_sensor():
    found = one(patch(slope=(0.3, -0.4)))
    assert len(found.normal) == 1
    normal = np.array([-0.3, 0.4, 1.0]) / np.sqrt(1.25)
    assert np.degrees(np.arccos(found.normal[0] @ normal)) < 0.1
    assert found.noise_m == pytest.approx(0.03 * normal[2], rel=0.1)
    assert (found.label == 0).mean() > 0.99


def test_density_is_points_a_square_metre():
    assert density_per_m2(patch(count=1000)) == pytest.approx(10.0, abs=1.0)


@pytest.mark.parametrize(("form", "count"), [("gable", 2), ("hip", 4), ("shed", 1), ("flat", 1)])
@pytest.mark.parametrize("seed", range(5))
def test_a_roof_has_its_planes_and_no_facets_on_its_ridges(form, count, seed):
    assert len(one(house(form, seed=seed)[0]).normal) == count


def test_levels_half_a_metre_apart_are_two_planes():
    low, high = patch(), patch(level=0.5, at=(10.0, 0.0), seed=3)
    found = one(np.vstack([low, high]))
    assert len(found.normal) == 2
    assert found.label[0] != found.label[-1]


def test_a_sagging_plane_is_one():
    points = patch(count=3000, size=15.0)
    points[:, 2] -= 0.15 * np.sin(points[:, 0] / 15.0 * np.pi)
    found = one(points)
    assert len(found.normal) == 1
    assert (found.label == 0).mean() > 0.95


def test_walls_are_no_roofs():
    rng = np.random.default_rng(4)
    wall = np.column_stack(
        [rng.uniform(0, 10, 900), rng.normal(0, 0.03, 900), rng.uniform(0, 9, 900)]
    )
    found = one(np.vstack([wall, patch(level=9.0)]))
    assert len(found.normal) == 1
    assert (found.label[:900] >= 0).mean() < 0.05


def test_trees_are_no_roofs():
    rng = np.random.default_rng(5)
    assert len(one(rng.uniform(0.0, 8.0, (4000, 3))).normal) == 0


def test_a_patch_smaller_than_the_least_is_none():
    assert len(one(patch(count=60, size=2.0), least_m2=9.0).normal) == 0


def test_planes_of_two_buildings_stay_apart_even_where_they_touch():
    points = np.vstack([patch(), patch(at=(10.0, 0.0), seed=3)])
    owner = np.repeat([0, 1], 1500)
    found = segment(points, owner)
    assert found.owner.tolist() == [0, 1]
    assert (found.label[:1500] == 0).mean() > 0.99


def test_no_points_have_no_planes():
    assert len(one(np.zeros((0, 3))).normal) == 0


@pytest.mark.parametrize("count", [1, 5])
def test_few_points_have_no_planes(count):
    found = one(patch(count=count))
    assert len(found.normal) == 0
    assert found.label.tolist() == [-1] * count


def test_a_point_twice_changes_nothing():
    points = patch()
    found = one(np.vstack([points, points[:40]]))
    assert len(found.normal) == 1
