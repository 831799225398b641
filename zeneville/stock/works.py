"""What each package costs in each building, element by element, as paid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import xarray as xr

Array = np.ndarray[Any, Any]

ELEMENTS = ("roof", "walls", "floor", "windows", "ventilation", "airtightness")


def cost(
    envelope: xr.Dataset,
    changed: dict[str, Array],
    flat_roof: Array,
    figures: Any,
    annuity: Callable[[float], float],
    vat_recovered: bool,
) -> xr.Dataset:
    """Investment and annuity over building, package and element.

    Parameters
    ----------
    changed
        Masks (B, P): ``roof``, ``floor``, ``window``, ``wall_inside``, ``wall_outside``,
        ``thick`` (U 0.13), ``triple``, ``hygro_b``, ``balanced``, ``airtight``, ``bridges``,
        ``biobased``.
    """
    value = figures.value
    homes = np.maximum(envelope["dwellings"].to_numpy(), 1.0)[:, None]
    residential = envelope["residential"].to_numpy()[:, None]
    block = envelope["dwellings"].to_numpy()[:, None] > 2
    area = {name: envelope[f"{name}_area_m2"].to_numpy()[:, None] for name in ("roof", "floor")}
    wall = envelope["wall_area_m2"].sum("orientation").to_numpy()[:, None]
    window = envelope["window_area_m2"].sum("orientation").to_numpy()[:, None]
    skin = wall + window + area["roof"]
    outside = np.where(block, value("cost_ite_render_collective"), value("cost_ite_render_house"))
    thick = 1.0 + value("stock_thick_insulation_adder") * changed["thick"]
    bridges = value("stock_treated_bridges_per_m2") * changed["bridges"]
    net = {
        "roof": changed["roof"]
        * area["roof"]
        * np.where(flat_roof[:, None], value("cost_flat_roof"), value("cost_attic_blown")),
        "walls": wall
        * (
            changed["wall_outside"] * (outside * thick + bridges)
            + changed["wall_inside"]
            * ((value("cost_iti_house") + value("stock_inside_refit")) * thick + bridges)
        ),
        "floor": changed["floor"] * area["floor"] * value("cost_floor_underside"),
        "windows": changed["window"]
        * window
        * value("cost_window_pvc_dv")
        * (1.0 + value("cost_window_triple_extra") * changed["triple"]),
        "ventilation": homes
        * (
            changed["hygro_b"] * value("cost_vmc_hygroB_indiv")
            + changed["balanced"] * value("cost_vmc_df_indiv")
        ),
        "airtightness": changed["airtight"]
        * (skin * value("stock_airtightness_works") + homes * value("cost_airtightness_test")),
    }
    premium = 1.0 + value("biobased_cost_premium") * changed["biobased"]
    vat = np.where(residential, value("vat_reno"), 0.0 if vat_recovered else value("vat_standard"))
    paid = premium * (1.0 + vat) * (1.0 + value("cost_fees_contingency"))
    by_element = np.stack([net[name] * paid for name in ELEMENTS], axis=-1)
    life = {"windows": value("life_windows"), "ventilation": value("life_ventilation")}
    yearly = np.array([annuity(life.get(name, value("life_insulation"))) for name in ELEMENTS])
    renewal = (~changed["window"].astype(bool)) * window * value("cost_window_pvc_dv") * (1 + vat)
    like_for_like = renewal * annuity(value("life_windows"))
    investment = by_element.sum(axis=-1)
    dims = ("building", "package")
    carbon = 0.5 * value("carbon_glasswool_R5") + 0.5 * value("carbon_eps_R5")
    green = value("carbon_woodfibre_R5")
    insulated = (
        changed["roof"] * area["roof"]
        + changed["floor"] * area["floor"]
        + (changed["wall_outside"] + changed["wall_inside"]) * wall
    )
    return xr.Dataset(
        {
            "element_investment_eur": ((*dims, "element"), by_element),
            "investment_eur": (dims, investment),
            "annuity_eur_per_year": (dims, by_element @ yearly + like_for_like),
            "like_for_like_eur_per_year": (dims, like_for_like),
            "non_energy_eur": (dims, investment * value("cost_non_energy_adder")),
            "embodied_kgco2": (
                dims,
                insulated * np.where(changed["biobased"].astype(bool), green, carbon),
            ),
        },
        coords={**envelope.coords, "element": list(ELEMENTS)},
    )
