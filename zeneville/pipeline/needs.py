"""Needs of a case alone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from zeneville.demand import needs as hourly_needs
from zeneville.pipeline import targets
from zeneville.pipeline.buildings import heater_menu, heating_today, stock_of, with_behaviour
from zeneville.pipeline.inputs import Inputs
from zeneville.pipeline.progress import Progress
from zeneville.results import store as stored


def demand(
    case: str | Path, out: Path | None, progress: Progress | None = None
) -> tuple[Path, str]:
    """Hourly needs of a case into a NetCDF file; the file and a table for people."""
    asked = targets.case(case)
    file = out or targets.results_of(asked, None) / "demand.nc"
    stored.check_place(file.parent)
    inputs = Inputs(asked)
    stock = stock_of(inputs)
    needs = hourly_needs(stock.envelope, inputs.weather, inputs.figures)
    menu = heater_menu(inputs, stock, needs)
    needs, _ = with_behaviour(inputs, stock, needs, heating_today(inputs, stock, needs, menu))
    stored.write_dataset(needs, file)
    area = float(stock.envelope["heated_area_m2"].sum())
    theory = needs["space_heating_standard_kwh_per_year"].sum("building").to_numpy()
    used = needs["space_heating_adjusted_kwh_per_year"].sum("building").to_numpy()
    discomfort = pd.DataFrame(needs["discomfort_degree_hours"].to_numpy())
    hot = discomfort.median().fillna(0.0).to_numpy()
    lines = [f"{'package':<16}{'kWh/year':>16}{'kWh/m2':>10}{'adjusted kWh/m2':>18}{'K h':>8}"]
    lines += [
        f"{package:<16}{heat:>16,.0f}{heat / area:>10.1f}{real / area:>18.1f}{over:>8.0f}"
        for package, heat, real, over in zip(
            needs["package"].to_numpy(), theory, used, hot, strict=True
        )
    ]
    lines.append("K h: degree-hours of discomfort in summer (RE2020), median of the dwellings")
    return file, "\n".join(lines)
