"""The thermal model on the cases of ANSI/ASHRAE 140, against six programs and the limits.

Cases are data (``bestest_cases.toml``); ``--cases FILE`` runs those of another file, which may
build on the shipped ones.
"""

from __future__ import annotations

import argparse
import difflib
import json
import tomllib
from functools import lru_cache
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
from zeneville.demand.zone.glazing import Optics

SIDES = {"N": 0.0, "E": 90.0, "S": 180.0, "W": 270.0}
SLOTS = (
    *(Slot(f"wall {side}", "wall", True, films.ROUGHNESS["rough"]) for side in SIDES),
    *(Slot(f"opaque {side}", "wall", True, films.ROUGHNESS["very_smooth"]) for side in SIDES),
    Slot("roof", "ceiling", True, films.ROUGHNESS["rough"]),
    Slot("floor", "floor", False),
)
NEVER = 1e4
#: floors of the cases stand on air, sheltered from sun and wind; under 1 m of insulation the
#: film (EN ISO 6946, heat flow downwards) does not matter
FLOOR_FILM = 1.0 / 0.17
AIR_HEAT = 1006.0  # J/(kg K)
#: an air change is a volume of the zone's own air, which is kept at 20 degC or above
ZONE_AIR_DEGC = 20.0
CASES = Path(__file__).with_name("bestest_cases.toml")
OPTIONAL = {"from", "overhang", "fins"}


def _air_density(altitude_m: float, temperature_degc: float) -> float:
    """kg/m3 of dry air in the ISO standard atmosphere (ISO 2533)."""
    pressure = 101325.0 * (1.0 - 2.25577e-5 * altitude_m) ** 5.25588
    return pressure / (287.05 * (temperature_degc + 273.15))


def cases(file: Path | None = None) -> dict[str, dict[str, Any]]:
    """Cases by name, each with all that it inherits; those of ``file`` know the shipped ones.

    Raises
    ------
    SystemExit
        With every key, material, glazing and parent that is not known, or is missing.
    """
    data = tomllib.loads(CASES.read_text(encoding="utf-8"))
    known = set(data["cases"]["600"]) | OPTIONAL
    own = tomllib.loads(file.read_text(encoding="utf-8")) if file else data
    for part in ("materials", "glazings", "cases"):
        data[part] = {**data[part], **own.get(part, {})}
    faults: list[str] = []

    def whole(name: str, line: tuple[str, ...] = ()) -> dict[str, Any]:
        if name in line:
            faults.append(f"case {line[0]}: builds on itself")
            return {}
        if name not in data["cases"]:
            faults.append(f"case {line[-1]}: from {name!r}{_near(name, data['cases'])}")
            return {}
        case = dict(data["cases"][name])
        faults.extend(f"case {name}: key {key!r}{_near(key, known)}" for key in set(case) - known)
        parent = case.pop("from", None)
        return {**(whole(parent, (*line, name)) if parent else {}), **case}

    found = {name: whole(name) for name in own.get("cases", {})}
    for name, case in found.items():
        if not any(fault.startswith(f"case {name}:") for fault in faults):
            faults += [f"case {name}: {key} is missing" for key in known - OPTIONAL - set(case)]
        layers = [*case.get("wall", []), *case.get("roof", []), *case.get("floor", [])]
        for item in {*layers, *case.get("opaque", [])} - set(data["materials"]):
            faults.append(f"case {name}: material {item!r}{_near(item, data['materials'])}")
        glass = case.get("glazing", "")
        if glass and glass not in data["glazings"]:
            faults.append(f"case {name}: glazing {glass!r}{_near(glass, data['glazings'])}")
    if faults:
        raise SystemExit("\n".join(sorted(set(faults))))
    shared = {"materials": data["materials"], "glazings": data["glazings"]}
    return {name: {**case, **shared} for name, case in found.items()}


def _near(name: str, known: Any) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f" is not known; did you mean {near[0]!r}?" if near else " is not known"


@lru_cache
def _glass(panes: str, gap: float, gas: str) -> tuple[Optics, tuple[float, float, float], Pane]:
    """Optics, coefficients of the gap's conductance and the inner pane; ``panes`` as JSON."""
    made = [
        Pane(
            pane["thickness"],
            pane["transmittance"],
            reflectance=pane.get("reflectance"),
            reflectance_back=pane.get("reflectance_back"),
            emissivity_outside=pane.get("emissivity_outside", pane.get("emissivity")),
            emissivity_inside=pane.get("emissivity_inside", pane.get("emissivity")),
        )
        for pane in json.loads(panes)
    ]
    if len(made) == 1:  # both faces of one pane, with nothing between them but the glass
        between = (1e6, 0.0, 0.0)
    else:
        between = gap_conductance(gap, made[0].emissivity_inside, made[1].emissivity_outside, gas)
    return optics(made), between, made[-1]


def _lights(
    weather: xr.Dataset, shade: sunlight.Shade | None
) -> tuple[sunlight.Light, sunlight.Light]:
    """On the walls and the roof; on the windows under their shades."""
    walls = [sunlight.Plane(90.0, azimuth) for azimuth in SIDES.values()]
    bare = sunlight.light(weather, [*walls, sunlight.Plane(0.0, 0.0)])
    if shade is None:
        return bare, sunlight.Light(bare.direct[..., :4], bare.cosine[..., :4], bare.diffuse[:, :4])
    return bare, sunlight.light(
        weather, [sunlight.Plane(90.0, azimuth, shade) for azimuth in SIDES.values()]
    )


def run(case: dict[str, Any], weather: xr.Dataset, utc_offset: float) -> Outcome:
    """One case through the production kernel; ``utc_offset`` of the case's clock, hours."""
    glass = case["glazings"][case["glazing"]]
    optic, _, _ = _glass(json.dumps(glass["panes"]), glass.get("gap", 0.0), glass.get("gas", "air"))
    walls, windows = _lights(weather, _shade(case))
    incident = walls.incident()
    profiles = np.column_stack(
        [
            _schedule(case["heating"], -NEVER, utc_offset),
            _schedule(case["cooling"], NEVER, utc_offset),
            np.ones(8760),
            # the fan moves outdoor air, dense when it is cold
            _schedule([[*hours, 1.0] for hours in case["fan_hours"]], 0.0, utc_offset)
            * (ZONE_AIR_DEGC + films.KELVIN)
            / (weather["temp_air_degc"].to_numpy() + films.KELVIN),
        ]
    )
    around = Surroundings(
        temp_air=weather["temp_air_degc"].to_numpy(),
        sky_temperature=weather["sky_temperature_degc"].to_numpy(),
        wind_film=films.wind_film(weather["wind_speed_m_per_s"].to_numpy()),
        boundary=weather["temp_air_degc"].to_numpy()[:, None],
        sun=np.hstack([incident[:, :4], incident]),
        through=windows.through(optic),
        profiles=profiles,
        setpoints=(0, 1),
        comfort_limit=np.full(8760, 26.0),
        month=np.zeros(8760, int),
    )
    return simulate(
        zones(case, float(weather.attrs["altitude_m"])), around, Store(True, True), threads=1
    )


def zones(case: dict[str, Any], altitude_m: float) -> Zones:
    """One case as one zone."""
    east, north, height = case["size"]
    volume = east * north * height
    windows, opaque = (
        np.array([case[kind].get(side, 0.0) for side in SIDES])
        for kind in ("windows", "opaque_windows")
    )
    walls = np.array([east, north, east, north]) * height - windows - opaque
    area = np.array([[*walls, *opaque, east * north, east * north]])
    count = len(SLOTS)

    def layers(names: list[str]) -> Chain:
        return chain([Layer.of(*case["materials"][name]) for name in names])

    parts = [layers(case["wall"])] * 4 + [layers(case["opaque"])] * 4
    parts += [layers(case["roof"]), layers(case["floor"])]
    glass = case["glazings"][case["glazing"]]
    optic, between, pane = _glass(
        json.dumps(glass["panes"]), glass.get("gap", 0.0), glass.get("gas", "air")
    )
    transmitted, absorbed_outer, absorbed_inner = optic.diffuse()
    inside = np.full((1, count), case["absorptance_inside"])
    taken = transmitted + absorbed_outer + absorbed_inner
    # direct sun falls on the floor, diffuse light on all surfaces alike
    direct, diffuse = (
        inner_sun.shares(area, inside, lit, np.array([windows.sum()]), np.array([taken]))
        for lit in (np.eye(count)[[-1]], area / area.sum())
    )
    exchange = films.exchange(
        np.append(area, [[windows.sum()]], axis=1),
        np.array([[*[case["emissivity_inside"]] * count, pane.emissivity_inside]]),
    )
    kept = (absorbed_outer + absorbed_inner) / taken
    heat = _air_density(altitude_m, ZONE_AIR_DEGC) * AIR_HEAT
    one = np.ones(1)
    return Zones(
        slots=SLOTS,
        area=area,
        chains=Chain(
            np.array([[part.resistance for part in parts]]),
            np.array([[part.capacity for part in parts]]),
        ),
        absorptance=np.full((1, count), case["absorptance_outside"]),
        sunlit=np.ones((1, sum(slot.exposed for slot in SLOTS), 1)),
        emissivity=np.full((1, count), case["emissivity_outside"]),
        sky_share=np.array([[films.SKY_VERTICAL] * 8 + [films.SKY_HORIZONTAL, 0.0]]),
        outer_film=np.full((1, count), FLOOR_FILM),
        boundary_weight=np.ones((1, count)),
        boundary_constant=np.zeros((1, count)),
        direct_share=direct[0],
        diffuse_share=diffuse[0],
        window_area=one * windows.sum(),
        window_transmitting=windows[None, :],
        window_absorbing=windows[None, :],
        window_sunlit=np.ones((1, len(windows), 1)),
        window_gap=np.array([between]),
        window_panes=one
        * sum(item["thickness"] / Pane(0.0, 1.0).conductivity for item in glass["panes"]),
        window_emissivity=one
        * glass["panes"][0].get("emissivity_outside", glass["panes"][0].get("emissivity")),
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


def _references(file: Path) -> dict[str, dict[str, list[str]]]:
    data = json.loads(file.read_text(encoding="utf-8"))
    starts = {
        "heat": "Annual heating",
        "cool": "Annual cooling",
        "peak_heat": "Peak heating",
        "peak_cool": "Peak cooling",
        "highest": "Maximum temp",
        "lowest": "Minimum temp",
    }
    return {key: _table(data, start) for key, start in starts.items()}


def _found(name: str, outcome: Outcome) -> dict[str, float]:
    if name.endswith("FF") and outcome.air_degc is not None:
        return {
            "highest": float(outcome.air_degc.max()),
            "lowest": float(outcome.air_degc.min()),
        }
    return {
        "heat": outcome.heating_kwh[0] / 1000.0,
        "cool": outcome.cooling_kwh[0] / 1000.0,
        "peak_heat": outcome.peak_heating_kw[0],
        "peak_cool": outcome.peak_cooling_kw[0],
    }


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
    tables = _references(asked.references or asked.folder / "ashrae140_open_cases.json")
    counts = dict.fromkeys(("annual", "limits", "peaks", "free"), 0)
    asked_of = dict.fromkeys(counts, 0)
    errors: dict[str, list[float]] = {"heat": [], "cool": []}
    print(f"{'case':<6}{'quantity':<11}{'found':>8}{'low':>9}{'high':>8}  programs  limits")
    for name, case in cases(asked.cases).items():
        for key, value in _found(name, run(case, weather, offset)).items():
            row = tables[key].get(f"Case{name}")
            if row is None:
                print(f"{name:<6}{key:<11}{value:>8.3f}  no reference here")
                continue
            annual = key in ("heat", "cool")
            numbers = [float(item) for item in (row[2:8] if annual else row[0:12:2])]
            inside = min(numbers) - 1e-9 <= round(value, 3) <= max(numbers) + 1e-9
            kind = "annual" if annual else "free" if name.endswith("FF") else "peaks"
            counts[kind] += inside
            asked_of[kind] += 1
            verdict = ""
            if annual:
                low, high = float(row[0]), float(row[1])
                within = low - 1e-9 <= value <= high + 1e-9
                counts["limits"] += within
                asked_of["limits"] += 1
                verdict = f"  {'yes' if within else 'NO'}"
                if key == "cool" or max(numbers) > 0:
                    errors[key].append(value - float(np.mean(numbers)))
            print(
                f"{name:<6}{key:<11}{value:>8.3f}{min(numbers):>9.3f}{max(numbers):>8.3f}"
                f"  {'yes' if inside else 'NO':<8}{verdict}"
            )
    told = {
        key: f"{np.mean(np.abs(values)):.3f}" if values else "none"
        for key, values in errors.items()
    }
    print(
        f"annual_in_range={counts['annual']}/{asked_of['annual']} "
        f"annual_in_limits={counts['limits']}/{asked_of['limits']} "
        f"peaks_in_range={counts['peaks']}/{asked_of['peaks']} "
        f"free_float={counts['free']}/{asked_of['free']} "
        f"mae_heat_mwh={told['heat']} mae_cool_mwh={told['cool']}"
    )


if __name__ == "__main__":
    main()
