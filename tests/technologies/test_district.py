"""Technologies of a district: bounds, prices and manners from the catalogue, pipes as trees."""

import numpy as np
import pytest

from zeneville.case.schema import ASSETS as OF_A_CASE
from zeneville.case.schema import HEAT_SOURCES
from zeneville.technologies import catalogue
from zeneville.technologies.district import (
    ASSETS,
    Site,
    WasteHeat,
    network,
    parts,
)
from zeneville.technologies.district.cars import stays

HEAT = "heat"
YEAR = np.arange(8760)


def site(**changes):
    figures = catalogue.read()
    outdoor = 10.0 - 8.0 * np.cos(2 * np.pi * YEAR / 8760.0)
    given = {
        "figures": figures,
        "annuity": lambda life: 1.0 / life,
        "hour": YEAR % 24,
        "day": YEAR // 24,
        "weight": np.ones(8760),
        "successor": (YEAR + 1) % 8760,
        "outdoor_degc": outdoor,
        "source_degc": np.stack([outdoor, 0 * outdoor + 8.0, 0 * outdoor + 9.0]),
        "heat_kw": np.maximum(0.0, 15.0 - outdoor) * 100.0 + 50.0,
        "mean_day_kwh": 2400.0,
        "dwellings": 100.0,
        "fuel_price": {"gas": 0.11, "wood": 0.07},
        "fuel_co2": {"gas": 0.227, "wood": 0.03},
        "cars": 50.0,
        "waste_heat": (WasteHeat("museum", 150.0, 14.0, 0.0), WasteHeat("oven", 80.0, 90.0, 0.02)),
    }
    return Site(**{**given, **changes})


def of(asset, **changes):
    return parts([asset], site(**changes))


def test_a_case_may_ask_for_every_technology_and_no_other():
    assert set(ASSETS) == set(OF_A_CASE) - {"grid", "canopy_pv", "ground_pv"}


def test_what_a_case_calls_a_heat_source_gives_heat_and_is_no_store():
    for name in ASSETS:
        made = of(name)
        gives = any(HEAT in c.gives for c in made.converters)
        assert (gives and name != "hydrogen") == (name in HEAT_SOURCES)


@pytest.mark.parametrize("asset", ASSETS)
def test_every_part_has_finite_bounds_and_costs(asset):
    made = of(asset)
    for store in made.stores:
        assert 0.0 < store.most_kwh < np.inf and 0.0 < store.most_kw < np.inf
        assert store.energy_cost > 0.0 and 0.0 <= store.loss < 0.01
    for converter in made.converters:
        assert 0.0 < converter.most_kw < np.inf and converter.cost > 0.0


@pytest.mark.parametrize("asset", [*HEAT_SOURCES, "hydrogen"])
def test_no_converter_makes_energy(asset):
    """What goes in, ambient and waste heat apart, is no less than electricity and hydrogen out."""
    for converter in of(asset).converters:
        given = sum(
            np.maximum(amount, 0.0) for node, amount in converter.gives.items() if node != HEAT
        )
        taken = sum(np.maximum(-np.asarray(a), 0.0) for a in converter.gives.values())
        assert np.all(given <= taken + 1e-12)


def test_a_central_heat_pump_does_better_in_the_warmth():
    (pump,) = of("central_heat_pump_air").converters
    cop = -1.0 / pump.gives["meter"]
    warm = site().outdoor_degc > 15.0
    assert 1.5 < cop.min() < cop[warm].mean() < 6.0
    assert pump.renewable == pytest.approx(1.0 - 1.0 / cop)


def test_warm_waste_heat_is_exchanged_and_cold_lifted():
    cold, warm = of("waste_heat").converters
    assert "meter" in cold.gives and "meter" not in warm.gives
    source = cold.most_kw * (1.0 + cold.gives["meter"])
    assert source.max() == pytest.approx(150.0)
    assert warm.most_kw == 80.0


def test_a_boiler_buys_what_it_burns():
    (boiler,) = of("central_gas_boiler").converters
    efficiency = site().figures.value("heater_gas_efficiency_new")
    assert boiler.balance == pytest.approx(-1.0 / efficiency)
    assert boiler.running_cost == pytest.approx(0.11 / efficiency)


def test_a_small_district_gets_no_pit():
    assert of("seasonal_heat_store", heat_kw=np.full(8760, 20.0)).stores == ()


def test_cars_draw_what_they_drove():
    (cars,) = of("electric_cars").flexible
    value = site().figures.value
    driven = 50.0 * value("ev_km") * value("ev_consumption") / 100.0
    assert cars.kwh.sum() == pytest.approx(driven)
    room = np.bincount(cars.window[cars.window >= 0], cars.most_kw[cars.window >= 0])
    assert (room >= cars.kwh).all()


def test_the_first_morning_belongs_to_the_last_night():
    night = stays(YEAR // 24, YEAR % 24, 7, (YEAR + 1) % 8760)
    assert night[0] == 364 and night[23] == night[24] == 0


def test_a_tree_joins_every_building_of_its_zone():
    rng = np.random.default_rng(0)
    xy = rng.uniform(0.0, 400.0, (40, 2))
    laid = network(xy, 3, site().figures, lambda life: 1.0 / life)
    assert sorted(set(laid.zone_of)) == [0, 1, 2]
    for z, zone in enumerate(laid.zones):
        pipes = laid.pipes[laid.pipe_zone == z]
        members = {tuple(point) for point in xy[laid.zone_of == z]}
        ends = {tuple(point) for line in pipes for point in (line[:2], line[2:])}
        assert members <= ends and len(pipes) == len(members)
        straight = np.hypot(*(pipes[:, 2:] - pipes[:, :2]).T).sum()
        detour = site().figures.value("dh_detour")
        assert zone.length_m == pytest.approx(detour * straight)


def test_zones_do_not_depend_on_the_order_of_the_buildings():
    rng = np.random.default_rng(1)
    xy = rng.uniform(0.0, 400.0, (30, 2))
    order = rng.permutation(30)
    figures = site().figures
    one = network(xy, 4, figures, lambda life: 1.0 / life)
    other = network(xy[order], 4, figures, lambda life: 1.0 / life)
    same = one.zone_of[:, None] == one.zone_of[None, :]
    again = other.zone_of[:, None] == other.zone_of[None, :]
    assert np.array_equal(same[np.ix_(order, order)], again)
