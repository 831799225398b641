"""Consumption read on meters: what it says of the heat a building really uses.

The meter of the energy that heats a building also serves its hot water, and with electricity its
appliances; these are taken at the model's figures and what is left is heat. Gas bills are in kWh
of the higher heating value, efficiencies on the lower one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd
import xarray as xr

from zeneville.errors import Fault
from zeneville.messages import Message

Array = np.ndarray[Any, Any]

GAS, ELECTRICITY, HEAT, DEGREE_DAYS = (
    "measured_gas_kwh_per_year",
    "measured_electricity_kwh_per_year",
    "measured_heat_kwh_per_year",
    "measured_degree_days",
)
COLUMNS = (GAS, ELECTRICITY, HEAT, DEGREE_DAYS)
#: heating energy -> the meter that counts it
METER = {
    "gas": GAS,
    "electricity": ELECTRICITY,
    "heat_pump": ELECTRICITY,
    "heat_network": HEAT,
}
#: base temperature of degree days, degC
BASE_DEGC = 18.0


class Heating(Protocol):
    """The heating as it is, per building (B,)."""

    @property
    def energy(self) -> Array: ...
    @property
    def efficiency(self) -> Array: ...
    @property
    def hot_water_efficiency(self) -> Array: ...
    @property
    def tank_loss_kw(self) -> Array: ...


@dataclass(frozen=True)
class Measured:
    """Columns of :data:`COLUMNS` for each building, NaN where not given; ``file`` names them."""

    table: pd.DataFrame
    file: str = ""

    @classmethod
    def of(cls, buildings: pd.DataFrame, names: Array, file: str) -> Measured:
        """The measured columns of a stock, of the buildings ``names``; absent columns are NaN."""
        rows = buildings.loc[names]
        return cls(rows.reindex(columns=list(COLUMNS)).astype(float), file)


def degree_days(temp_air_degc: Array) -> float:
    """Heating degree days to base 18 degC of hourly temperatures, K d: by daily means."""
    daily = np.asarray(temp_air_degc, dtype=float).reshape(-1, 24).mean(axis=1)
    return float(np.maximum(BASE_DEGC - daily, 0.0).sum())


def as_is_factor(
    measured: Measured,
    needs: xr.Dataset,
    heat_kwh: Array,
    today: Heating,
    figures: Any,
    temp_air_degc: Array | None = None,
) -> tuple[Array, list[Fault]]:
    """(B,) heat used over the theoretical one, NaN where no meter says; and faults.

    Parameters
    ----------
    needs
        ``hot_water_kwh`` and ``electricity_kwh`` (building, time).
    heat_kwh
        (B,) space heat of a year at the standard use, building as it is.
    temp_air_degc
        Hourly temperatures of the modelled year; heat of a measured year with known degree
        days is brought to it in proportion.
    """
    out = np.full(len(heat_kwh), np.nan)
    told: list[Fault] = []
    water = needs["hot_water_kwh"].sum("time", dtype=float).to_numpy()
    water = water + today.tank_loss_kw * needs.sizes["time"]
    appliances = needs["electricity_kwh"].sum("time", dtype=float).to_numpy()
    ours = degree_days(temp_air_degc) if temp_air_degc is not None else np.nan
    lower_value = 1.0 / figures.value("gas_hhv_lhv")
    bounds = figures.value("behaviour_measured_least"), figures.value("behaviour_measured_most")
    for b, (name, row) in enumerate(measured.table.iterrows()):
        given = [column for column in COLUMNS[:3] if np.isfinite(row[column])]
        if not given:
            continue
        energy = str(today.energy[b])
        meter = METER.get(energy, "")
        if meter not in given:
            told.append(_other_meter(measured.file, str(name), given, energy))
            continue
        final = row[meter] * (lower_value if meter == GAS else 1.0)
        final -= water[b] / today.hot_water_efficiency[b]
        final -= appliances[b] if meter == ELECTRICITY else 0.0
        heat = final * today.efficiency[b]
        if np.isfinite(row[DEGREE_DAYS]) and np.isfinite(ours):
            heat *= ours / row[DEGREE_DAYS]
        factor = heat / heat_kwh[b] if heat_kwh[b] > 0.0 else np.nan
        if bounds[0] <= factor <= bounds[1]:
            out[b] = factor
        else:
            told.append(_absurd(measured.file, str(name), meter, row[meter], factor, bounds))
    return out, told


def _other_meter(file: str, building: str, given: list[str], energy: str) -> Fault:
    return Fault(
        file,
        Message("building {name}", name=building),
        Message(
            "{given} given, but the building is heated with {energy}",
            given=", ".join(given),
            energy=energy,
        ),
        (
            Message("{meter}", meter=METER[energy])
            if energy in METER
            else Message("gas, electricity or a heat network as heating")
        ),
        Message("Set aside; correct heating_energy or give the meter of the heating."),
        "row",
        "measured-other-meter",
    )


def _absurd(
    file: str, building: str, meter: str, value: float, factor: float, bounds: tuple[float, float]
) -> Fault:
    told = (
        Message("{factor:.2f} times the theoretical heating need", factor=factor)
        if np.isfinite(factor)
        else Message("no need")
    )
    return Fault(
        file,
        Message("building {name}", name=building),
        Message("{meter} {value:,.0f} leaves {told}", meter=meter, value=value, told=told),
        Message("{low:g} to {high:g} times", low=bounds[0], high=bounds[1]),
        Message("Set aside; check the meter, its unit, the heated area and the heating energy."),
        "row",
        "measured-absurd",
    )
