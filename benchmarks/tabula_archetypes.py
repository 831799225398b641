"""Building archetypes of the TABULA table: their heat transfer, gains, and envelope dataset."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

from zeneville.demand import seasonal

AIR_WH_PER_M3K = 0.34
#: columns of windows and irradiation by side; the sides of the hourly model, then lying windows
SIDES = {"North": "vert", "East": "vert", "South": "vert", "West": "vert", "Horizontal": "hor"}
OPAQUE = {
    "wall": ("Wall_1", "Wall_2", "Wall_3", "Door_1"),
    "roof": ("Roof_1", "Roof_2"),
    "floor": ("Floor_1", "Floor_2"),
    "window": ("Window_1", "Window_2"),
}


@dataclass(frozen=True)
class Part:
    """All elements of one kind: m2, mean declared W/(m2 K), and the mean that counts, with what
    unheated spaces add and the factor of the boundary's temperature."""

    area: np.ndarray
    declared: np.ndarray
    effective: np.ndarray


def read(path: Path) -> pd.DataFrame:
    """The forty French archetypes as built; other stocks of the table are left out."""
    table = pd.read_csv(path)
    chosen = table["Code_BuildingVariant"].str.fullmatch(r"FR\.N\.\w+\.\d+\.Gen\.ReEx\.001\.001")
    return table[chosen].reset_index(drop=True)


def column(table: pd.DataFrame, name: str, missing: float) -> np.ndarray:
    """A column as floats; columns that the table lacks mean the same for all."""
    if name not in table:
        return np.full(len(table), missing)
    return table[name].to_numpy(dtype=float)


def part(table: pd.DataFrame, kind: str) -> Part:
    """Area-weighted means over the elements of a kind."""
    area, declared, effective = (np.zeros(len(table)) for _ in range(3))
    for name in OPAQUE[kind]:
        size, u = column(table, f"A_{name}", 0.0), column(table, f"U_{name}", 0.0)
        more = column(table, f"R_Add_UnheatedSpace_{name}", 0.0)
        factor = column(table, f"b_Transmission_{name}", 1.0)
        area += size
        declared += size * u
        effective += size * factor * u / (1.0 + u * more)
    return Part(area, declared / area, effective / area)


def parts(table: pd.DataFrame) -> dict[str, Part]:
    """Every kind of element."""
    return {kind: part(table, kind) for kind in OPAQUE}


def floor(table: pd.DataFrame) -> np.ndarray:
    """Reference floor area, m2."""
    return column(table, "A_C_Ref", 0.0)


def bridges(table: pd.DataFrame) -> np.ndarray:
    """Thermal bridges, W/K: an addition to the U-value of the whole envelope."""
    envelope = sum(item.area for item in parts(table).values())
    return column(table, "delta_U_ThermalBridging", 0.0) * envelope


def transmission(table: pd.DataFrame) -> np.ndarray:
    """W/(K m2 floor)."""
    elements = sum(item.area * item.effective for item in parts(table).values())
    return (elements + bridges(table)) / floor(table)


def ventilation(table: pd.DataFrame) -> np.ndarray:
    """W/(K m2 floor): use and leakage."""
    changes = column(table, "n_air_use", 0.0) + column(table, "n_air_infiltration", 0.0)
    return AIR_WH_PER_M3K * changes * column(table, "h_room", 0.0)


def glass(table: pd.DataFrame) -> np.ndarray:
    """Mean solar factor at normal incidence."""
    windows = {name: column(table, f"A_{name}", 0.0) for name in OPAQUE["window"]}
    let_in = sum(size * column(table, f"g_gl_n_{name}", 0.0) for name, size in windows.items())
    return let_in / sum(windows.values())


def openings(table: pd.DataFrame) -> np.ndarray:
    """(N, 5) m2 per side: windows less frames and shade, times their solar factor."""
    left = (1.0 - column(table, "F_f", 0.0)) * glass(table)
    return np.column_stack(
        [
            column(table, f"A_Window_{side}", 0.0) * column(table, f"F_sh_{way}", 1.0) * left
            for side, way in SIDES.items()
        ]
    )


def irradiation(table: pd.DataFrame) -> np.ndarray:
    """(N, 5) kWh/m2 over the heating season."""
    return np.column_stack(
        [column(table, f"I_Sol_{'Hor' if side == 'Horizontal' else side}", 0.0) for side in SIDES]
    )


def reduction(table: pd.DataFrame) -> np.ndarray:
    """Factor on the temperature difference."""
    return seasonal.reduction(
        transmission(table), column(table, "F_red_htr1", 1.0), column(table, "F_red_htr4", 1.0)
    )


def seasonal_balance(table: pd.DataFrame, factor: np.ndarray | float) -> seasonal.Balance:
    """TABULA's balance of the season, with ``factor`` on the temperature difference."""
    days = column(table, "HeatingDays", 0.0)
    difference = column(table, "theta_i", 0.0) - column(table, "Theta_e", 0.0)
    solar = (openings(table) * irradiation(table)).sum(axis=1) * column(table, "F_w", 1.0)
    internal = seasonal.KWH_PER_W_DAY * column(table, "phi_int", 0.0) * days
    # the time constant knows no reduction, so losses take it with the degree days
    return seasonal.balance(
        transmission(table) + ventilation(table),
        difference * days * factor,
        solar / floor(table) + internal,
        column(table, "c_m", 0.0),
    )


def over_cellar(table: pd.DataFrame) -> np.ndarray:
    """(N,) whether most of the floor has the resistance that the table gives unheated spaces."""
    spaces = sum(
        column(table, f"A_{name}", 0.0) * (column(table, f"R_Add_UnheatedSpace_{name}", 0.0) > 0.0)
        for name in OPAQUE["floor"]
    )
    return spaces > 0.5 * part(table, "floor").area


def envelope(table: pd.DataFrame) -> xr.Dataset:
    """Dataset of the stock stage's layout, one package.

    The table has no wall orientations: walls are split evenly. Doors count as wall, lying windows
    are spread over the sides (their sun is not). Walls and roofs have the transmittance with
    what unheated spaces add, so that all roofs go without an attic; floors have the declared one,
    for a model that knows what is under them.
    """
    have = parts(table)
    count = len(table)
    wall = np.repeat(have["wall"].area[:, None] / 4.0, 4, axis=1)
    window = np.column_stack([column(table, f"A_Window_{side}", 0.0) for side in SIDES])
    window = window[:, :4] + window[:, 4:] / 4.0
    height = column(table, "n_Storey", 1.0) * column(table, "h_room", 0.0)
    volume = floor(table) * column(table, "h_room", 0.0)
    air = column(table, "n_air_use", 0.0) + column(table, "n_air_infiltration", 0.0)
    per_building = {
        "floor_area_m2": have["floor"].area,
        "heated_area_m2": floor(table),
        "roof_area_m2": have["roof"].area,
        "party_wall_area_m2": np.zeros(count),
        "facade_m2": wall.sum(axis=1) + window.sum(axis=1),
        "height_m": height,
        "volume_m3": volume,
        "envelope_area_m2": sum(item.area for item in have.values()),
        "roof_flat": np.ones(count),
        "under_floor": np.where(over_cellar(table), "cellar", "ground"),
    }
    per_package = {
        "u_wall_before_w_per_m2k": have["wall"].effective,
        "u_wall_w_per_m2k": have["wall"].effective,
        "u_roof_w_per_m2k": have["roof"].effective,
        "u_floor_w_per_m2k": have["floor"].declared,
        "u_window_w_per_m2k": have["window"].effective,
        "g_window": glass(table),
        "thermal_bridges_w_per_k": bridges(table),
        "ventilation_m3_per_h": air * volume,
        "heat_recovery": np.zeros(count),
        "infiltration_q4pa_m3_per_h_m2": np.zeros(count),
        "insulated_outside": np.zeros(count),
        "insulated_biobased": np.zeros(count),
    }
    return xr.Dataset(
        {
            "wall_area_m2": (("building", "orientation"), wall),
            "window_area_m2": (("building", "orientation"), window),
            **{name: ("building", values) for name, values in per_building.items()},
            **{
                name: (("building", "package"), values[:, None])
                for name, values in per_package.items()
            },
        },
        coords={"building": table["Code_BuildingVariant"].to_numpy(dtype=str)},
    )
