"""Household electricity against the panel, the Enedis profile and the national mean."""

import json

import numpy as np
import pandas as pd
import pytest
from demand.buildings import FIGURES, year
from hypothesis import given
from hypothesis import strategies as st

from zeneville.demand.household import _res1, household, res1
from zeneville.demand.legal_time import legal_time
from zeneville.demand.lighting import by_month, lit_hours
from zeneville.demand.night import night_share

#: public holidays of 2023 written out, apart from the code
HOLIDAYS_2023 = pd.to_datetime(
    [
        "2023-01-01",
        "2023-04-10",
        "2023-05-01",
        "2023-05-08",
        "2023-05-18",
        "2023-05-29",
        "2023-07-14",
        "2023-08-15",
        "2023-11-01",
        "2023-11-11",
        "2023-12-25",
    ]
)


@pytest.fixture(scope="module")
def enedis(shared_data):
    """Hourly load of 2023 over its mean, in UTC."""
    file = shared_data / "profiles" / "enedis_RES1_2023_hourly_normalised.json"
    hourly = np.array(json.loads(file.read_text(encoding="utf-8"))["hourly"])
    return pd.Series(
        hourly / hourly.mean(), index=pd.date_range("2023-01-01", periods=8760, freq="h", tz="UTC")
    )


def test_the_table_is_the_mean_day_of_enedis(enedis):
    """How ``enedis_res1.csv`` was made: mean by month, day type and clock hour, 3 decimals."""
    paris = enedis.index.tz_convert("Europe/Paris").tz_localize(None)
    sunday = (paris.dayofweek == 6) | paris.normalize().isin(
        [*HOLIDAYS_2023, pd.Timestamp("2024-01-01")]
    )
    kind = np.where(sunday, 2, np.where(paris.dayofweek == 5, 1, 0))
    table = enedis.groupby([paris.month, kind, paris.hour]).mean()
    ours = _res1()[tuple(np.array(list(table.index)).T - [[1], [0], [0]])]
    assert np.abs(ours - table.to_numpy()).max() <= 0.000501


def test_the_year_laid_out_follows_the_measured_one(enedis):
    """What is missed is the weather of single days."""
    in_utc1 = legal_time(enedis.index.tz_convert("Etc/GMT-1").tz_localize(None))
    ours = res1(in_utc1)
    assert np.corrcoef(ours, enedis)[0, 1] > 0.95
    assert ours.mean() == pytest.approx(1.0)


def test_the_shape_misses_when_summer_time_is_forgotten(enedis):
    """In July the evening comes an hour early in UTC+1: a fixed clock correlates worse."""
    july = enedis.index.month == 7
    with_clock = res1(legal_time(enedis.index.tz_convert("Etc/GMT-1").tz_localize(None)))[july]
    measured = enedis.to_numpy()[july]
    right = np.corrcoef(with_clock, measured)[0, 1]
    assert right > np.corrcoef(np.roll(with_clock, 1), measured)[0, 1] + 0.02


def mean_home(floor=92.0, persons=2.2):
    return household(np.array([floor]), np.array([persons]), FIGURES)


def test_the_mean_dwelling_is_that_of_the_panel():
    """Panel ElecDom: 2228 kWh specific (fans of about 110 apart), lighting 3.1 % of 4792."""
    home = mean_home()
    assert home.appliances + home.lighting == pytest.approx(2228 - 110)
    assert home.lighting == pytest.approx(0.031 * 4792, rel=0.01)


def test_lighting_is_near_the_decree():
    """3CL-DPE 2021: 1.89 kWh/m2, as in the certificates (96.39 kWh for 51 m2)."""
    assert 0.7 < mean_home(51.0).lighting / 96.39 < 1.1


@given(
    floor=st.floats(15, 400),
    persons=st.floats(0.5, 8),
    more=st.floats(0.01, 3),
)
def test_more_persons_or_floor_never_need_less(floor, persons, more):
    home, fuller = mean_home(floor, persons), mean_home(floor, persons + more)
    larger = mean_home(floor * (1 + more), persons)
    assert fuller.total >= home.total and larger.total >= home.total


def test_hours_of_light_are_those_of_the_decree():
    """3CL-DPE 2021: 1 500 h in zone H1; dark and up, at Lille."""
    days = year()
    time = days.indexes["time"]
    lit = lit_hours(legal_time(time), night_share(time, days.attrs))
    assert lit.sum() == pytest.approx(1500, rel=0.08)


def test_december_is_lit_most_and_june_least():
    days = year()
    time = days.indexes["time"]
    months = by_month(np.array([150.0]), legal_time(time), night_share(time, days.attrs))[0]
    assert months.sum() == pytest.approx(150.0)
    assert (months.argmax(), months.argmin()) == (11, 5)


def test_two_in_one_dwelling_use_less_than_in_two():
    assert mean_home(90, 4).total < 2 * mean_home(45, 2).total
