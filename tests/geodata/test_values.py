"""Numbers, years and words as people and spreadsheets write them."""

import datetime as dt
import math

import pytest

from zeneville.geodata import names, values


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1 234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("12,5", 12.5),
        ("-3", -3.0),
        ("65 m²", 65.0),
        (7, 7.0),
    ],
)
def test_numbers_are_read_however_they_are_written(written, read):
    assert values.number(written) == read


@pytest.mark.parametrize("written", ["haut", "12/5", "1.2.3", dt.date(2020, 1, 1), True])
def test_what_is_no_number_is_none(written):
    assert values.number(written) is None


@pytest.mark.parametrize("written", ["", None, "NA", "Non renseigné", "-", float("nan")])
def test_cells_that_say_nothing_are_nan(written):
    assert math.isnan(values.number(written))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1965", 1965),
        ("01/02/1965", 1965),
        ("1965-02-01", 1965),
        ("1948-1974", 1961),
        ("avant 1948", 1940),
        (dt.datetime(1965, 3, 1), 1965),
        (dt.datetime(1905, 5, 18), 1965),
        (dt.datetime(1904, 1, 1), 1904),
        (23743, 1965),
    ],
)
def test_years_are_read_from_dates_periods_and_day_numbers(written, read):
    assert values.year(written) == read


def test_a_year_shown_as_a_day_of_1905_is_recognised():
    day = dt.datetime(1899, 12, 30) + dt.timedelta(days=1965)
    assert values.typed_as_date(day)
    assert not values.typed_as_date(dt.datetime(1965, 1, 1))


def test_names_lose_accents_signs_and_case():
    assert names.plain("Conso_5_usages/m²_é_finale") == "conso_5_usages_m2_e_finale"
    assert names.plain("building:levels") == "building_levels"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Bois – Granulés (pellets) ou briquettes", "wood"),
        ("Réseau de Chauffage urbain", "heat_network"),
        ("Gaz naturel", "gas"),
        ("GPL", None),
    ],
)
def test_energies_of_the_certificates_have_a_meaning_or_none(theirs, ours):
    assert names.words("heating_energy", theirs) == ours
