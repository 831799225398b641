"""Buffer tanks on a clock: heat is kept, outputs and levels are within bounds, when they help."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from problems import random_problem
from storages import BUFFERS, NIGHT, SUN, with_buffer

from zeneville.model import Designs
from zeneville.model.buffer import lost_kwh, runs, through_buffer

GAS, ELECTRIC, PUMP = 0, 1, 2
NONE, BUFFER_NIGHT, BUFFER_SUN, BOTH, WITH_BATTERY = range(len(BUFFERS))
#: kWh; of sums over some days
CLOSE = 1e-9


def window(hours, inside):
    """Filling of no tank and of a tank in these hours of the day."""
    hour = np.arange(hours) % 24
    return np.array([np.zeros(hours), np.isin(hour, inside)], dtype=np.int8)


def filled(need, most, usable=5.0, lost=0.0, inside=SUN, successor=None):
    """Heat made (T), and the hours in the order of their runs with the runs' begins."""
    filling = window(len(need), inside)
    if successor is None:
        successor = np.roll(np.arange(len(need)), -1)
    order, begins = runs(filling, successor)
    heat = np.array(need, dtype=float)
    through_buffer(heat, np.asarray(most, float), usable, lost, filling[1], order[1], begins[1])
    return heat, order[1], begins[1]


def days_alone(hours):
    """Successors when each day is a cycle of its own."""
    hour = np.arange(hours)
    return hour - hour % 24 + (hour + 1) % 24


@st.composite
def winters(draw):
    """Need and largest output of some days, a tank, its loss, its window, its cycles."""
    days = draw(st.integers(1, 4))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    need = rng.uniform(0.0, 4.0, 24 * days) * (rng.random(24 * days) < draw(st.floats(0.0, 1.0)))
    most = rng.uniform(0.5, 6.0, 24 * days)
    usable, lost = draw(st.floats(0.0, 20.0)), draw(st.floats(0.0, 0.2))
    inside = draw(st.sampled_from([SUN, NIGHT, (2, 3, 13, 14), (0,), (23,)]))
    successor = days_alone(24 * days) if draw(st.booleans()) else None
    return need, most, usable, lost, inside, successor


def in_runs(values, order, begins):
    """Values hour by hour of each run."""
    ends = begins[begins < len(order)]
    return np.split(np.asarray(values)[order], ends[1:])


@settings(max_examples=60, deadline=None)
@given(winters())
def test_heat_is_kept_in_every_run(case):
    """What is made is what is needed and what the tank loses while there is need."""
    need, most, usable, lost, inside, successor = case
    heat, order, begins = filled(need, most, usable, lost, inside, successor)
    for made, asked in zip(*(in_runs(v, order, begins) for v in (heat, need)), strict=True):
        warm = len(asked) * lost if asked.sum() > 0.0 else 0.0
        assert made.sum() == pytest.approx(asked.sum() + warm, abs=CLOSE)


@settings(max_examples=60, deadline=None)
@given(winters())
def test_the_heat_pump_fills_the_tank_with_no_more_than_it_has_left(case):
    need, most, usable, lost, inside, successor = case
    heat, *_ = filled(need, most, usable, lost, inside, successor)
    assert (heat >= -CLOSE).all()
    assert (heat <= np.maximum(most, need + lost) + CLOSE).all()


@settings(max_examples=60, deadline=None)
@given(winters())
def test_the_level_stays_between_empty_and_full(case):
    need, most, usable, lost, inside, successor = case
    heat, order, begins = filled(need, most, usable, lost, inside, successor)
    for made, asked in zip(*(in_runs(v, order, begins) for v in (heat, need)), strict=True):
        level = np.cumsum(made - asked - (lost if asked.sum() > 0.0 else 0.0))
        assert level.min() >= -CLOSE and level.max() <= usable + CLOSE
        assert level[-1] == pytest.approx(0.0, abs=CLOSE)


@settings(max_examples=60, deadline=None)
@given(winters())
def test_outside_of_the_window_no_more_is_made_than_without_a_tank(case):
    need, most, usable, lost, inside, successor = case
    heat, *_ = filled(need, most, usable, lost, inside, successor)
    outside = ~np.isin(np.arange(len(need)) % 24, inside)
    assert (heat[outside] <= need[outside] + lost + CLOSE).all()
    assert (heat[~outside] >= need[~outside] - CLOSE).all()


def test_by_hand():
    """1 kWh an hour of 3 kWh: 6 hours around noon make 5 kWh more, the evening 5 kWh less."""
    heat, *_ = filled(np.ones(24), np.full(24, 3.0))
    assert heat[10:16] == pytest.approx(1.0 + 5.0 / 6.0)
    assert heat[16:21] == pytest.approx(0.0) and heat[21:] == pytest.approx(1.0)
    assert heat[:10] == pytest.approx(1.0)


def test_a_large_tank_serves_the_morning_of_the_next_day():
    """12 kWh free: 8 hours of the evening, 4 after midnight; the year is one cycle."""
    heat, *_ = filled(np.ones(48), np.full(48, 3.0), usable=50.0)
    assert heat[10:16] == pytest.approx(3.0)
    assert heat[16:28] == pytest.approx(0.0) and heat[28:34] == pytest.approx(1.0)
    assert heat[:4] == pytest.approx(0.0)


def test_days_that_stand_alone_are_alone():
    """What is needed on a cold day does not fill the tank on the warm day before it."""
    need = np.repeat([0.0, 2.0], 24)
    heat, *_ = filled(need, np.full(48, 4.0), successor=days_alone(48))
    assert not heat[:24].any() and heat[24:].sum() == pytest.approx(48.0)


def test_a_machine_that_runs_all_day_fills_nothing():
    need = np.full(24, 4.0)
    heat, *_ = filled(need, np.full(24, 3.0))
    assert np.array_equal(heat, need)


def test_a_tank_loses_nothing_where_no_heat_is_needed():
    need = np.repeat([0.0, 1.0], 24)
    heat, order, begins = filled(need, np.full(48, 3.0), lost=0.1, successor=days_alone(48))
    assert not heat[:24].any() and heat[24:].sum() == pytest.approx(24.0 + 2.4)
    clock = runs(window(48, SUN), days_alone(48))
    lost = lost_kwh(need[None, None], np.full(48, 10.0), np.array([0.1]), clock)
    assert lost[0, 0].tolist() == pytest.approx([0.0, 24.0])
    assert order.shape == (48,) and begins[:2].tolist() == [0, 24]


@pytest.fixture(scope="module")
def designs():
    return Designs(with_buffer(random_problem(buildings=3, hours=72, seed=11)))


def alone(designs, **changes):
    """Yearly bills (S,) of the largest heat pump of building 1 without panels, at such prices."""
    problem = designs.problem
    buy = changes["buy"] * problem.weight
    bills = designs.prices(buy, np.zeros((2, len(buy)))).reshape(designs.shape)
    return bills[1, 0, PUMP, 0]


def test_it_does_not_help_at_one_price_and_one_performance(designs):
    """The performance of every hour and load alike, no backup: a tank brings losses alone."""
    problem = designs.problem
    cop = problem.cop_full * 0.0 + 3.0
    flat = problem.with_arrays(cop_full=cop, cop_part=cop, least_load=problem.least_load * 0.0)
    flat = flat.with_arrays(heater_kw=3.0 * problem.heater_kw)
    bills = alone(Designs(flat), buy=np.full(72, 0.2))
    assert bills[BUFFER_SUN] > bills[NONE] and bills[BUFFER_NIGHT] > bills[NONE]


@pytest.mark.parametrize(
    ("option", "other", "cheap"),
    [(BUFFER_SUN, BUFFER_NIGHT, SUN), (BUFFER_NIGHT, BUFFER_SUN, NIGHT)],
)
def test_it_helps_where_its_hours_are_cheap(designs, option, other, cheap):
    hour = np.arange(72) % 24
    bills = alone(designs, buy=np.where(np.isin(hour, cheap), 0.05, 0.4))
    assert bills[option] < bills[NONE] and bills[option] < bills[other]


def test_only_heat_pumps_have_one(designs):
    allowed = designs.allowed.reshape(designs.shape)
    tanks = [BUFFER_NIGHT, BUFFER_SUN, BOTH, WITH_BATTERY]
    assert not allowed[:, :, [GAS, ELECTRIC]][..., tanks].any()
    assert allowed[:, :, PUMP, 0, BUFFER_SUN].all()
    assert not allowed[:, :, PUMP, 0, WITH_BATTERY].any()


def test_the_load_is_that_of_the_heat_made(designs):
    """With the performance of the hour and of the load at which the tank is filled."""
    problem = designs.problem
    place = np.interp(problem.flow_design_degc[1, 0], problem.flow_node_degc, [0.0, 1.0, 2.0])
    low, up = int(place), place % 1.0
    kind = problem.heater_pump[PUMP]

    def table(name):
        values = problem.arrays[name][kind]
        return (1.0 - up) * values[low] + up * values[low + 1]

    most = problem.heater_kw[1, 0, PUMP] * table("capacity_share")
    need = problem.need_kwh[1, 0].astype(float)
    made, *_ = filled(need, most, problem.buffer_kwh[1], problem.buffer_loss_kw[1])

    def electricity(heat):
        pumped = np.minimum(heat, most)
        load = pumped / most
        full, part = table("cop_full"), table("cop_part")
        toward = np.minimum(1.0, (1.0 - load) / (1.0 - problem.tested_load[kind]))
        ratio = np.minimum(load / problem.least_load[kind], 1.0)
        lost = problem.degradation[kind]
        cop = (full + toward * (part - full)) * ratio / (lost * ratio + 1.0 - lost)
        return np.where(heat > 0.0, pumped / np.maximum(cop, 1.0), 0.0) + heat - pumped

    more = designs.consumption(1, 0, PUMP, BUFFER_SUN) - designs.consumption(1, 0, PUMP)
    assert more == pytest.approx(electricity(made) - electricity(need), abs=1e-9)
    assert np.abs(more).max() > 0.05


def test_bills_and_yearly_figures_are_those_of_the_net_loads(designs):
    problem = designs.problem
    rng = np.random.default_rng(0)
    buy = rng.uniform(0.1, 0.3, 72) * problem.weight
    sell = rng.uniform(0.0, 0.1, (2, 72)) * problem.weight
    bills = designs.prices(buy, sell)
    for b in range(3):
        numbers = np.flatnonzero(designs.allowed[b])
        net = designs.net_load_of(b, numbers)
        classes = problem.pv_class[b, designs.parts(numbers)[2]]
        paid = (np.where(net > 0.0, buy, sell[classes]) * net).sum(axis=1)
        assert bills[b, numbers] == pytest.approx(paid, rel=1e-12)
    assert np.isinf(bills[~designs.allowed]).all()


def test_more_electricity_for_heat_counts_for_co2(designs):
    problem = designs.problem
    used = designs.consumption(1, 0, PUMP, BUFFER_SUN) - designs.consumption(1, 0, PUMP)
    plain, sun = (designs.number(np.array([0]), PUMP, np.array([0]), s)[0] for s in (0, BUFFER_SUN))
    more = designs.co2[1, sun] - designs.co2[1, plain]
    assert more == pytest.approx(problem.co2_heating_extra * float(problem.weight @ used))
    assert designs.cost[1, sun] - designs.cost[1, plain] == pytest.approx(5.0)


def test_a_menu_without_buffer_tanks_has_the_designs_of_before():
    plain = random_problem(buildings=2, hours=24, seed=5)
    some = Designs(with_buffer(plain))
    price = 0.2 * plain.weight
    sell = np.tile(0.3 * price, (2, 1))
    stored = some.prices(price, sell).reshape(some.shape)[..., 0]
    assert np.array_equal(stored.reshape(2, -1), Designs(plain).prices(price, sell))
