"""Degree-hours of discomfort of new houses, against RE2020's thresholds and published spread.

Published values are computed in RE2020's own year, which contains the heat wave of August 2003, and
with its conventions for opening windows; neither is at hand. Here the year is RT2012's of the same
zone, as it is and with the hottest fortnight of Lille in 2015-2019; the variants show how much a
hotter fortnight and less airing would move. Nothing is fitted to the published spread.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import numpy as np
import xarray as xr

from benchmarks import comfort_houses as stock
from benchmarks import comfort_weather
from zeneville.demand.comfort import THRESHOLDS
from zeneville.demand.needs import heated_zones
from zeneville.demand.zone import Store, simulate

LATER = 2050
#: by which the fortnight is made hotter to see what a year like 2003 would mean
HOTTER_K = 3.0
SHARES = (5, 25, 50, 75, 95)
#: houses in zone H1a below 400 m, as declared at completion; CSTB, observatory of RE2020
PUBLISHED = {5: 415.5, 25: 505.5, 50: 579.1, 75: 683.4, 95: 899.4}
PUBLISHED_HOUSES = 16449


def degree_hours(weather: xr.Dataset, **changes: float) -> dict[str, np.ndarray]:
    """K h of every house of the sample, by make."""
    found = {}
    for make in stock.MAKES:
        houses = stock.envelope(stock.sample(), make.endswith("outside"))
        rooms = heated_zones(houses, weather, stock.figures(make, **changes))
        found[make] = simulate(rooms.zones, rooms.around, Store(heat=False)).degree_hours
    return found


def _row(name: str, values: np.ndarray) -> str:
    spread = "".join(f"{value:8.0f}" for value in np.percentile(values, SHARES))
    below = "".join(f"{np.mean(values <= limit):9.2f}" for limit in THRESHOLDS)
    return f"{name:<34}{spread}{below}"


def _by(name: str, of: Callable[[Any], Any], found: dict[str, np.ndarray]) -> list[str]:
    houses = stock.sample()
    kinds = dict.fromkeys(of(house) for house in houses)
    every = np.stack(list(found.values()))
    lines = []
    for kind in kinds:
        chosen = [n for n, house in enumerate(houses) if of(house) == kind]
        lines.append(_row(f"  {name} {kind}", every[:, chosen].ravel()))
    return lines


def _outdoors(years: dict[str, xr.Dataset]) -> list[str]:
    rows = {name: comfort_weather.outdoors(year) for name, year in years.items()}
    keys = next(iter(rows.values()))
    lines = [f"{'outdoors (degC, h, K h)':<34}" + "".join(f"{key:>12}" for key in keys)]
    lines += [
        f"{name:<34}" + "".join(f"{value:12.1f}" for value in row.values())
        for name, row in rows.items()
    ]
    return lines


def _variants(years: dict[str, xr.Dataset]) -> list[str]:
    """What the doubtful figures are worth, one at a time."""
    changes = {
        "no shutters closed": {"demand_shutter_share": 0.0},
        "all shutters closed": {"demand_shutter_share": 1.0},
        "windows stay shut": {"demand_open_share": 0.0},
        "windows twice as open": {"demand_open_share": 0.3},
        "windows open above 23 degC": {"demand_open_above": 23.0},
        "people + 50 %": {"demand_person_heat": 135.0},
    }
    hot = years["today, heat wave"]
    hotter = comfort_weather.with_heat_wave(years["today"], HOTTER_K)
    rows = [(f"fortnight {HOTTER_K:g} K hotter", degree_hours(hotter))]
    rows += [(name, degree_hours(hot, **change)) for name, change in changes.items()]
    rows.append(
        (
            "fortnight hotter, windows half",
            degree_hours(hotter, demand_open_share=0.075),
        )
    )
    return [_row(f"  {name}", np.concatenate(list(found.values()))) for name, found in rows]


def main() -> None:
    """Print the tables and the line of figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--brief", action="store_true", help="leave out the variants")
    brief = parser.parse_args().brief
    years = comfort_weather.years(stock.figures("timber").value, LATER)
    found = {name: degree_hours(year) for name, year in years.items()}
    whole = {name: np.concatenate(list(makes.values())) for name, makes in found.items()}
    head = "".join(f"{f'P{share}':>8}" for share in SHARES)
    print("\n".join(_outdoors(years)))
    print(f"\n{'houses (K h)':<34}{head}{'<= 350':>9}{'<= 1250':>9}")
    for name, values in whole.items():
        print(_row(name, values))
    spread = "".join(f"{value:8.0f}" for value in PUBLISHED.values())
    print(f"{f'published, {PUBLISHED_HOUSES} houses':<34}{spread}\n")
    hot = found["today, heat wave"]
    print("by kind, today with the heat wave")
    for make, values in hot.items():
        print(_row(f"  {make}", values))
    for field in ("facing", "shape", "glazing", "airing"):
        print("\n".join(_by(field, lambda house, field=field: getattr(house, field), hot)))
    if not brief:
        print("\none figure changed, today with the heat wave")
        print("\n".join(_variants(years)))
    line = {"houses": len(whole["today"])}
    for name, prefix in (("today", ""), ("later", "later_"), ("today, heat wave", "heat_wave_")):
        for share in (5, 50, 95):
            line[f"{prefix}p{share}"] = round(float(np.percentile(whole[name], share)))
        for limit in THRESHOLDS:
            line[f"{prefix}share_below_{limit:.0f}"] = round(
                float(np.mean(whole[name] <= limit)), 3
            )
    line |= {f"published_p{share}": round(PUBLISHED[share]) for share in (5, 50, 95)}
    print("\n" + " ".join(f"{key}={value}" for key, value in line.items()))


if __name__ == "__main__":
    main()
