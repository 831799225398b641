"""What is really heated of the theoretical need: prebound before works, rebound after them.

Households heat less than the standard use where heating is dear for them (prebound), and take
part of a saving as comfort (rebound). Both follow from one curve, the intensity of heating: the
heat used over that of the standard use, as it falls with the share of the household's income
that heating at the standard use would cost,

    intensity = intercept - slope ln(share),   share = heat / efficiency x price / income.

The curve is a regression on French households (Cayla and Osso 2013, EDF R&D), with the figures
that Res-IRF 3.0 states. It is not fitted to anything here: the contrast of labels and the realised
savings of ``benchmarks.behaviour`` are compared, never used. A marginal saving is realised by
``intensity - slope``, less than the intensity itself.

Only dwellings have a curve; other uses keep the standard need. Hot water and specific electricity
are unchanged. Energy and price are those of the heating as it is, whatever a plan replaces it by:
the comfort that a cheaper source of heat invites is left out.

References
----------
Cayla J.-M., Osso D. (2013), Does energy efficiency reduce inequalities? Impact of policies in
residential sector on household budget, eceee Summer Study 5A.
Sunikka-Blank M., Galvin R. (2012), Introducing the prebound effect, Building Research and
Information 40(3), 260-273: 3 400 German dwellings use 30 % less than calculated, more so the worse
the dwelling, and more than calculated in the best.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from zeneville.demand.measured import Measured, as_is_factor
from zeneville.errors import Fault
from zeneville.variables import described

Array = np.ndarray[Any, Any]

SOURCES = ("standard", "adjusted", "measured")


@dataclass(frozen=True)
class Today:
    """The heating as it is, per building (B,)."""

    energy: Array  # gas, electricity, oil, wood, heat_network, heat_pump
    efficiency: Array  # space heat over final energy, of a year
    hot_water_efficiency: Array
    price: Array  # EUR a kWh of final energy
    tank_loss_kw: Array  # of hot-water tanks of the dwellings


def income(persons: Array, dwellings: Array, figures: Any) -> Array:
    """Disposable income of a household, EUR a year, shape of ``persons``.

    Standard of living times consumption units: 1 for the first person and
    ``behaviour_unit_further_person`` for each further one.
    """
    size = np.asarray(persons, dtype=float) / np.maximum(dwellings, 1.0)
    further = figures.value("behaviour_unit_further_person") * np.maximum(size - 1.0, 0.0)
    living: float = figures.value("behaviour_income_per_unit")
    return living * (1.0 + further)


def intensity(income_share: Array, figures: Any) -> Array:
    """Heat used over that of the standard use, by the share of income it would cost.

    Parameters
    ----------
    income_share
        Cost of heating at the standard use over disposable income; 0 is allowed.

    Returns
    -------
    array between the slope of the curve and ``behaviour_most``. Above, comfort is satisfied; at
    the slope a larger theoretical need would be heated less, which the curve no longer says.
    """
    slope = figures.value("behaviour_slope")
    least_share = np.finfo(float).tiny
    curve = figures.value("behaviour_intercept") - slope * np.log(
        np.maximum(income_share, least_share)
    )
    return np.clip(curve, slope, figures.value("behaviour_most"))


def factors(heat_kwh: Array, envelope: xr.Dataset, today: Today, figures: Any) -> Array:
    """(B, P) heat used over ``heat_kwh`` (B, P, kWh a year at the standard use)."""
    dwellings = envelope["dwellings"].to_numpy().astype(float)
    persons = envelope["persons"].to_numpy().astype(float)
    cost = heat_kwh * (today.price / today.efficiency / np.maximum(dwellings, 1.0))[:, None]
    share = cost / income(persons, dwellings, figures)[:, None]
    return np.where(dwellings[:, None] > 0.0, intensity(share, figures), 1.0)


def standard(needs: xr.Dataset) -> xr.Dataset:
    """The needs with everything heated to the standard use."""
    heat = _yearly(needs)
    ones = np.ones(heat.shape)
    source = np.full(len(heat), "standard")
    return _with(needs, heat, ones, source, np.full(len(heat), np.nan))


def adjust(
    needs: xr.Dataset,
    envelope: xr.Dataset,
    today: Today,
    figures: Any,
    measured: Measured | None = None,
    temp_air_degc: Array | None = None,
) -> tuple[xr.Dataset, list[Fault]]:
    """The needs with what is really heated of them; faults of measurements that were set aside.

    Parameters
    ----------
    needs
        Result of :func:`zeneville.demand.needs`: the theoretical need, which stays as it is.
    envelope
        ``dwellings``, ``persons`` (building).
    measured
        Consumption on meters, which overrides the curve: the building as it is then uses what
        was measured, and packages move from there along the curve in proportion.
    temp_air_degc
        Hourly outdoor temperature, for the degree days of the measured year.

    Returns
    -------
    The needs with ``behaviour_factor`` (building, package), by which every hour of
    ``space_heating_kwh`` is multiplied; ``space_heating_standard_kwh_per_year`` and
    ``space_heating_adjusted_kwh_per_year`` (building, package); ``need_source`` and
    ``measured_heating_kwh_per_year`` (building), NaN where nothing was measured.
    """
    heat = _yearly(needs)
    factor = factors(heat, envelope, today, figures)
    source = np.where(envelope["dwellings"].to_numpy() > 0, "adjusted", "standard").astype(object)
    told: list[Fault] = []
    read = np.full(len(heat), np.nan)
    if measured is not None:
        found, told = as_is_factor(measured, needs, heat[:, 0], today, figures, temp_air_degc)
        known = np.isfinite(found)
        factor[known] *= (found[known] / factor[known, 0])[:, None]
        source[known] = "measured"
        read[known] = found[known] * heat[known, 0]
    return _with(needs, heat, factor, source.astype(str), read), told


def _yearly(needs: xr.Dataset) -> Array:
    return needs["space_heating_kwh"].sum("time", dtype=float).to_numpy()


def _with(
    needs: xr.Dataset, heat: Array, factor: Array, source: Array, measured: Array
) -> xr.Dataset:
    both = ("building", "package")
    known = needs.assign(
        behaviour_factor=(both, factor),
        space_heating_standard_kwh_per_year=(both, heat),
        space_heating_adjusted_kwh_per_year=(both, heat * factor),
        need_source=("building", source),
        measured_heating_kwh_per_year=("building", measured),
    )
    return described(known, "needs")
