"""Prices and manners of the district's technologies are counted anew from the catalogue."""

import planned_street
import pytest
from damages import PART_PRICE_DAMAGES

from zeneville.verify.prices import differences


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    return planned_street.plan(tmp_path_factory.mktemp("street")).data


def test_a_true_plan_is_believed(plan):
    assert differences(plan) == []


@pytest.mark.parametrize("name", PART_PRICE_DAMAGES)
def test_a_damaged_price_is_told(plan, name):
    damaged = plan.copy(deep=True)
    PART_PRICE_DAMAGES[name](damaged)
    assert differences(damaged)


def test_a_technology_that_the_case_does_not_ask_for_is_refused(plan):
    without = plan.copy()
    without.attrs["parts"] = plan.attrs["parts"].replace('"battery", ', "")
    assert "asks for" in differences(without)[0]
