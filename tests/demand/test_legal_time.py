"""Legal time against the time-zone database, and the days of 2026 that everybody knows."""

import pandas as pd
import pytest

from zeneville.demand.legal_time import SATURDAY, SUNDAY, WORKDAY, legal_time


def hours(year):
    return pd.date_range(f"{year}-01-01", f"{year}-12-31 23:00", freq="h")


@pytest.mark.parametrize("year", [2023, 2024, 2026, 2050])
def test_the_clock_is_that_of_paris(year):
    ours = legal_time(hours(year))
    paris = hours(year).tz_localize("Etc/GMT-1").tz_convert("Europe/Paris")
    assert (ours.hour == paris.hour).all()
    assert (ours.month == paris.month).all()


@pytest.mark.parametrize(
    "date,kind",
    [
        ("2026-01-01", SUNDAY),
        ("2026-04-05", SUNDAY),
        ("2026-04-06", SUNDAY),  # Easter Monday
        ("2026-05-14", SUNDAY),  # Ascension
        ("2026-05-25", SUNDAY),  # Whit Monday
        ("2026-05-16", SATURDAY),
        ("2026-05-15", WORKDAY),
        ("2026-07-14", SUNDAY),
    ],
)
def test_public_holidays_are_sundays(date, kind):
    day = legal_time(pd.date_range(f"{date} 03:00", periods=12, freq="h")).day
    assert (day == kind).all()


def test_schools_are_closed_sixteen_weeks():
    """36 weeks of school (education code, article L521-1) leave 16, less public holidays."""
    legal = legal_time(hours(2026))
    closed = (legal.school_holiday & (legal.day == WORKDAY)).sum() / 24
    assert 15 * 5 <= closed <= 16.5 * 5
