"""The check's own count of heat pumps agrees with the model's, and sees what was changed."""

import numpy as np
import pytest
import xarray as xr

from zeneville.technologies.catalogue import read
from zeneville.technologies.heat_pumps import KINDS, source_temperatures, tables
from zeneville.verify.kept import Kept
from zeneville.verify.performance import expected

HOURS = np.arange(8760)
OUTDOOR = (
    11.0
    - 12.0 * np.cos(2.0 * np.pi * (HOURS - 400.0) / 8760.0)
    - 10.0 * np.cos(2.0 * np.pi * (HOURS - 4.0) / 24.0)
)


@pytest.fixture(scope="module", params=[50.0, 1.2], ids=["boreholes", "collector"])
def year(request):
    """A year from -11 to 33 degC, as a plan stores it, and its figures."""
    figures = read({"hp_ground_depth": (request.param, "test")})
    sources = source_temperatures(OUTDOOR, figures)
    found = tables(OUTDOOR, sources, figures)
    plan = xr.Dataset(
        {
            "outdoor_degc": (("hour",), OUTDOOR),
            "source_degc": (("heat_pump", "hour"), sources),
            "index_of_year": (("hour",), HOURS),
            "flow_node_degc": (("flow",), found.flow_degc),
        },
        coords={"heat_pump": list(KINDS)},
    )
    return plan, found, figures.value


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("cop_full", "cop_full"),
        ("cop_part", "cop_part"),
        ("capacity_share", "capacity"),
        ("tested_load", "tested_load"),
        ("cop_hot_water", "cop_hot_water"),
        ("least_load", "least_load"),
        ("degradation", "degradation"),
    ],
)
def test_both_counts_agree_over_a_year(year, name, theirs):
    plan, found, value = year
    assert expected(Kept(plan), value)[name] == pytest.approx(getattr(found, theirs), rel=1e-9)


def test_a_warmer_ground_than_the_air_gives_is_seen(year):
    plan, _, value = year
    warmed = plan.copy(deep=True)
    warmed["source_degc"][1] += 3.0
    told = expected(Kept(warmed), value)["source_degc"][1]
    assert told == pytest.approx(plan["source_degc"].values[1])
