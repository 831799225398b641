"""Labels of a stock: every dwelling building under every package and heating system."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import xarray as xr

from zeneville.demand.dpe import consumption as conversion
from zeneville.demand.dpe import stock_envelope, stock_systems, tables
from zeneville.demand.dpe.heating_need import heating_need
from zeneville.demand.dpe.label import label

Array = np.ndarray[Any, Any]

FIGURES = {
    "dpe_final_kwh_per_m2": "kWh m-2",
    "dpe_primary_kwh_per_m2": "kWh m-2",
    "dpe_co2_kg_per_m2": "kg m-2",
}


def labels(
    stock: xr.Dataset,
    energy: Sequence[str],
    systems: Sequence[str],
    zone: str,
    altitude_m: float,
    on: date,
    figures: Any,
) -> xr.Dataset:
    """Labels by the method 3CL-DPE 2021 from the envelope of a stock.

    Parameters
    ----------
    stock
        As the stock stage gives it, dims building (B), package (P), orientation.
    energy
        (B,) heating energy today, for the system ``as_is``.
    systems
        Ids of heating systems (S), ``as_is`` among them.
    on
        Day whose thresholds and factors judge.

    Returns
    -------
    Dataset over (building, package, system) of the dwelling buildings: ``dpe_label`` letters,
    ``dpe_final_kwh_per_m2``, ``dpe_primary_kwh_per_m2``, ``dpe_co2_kg_per_m2`` (five uses a year,
    per m2 of living area); ``dpe_heating_need_kwh`` (building, package).
    """
    home = stock["residential"].to_numpy().astype(bool)
    kept = stock.isel(building=np.flatnonzero(home))
    fuels = np.asarray(energy, dtype=str)[home]
    envelope = stock_envelope.envelope(kept, zone, altitude_m, figures)
    altitude = stock_envelope.altitude_class(altitude_m, zone)
    need = heating_need(envelope.balance, stock_systems.recovered(envelope)).kwh
    need = need.clip(0.0).sum(axis=-1)
    asked = stock_systems.demand(envelope, need, zone, altitude)
    area = envelope.balance.area_m2
    found = np.empty((len(FIGURES), *need.shape, len(systems)))
    for s, system in enumerate(systems):
        found[..., s] = _figures(system, fuels, asked, on, figures) / area
    final, primary, co2 = found
    per_dwelling = (area / np.maximum(envelope.dwellings[:, None], 1.0))[..., None]
    letters = label(primary, co2, per_dwelling, altitude, zone, on)
    dims = ("building", "package", "system")
    return xr.Dataset(
        {
            "dpe_label": (dims, letters),
            "dpe_final_kwh_per_m2": (dims, final, {"units": "kWh m-2"}),
            "dpe_primary_kwh_per_m2": (dims, primary, {"units": "kWh m-2"}),
            "dpe_co2_kg_per_m2": (dims, co2, {"units": "kg m-2"}),
            "dpe_heating_need_kwh": (dims[:2], need, {"units": "kWh"}),
        },
        coords={
            "building": kept["building"],
            "package": kept["package"],
            "system": np.array(systems, dtype=str),
        },
        attrs={"law_date": on.isoformat(), "method": "3CL-DPE 2021"},
    )


def _figures(
    system: str, fuels: Array, asked: stock_systems.Demand, on: date, figures: Any
) -> Array:
    """Final, primary kWh and CO2 kg a year, (3, B, P), of a system."""
    shape = asked.heating_kwh.shape
    out = np.full((len(FIGURES), *shape), np.nan)
    network = figures.value("ghg_heat_network")
    for row in tables.rows("stock_systems"):
        if row["system"] != system:
            continue
        used = stock_systems.consumption(row, asked)
        total = sum(used.values(), np.zeros(shape))
        here = (fuels == row["energy"]) if row["energy"] else np.ones(len(fuels), dtype=bool)
        values = total, conversion.primary_kwh(used, on), conversion.co2_kg(used, network)
        out = np.where(here[None, :, None], np.stack(np.broadcast_arrays(*values)), out)
    if np.isnan(out).any():
        lacking = sorted(set(fuels)) if system == "as_is" else [system]
        raise KeyError(f"stock_systems has no row for {system}: {', '.join(lacking)}")
    return out
