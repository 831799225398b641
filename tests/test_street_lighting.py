"""A district with street lighting: planned, checked, and its lamps counted as no building."""

import geopandas as gpd
import pytest
import shapely

from zeneville import pipeline
from zeneville.case import load
from zeneville.errors import InputError

CASE = """\
name: Deux maisons
place: {latitude: 50.70, longitude: 3.14}
stock: stock.gpkg
systems: [as_is, electric]
assets: [grid]
"""
LAMPS = "street_lighting: {points: 30, power_w: 40, dimming: half_night}\n"


@pytest.fixture(scope="module")
def plans(tmp_path_factory):
    """The same two houses with lamps and without."""
    out = {}
    houses = gpd.GeoDataFrame(
        {"building": ["one", "two"], "use": "residential", "height_m": 6.0},
        geometry=[shapely.box(x, 0, x + 10, 8) for x in (0.0, 30.0)],
        crs=2154,
    )
    houses.geometry = houses.translate(709900, 7067000)
    for name, text in (("dark", CASE), ("lit", CASE + LAMPS)):
        folder = tmp_path_factory.mktemp(name)
        houses.to_file(folder / "stock.gpkg", layer="batiments")
        (folder / "case.yaml").write_text(text, encoding="utf-8")
        out[name] = pipeline.plan(folder, hours=48, gap=0.01)
    return out


def test_both_are_verified(plans):
    for plan in plans.values():
        assert plan.summary["verified"] and plan.summary["bound_verified"]


def test_lamps_are_no_building(plans):
    for key in ("buildings", "roofs_only", "packages", "systems", "investment_eur"):
        assert plans["lit"].summary[key] == plans["dark"].summary[key]
    assert len(plans["lit"].buildings) == 2


def test_their_electricity_is_bought(plans):
    lit, dark = plans["lit"].summary, plans["dark"].summary
    more = lit["imported_kwh_per_year"] - dark["imported_kwh_per_year"]
    assert dark["street_lighting_kwh_per_year"] == 0.0
    assert more == pytest.approx(lit["street_lighting_kwh_per_year"], rel=1e-6)
    assert 1500 < more / 1.2 < 4200  # two days stand for the year: the hours are rough


def test_the_stored_plan_is_read_and_checked(plans, tmp_path):
    assert pipeline.verify(pipeline.store(plans["lit"], tmp_path, "en")).verified


@pytest.mark.parametrize(
    "wrong",
    [
        "street_lighting: {points: -1, power_w: 40}\n",
        "street_lighting: {points: 5, power_w: 40, dimming: sometimes}\n",
        "street_lighting: {points: 5}\n",
        "street_lighting: {points: 5, power_w: 40, watts: 3}\n",
    ],
)
def test_nonsense_is_refused(tmp_path, wrong):
    (tmp_path / "case.yaml").write_text(CASE + wrong, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(tmp_path)
    assert "street_lighting" in str(caught.value)


def test_a_building_may_not_bear_the_label_of_the_lamps(tmp_path):
    house = gpd.GeoDataFrame(
        {"building": ["street_lighting"], "use": "residential", "height_m": 6.0},
        geometry=[shapely.box(709900, 7067000, 709910, 7067008)],
        crs=2154,
    )
    house.to_file(tmp_path / "stock.gpkg", layer="batiments")
    (tmp_path / "case.yaml").write_text(CASE + LAMPS, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        pipeline.check(tmp_path)
    assert [fault.code for fault in caught.value.faults] == ["label-taken"]
