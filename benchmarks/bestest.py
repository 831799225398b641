"""The thermal model on the cases of ANSI/ASHRAE 140, against six programs and the limits."""

from __future__ import annotations

import argparse
import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from zeneville import weather as weather_stage
from zeneville.demand.zone import (
    Chain,
    Layer,
    Outcome,
    Pane,
    Slot,
    Store,
    Surroundings,
    Zones,
    chain,
    films,
    gap_conductance,
    inner_sun,
    optics,
    simulate,
    sunlight,
)

SIDES = {"N": 0.0, "E": 90.0, "S": 180.0, "W": 270.0}
SLOTS = (
    *(Slot(f"wall {side}", "wall", True, films.ROUGHNESS["rough"]) for side in SIDES),
    Slot("roof", "ceiling", True, films.ROUGHNESS["rough"]),
    Slot("floor", "floor", False),
)
NEVER = 1e4
#: floors of the cases stand on air, sheltered from sun and wind; under 1 m of insulation the
#: film (EN ISO 6946, heat flow downwards) does not matter
FLOOR_FILM = 1.0 / 0.17
AIR_HEAT = 1006.0  # J/(kg K)


def _air_density(altitude_m: float, temperature_degc: float) -> float:
    """kg/m3 of dry outdoor air in the ISO standard atmosphere (ISO 2533)."""
    pressure = 101325.0 * (1.0 - 2.25577e-5 * altitude_m) ** 5.25588
    return pressure / (287.05 * (temperature_degc + 273.15))


def cases(file: Path | None = None) -> dict[str, dict[str, Any]]:
    """Cases by name, each with all that it inherits."""
    with (file or Path(__file__).with_name("bestest_cases.toml")).open("rb") as stream:
        data = tomllib.load(stream)

    def whole(name: str) -> dict[str, Any]:
        own = dict(data["cases"][name])
        parent = own.pop("from", None)
        return {**(whole(parent) if parent else {}), **own}

    shared = {"materials": data["materials"], "glazings": data["glazings"]}
    return {name: {**whole(name), **shared} for name in data["cases"]}


def run(case: dict[str, Any], weather: xr.Dataset, utc_offset: float) -> Outcome:
    """One case through the production kernel; ``utc_offset`` of the case's clock, hours."""
    east, north, height = case["size"]
    windows = np.array([case["windows"].get(side, 0.0) for side in SIDES])
    walls = np.array([east, north, east, north]) * height - windows
    area = np.array([[*walls, east * north, east * north]])
    volume = east * north * height

    def layers(names: list[str]) -> Chain:
        return chain([Layer.of(*case["materials"][name]) for name in names])

    parts = [layers(case["wall"])] * 4 + [layers(case["roof"]), layers(case["floor"])]
    chains = Chain(
        np.array([[part.resistance for part in parts]]),
        np.array([[part.capacity for part in parts]]),
    )
    glass = case["glazings"][case["glazing"]]
    panes = [
        Pane(
            pane["thickness"],
            pane["transmittance"],
            emissivity_outside=pane["emissivity"],
            emissivity_inside=pane["emissivity"],
        )
        for pane in glass["panes"]
    ]
    optic = optics(panes)
    transmitted, absorbed_outer, absorbed_inner = optic.diffuse()
    gap = gap_conductance(glass["gap"], panes[0].emissivity_inside, panes[1].emissivity_outside)
    inside = np.full((1, 6), case["absorptance_inside"])
    taken = transmitted + absorbed_outer + absorbed_inner
    # direct sun falls on the floor, diffuse light on all surfaces alike
    direct, diffuse = (
        inner_sun.shares(area, inside, lit, np.array([windows.sum()]), np.array([taken]))
        for lit in (np.array([[0.0] * 5 + [1.0]]), area / area.sum())
    )
    exchange = films.exchange(
        np.append(area, [[windows.sum()]], axis=1),
        np.array([[*[case["emissivity_inside"]] * 6, panes[-1].emissivity_inside]]),
    )
    kept = (absorbed_outer + absorbed_inner) / taken
    shade = _shade(case)
    walls_light = sunlight.light(
        weather,
        [*(sunlight.Plane(90.0, azimuth) for azimuth in SIDES.values()), sunlight.Plane(0.0, 0.0)],
    )
    glass_light = sunlight.light(
        weather, [sunlight.Plane(90.0, azimuth, shade) for azimuth in SIDES.values()]
    )
    profiles = np.column_stack(
        [
            _schedule(case["heating"], -NEVER, utc_offset),
            _schedule(case["cooling"], NEVER, utc_offset),
            np.ones(8760),
            _schedule([[*hours, 1.0] for hours in case["fan_hours"]], 0.0, utc_offset),
        ]
    )
    density = _air_density(
        float(weather.attrs["altitude_m"]), float(weather["temp_air_degc"].mean())
    )
    heat = density * AIR_HEAT
    one = np.ones(1)
    sky = np.array([[films.SKY_VERTICAL] * 4 + [films.SKY_HORIZONTAL, 0.0]])
    zones = Zones(
        slots=SLOTS,
        area=area,
        chains=chains,
        absorptance=np.full((1, 6), case["absorptance_outside"]),
        emissivity=np.full((1, 6), case["emissivity_outside"]),
        sky_share=sky,
        outer_film=np.full((1, 6), FLOOR_FILM),
        boundary_weight=np.ones((1, 6)),
        boundary_constant=np.zeros((1, 6)),
        direct_share=direct[0],
        diffuse_share=diffuse[0],
        window_area=one * windows.sum(),
        window_transmitting=windows[None, :],
        window_absorbing=windows[None, :],
        window_gap=np.array([gap]),
        window_panes=one * sum(pane.thickness_m / pane.conductivity for pane in panes),
        window_emissivity=one * panes[0].emissivity_outside,
        window_sky_share=one * films.SKY_VERTICAL,
        window_direct_share=direct[1] * kept,
        window_diffuse_share=diffuse[1] * kept,
        air_constant=one * case["air_changes"] * volume * heat / 3600.0,
        air_scheduled=one * case["fan_m3_per_h"] * heat / 3600.0,
        air_opened=0.0 * one,
        open_above=one * NEVER,
        capacity=one * volume * heat,
        sun_to_air=0.0 * one,
        gains_radiant=one * case["gains_radiant"],
        power_heat=one * np.inf,
        power_cool=one * np.inf,
        operative=0.0 * one,
        exchange=exchange[:, :-1],
        window_exchange=exchange[:, -1],
        gain_scale=one * case["gains_w"],
        profile_heat=np.array([0]),
        profile_cool=np.array([1]),
        profile_gain=np.array([2]),
        profile_air=np.array([3]),
    )
    around = Surroundings(
        temp_air=weather["temp_air_degc"].to_numpy(),
        sky_temperature=weather["sky_temperature_degc"].to_numpy(),
        wind_film=films.wind_film(weather["wind_speed_m_per_s"].to_numpy()),
        boundary=weather["temp_air_degc"].to_numpy()[:, None],
        sun=walls_light.incident(),
        through=glass_light.through(optic),
        profiles=profiles,
        setpoints=(0, 1),
        comfort_limit=np.full(8760, 26.0),
    )
    return simulate(zones, around, Store(True, True), threads=1)


def _schedule(pieces: list[list[float]], other: float, utc_offset: float) -> np.ndarray:
    """(8760,) value by hour of the local day, on the clock of the weather (UTC+1)."""
    day = np.full(24, other)
    for start, end, value in pieces:
        day[int(start) : int(end)] = value
    return np.roll(np.tile(day, 365), round(1.0 - utc_offset))


def _shade(case: dict[str, Any]) -> sunlight.Shade | None:
    width, height = case["window_size"]
    found = []
    if "overhang" in case:
        found.append(
            sunlight.overhang(case["overhang"]["depth"], case["overhang"]["above"], height)
        )
    if "fins" in case:
        found.append(sunlight.fins(case["fins"]["depth"], width))
    return sunlight.both(*found) if found else None


def _table(data: dict[str, Any], start: str) -> dict[str, list[str]]:
    name = next(key for key in data if key.startswith(start))
    return {row[0]: row[1:] for row in data[name] if str(row[0]).startswith("Case")}


def main() -> None:
    """Print every case and the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("../shared/data/validation"))
    parser.add_argument("--weather", type=Path, help="EPW file of the test")
    parser.add_argument("--references", type=Path, help="JSON of example results and limits")
    parser.add_argument("--cases", type=Path, help="TOML of cases")
    asked = parser.parse_args()
    file = asked.weather or asked.folder / "725650TYCST.epw"
    weather = weather_stage.read(file, 2026)
    offset = float(file.read_text(encoding="latin-1").splitlines()[0].split(",")[8])
    references = asked.references or asked.folder / "ashrae140_open_cases.json"
    data = json.loads(references.read_text(encoding="utf-8"))
    tables = {
        key: _table(data, name)
        for key, name in {
            "heat": "Annual heating",
            "cool": "Annual cooling",
            "peak_heat": "Peak heating",
            "peak_cool": "Peak cooling",
            "highest": "Maximum temp",
            "lowest": "Minimum temp",
        }.items()
    }
    counts = dict.fromkeys(("annual", "limits", "peaks", "free"), 0)
    asked_of = dict.fromkeys(counts, 0)
    errors: dict[str, list[float]] = {"heat": [], "cool": []}
    print(f"{'case':<6}{'quantity':<11}{'found':>8}{'low':>9}{'high':>8}  programs  limits")
    for name, case in cases(asked.cases).items():
        found = run(case, weather, offset)
        free = name.endswith("FF")
        values = (
            {"highest": found.air_degc.max(), "lowest": found.air_degc.min()}
            if free
            else {
                "heat": found.heating_kwh[0] / 1000.0,
                "cool": found.cooling_kwh[0] / 1000.0,
                "peak_heat": found.peak_heating_kw[0],
                "peak_cool": found.peak_cooling_kw[0],
            }
        )
        for key, value in values.items():
            row = tables[key].get(f"Case{name}")
            if row is None:
                print(f"{name:<6}{key:<11}{value:>8.3f}  no reference here")
                continue
            annual = key in ("heat", "cool")
            numbers = [float(item) for item in (row[2:8] if annual else row[0:12:2])]
            inside = min(numbers) - 1e-9 <= round(value, 3) <= max(numbers) + 1e-9
            kind = "annual" if annual else "free" if free else "peaks"
            counts[kind] += inside
            asked_of[kind] += 1
            told = ""
            if annual:
                low, high = float(row[0]), float(row[1])
                within = low - 1e-9 <= value <= high + 1e-9
                counts["limits"] += within
                asked_of["limits"] += 1
                told = f"  {'yes' if within else 'NO'}"
                if key == "cool" or max(numbers) > 0:
                    errors[key].append(value - float(np.mean(numbers)))
            print(
                f"{name:<6}{key:<11}{value:>8.3f}{min(numbers):>9.3f}{max(numbers):>8.3f}"
                f"  {'yes' if inside else 'NO':<8}{told}"
            )
    mean = {key: float(np.mean(np.abs(values))) for key, values in errors.items()}
    print(
        f"annual_in_range={counts['annual']}/{asked_of['annual']} "
        f"annual_in_limits={counts['limits']}/{asked_of['limits']} "
        f"peaks_in_range={counts['peaks']}/{asked_of['peaks']} "
        f"free_float={counts['free']}/{asked_of['free']} "
        f"mae_heat_mwh={mean['heat']:.3f} mae_cool_mwh={mean['cool']:.3f}"
    )


if __name__ == "__main__":
    main()
