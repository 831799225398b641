"""Hot water against real certificates, measured flats and published losses."""

import re

import numpy as np
import pytest
from demand.buildings import FIGURES, year
from hypothesis import given
from hypothesis import strategies as st

from zeneville.demand import hot_water
from zeneville.demand.legal_time import legal_time

COLD = year()["ground_temperature_degc"].to_numpy()
LEGAL = legal_time(year().indexes["time"])
#: cold water of the decree in zone H1a below 400 m, by month
TEFS_H1A = [7.8, 5.5, 6.9, 9.1, 11.4, 15.1, 16.1, 17.8, 15.9, 14.7, 12.5, 9.2]


def water(dwellings=1.0, floor=92.0, persons=2.2, cold=COLD):
    return hot_water.water(
        *(np.atleast_1d(np.asarray(x, dtype=float)) for x in (dwellings, floor, persons)),
        cold,
        FIGURES,
    )


def certificate(text, name):
    return float(re.search(rf"<{name}>([^<]*)", text).group(1))


@pytest.fixture(scope="module")
def certificates(shared_data):
    files = sorted((shared_data / "dpe" / "open3cl_xml").glob("*.xml"))
    return [file.read_text(encoding="utf-8") for file in files]


def test_adults_of_real_certificates(certificates):
    """``nadeq`` of the flats and houses whose certificate is for one dwelling, to 1e-6."""
    found = 0
    for text in certificates:
        adults = certificate(text, "nadeq")
        if adults > 4 or "<surface_habitable_logement>" not in text:
            continue
        floor = np.array([certificate(text, "surface_habitable_logement")])
        both = [hot_water.adult_equivalents(floor, np.array([block]))[0] for block in (False, True)]
        found += min(abs(value - adults) for value in both) < 1e-6
    assert found >= 10


def test_need_of_real_certificates(certificates):
    """Annual need at the taps within 3 %: the decree counts 8 days of absence, 2.2 %."""
    for text in certificates:
        litres = certificate(text, "v40_ecs_journalier")
        need = float(re.findall(r"<besoin_ecs>([^<]*)", text)[-1])
        ours = hot_water.WATER * litres * sum(40 - t for t in TEFS_H1A) / 12 * 365
        assert need / ours == pytest.approx(0.978, abs=0.03)


def test_cold_water_is_near_the_decree():
    """Ground at 1 m against the cold water of zone H1a: annual mean within 1 K, months 3 K."""
    months = [COLD[year()["time"].dt.month == m].mean() for m in range(1, 13)]
    assert np.mean(months) == pytest.approx(np.mean(TEFS_H1A), abs=1.0)
    assert np.abs(np.array(months) - TEFS_H1A).max() < 3.2


def test_the_mean_household_uses_the_litres_of_the_decree():
    """92 m2 house: 1.915 adults of 56 l; COSTIC measured 110 +- 80 l a flat, 56 +- 23 a person."""
    litres = water().litres[0]
    assert litres == pytest.approx(56 * 1.915, rel=1e-3)
    assert 33 < litres / 2.2 < 79


def test_a_year_of_two_adults_is_that_of_ideas(shared_data):
    """KU Leuven's stochastic two adults draw 185 l of tap water a day; ours within a third."""
    lines = (shared_data / "profiles" / "IDEAS_DHW_1year_2adults.txt").read_text().splitlines()
    litres = sum(float(line.split(",")[1]) for line in lines[3:] if "," in line) * 15 / 365
    assert water(floor=110.0, persons=2.2).litres[0] / litres == pytest.approx(1.0, abs=0.45)


def test_losses_of_tanks_are_those_of_classes_and_decree():
    """Decree: 200 l electric tank of the best category, 358 x 45 x 200 x 0.18 Wh = 580 kWh/year."""
    one = (
        FIGURES.value("demand_tank_loss_fixed")
        + FIGURES.value("demand_tank_loss_power") * 200.0**0.4
    )
    assert 8.76 * one == pytest.approx(8592 * 45 / 24 * 200 * 0.18 / 1000, rel=0.12)


def test_blocks_lose_what_the_decree_says_of_loops():
    drawn = water(40, 40 * 65.0, 40 * 2.2)
    useful = drawn.need_kwh / (drawn.need_kwh + 8760 * drawn.loop_kw)
    assert useful[0] == pytest.approx(0.55)


sizes = {"dwellings": st.integers(1, 60), "floor": st.floats(25, 150), "persons": st.floats(0.5, 5)}


@given(**sizes, more=st.floats(0.01, 3))
def test_more_persons_never_need_less(dwellings, floor, persons, more):
    before = water(dwellings, floor * dwellings, persons * dwellings)
    after = water(dwellings, floor * dwellings, (persons + more) * dwellings)
    hours = hot_water.hourly(after, COLD, LEGAL, 1.0) - hot_water.hourly(before, COLD, LEGAL, 1.0)
    assert hours.sum() > 0


@given(**sizes)
def test_hours_add_up_to_the_year(dwellings, floor, persons):
    drawn = water(dwellings, floor * dwellings, persons * dwellings)
    year_kwh = drawn.need_kwh + drawn.pipes_kwh + 8760 * (drawn.loop_kw + drawn.common_tank_kw)
    hours = hot_water.hourly(drawn, COLD, LEGAL, 1.0)
    assert hours.sum() == pytest.approx(year_kwh[0], rel=0.01)


@given(**sizes)
def test_a_block_with_a_loop_has_one_tank_and_others_may_have_one_each(dwellings, floor, persons):
    drawn = water(dwellings, floor * dwellings, persons * dwellings)
    assert (drawn.common_tank_kw[0] > 0.0) == (drawn.loop_kw[0] > 0.0) == (dwellings > 10)
    assert (drawn.tank_kw[0] > 0.0) == (dwellings <= 10)


def test_no_dwelling_no_water():
    assert water(0, 500, 0).tank_kw[0] == water(0, 500, 0).common_tank_kw[0] == 0.0
    assert hot_water.hourly(water(0, 500, 0), COLD, LEGAL, 1.0).sum() == 0.0
