"""The sky of a year: what planes share."""

import numpy as np
import pandas as pd
import pvlib
import pytest

from zeneville.solar.sky import sky


def test_sun_is_that_of_pvlib_at_the_middle_of_the_hours(weather, hours, sun):
    zenith = np.degrees(np.arccos(hours.up))
    azimuth = np.degrees(np.arctan2(hours.east, hours.north)) % 360.0
    assert zenith == pytest.approx(sun.zenith[hours.hour], abs=1e-9)
    assert azimuth == pytest.approx(sun.azimuth[hours.hour], abs=1e-9)


def test_parts_of_the_sky_give_those_of_pvlib_on_any_plane(told, hours, sun):
    at = hours.hour
    wanted = pvlib.irradiance.perez(
        65.0,
        250.0,
        hours.dhi,
        hours.dni,
        sun.extra[at],
        sun.zenith[at],
        sun.azimuth[at],
        sun.airmass[at],
        return_components=True,
    )
    cosine = pvlib.irradiance.aoi_projection(65.0, 250.0, sun.zenith[at], sun.azimuth[at])
    lit = wanted["poa_sky_diffuse"] > 0.0
    isotropic = hours.isotropic * 0.5 * (1.0 + np.cos(np.radians(65.0)))
    circumsolar = hours.circumsolar * np.maximum(cosine, 0.0)
    band = hours.band * np.sin(np.radians(65.0))
    assert isotropic[lit] == pytest.approx(wanted["poa_isotropic"][lit], abs=1e-10)
    assert circumsolar[lit] == pytest.approx(wanted["poa_circumsolar"][lit], abs=1e-10)
    assert band[lit] == pytest.approx(wanted["poa_horizon"][lit], abs=1e-10)
    assert lit.mean() > 0.9


def test_hours_without_light_are_left_out_and_no_other(weather, hours):
    names = ("ghi_w_per_m2", "dni_w_per_m2", "dhi_w_per_m2")
    for name in names:
        assert np.delete(weather[name].to_numpy(), hours.hour).max() == 0.0
    assert sum(weather[name].to_numpy()[hours.hour] for name in names).min() > 0.0


def test_months_hold_the_hours_of_their_dates(weather, hours):
    month = pd.DatetimeIndex(weather["time"].to_numpy()[hours.hour]).month
    for m in range(12):
        assert set(month[hours.month_first[m] : hours.month_first[m + 1]]) == {m + 1}


def test_convergence_turns_the_sun_against_the_clock(weather, hours):
    """True azimuth = grid azimuth + convergence: a sun true south stands west of grid south less
    the convergence."""
    turned = sky(weather, convergence_deg=5.0)
    true, grid = (np.degrees(np.arctan2(one.east, one.north)) % 360.0 for one in (hours, turned))
    assert (true - grid) % 360.0 == pytest.approx(np.full(len(true), 5.0), abs=1e-9)


def test_the_sun_below_the_horizon_brings_no_sky_light(weather):
    """An hour of dusk with light: pvlib knows no air mass there."""
    dusk = weather.copy(deep=True)
    dusk["dhi_w_per_m2"][8] = dusk["ghi_w_per_m2"][8] = 5.0
    found = sky(dusk)
    assert found.hour[0] == 8
    assert found.up[0] < 0.0
    assert found.ghi[0] == 5.0
    assert found.isotropic[0] == found.circumsolar[0] == found.band[0] == 0.0
