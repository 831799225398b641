"""Labels of a stock by the regulatory method: by hand where possible, and what always holds."""

from datetime import date

import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import box

from zeneville.demand.dpe import stock as regulatory
from zeneville.demand.dpe import stock_envelope, stock_systems, tables
from zeneville.demand.dpe.heating_need import heating_need
from zeneville.demand.dpe.label import label
from zeneville.economics import annuity_factor
from zeneville.geodata import read
from zeneville.stock import prepare
from zeneville.technologies import catalogue

FIGURES = catalogue.read()
SYSTEMS = ["as_is", "gas_boiler", "electric", "hp_air"]
ENERGY = ["gas", "electricity", "oil", "gas"]
ON = date(2026, 1, 1)
X, Y = 704000.0, 7060000.0


@pytest.fixture(scope="module")
def envelope(tmp_path_factory):
    """Two houses, a block of twelve flats and an office."""
    table = gpd.GeoDataFrame(
        {
            "building": ["old", "recent", "block", "office"],
            "use": ["residential"] * 3 + ["office"],
            "height_m": [5.6, 5.6, 11.2, 11.2],
            "storeys": [2, 2, 4, 4],
            "dwellings": [1, 1, 12, 0],
            "construction_year": [1930, 2008, 1965, 1980],
            "roof_shape": ["gable", "gable", "flat", "flat"],
            "heating_energy": ENERGY,
            "protected": [False] * 4,
        },
        geometry=[
            box(X + 50 * n, Y, X + 50 * n + w, Y + 8) for n, w in enumerate((10, 10, 28, 20))
        ],
        crs="EPSG:2154",
    )
    file = tmp_path_factory.mktemp("stock") / "stock.gpkg"
    table.to_file(file, layer="batiments", driver="GPKG")
    data = read(file)
    return prepare(
        data.buildings, data.protections, "1948_1974", "gas", "H1a", FIGURES,
        lambda life: annuity_factor(0.032, life),
    ).envelope  # fmt: skip


def labels(envelope, systems=SYSTEMS, energy=ENERGY, on=ON, altitude_m=30.0):
    return regulatory.labels(envelope, energy, systems, "H1a", altitude_m, on, FIGURES)


@pytest.fixture(scope="module")
def found(envelope):
    return labels(envelope)


def test_only_dwellings_are_labelled(found):
    assert list(found["building"].to_numpy()) == ["old", "recent", "block"]


def test_losses_of_a_house_of_1930_by_hand(envelope):
    """10 m x 8 m, 5.6 m high, bare walls and roof, natural air, a cellar: values of the decree."""
    house = envelope.isel(building=[0])
    loss = stock_envelope.envelope(house, "H1a", 30.0, FIGURES).balance.loss_w_per_k[0, 0]
    area, window = 80 * 2 * 0.9, 0.17 * 144
    wall = 36 * 5.6 - window
    ujn = tables.number("window_night", "ujn", delta_r="0.19", uw="2.7")
    transmission = 2.5 * wall + ujn * window
    shape = round(2 * 80 / 36)
    rows = [
        r
        for r in tables.rows("ground_floor")
        if r["situation"] == "crawl_space_or_basement" and float(r["shape_m"]) == shape
    ]
    line = sorted((float(r["u_floor"]), float(r["ue"])) for r in rows)
    (u0, e0), (u1, e1) = line[-2:]
    floor = (e0 + (e1 - e0) * (2.0 - u0) / (u1 - u0)) * 80
    bridges = 36 * (0.39 + 0.30 + 0.86) + window * 3.3 * tables.number(
        "thermal_bridge", "k", junction=5, wall_insulation="none", position=3, frame_cm=5
    )
    air = 0.34 * 2.23 * area
    leak = 3.3 * (wall + window + 80) + 0.45 * 4 * area
    n50 = leak / ((4 / 50) ** (2 / 3) * 2.8 * area)
    wind = 2.8 * area * n50 * 0.07 / (1 + 15 / 0.07 * (-2.23 / (2.8 * n50)) ** 2)
    b = attic_by_table(1 / 1.15)
    roof = 2.5 * b * 80
    assert loss == pytest.approx(
        transmission + roof + floor + bridges + air + 0.34 * wind, rel=0.01
    )


def attic_by_table(ratio):
    for row in tables.rows("unheated_space"):
        if row["uvue"] == "3" and (not row["ratio_up_to"] or ratio <= float(row["ratio_up_to"])):
            return float(row["b_both_bare"])
    raise AssertionError


def test_letters_are_those_of_the_figures(found, envelope):
    area = envelope["heated_area_m2"] / envelope["dwellings"].clip(1)
    per_dwelling = area.sel(building=found["building"]).to_numpy()[:, None, None]
    expected = label(
        found["dpe_primary_kwh_per_m2"].to_numpy(),
        found["dpe_co2_kg_per_m2"].to_numpy(),
        per_dwelling, 1, "H1a", ON,
    )  # fmt: skip
    np.testing.assert_array_equal(found["dpe_label"].to_numpy(), expected)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("roof_floor", "as_is"),
        ("roof_windows", "roof_floor"),
        ("walls_outside", "roof_windows"),
        ("envelope_bbc", "walls_outside"),
        ("near_passive", "envelope_bbc"),
    ],
)
def test_more_works_never_need_more(found, better, worse):
    need = found["dpe_heating_need_kwh"]
    assert (need.sel(package=better) <= need.sel(package=worse) + 1e-9).all()


def test_bio_based_works_have_the_label_of_the_same_envelope(found):
    energy = found["dpe_primary_kwh_per_m2"]
    np.testing.assert_allclose(energy.sel(package="biobased"), energy.sel(package="envelope_bbc"))


def test_a_new_boiler_uses_less_than_the_one_in_place(found):
    final = found["dpe_final_kwh_per_m2"].sel(building="old", package="as_is")
    assert float(final.sel(system="gas_boiler")) < float(final.sel(system="as_is"))


def test_the_factor_of_electricity_falls_in_2026(envelope, found):
    before = labels(envelope, on=date(2025, 12, 31))
    ratio = before["dpe_primary_kwh_per_m2"] / found["dpe_primary_kwh_per_m2"]
    np.testing.assert_allclose(ratio.sel(system="electric"), 2.3 / 1.9)


def test_another_order_of_buildings_gives_the_same_labels(envelope, found):
    order = [2, 0, 1, 3]
    other = labels(envelope.isel(building=order), energy=[ENERGY[n] for n in order])
    name = "dpe_primary_kwh_per_m2"
    np.testing.assert_array_equal(other[name].sel(building=found["building"]), found[name])


def test_the_mountain_needs_more(envelope, found):
    high = labels(envelope, altitude_m=600.0)
    assert (high["dpe_heating_need_kwh"] > found["dpe_heating_need_kwh"]).all()


@pytest.mark.parametrize(
    "energy", ["gas", "oil", "electricity", "wood", "heat_network", "heat_pump"]
)
def test_every_heating_of_today_has_a_label(envelope, energy):
    found = labels(envelope, systems=["as_is"], energy=[energy] * 4)
    assert set(np.unique(found["dpe_label"])) <= set("ABCDEFG")


def test_a_place_higher_than_the_decree_knows_has_its_highest_climate(envelope):
    """H1a has no climate above 800 m in the decree."""
    need = [labels(envelope, altitude_m=m)["dpe_heating_need_kwh"] for m in (600.0, 900.0)]
    np.testing.assert_array_equal(*need)


def test_a_system_without_row_is_told(envelope):
    with pytest.raises(KeyError, match="steam"):
        labels(envelope, systems=["steam"])


def test_the_need_is_the_sum_of_its_months_less_what_pipes_give_back(envelope):
    home = stock_envelope.envelope(envelope.isel(building=[0, 1, 2]), "H1a", 30.0, FIGURES)
    need = heating_need(home.balance, stock_systems.recovered(home)).kwh.clip(0.0)
    np.testing.assert_allclose(labels(envelope)["dpe_heating_need_kwh"], need.sum(axis=-1))


@pytest.mark.parametrize("storeys", [1, 5, 6, 10])
def test_storeys_are_those_of_the_building(envelope, storeys):
    tower = envelope.isel(building=[2])
    tower = tower.assign(heated_area_m2=0.9 * storeys * tower["floor_area_m2"])
    found = stock_envelope.envelope(tower, "H1a", 30.0, FIGURES)
    assert found.levels.tolist() == [storeys]
