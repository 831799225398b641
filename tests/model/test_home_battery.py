"""Home batteries hour by hour, against a plain loop and by what they must never do."""

from itertools import pairwise

import numpy as np
import pytest

from zeneville.model.home_battery import bills_behind_battery, cycle_starts, levels

EFFICIENCY = 0.955


def slowly(net, usable, kw, start):
    """The rule told hour by hour: meter, and level at the start of hours and at the end."""
    meter, level, now = [], [], start
    for n in net:
        level.append(now)
        if n < 0.0:
            charged = min(-n, kw, (usable - now) / EFFICIENCY)
            meter.append(n + charged)
            now += EFFICIENCY * charged
        else:
            given = min(n, kw, now * EFFICIENCY)
            meter.append(n - given)
            now -= given / EFFICIENCY
    return np.array(meter), np.array(level), now


def load(hours, seed=0):
    rng = np.random.default_rng(seed)
    sun = np.maximum(0.0, np.sin((np.arange(hours) % 24 - 6) / 12 * np.pi))
    return rng.uniform(0.0, 2.0, hours) - 4.0 * sun * rng.uniform(0.0, 1.0, hours)


@pytest.mark.parametrize(("usable", "kw"), [(4.75, 2.5), (9.5, 0.7), (0.3, 5.0), (50.0, 5.0)])
@pytest.mark.parametrize("days", [[7], [1, 1, 1], [2, 5]], ids=["week", "days", "two"])
def test_it_follows_the_rule_hour_by_hour(usable, kw, days):
    """Each cycle begins with what its last day leaves in an empty battery."""
    starts = np.concatenate([[0], np.cumsum(days)]) * 24
    net = load(starts[-1])
    meter, level = levels(net, usable, kw, EFFICIENCY, starts)
    for first, end in pairwise(starts):
        _, _, begun = slowly(net[end - 24 : end], usable, kw, 0.0)
        expected, held, ended = slowly(net[first:end], usable, kw, begun)
        assert meter[first:end] == pytest.approx(expected, abs=1e-12)
        assert level[first:end] == pytest.approx(held, abs=1e-12)
        assert ended >= begun - 1e-12


@pytest.mark.parametrize("seed", range(5))
def test_it_neither_draws_from_the_grid_nor_gives_to_it(seed):
    net = load(24 * 30, seed)
    meter, _ = levels(net, 6.0, 3.0, EFFICIENCY, np.array([0, len(net)]))
    drawn = net >= 0.0
    assert (meter[drawn] >= -1e-12).all() and (meter[drawn] <= net[drawn] + 1e-12).all()
    assert (meter[~drawn] <= 1e-12).all() and (meter[~drawn] >= net[~drawn] - 1e-12).all()


def test_what_it_gives_over_a_cycle_it_got():
    net = load(24 * 20)
    meter, _ = levels(net, 6.0, 3.0, EFFICIENCY, np.array([0, len(net)]))
    moved = meter - net
    got, given = moved[moved > 0].sum(), -moved[moved < 0].sum()
    assert 0.0 < given <= EFFICIENCY**2 * got + 1e-9


@pytest.mark.parametrize(
    "days",
    [[40], [20, 20], [1] * 40, [12, 2, 1, 12, 13], [7, 10, 11, 12]],
    ids=["one", "two", "days", "mixed", "weeks"],
)
def test_bills_are_those_of_the_loads_behind_it(days):
    """However the year falls into cycles, longer or shorter than what is counted in a row."""
    rng = np.random.default_rng(3)
    hours = 24 * 40
    used = rng.uniform(0.0, 2.0, hours)
    roofs = np.maximum(0.0, used - load(hours))[None] * np.array([[0.5], [1.0], [2.0]])
    roofs = roofs.astype(np.float32)
    classes, chosen = np.array([1, 0, 1]), np.array([0, 2])
    buy, sell = rng.uniform(0.1, 0.3, hours), rng.uniform(0.0, 0.1, (2, hours))
    starts, bill = np.concatenate([[0], np.cumsum(days)]) * 24, np.empty(2)
    bills_behind_battery(
        used, roofs, classes, chosen, buy, sell, (4.0, 1.5, EFFICIENCY), starts, bill
    )
    for i, v in enumerate(chosen):
        meter, _ = levels(used - roofs[v].astype(float), 4.0, 1.5, EFFICIENCY, starts)
        paid = np.where(meter > 0.0, buy, sell[classes[v]]) * meter
        assert bill[i] == pytest.approx(paid.sum(), rel=1e-12)


def test_cycles_that_are_no_runs_of_hours_are_refused():
    assert cycle_starts(np.array([1, 2, 0, 4, 3])).tolist() == [0, 3, 5]
    with pytest.raises(ValueError, match="runs of hours"):
        cycle_starts(np.array([2, 3, 0, 1]))
