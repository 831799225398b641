"""The seasonal balance against published results, the hourly model beside it."""

import numpy as np
import pytest

from benchmarks import tabula_archetypes as archetypes
from benchmarks import tabula_climate as climate
from benchmarks import tabula_hourly as hourly
from benchmarks import tabula_steps as steps
from zeneville import weather
from zeneville.demand import seasonal
from zeneville.technologies import catalogue

#: TABULA, France, existing state net need for heat by construction period, kWh/m2
PUBLISHED = {
    "SFH": [314, 406, 312, 340, 122, 78, 98, 76, 58, 48],
    "MFH": [245, 200, 244, 158, 116, 88, 77, 64, 48, 40],
}


@pytest.fixture(scope="module")
def french(shared_data):
    return archetypes.read(shared_data / "tabula" / "tabula_FR_existing_state.csv")


@pytest.fixture(scope="module")
def modelled(french):
    return hourly.Archetypes(french, catalogue.read().value)


@pytest.fixture(scope="module")
def year(shared_data):
    return climate.year(weather.read(shared_data / "weather" / "RT2012_H1a.txt"))


@pytest.mark.parametrize("kind", PUBLISHED)
def test_published_needs_of_french_archetypes(french, kind):
    found = archetypes.seasonal_balance(french, archetypes.reduction(french)).need
    of_kind = french["Code_BuildingSizeClass"] == kind
    assert np.round(found[of_kind]).tolist() == PUBLISHED[kind]


def test_every_digit_of_the_table_is_found(french):
    found = archetypes.seasonal_balance(french, archetypes.reduction(french)).need
    np.testing.assert_allclose(found, french["q_h_nd"], rtol=1e-9)


@pytest.mark.parametrize(
    ("transmission", "factor"), [(0.5, 1.0), (1.0, 0.9), (2.5, 0.85), (4.0, 0.8), (8.0, 0.8)]
)
def test_reduction_bends_where_tabula_says(transmission, factor):
    assert seasonal.reduction(transmission, 0.9, 0.8) == pytest.approx(factor)


def test_utilisation_has_no_jump_where_gains_equal_losses():
    near, at = seasonal.utilisation(np.array([1.0 + 1e-6, 1.0]), 1.0, 1.7)
    assert near == pytest.approx(at, abs=1e-6)
    assert at == pytest.approx(1.7 / 2.7)


def test_a_heavy_building_uses_all_gains_up_to_its_losses():
    np.testing.assert_allclose(
        seasonal.utilisation(np.array([0.5, 2.0]), 1.0, 1e3), [1.0, 0.5], rtol=1e-9
    )


def test_nothing_is_needed_where_nothing_is_lost():
    found = seasonal.balance(2.0, np.array([-10.0, 0.0]), 5.0, 45.0, seasonal.MONTH)
    assert found.need.tolist() == [0.0, 0.0]


def test_a_year_can_be_bent_to_a_published_season(year):
    wanted = climate.Season(208.7, 7.1, np.array([160.0, 265.0, 423.0, 265.0, 419.0]))
    found = climate.season(climate.bent(year, wanted, 12.0, 20.0), 12.0)
    assert found.days == 209
    assert found.degree_days(20.0) == pytest.approx(wanted.degree_days(20.0))
    np.testing.assert_allclose(found.irradiation, wanted.irradiation)


def test_envelopes_lose_what_their_u_values_say_but_for_the_films(modelled, year):
    held = hourly.Physics(wind=False, air=False, ground=False)
    declared = archetypes.transmission(modelled.table) + archetypes.ventilation(modelled.table)
    share = hourly.steady_loss(modelled, year, held) / declared
    # bare walls at the low end: with little else in the way, inner films matter
    assert share.min() > 0.92
    assert share.max() < 1.01


def test_hourly_model_agrees_with_the_monthly_balance_under_its_conventions(modelled, year):
    found = hourly.need(modelled, year, steps.room(modelled.table), steps.CONVENTIONS)
    balance = steps.monthly_need(
        modelled.table,
        year,
        hourly.daily_capacity(modelled, year),
        *hourly.usefulness(modelled, year, steps.CONVENTIONS),
    )
    np.testing.assert_allclose(found, balance, rtol=0.02)
