"""What holds for every plane, horizon and turn, whatever the numbers."""

from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import pvlib_chain
from zeneville.solar.collectors import collector_of, collector_yields
from zeneville.solar.light import incident
from zeneville.solar.pv import pv_year, pv_yields
from zeneville.solar.sky import sky

SECTORS = 12
tilts = st.floats(0.0, 90.0)
azimuths = st.floats(0.0, 360.0)
tangents = st.lists(st.floats(0.0, 3.0), min_size=SECTORS, max_size=SECTORS)
shares = st.floats(0.0, 1.0)


def shade(*horizons, sky_view=1.0):
    """One plane whose points have these horizons, each (A,)."""
    return SimpleNamespace(
        horizon=np.asarray(horizons, dtype=np.float32),
        first=np.array([0, len(horizons)]),
        sky_view=np.array([sky_view]),
    )


@given(tilts, azimuths)
@settings(max_examples=15, deadline=None)
def test_without_shade_it_is_pvlib(hours, figures, told, sun, tilt, azimuth):
    found = pv_yields([tilt], [azimuth], hours, figures)[0]
    wanted = pvlib_chain.by_functions(told, sun, tilt, azimuth)
    assert np.abs(found - wanted).max() < 1e-7


@given(tilts, azimuths, tangents, tangents, shares, shares)
@settings(max_examples=40, deadline=None)
def test_more_horizon_never_brings_more_light(hours, tilt, azimuth, some, more, share, smaller):
    low, high = np.array(some), np.maximum(some, more)
    before = incident([tilt], [azimuth], hours, shade(low, sky_view=share)).total
    after = incident([tilt], [azimuth], hours, shade(high, sky_view=share * smaller)).total
    assert (after <= before * (1.0 + 1e-12)).all()


@given(tilts, azimuths, tangents, tangents, shares, shares)
@settings(max_examples=40, deadline=None)
def test_more_horizon_never_brings_more_current(
    hours, figures, tilt, azimuth, some, more, share, smaller
):
    """Of a kWp in any hour. The models allow half a watt: beam that grazes the glass warms the cell
    more than what enters it gives, so hiding it may cool the cell to that effect."""
    low, high = np.array(some), np.maximum(some, more)
    before = pv_yields([tilt], [azimuth], hours, figures, shade(low, sky_view=share))
    after = pv_yields([tilt], [azimuth], hours, figures, shade(high, sky_view=share * smaller))
    assert (after <= before + 5e-4).all()
    assert after.sum(dtype=float) <= before.sum(dtype=float) * (1.0 + 1e-7)


@given(tilts, azimuths, st.integers(1, 5))
@settings(max_examples=15, deadline=None)
def test_open_points_are_no_shade(hours, figures, tilt, azimuth, points):
    opened = shade(*np.zeros((points, SECTORS)))
    free = pv_year([tilt], [azimuth], hours, figures)
    shaded = pv_year([tilt], [azimuth], hours, figures, opened)
    assert np.abs(shaded.hourly - free.hourly).max() < 1e-7
    assert np.abs(shaded.incident.total - free.incident.total).max() < 1e-9


@given(tilts, azimuths, tangents, st.integers(0, SECTORS - 1))
@settings(max_examples=15, deadline=None)
def test_turning_planes_horizon_and_sun_together_changes_nothing(
    weather, figures, tilt, azimuth, profile, steps
):
    """A grid turned by whole sectors: true azimuths stay, the horizon moves by sectors."""
    turn = 360.0 / SECTORS * steps
    straight, turned = sky(weather), sky(weather, convergence_deg=turn)
    here = pv_year([tilt], [azimuth], straight, figures, shade(profile, sky_view=0.8))
    there = pv_year(
        [tilt], [azimuth], turned, figures, shade(np.roll(profile, -steps), sky_view=0.8)
    )
    changed = np.abs(here.hourly - there.hourly)[0] > 1e-6
    height = edge(straight, np.asarray(profile, dtype=np.float32))
    assert np.abs(height[changed[straight.hour]]).max(initial=0.0) < 1e-5
    assert not np.delete(changed, straight.hour).any()


def edge(hours, profile):
    """(H,) tangent of the sun above the horizon; at zero, rounding decides whether it is seen."""
    place = np.degrees(np.arctan2(hours.east, hours.north)) % 360.0
    centre = (np.arange(-1, len(profile) + 1) + 0.5) * 360.0 / len(profile)
    around = np.concatenate([profile[-1:], profile, profile[:1]])
    low = np.maximum(hours.up, 0.0) / np.hypot(hours.east, hours.north)
    return low - np.interp(place, centre, around)


@given(st.permutations(range(6)))
@settings(max_examples=10, deadline=None)
def test_the_order_of_planes_is_the_order_of_yields(hours, figures, order):
    tilt, azimuth = np.linspace(5.0, 80.0, 6), np.linspace(20.0, 350.0, 6)
    straight = pv_yields(tilt, azimuth, hours, figures)
    mixed = pv_yields(tilt[list(order)], azimuth[list(order)], hours, figures)
    assert np.array_equal(mixed, straight[list(order)])


@given(tilts, azimuths, tangents, shares)
@settings(max_examples=20, deadline=None)
def test_a_collector_never_gives_more_than_the_light(hours, figures, tilt, azimuth, profile, share):
    hidden = shade(profile, sky_view=share)
    heat = collector_yields([tilt], [azimuth], hours, collector_of(figures), hidden)
    assert (heat <= incident([tilt], [azimuth], hours, hidden).total).all()
    assert (heat <= collector_yields([tilt], [azimuth], hours, collector_of(figures))).all()
