"""Packages change the envelope as defined and cost what the catalogue says, by hand."""

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import box

from zeneville.case import Lock
from zeneville.economics import annuity_factor
from zeneville.geodata import read
from zeneville.stock import known as knowledge
from zeneville.stock import prepare
from zeneville.technologies import catalogue

FIGURES = catalogue.read()
X, Y = 704000.0, 7060000.0


def stock(tmp_path, locks=(), known=None, **columns):
    table = gpd.GeoDataFrame(
        {
            "building": ["old", "guarded"],
            "use": ["residential"] * 2,
            "height_m": [5.6] * 2,
            "storeys": [2] * 2,
            "dwellings": [1] * 2,
            "construction_year": [1930] * 2,
            "roof_shape": ["gable"] * 2,
            "heating_energy": ["gas"] * 2,
            "protected": [False, True],
        }
        | columns,
        geometry=[box(X, Y, X + 10, Y + 8), box(X + 50, Y, X + 60, Y + 8)],
        crs="EPSG:2154",
    )
    table.to_file(tmp_path / "stock.gpkg", layer="batiments", driver="GPKG")
    data = read(tmp_path / "stock.gpkg")
    return prepare(
        data.buildings,
        data.protections,
        "1948_1974",
        "gas",
        "H1a",
        FIGURES,
        lambda life: annuity_factor(0.032, life),
        locks=locks,
        known=known,
    )


@pytest.fixture
def plain(tmp_path):
    return stock(tmp_path)


def test_a_roof_and_floor_cost_what_the_catalogue_says(plain):
    net = 80.0 * (FIGURES.value("cost_attic_blown") + FIGURES.value("cost_floor_underside"))
    paid = net * (1 + FIGURES.value("vat_reno")) * (1 + FIGURES.value("cost_fees_contingency"))
    found = plain.works["investment_eur"].sel(building="old", package="roof_floor")
    assert float(found) == pytest.approx(paid)


def test_as_is_invests_nothing(plain):
    assert (plain.works["investment_eur"].sel(package="as_is") == 0).all()


def test_works_that_are_not_energy_works_are_apart(plain):
    share = FIGURES.value("cost_non_energy_adder")
    apart = plain.works["non_energy_eur"] / plain.works["investment_eur"].where(
        plain.works["investment_eur"] > 0
    )
    assert float(abs(apart - share).max()) < 1e-9


@pytest.mark.parametrize("element", ["wall", "roof", "floor", "window"])
def test_no_package_makes_an_element_worse(plain, element):
    u = plain.envelope[f"u_{element}_w_per_m2k"]
    assert (u <= u.sel(package="as_is") + 1e-12).all()


@pytest.mark.parametrize(
    ("package", "building", "u"),
    [
        ("walls_outside", "old", 0.20),
        ("walls_inside", "old", 0.24),
        ("near_passive", "old", 0.13),
        ("near_passive", "guarded", 0.18),
        ("envelope_bbc", "guarded", 0.24),
    ],
)
def test_walls_reach_their_target(plain, package, building, u):
    found = plain.envelope["u_wall_w_per_m2k"].sel(package=package, building=building)
    assert float(found) == pytest.approx(u)


def test_a_protected_facade_forbids_insulation_outside(plain):
    allowed = plain.works["allowed"].sel(package="walls_outside")
    assert allowed.to_numpy().tolist() == [1, 0]


def test_a_lock_leaves_one_package(tmp_path):
    lock = Lock(building="old", package="roof_windows", reason="wish")
    allowed = stock(tmp_path, locks=[lock]).works["allowed"].sel(building="old")
    assert [str(p) for p in allowed["package"].values[allowed.to_numpy() == 1]] == ["roof_windows"]


def test_an_unknown_year_takes_the_default_and_says_so(tmp_path):
    found = stock(tmp_path, construction_year=[np.nan, 1985]).buildings
    assert found["period"].tolist() == ["1948_1974", "1983_1988"]
    assert found["period_source"].tolist()[0] == "default of the case"


def test_a_small_building_is_roof_only(tmp_path):
    found = stock(tmp_path, use=["residential", "annex"]).buildings
    assert found["status"].tolist() == ["heated", "roof_only"]


#: m of edge and m2 of windows of a house of 10 m x 8 m with two storeys
EDGE, WINDOWS = 36.0, 0.17 * 2 * 80 * 0.9


@pytest.mark.parametrize(
    ("package", "floor", "roof", "storey", "opening", "left"),
    [
        ("as_is", 0.39, 0.30, 0.86, 0.31, 1.0),
        ("walls_inside", 0.71, 0.75, 0.92, 0.31, 1.0),
        ("walls_outside", 0.64, 0.58, 0.13, 0.45, 1.0),
        ("envelope_bbc", 0.64, 0.58, 0.13, 0.45, 1 / 3),
    ],
)
def test_junctions_by_hand(plain, package, floor, roof, storey, opening, left):
    """Bare house; works insulate under the floor, on the ceiling, and walls inside or outside."""
    found = plain.envelope["thermal_bridges_w_per_k"].sel(building="old", package=package)
    by_hand = EDGE * (floor + roof + storey) + WINDOWS * 3.3 * opening
    assert float(found) == pytest.approx(left * by_hand)


def test_a_known_share_of_bridges_moves_with_the_junctions(tmp_path, plain):
    told = knowledge.nothing()
    told.loc["old", "bridges_share"] = 0.2
    found = stock(tmp_path, known=told).envelope.sel(building="old")
    losses = (
        found["u_wall_w_per_m2k"] * found["wall_area_m2"].sum()
        + found["u_window_w_per_m2k"] * found["window_area_m2"].sum()
        + found["u_roof_w_per_m2k"] * found["roof_area_m2"]
    ).sel(package="as_is")
    bridges = found["thermal_bridges_w_per_k"]
    assert float(bridges.sel(package="as_is")) == pytest.approx(0.2 * float(losses))
    rule = plain.envelope["thermal_bridges_w_per_k"].sel(building="old")
    for package in ("walls_inside", "near_passive"):
        ratio = bridges.sel(package=package) / bridges.sel(package="as_is")
        assert float(ratio) == pytest.approx(float(rule.sel(package=package) / rule[0]))


@pytest.fixture
def aired(tmp_path):
    """``old`` has a fan that leaves less air to warm than humidity control would."""
    told = knowledge.nothing()
    told.loc["old", "air_flow_m3_per_h_m2"] = 0.8
    return stock(tmp_path, known=told)


def test_a_better_ventilation_is_kept_for_nothing(aired):
    house = aired.envelope["ventilation_m3_per_h"].sel(building="old")
    paid = aired.works["element_investment_eur"].sel(building="old", element="ventilation")
    assert float(house.sel(package="walls_inside")) == float(house.sel(package="as_is"))
    assert float(paid.sel(package="walls_inside")) == 0.0


def test_a_known_fan_is_no_natural_ventilation(aired):
    natural = aired.envelope["ventilated_naturally"].sel(package="as_is")
    assert natural.to_numpy().tolist() == [0.0, 1.0]
