"""Annuities and tariffs against figures worked by hand."""

import numpy as np
import pytest
import yaml

from zeneville.economics import annuity_factor, tariffs
from zeneville.errors import InputError


@pytest.mark.parametrize(
    ("rate", "life", "factor"),
    [(0.05, 10, 0.1295046), (0.032, 20, 0.0684641), (0.0, 25, 0.04), (0.10, 1, 1.10)],
)
def test_annuity_is_that_of_the_tables(rate, life, factor):
    assert annuity_factor(rate, life) == pytest.approx(factor, rel=1e-5)


def test_annuities_repay_the_investment():
    factor = annuity_factor(0.032, 30)
    assert sum(factor / 1.032**year for year in range(1, 31)) == pytest.approx(1.0)


@pytest.mark.parametrize(("rate", "life"), [(-0.01, 10), (0.03, 0), (0.03, -5)])
def test_a_rate_or_life_without_sense_is_refused(rate, life):
    with pytest.raises(ValueError):
        annuity_factor(rate, life)


@pytest.fixture
def shipped():
    return tariffs.read("france-2026", 2026)


def test_gas_is_sold_by_higher_and_counted_by_lower_heating_value(shipped):
    assert shipped.gas_per_kwh_lhv == pytest.approx(0.10192 * 1.11)


def test_the_fee_in_a_winter_evening_is_the_high_peak_one_with_vat(shipped):
    assert shipped.fee[18] == pytest.approx(0.0286 * 1.2)


def test_the_fee_in_a_summer_night_is_the_low_off_peak_one_with_vat(shipped):
    assert shipped.fee[181 * 24 + 3] == pytest.approx(0.0049 * 1.2)


def test_selling_never_pays_more_than_buying(shipped):
    assert (shipped.feed_in <= shipped.retail).all()


def changed(tmp_path, change):
    data = yaml.safe_load(tariffs.read("france-2026", 2026).text)
    change(data)
    (tmp_path / "tariffs.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    return tmp_path / "tariffs.yaml"


@pytest.mark.parametrize(
    ("hourly", "code"),
    [
        (np.where(np.arange(8760) == 7, -0.01, 0.2), "tariff-negative"),
        (np.where(np.arange(8760) == 9, 0.01, 0.2), "tariff-arbitrage"),
        (np.full(8759, 0.2), "tariff-hours"),
    ],
)
def test_hourly_prices_that_cheat_are_refused(tmp_path, hourly, code):
    file = changed(
        tmp_path, lambda data: data.update(retail_eur_per_kwh={"hourly": hourly.tolist()})
    )
    with pytest.raises(InputError) as refused:
        tariffs.read(file, 2026)
    assert code in {fault.code for fault in refused.value.faults}


def spot(data, hours, price):
    """Surplus and fields sold at ``price`` in ``hours``, at 0.05 EUR else."""
    hourly = np.where(np.isin(np.arange(8760), hours), price, 0.05).tolist()
    for item in data["feed_in"]:
        item["hourly"] = hourly
    data["field_feed_in_eur_per_kwh"]["hourly"] = hourly


def test_what_is_sold_may_cost_money_in_some_hours(tmp_path):
    read = tariffs.read(changed(tmp_path, lambda data: spot(data, [12, 13], -0.08)), 2026)
    assert read.feed_in[:, [12, 13]] == pytest.approx(-0.08)
    assert read.field_feed_in[[11, 12]] == pytest.approx([0.05, -0.08])


def test_hours_in_which_selling_is_dearer_than_buying_are_named(tmp_path):
    with pytest.raises(InputError) as refused:
        tariffs.read(changed(tmp_path, lambda data: spot(data, [40, 41], 0.3)), 2026)
    (fault,) = refused.value.faults
    assert fault.code == "tariff-arbitrage"
    assert "hours 40, 41 " in fault.where
