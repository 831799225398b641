"""Representative hours of a year: typical days by k-medoids and the day of peak demand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import tsam
import xarray as xr
from scipy.optimize import minimize
from tsam.config import KMedoids

from zeneville.errors import Fault, InputError
from zeneville.messages import Message


def choose(hours: int, profiles: xr.Dataset, peak: str) -> xr.Dataset:
    """Choose hours and their weights.

    Parameters
    ----------
    hours
        8760, or a multiple of 24 from 48 to 8736: that many hours in whole days.
    profiles
        Series over ``time`` (8760) that the days must represent.
    peak
        The series whose highest day is kept with weight 1.

    Returns
    -------
    Dataset over ``hour``: ``index_of_year``, ``weight`` (sums to 8760 h), ``successor`` (next
    hour of the storage cycle: within the day, or over the whole year at 8760).
    """
    if hours == 8760:
        every = np.arange(8760)
        return _label(every, np.ones(8760), (every + 1) % 8760)
    if hours % 24 or not 48 <= hours <= 8736:
        raise InputError(
            [
                Fault(
                    "--hours",
                    "",
                    Message("{hours}", hours=hours),
                    Message("8760, or a multiple of 24 from 48 on"),
                    Message("Use 288 for twelve typical days."),
                    code="hours",
                )
            ]
        )
    daily = profiles[peak].to_numpy().reshape(365, 24).sum(axis=1)
    peak_day = int(daily.argmax())
    rest = np.delete(np.arange(365), peak_day)
    count = hours // 24 - 1
    medoid, weight = _medoids(profiles, rest, count)
    days = np.append(medoid, peak_day)
    weights = _match_totals(profiles, days, np.append(weight, 1.0))
    order = np.argsort(days)
    days, weights = days[order], weights[order]
    index = (days[:, None] * 24 + np.arange(24)).ravel()
    within = np.arange(hours)
    successor = within - within % 24 + (within + 1) % 24
    return _label(index, np.repeat(weights, 24), successor)


def _medoids(profiles: xr.Dataset, days: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Days that stand for the others, and how many each stands for."""
    rows = (days[:, None] * 24 + np.arange(24)).ravel()
    table = pd.DataFrame(
        {str(name): profiles[name].to_numpy().astype(float)[rows] for name in profiles.data_vars},
        index=pd.date_range("2001-01-01", periods=len(rows), freq="h"),
    )
    assigned = np.zeros(len(days), dtype=int) if count == 1 else _clusters(table, count)
    values = table.to_numpy().reshape(len(days), -1)
    span = np.maximum(np.ptp(table.to_numpy(), axis=0), 1e-12)
    scaled = values / np.tile(span, 24)
    medoid, weight = [], []
    for label in np.unique(assigned):
        members = np.flatnonzero(assigned == label)
        distance = ((scaled[members][:, None, :] - scaled[members][None, :, :]) ** 2).sum(
            axis=(1, 2)
        )
        medoid.append(days[members[distance.argmin()]])
        weight.append(float(len(members)))
    return np.array(medoid), np.array(weight)


def _match_totals(profiles: xr.Dataset, days: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Weights nearest to ``weight`` (least squares, relative) that keep the year's totals.

    Medoids are less extreme than the days they stand for, so that plain counts lose a few per
    cent of sun and heat. The last day, the peak, keeps its weight. Where the totals cannot be
    met with every weight between a quarter and four times its count, the counts stay.
    """
    sums = np.array(
        [profiles[name].to_numpy().astype(float).reshape(365, 24).sum(axis=1) for name in profiles]
    )
    sums = np.vstack([np.ones(365), sums])
    total, peak = sums.sum(axis=1), sums[:, days[-1]]
    part = sums[:, days[:-1]] / total[:, None] * weight[:-1]
    wanted = 1.0 - peak / total
    found = minimize(
        lambda x: ((x - 1.0) ** 2).sum(),
        np.ones(len(days) - 1),
        jac=lambda x: 2.0 * (x - 1.0),
        bounds=[(0.25, 4.0)] * (len(days) - 1),
        constraints={"type": "eq", "fun": lambda x: part @ x - wanted, "jac": lambda _: part},
        method="SLSQP",
        options={"maxiter": 200, "ftol": 1e-12},
    )
    if not found.success:
        return weight
    matched = np.append(weight[:-1] * found.x, weight[-1])
    matched[:-1] *= (365.0 - weight[-1]) / matched[:-1].sum()
    return matched


def _clusters(table: pd.DataFrame, count: int) -> np.ndarray:
    """Cluster of each day, by exact k-medoids; one cluster alone makes that program degenerate."""
    result = tsam.aggregate(
        table,
        n_clusters=count,
        cluster=tsam.ClusterConfig(
            method=KMedoids(options={"mip_rel_gap": 1e-3, "time_limit": 300.0}),
            representation="medoid",
        ),
        preserve_column_means=False,
    )
    return np.asarray(result.cluster_assignments)


def _label(index: np.ndarray, weight: np.ndarray, successor: np.ndarray) -> xr.Dataset:
    return xr.Dataset(
        {
            "index_of_year": ("hour", index.astype(np.int64)),
            "weight": ("hour", weight, {"units": "h"}),
            "successor": ("hour", successor.astype(np.int64)),
        }
    )
