"""TABULA's French archetypes: their seasonal need, the hourly model beside it, and why they differ.

The seasonal need is found from the archetypes' own columns. The hourly model has the same areas,
transmittances, bridges, air change, windows, gains and mean room temperature (set-point times the
table's reduction), first in a year bent to the table's heating season, then in the real year.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import tabula_archetypes as archetypes
from benchmarks import tabula_hourly as hourly
from benchmarks import tabula_steps as steps
from benchmarks.tabula_climate import Season, bent, season, year
from zeneville import weather as weather_stage
from zeneville.technologies import catalogue

LAST_YEAR = 9999  # of a period that is not over
YEARS = ("RT2012_H1a.txt", "RT2012_H1b.txt", "RT2012_H2a.txt")


def main() -> None:
    """Print climates, archetypes, totals, and the counts."""
    asked = _arguments()
    table = archetypes.read(asked.table)
    of = hourly.Archetypes(table, catalogue.read().value)
    base, room = (float(table[name].iloc[0]) for name in ("Theta_e_Base", "theta_i"))
    published = Season(
        float(table["HeatingDays"].iloc[0]),
        float(table["Theta_e"].iloc[0]),
        archetypes.irradiation(table)[0],
    )
    real = year(weather_stage.read(asked.weather / asked.year, 2026))
    equal = bent(real, published, base, room)
    seasons = {"TABULA national": published, f"{Path(asked.year).stem} bent": season(equal, base)}
    for name in dict.fromkeys((asked.year, *YEARS)):
        if (asked.weather / name).is_file():
            found = year(weather_stage.read(asked.weather / name, 2026))
            seasons[Path(name).stem] = season(found, base)
    _print_seasons(seasons, room)

    needs = steps.needs(of, equal, real)
    official = table["q_h_nd"].to_numpy(dtype=float)
    relative = np.abs(needs["seasonal"].to_numpy() / official - 1.0)
    parts = needs.diff(axis=1).drop(columns="seasonal")
    frame = pd.DataFrame(
        {
            "official": official,
            "seasonal": needs["seasonal"],
            "hourly": needs["opened"],
            "differ": needs["opened"] - needs["seasonal"],
            "%": 100.0 * (needs["opened"] / needs["seasonal"] - 1.0),
            **parts,
            "real": needs["climate"],
        }
    )
    _print_needs(table, frame)
    fall = of.value("demand_setback")
    _print_set_backs(table, steps.set_backs(of, equal, fall), fall)
    losses = hourly.steady_loss(of, equal, hourly.Physics(ground=False))
    losses /= archetypes.transmission(table) + archetypes.ventilation(table)
    ratio, in_real = needs["opened"] / official, needs["climate"] / official
    print(
        f"archetypes={len(table)} worst_relative={relative.max():.1e} "
        f"hourly_median_ratio={ratio.median():.3f} "
        f"hourly_p10_ratio={ratio.quantile(0.1):.3f} hourly_p90_ratio={ratio.quantile(0.9):.3f} "
        f"real_year_median_ratio={in_real.median():.3f} "
        f"steady_loss_median_ratio={np.median(losses):.3f} "
        f"unexplained_kwh_per_m2={parts['residual'].abs().mean():.2f} "
        f"unexplained_largest_kwh_per_m2={parts['residual'].abs().max():.2f}"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "table",
        nargs="?",
        type=Path,
        default=Path("../shared/data/tabula/tabula_FR_existing_state.csv"),
    )
    parser.add_argument("--weather", type=Path, help="folder of weather files")
    parser.add_argument("--year", default=YEARS[0], help="file of the real year")
    asked = parser.parse_args()
    asked.weather = asked.weather or asked.table.parent.parent / "weather"
    return asked


def _print_seasons(seasons: dict[str, Season], room: float) -> None:
    sides = [side.lower() for side in archetypes.SIDES]
    print("heating season (days below 12 degC), K d below the set-point, irradiation in kWh/m2")
    print(f"{'climate':<20}{'days':>7}{'mean':>7}{'K d':>8}" + "".join(f"{s:>11}" for s in sides))
    for name, found in seasons.items():
        light = "".join(f"{value:>11.0f}" for value in found.irradiation)
        print(
            f"{name:<20}{found.days:>7.1f}{found.mean_degc:>7.2f}"
            f"{found.degree_days(room):>8.0f}{light}"
        )


def _print_needs(table: pd.DataFrame, frame: pd.DataFrame) -> None:
    print("\nneed for heat, kWh/m2 a year, and steps from seasonal to hourly in the same climate;")
    print("then the step to the real year, and the need in it")
    for name, told in steps.STEPS.items():
        print(f"  {name:<9}{told}")
    print(f"{'':<11}" + "".join(f"{name:>9}" for name in frame))
    named = frame.set_axis(frame.index.str.extract(r"FR\.N\.(\w+\.\d+)\.", expand=False))
    _print_rows(named)
    print("means by type and by period of construction")
    _print_rows(frame.groupby(table["Code_BuildingSizeClass"].to_numpy()).mean())
    last = table["Year2_Building"].astype(int)
    period = np.where(last < LAST_YEAR, "to " + last.astype(str), "later")
    _print_rows(frame.groupby(period, sort=False).mean())
    _print_rows(frame.mean().to_frame("all").T)


def _print_rows(frame: pd.DataFrame) -> None:
    for name, row in frame.iterrows():
        print(f"{name:<11}" + "".join(f"{value:>9.1f}" for value in row))


def _print_set_backs(table: pd.DataFrame, found: pd.DataFrame, fall: float) -> None:
    print("\nthe table's reduction: its factor on the temperature difference, what it does to the")
    print(f"hourly need, and what a night set-back by {fall:g} K from 22 to 6 h does instead")
    print(f"{'':<11}{'factor':>9}{'need':>9}{'night':>9}")
    for name, row in found.groupby(table["Code_BuildingSizeClass"].to_numpy()).mean().iterrows():
        print(f"{name:<11}" + "".join(f"{value:>9.3f}" for value in row))


if __name__ == "__main__":
    main()
