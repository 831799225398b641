"""One building-year of this model and of pybuildingenergy (EURAC), told the same.

The building is a box of which every input of one program has its twin in the other: areas,
U-values, capacities, glass, gains, air change, set-points on the air temperature, the shares of
gains and sun that go to the air, the capacity of air and furniture, and the weather file. The floor
is adiabatic, so that no model of the ground takes part.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
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
    Surroundings,
    Zones,
    chain,
    films,
    gap_of,
    inner_sun,
    optics,
    simulate,
    sunlight,
)
from zeneville.demand.zone.glazing import GLASS_EMISSIVITY

WEATHER = Path("../shared/data/weather/BEL_VLG_Uccle.064470_TMYx.2007-2021.epw")
SIDES = {"N": 0.0, "E": 90.0, "S": 180.0, "W": 270.0}
BOX = {
    "side_m": 10.0,
    "height_m": 3.0,
    "windows_m2": {"N": 2.0, "E": 2.0, "S": 6.0, "W": 2.0},
    "u_wall": 0.30,
    "u_roof": 0.25,
    "u_floor": 0.30,
    "u_window": 1.4,
    "g_window": 0.6,
    "capacity_j_per_m2k": 175000.0,
    "absorptance": 0.5,
    "heating_degc": 20.0,
    "cooling_degc": 26.0,
    "gains_w_per_m2": 4.0,
    "air_changes": 0.5,
    "gains_convective": 0.4,
    "sun_convective": 0.1,
    "inside_j_per_m2k": 10000.0,
}
#: surface resistances under which the U-values are declared, EN ISO 6946: outside, and inside
#: horizontally, upwards, downwards
FILM_OUT, FILM_IN, FILM_IN_UP, FILM_IN_DOWN = 0.04, 0.13, 0.10, 0.17
AIR_J_PER_M3K = 1.2 * 1006.0
#: films of the peer that follow temperatures and wind, as ours do
DYNAMIC = {
    "internal_convection_model": "tarp",
    "external_convection_model": "doe2",
    "external_radiation_model": "dynamic",
}
WHY = (
    "What differs: the peer as it is has the constant films of EN ISO 52016-1 and a sky 11 K below",
    "the air; with its dynamic films it follows temperatures, wind and its own sky formula; ours",
    "takes TARP and MoWiTT films and the sky radiation of the weather file. Sun through glass: the",
    "peer's constant 0.9 for the angle and ISO 52010 light, ours Fresnel by angle and Perez light.",
)
INSTALL = (
    "{python} has no pybuildingenergy: it comes with the extra benchmarks, or apart:\n"
    "  python -m venv peer && peer/bin/pip install pybuildingenergy\n"
    "and give its interpreter: --peer-python peer/bin/python"
)
SCRIPT = """
import contextlib, json, os, sys, time
asked = json.load(sys.stdin)
with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing):
    with contextlib.redirect_stderr(nothing):
        from pybuildingenergy import ISO52016, __version__
        runs = []
        for options in asked["runs"]:
            weather = [0.0]
            read = ISO52016.Weather_data_bui
            def timed(*args, **kwargs):
                start = time.process_time()
                try:
                    return read(*args, **kwargs)
                finally:
                    weather[0] += time.process_time() - start
            ISO52016.Weather_data_bui = staticmethod(timed)
            start = time.process_time()
            hourly, _ = ISO52016.Temperature_and_Energy_needs_calculation(
                json.loads(json.dumps(asked["building"])), weather_source="epw",
                path_weather_file=asked["weather"], hvac_control_variable="air", **options)[:2]
            spent = time.process_time() - start
            ISO52016.Weather_data_bui = read
            runs.append({"seconds": spent, "weather_seconds": weather[0],
                         "heat_kwh": float(hourly["Q_H"].sum()) / 1e3,
                         "cool_kwh": float(hourly["Q_C"].sum()) / 1e3,
                         "sun_kwh": float(hourly["Q_solar_gains"].sum()) / 1e3,
                         "peak_kw": float(hourly["Q_H"].max()) / 1e3})
print(json.dumps({"version": __version__, "runs": runs}))
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the comparison."""
    parser.add_argument("--weather", type=Path, default=WEATHER, help="EPW file of the comparison")
    parser.add_argument(
        "--peer-python", default=sys.executable, help="interpreter that has the other program"
    )


def building() -> dict[str, Any]:
    """The box as the peer is told it."""
    floor = BOX["side_m"] ** 2

    def opaque(name: str, area: float, azimuth: float, tilt: float, sky: float, u: float) -> dict:
        return {
            "name": name,
            "type": "opaque",
            "area": area,
            "sky_view_factor": sky,
            "u_value": u,
            "solar_absorptance": BOX["absorptance"],
            "thermal_capacity": BOX["capacity_j_per_m2k"],
            "orientation": {"azimuth": azimuth, "tilt": tilt},
            "name_adj_zone": None,
        }

    surfaces = [opaque("Roof", floor, 0.0, 0.0, 1.0, BOX["u_roof"])]
    wall = BOX["side_m"] * BOX["height_m"]
    for side, azimuth in SIDES.items():
        glass = BOX["windows_m2"][side]
        surfaces.append(opaque(f"Wall {side}", wall - glass, azimuth, 90.0, 0.5, BOX["u_wall"]))
        surfaces.append(
            {
                "name": f"Window {side}",
                "type": "transparent",
                "area": glass,
                "sky_view_factor": 0.5,
                "u_value": BOX["u_window"],
                "g_value": BOX["g_window"],
                "frame_area_fraction": 0.0,
                "height": 1.0,
                "width": glass,
                "parapet": 0.9,
                "orientation": {"azimuth": azimuth, "tilt": 90.0},
                "shading": False,
                "name_adj_zone": None,
            }
        )
    bottom = opaque("Slab", floor, 0.0, 180.0, 0.0, BOX["u_floor"])
    surfaces.append({**bottom, "type": "adiabatic", "boundary": "ADIABATIC"})
    always = {"weekday": [1.0] * 24, "weekend": [1.0] * 24}
    return {
        "building": {
            "name": "box",
            "azimuth_relative_to_true_north": 0.0,
            "latitude": 50.8,
            "longitude": 4.36,
            "exposed_perimeter": 4.0 * BOX["side_m"],
            "height": BOX["height_m"],
            "wall_thickness": 0.35,
            "n_floors": 1,
            "building_type_class": "Residential_apartment",
            "adj_zones_present": False,
            "number_adj_zone": 0,
            "net_floor_area": floor,
            "zone_volume_m3": floor * BOX["height_m"],
            "construction_class": "class_d",
        },
        "adjacent_zones": [],
        "building_surface": surfaces,
        "units": {"area": "m2", "u_value": "W/m2K"},
        "building_parameters": {
            "temperature_setpoints": {
                "heating_setpoint": BOX["heating_degc"],
                "heating_setback": BOX["heating_degc"],
                "cooling_setpoint": BOX["cooling_degc"],
                "cooling_setback": BOX["cooling_degc"],
            },
            "system_capacities": {"heating_capacity": 1e7, "cooling_capacity": 1e7},
            "airflow_rates": {"infiltration_rate": BOX["air_changes"]},
            "ventilation": {
                "components": [
                    {
                        "name": "air change",
                        "ventilation_type": "constant_ach",
                        "air_changes_per_hour": BOX["air_changes"],
                        "source_temperature": "outdoor",
                    }
                ]
            },
            "internal_gains": [
                {"name": "occupants", "full_load": BOX["gains_w_per_m2"], **always},
                {"name": "appliances", "full_load": 0.0, **always},
                {"name": "lighting", "full_load": 0.0, **always},
            ],
            "construction": {"wall_thickness": 0.35, "thermal_bridge_heat_W_K": 0.0},
            "climate_parameters": {"coldest_month": 1},
            "heating_profile": always,
            "cooling_profile": always,
            "ventilation_profile": always,
        },
    }


def zone(weather: xr.Dataset) -> tuple[Zones, Surroundings]:
    """The box as ours is told it: one homogeneous layer an element."""
    floor = BOX["side_m"] ** 2
    windows = np.array([BOX["windows_m2"][side] for side in SIDES])
    walls = BOX["side_m"] * BOX["height_m"] - windows
    area = np.array([[*walls, floor, floor]])
    slots = (
        *(Slot(f"wall {side}", "wall", True, films.ROUGHNESS["rough"]) for side in SIDES),
        Slot("roof", "ceiling", True, films.ROUGHNESS["rough"]),
        Slot("floor", "floor", False),
    )
    inside = [FILM_IN] * 4 + [FILM_IN_UP, FILM_IN_DOWN]
    u = [BOX["u_wall"]] * 4 + [BOX["u_roof"], BOX["u_floor"]]
    made = [
        chain([Layer(1.0 / value - FILM_OUT - film, BOX["capacity_j_per_m2k"])])
        for value, film in zip(u, inside, strict=True)
    ]
    glass = optics([Pane(0.004, 0.83), Pane(0.004, 0.83)])
    transmitted, outer, inner = glass.diffuse()
    absorptance = np.full((1, 6), BOX["absorptance"])
    taken = np.array([transmitted + outer + inner])
    direct, diffuse = (
        inner_sun.shares(area, absorptance, lit, np.array([windows.sum()]), taken)
        for lit in (np.array([[0.0] * 5 + [1.0]]), area / area.sum())
    )
    exchange = films.exchange(
        np.append(area, [[windows.sum()]], axis=1), np.array([[0.9] * 6 + [GLASS_EMISSIVITY]])
    )
    one, kept = np.ones(1), 1.0 - transmitted / taken
    volume = floor * BOX["height_m"]
    sky = np.array([[films.SKY_VERTICAL] * 4 + [films.SKY_HORIZONTAL, 0.0]])
    in_fabric = 1.0 - BOX["sun_convective"]
    zones = Zones(
        slots=slots,
        area=area,
        chains=Chain(
            np.array([[part.resistance for part in made]]),
            np.array([[part.capacity for part in made]]),
        ),
        absorptance=absorptance,
        sunlit=np.ones((1, 5, 1)),
        emissivity=np.full((1, 6), 0.9),
        sky_share=sky,
        outer_film=np.zeros((1, 6)),
        boundary_weight=np.zeros((1, 6)),
        boundary_constant=np.zeros((1, 6)),
        direct_share=in_fabric * direct[0],
        diffuse_share=in_fabric * diffuse[0],
        window_area=one * windows.sum(),
        window_transmitting=windows[None, :] * BOX["g_window"] / float(glass.transmitted[0]),
        window_absorbing=np.zeros((1, 4)),
        window_sunlit=np.ones((1, 4, 1)),
        window_gap=np.array([[*gap_of([BOX["u_window"]]), 0.0, 0.0]]),
        window_panes=0.0 * one,
        window_emissivity=GLASS_EMISSIVITY * one,
        window_sky_share=films.SKY_VERTICAL * one,
        window_direct_share=in_fabric * direct[1] * kept,
        window_diffuse_share=in_fabric * diffuse[1] * kept,
        air_constant=one * BOX["air_changes"] * volume * AIR_J_PER_M3K / 3600.0,
        air_scheduled=0.0 * one,
        air_opened=0.0 * one,
        open_above=1e4 * one,
        capacity=one * BOX["inside_j_per_m2k"] * floor,
        sun_to_air=one * BOX["sun_convective"],
        gains_radiant=one * (1.0 - BOX["gains_convective"]),
        power_heat=one * 1e7,
        power_cool=one * 1e7,
        operative=0.0 * one,
        exchange=exchange[:, :-1],
        window_exchange=exchange[:, -1],
        gain_scale=one * BOX["gains_w_per_m2"] * floor,
        profile_heat=np.array([0]),
        profile_cool=np.array([1]),
        profile_gain=np.array([2]),
        profile_air=np.array([2]),
    )
    planes = [sunlight.Plane(90.0, azimuth) for azimuth in SIDES.values()]
    light = sunlight.light(weather, [*planes, sunlight.Plane(0.0, 0.0)])
    sides = sunlight.Light(light.direct[..., :4], light.cosine[..., :4], light.diffuse[:, :4])
    hours = len(weather["time"])
    return zones, Surroundings(
        temp_air=weather["temp_air_degc"].to_numpy(),
        sky_temperature=weather["sky_temperature_degc"].to_numpy(),
        wind_film=films.wind_film(weather["wind_speed_m_per_s"].to_numpy()),
        boundary=np.zeros((hours, 1)),
        sun=light.incident(),
        through=sides.through(glass),
        profiles=np.tile([BOX["heating_degc"], BOX["cooling_degc"], 1.0], (hours, 1)),
        setpoints=(0, 1),
        comfort_limit=np.full(hours, 26.0),
        month=np.zeros(hours, int),
    )


def ask(python: str, weather: Path) -> dict[str, Any]:
    """Runs of the peer in a process of its own, with its films as they are and as ours."""
    order = {"building": building(), "weather": str(weather.resolve()), "runs": [{}, DYNAMIC]}
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    alone.pop("PYTHONPATH", None)
    told = subprocess.run(
        [python, "-c", SCRIPT], input=json.dumps(order), capture_output=True, text=True, env=alone
    )
    if "No module named 'pybuildingenergy'" in told.stderr:
        raise SystemExit(INSTALL.format(python=python))
    if told.returncode:
        raise SystemExit(f"pybuildingenergy failed:\n{told.stderr[-2000:]}")
    return dict(json.loads(told.stdout.splitlines()[-1]))


def compare(asked: argparse.Namespace) -> None:
    """Print both programs side by side and the line of figures."""
    start = time.process_time()
    zones, around = zone(weather_stage.read(asked.weather, 2026))
    ready = time.process_time() - start
    simulate(zones, around, threads=1)  # compiles
    best = np.inf
    for _ in range(asked.repeat):
        start = time.process_time()
        ours = simulate(zones, around, threads=1)
        best = min(best, time.process_time() - start)
    peer = ask(asked.peer_python, asked.weather)
    light = around.through[:, :4] + around.through[:, 4:8]
    let_in = float((light @ zones.window_transmitting[0]).sum()) / 1000.0
    _table(ours, peer, ready + best, best, let_in)
    standard, _ = peer["runs"]
    alone = standard["seconds"] - standard["weather_seconds"]
    floor = BOX["side_m"] ** 2
    print(
        f"ratio={alone / best:.0f} ours_microseconds={1e6 * best:.0f} peer_seconds={alone:.2f} "
        f"ours_kwh_per_m2={ours.heating_kwh[0] / floor:.2f} "
        f"peer_kwh_per_m2={standard['heat_kwh'] / floor:.2f} "
        f"ratio_with_weather={standard['seconds'] / (ready + best):.0f} "
        f"peer_version={peer['version']}"
    )


def _table(ours: Outcome, peer: dict[str, Any], whole: float, alone: float, let_in: float) -> None:
    standard, dynamic = peer["runs"]
    columns = {
        "ours": (
            whole,
            alone,
            ours.heating_kwh[0],
            ours.cooling_kwh[0],
            ours.peak_heating_kw[0],
            let_in,
        ),
        **{
            name: (
                run["seconds"],
                run["seconds"] - run["weather_seconds"],
                run["heat_kwh"],
                run["cool_kwh"],
                run["peak_kw"],
                run["sun_kwh"],
            )
            for name, run in (("peer", standard), ("peer, dynamic", dynamic))
        },
    }
    rows = (
        "CPU s, from weather file",
        "CPU s, simulation alone",
        "heating kWh",
        "cooling kWh",
        "peak heating kW",
        "sun through glass kWh",
    )
    print("box of 100 m2, one year, one run each; same inputs, see benchmarks/peer.py")
    print(f"{'':<26}" + "".join(f"{name:>16}" for name in columns))
    for place, label in enumerate(rows):
        print(f"{label:<26}" + "".join(f"{values[place]:>16.4f}" for values in columns.values()))
    for line in WHY:
        print(line)


if __name__ == "__main__":
    raise SystemExit("run python -m benchmarks.thermal --vs pybuildingenergy")
