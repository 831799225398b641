"""Heating and cooling need by month (decree of 31 March 2021, annex 1, sections 2, 6 and 10).

Symbols of the decree: GV loss, DH degree hours, X gains over losses, F share of the losses that
gains cover, BV = GV (1 - F), Bch the heating need, Bfr the cooling need. Leading dimensions are
free everywhere; months lie on the last axis.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from zeneville.demand.dpe.climate import Climate
from zeneville.demand.dpe.internal_gains import gains_wh

Array = np.ndarray[Any, Any]

#: exponent of the gains' use and heat capacity J/(K m2) by class: very heavy, heavy, medium, light
EXPONENT = np.array([np.nan, 3.6, 3.6, 2.9, 2.5])
CAPACITY_J_PER_KM2 = np.array([np.nan, 260e3, 260e3, 165e3, 110e3])
SETPOINT, WASTEFUL_SETPOINT = 28.0, 26.0  # degC of cooling
TIME_SCALE_H = 15.0
LEAST_RATIO = 0.5  # of gains over heat through the envelope, below which nothing is cooled


@dataclass(frozen=True)
class Balance:
    """What the need follows from; arrays of shape (...), months on the last axis.

    Attributes
    ----------
    loss_w_per_k
        transmission, bridges and air renewal together (GV).
    south_m2
        area of a south-facing opening of perfect glass with the same gains, (..., 12).
    inertia
        class 1 very heavy, 2 heavy, 3 medium, 4 light.
    area_m2, adults
        heated area and adult equivalents.
    """

    loss_w_per_k: Array
    south_m2: Array
    inertia: Array
    area_m2: Array
    adults: Array
    climate: Climate


@dataclass(frozen=True)
class Need:
    """kWh by month (..., 12): conventional behaviour, and ``wasteful`` (set-point 21 degC).

    ``before`` leaves recovered losses of the systems out; generators recover by that need.
    ``covered`` is the share of the losses that gains cover.
    """

    before: Array
    before_wasteful: Array
    kwh: Array
    kwh_wasteful: Array
    covered: Array
    covered_wasteful: Array
    solar_wh: Array
    internal_wh: Array


def covered_share(gains: Array, losses: Array, inertia: Array) -> Array:
    """Share F of the losses that gains cover, 0 to 1 (section 6.1).

    F = (X - X^a) / (1 - X^a) with X gains over losses; its limit (a - 1) / a where X is one; nought
    in months without heating.
    """
    power = EXPONENT[np.asarray(inertia)][..., None]
    heated = losses > 0.0
    ratio = np.maximum(np.where(heated, gains / np.where(heated, losses, 1.0), 0.0), 0.0)
    raised = ratio**power
    even = np.isclose(ratio, 1.0, atol=1e-9)
    share = np.where(
        even, (power - 1.0) / power, (ratio - raised) / np.where(even, 1.0, 1.0 - raised)
    )
    return np.where(heated, share, 0.0)


def solar_gains_wh(south_m2: Array, sun_kwh_per_m2: Array) -> Array:
    """Wh of a month through openings (section 6.1)."""
    return 1000.0 * south_m2 * sun_kwh_per_m2


def heating_need(
    balance: Balance, recovered: Array | float = 0.0, recovered_wasteful: Array | float = 0.0
) -> Need:
    """Heating need of each month.

    Parameters
    ----------
    recovered, recovered_wasteful
        kWh by month, (..., 12), of losses of hot water (distribution, storage) and of generators
        that heat the dwelling, under the two behaviours.
    """
    weather = balance.climate
    sun = solar_gains_wh(balance.south_m2, weather.sun)

    def before(degree_hours: Array, hours: Array) -> tuple[Array, Array, Array]:
        losses = np.asarray(balance.loss_w_per_k)[..., None] * degree_hours
        inside = gains_wh(balance.area_m2, balance.adults, hours)
        share = covered_share(sun + inside, losses, balance.inertia)
        return losses * (1.0 - share) / 1000.0, share, inside

    usual, covered, inside = before(weather.degree_hours_19, weather.hours_19)
    wasteful, covered_wasteful, _ = before(weather.degree_hours_21, weather.hours_21)
    return Need(
        before=usual,
        before_wasteful=wasteful,
        kwh=usual - recovered,
        kwh_wasteful=wasteful - recovered_wasteful,
        covered=covered,
        covered_wasteful=covered_wasteful,
        solar_wh=sun,
        internal_wh=inside,
    )


def cooling_need(balance: Balance, wasteful: bool = False) -> Array:
    """kWh by month (..., 12) of cooling to 28 degC, or to 26 degC where ``wasteful`` (section 10).

    The climate counts only hours with outdoor air above the set-point, so the envelope lets heat
    in: Rbth is gains over that heat, and Bfr = gains + fut x heat through the envelope where Rbth
    is a half or more, else nought. fut = (1 - Rbth^-a) / (1 - Rbth^(-a-1)), with a = 1 + t / 15 and
    t the time constant in h.
    """
    weather = balance.climate
    setpoint = WASTEFUL_SETPOINT if wasteful else SETPOINT
    hours = weather.hours_26 if wasteful else weather.hours_28
    sun = weather.sun_26 if wasteful else weather.sun_28
    outdoor = weather.outdoor_26_degc if wasteful else weather.outdoor_28_degc

    loss = np.asarray(balance.loss_w_per_k, dtype=float)[..., None]
    gains = gains_wh(balance.area_m2, balance.adults, hours) + solar_gains_wh(balance.south_m2, sun)
    entering = np.where(hours > 0.0, loss * (outdoor - setpoint) * hours, 0.0)
    capacity = CAPACITY_J_PER_KM2[np.asarray(balance.inertia)] * np.asarray(balance.area_m2)
    a = 1.0 + capacity[..., None] / (3600.0 * loss) / TIME_SCALE_H
    known = entering > 0.0
    ratio = np.where(known, gains / np.where(known, entering, 1.0), 0.0)
    cooled = ratio >= LEAST_RATIO
    safe = np.where(cooled & ~np.isclose(ratio, 1.0, atol=1e-9), ratio, 2.0)
    used = np.where(
        np.isclose(ratio, 1.0, atol=1e-9),
        a / (a + 1.0),
        (1.0 - safe**-a) / (1.0 - safe ** (-a - 1)),
    )
    return np.where(cooled, gains + used * entering, 0.0) / 1000.0
