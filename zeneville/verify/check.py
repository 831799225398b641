"""The independent check of a stored plan: balances, capacities, masks, costs, rows, bound.

It shares no code with the model: it reads ``plan.nc`` by names and counts everything anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr

from zeneville.verify import labels, meters
from zeneville.verify import prices as restated
from zeneville.verify.bound import recompute
from zeneville.verify.kept import Kept

#: kWh an hour, per building of the district
HOURLY_TOLERANCE = 1e-6
RELATIVE_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Report:
    """What the check found: ``refusals`` are reasons not to believe the plan."""

    refusals: tuple[str, ...]
    counted: dict[str, float]
    bound_verified: bool

    @property
    def verified(self) -> bool:
        """True when nothing was refused, the bound included."""
        return not self.refusals and self.bound_verified

    def lines(self) -> tuple[str, ...]:
        """What was checked, with figures, for people."""
        told = [f"{name}: {value + 0.0:,.2f}" for name, value in self.counted.items()]
        return tuple([*self.refusals, *told])


def check(plan: xr.Dataset | Kept, prices: bool = False) -> Report:
    """Check a stored plan.

    Parameters
    ----------
    plan
        The dataset of ``plan.nc``.
    prices
        Count the prices of every design anew from the catalogue, too. A bare decision problem
        has prices without a catalogue; a plan of a case always has one.
    """
    plan = Kept(plan)
    refusals: list[str] = _lacking(plan)
    if refusals:
        return Report(tuple(refusals), {}, False)
    if prices:
        refusals += restated.differences(plan)
        refusals += labels.refusals(plan)
    scale = HOURLY_TOLERANCE * max(1, plan.sizes["building"])
    net, own = _buildings(plan, refusals)
    _hours(plan, net, scale, refusals)
    _battery(plan, scale, refusals)
    counted = _totals(plan, own, refusals)
    bound = recompute(plan)
    counted["bound_eur_per_year"] = bound
    claimed = float(plan["bound_eur_per_year"])
    close = RELATIVE_TOLERANCE * max(1.0, abs(bound))
    bound_verified = bool(np.isfinite(claimed) and claimed <= bound + close)
    if not bound_verified:
        refusals.append(
            f"the bound {claimed:,.2f} EUR/year is above what its duals give, {bound:,.2f}"
        )
    if claimed > float(plan["objective_eur_per_year"]) * (1 + 1e-9) + 1e-3:
        refusals.append("the bound is above the cost of the plan")
    return Report(tuple(refusals), counted, bound_verified)


NEEDED = (
    "chosen_package",
    "chosen_heater",
    "chosen_pv_option",
    "bought_kwh",
    "charged_kwh",
    "exchanged_kwh",
    "shared_kwh",
    "sold_kwh",
    "field_local_kwh",
    "field_sold_kwh",
    "charge_kwh",
    "discharge_kwh",
    "level_kwh",
    "field_kwp",
    "battery_kwh",
    "battery_kw",
    "objective_eur_per_year",
    "bound_eur_per_year",
    "energy_balance_kwh_per_year",
    "co2_kg_per_year",
    "investment_eur",
    "dual_community",
    "dual_stored",
    "dual_imported",
    "dual_exported",
    "dual_balance",
    "dual_co2",
    "dual_invest",
    "weight",
    "need_kwh",
    "ventilation_extra_kw",
    "tank_loss_kw",
    "pv_kwh",
)


def _lacking(plan: Kept) -> list[str]:
    refusals = [f"the stored plan lacks {name}" for name in NEEDED if name not in plan]
    for name in NEEDED:
        if name in plan and plan[name].dtype.kind == "f" and not np.isfinite(plan[name]).all():
            refusals.append(f"{name} is not finite everywhere")
    if not refusals and abs(float(plan["weight"].sum()) - 8760.0) > 1e-6:
        refusals.append(f"the hours weigh {float(plan['weight'].sum()):,.3f}, not 8760")
    return refusals


def _buildings(plan: Kept, refusals: list[str]) -> tuple[np.ndarray, dict[str, float]]:
    """Net load (B, T) and the sums of yearly figures; masks checked on the way."""
    net = np.empty((plan.sizes["building"], plan.sizes["hour"]))
    sums = {"cost": 0.0, "balance": 0.0, "co2": 0.0, "investment": 0.0, "fuel_kwh": 0.0}
    for b, name in enumerate(plan["building"].values):
        p = int(plan["chosen_package"].values[b])
        j = int(plan["chosen_heater"].values[b])
        v = int(plan["chosen_pv_option"].values[b])
        if not (
            0 <= p < plan.sizes["package"]
            and 0 <= j < plan.sizes["heater"]
            and 0 <= v < plan.sizes["pv_option"]
        ):
            refusals.append(f"building {name}: its design is not in the menu")
            net[b] = 0.0
            continue
        if not plan["package_allowed"].values[b, p]:
            refusals.append(f"building {name}: package {plan['package'].values[p]} is not allowed")
        if not plan["heater_allowed"].values[b, p, j]:
            refusals.append(f"building {name}: heater {plan['heater'].values[j]} is not allowed")
        if not plan["pv_allowed"].values[b, v]:
            refusals.append(f"building {name}: photovoltaic option {v} is not allowed")
        net[b] = meters.consumption(plan, b, p, j) - plan["pv_kwh"].values[b, v].astype(float)
        for key, value in meters.yearly(plan, b, p, j).items():
            sums[key] += value
        sums["cost"] += float(plan["pv_cost"].values[b, v])
        sums["investment"] += float(plan["pv_investment"].values[b, v])
    return net, sums


def _over(values: np.ndarray, scale: float) -> tuple[int, float]:
    flat = np.ravel(values)
    return int((flat > scale).sum()), float(flat.max(initial=0.0))


def _refuse(refusals: list[str], what: str, excess: np.ndarray, scale: float) -> None:
    count, worst = _over(excess, scale)
    if count:
        refusals.append(f"{what} in {count} hours, by up to {worst:,.6g} kWh")


def _hours(plan: Kept, net: np.ndarray, scale: float, refusals: list[str]) -> None:
    flows = {
        name: plan[name].values
        for name in (
            "bought_kwh",
            "charged_kwh",
            "exchanged_kwh",
            "shared_kwh",
            "sold_kwh",
            "field_local_kwh",
            "field_sold_kwh",
            "charge_kwh",
            "discharge_kwh",
            "level_kwh",
        )
    }
    for name, values in flows.items():
        _refuse(refusals, f"{name} is negative", -values, scale)
    drawn = np.where(net > 0.0, net, 0.0).sum(axis=0)
    _refuse(
        refusals,
        "buildings draw more than they buy and receive",
        drawn - flows["bought_kwh"] - flows["exchanged_kwh"],
        scale,
    )
    option = plan["chosen_pv_option"].values.astype(int)
    option = np.clip(option, 0, plan.sizes["pv_option"] - 1)
    classes = plan["pv_class"].values[np.arange(len(option)), option]
    for c, name in enumerate(plan["feed_in_class"].values):
        spare = np.where(net[classes == c] < 0.0, -net[classes == c], 0.0).sum(axis=0)
        given = flows["shared_kwh"][c] + flows["sold_kwh"][c]
        _refuse(refusals, f"class {name} gives more than its surplus", given - spare, scale)
    local = flows["field_local_kwh"].sum(axis=0) + flows["shared_kwh"].sum(axis=0)
    supply = local + flows["discharge_kwh"] + flows["charged_kwh"]
    _refuse(
        refusals,
        "the community uses more than it has",
        flows["charge_kwh"] + flows["exchanged_kwh"] - supply,
        scale,
    )
    size = plan["field_kwp"].values
    produced = size[:, None] * plan["asset_kwh"].values
    used = flows["field_local_kwh"] + flows["field_sold_kwh"]
    _refuse(refusals, "a field gives more than it produces", used - produced, scale)
    if (size > plan["asset_max"].values * (1 + 1e-9) + 1e-6).any() or (size < -1e-9).any():
        refusals.append("a field is larger than its site or negative")
    imported = flows["bought_kwh"] + flows["charged_kwh"]
    exported = flows["sold_kwh"].sum(axis=0) + flows["field_sold_kwh"].sum(axis=0)
    transformer, peak = float(plan["transformer_kw"]), float(plan["winter_peak_kw"])
    export = float(plan["export_kw"]) if "export_kw" in plan else np.nan
    if not np.isnan(transformer):
        _refuse(refusals, "import above the transformer", imported - transformer, scale)
        _refuse(refusals, "export above the transformer", exported - transformer, scale)
    if not np.isnan(export):
        _refuse(refusals, "export above its limit", exported - export, scale)
    if not np.isnan(peak):
        cold = plan["winter"].values.astype(bool)
        _refuse(refusals, "import above the winter peak", imported[cold] - peak, scale)


def _battery(plan: Kept, scale: float, refusals: list[str]) -> None:
    energy, power = float(plan["battery_kwh"]), float(plan["battery_kw"])
    if energy > float(plan["battery_max_kwh"]) + 1e-6 or power > (
        float(plan["battery_max_kw"]) + 1e-6
    ):
        refusals.append("the battery is larger than allowed")
    charge, discharge = plan["charge_kwh"].values, plan["discharge_kwh"].values
    level = plan["level_kwh"].values
    one_way = float(plan["battery_efficiency"])
    expected = (1.0 - float(plan["battery_loss"])) * level + one_way * charge - discharge / one_way
    drift = np.abs(level[plan["successor"].values.astype(int)] - expected)
    _refuse(refusals, "the battery's level does not follow its flows", drift, scale)
    _refuse(refusals, "the battery's power is exceeded", charge + discharge - power, scale)
    _refuse(
        refusals,
        "the battery's energy is exceeded",
        level - float(plan["battery_depth"]) * energy,
        scale,
    )


def _totals(plan: Kept, own: dict[str, float], refusals: list[str]) -> dict[str, float]:
    weight = plan["weight"].values
    imported = plan["bought_kwh"].values + plan["charged_kwh"].values
    sold, field_sold = plan["sold_kwh"].values, plan["field_sold_kwh"].values
    exported = sold.sum(axis=0) + field_sold.sum(axis=0)
    size = plan["field_kwp"].values
    counted = {
        "objective_eur_per_year": own["cost"]
        + float(plan["fixed_cost"])
        + float(weight @ (imported * plan["retail"].values))
        + float(weight @ (plan["exchanged_kwh"].values * plan["fee"].values))
        - float((sold * plan["feed_in"].values @ weight).sum())
        - float((field_sold * plan["asset_feed_in"].values @ weight).sum())
        + float(size @ plan["asset_cost"].values)
        + float(plan["battery_kwh"]) * float(plan["battery_energy_cost"])
        + float(plan["battery_kw"]) * float(plan["battery_power_cost"]),
        "energy_balance_kwh_per_year": float(plan["balance_factor"])
        * float(weight @ (exported - imported))
        - own["balance"],
        "co2_kg_per_year": own["co2"] + float(plan["co2_import"]) * float(weight @ imported),
        "investment_eur": own["investment"]
        + float(size @ plan["asset_investment"].values)
        + float(plan["battery_kwh"]) * float(plan["battery_energy_investment"])
        + float(plan["battery_kw"]) * float(plan["battery_power_investment"]),
    }
    largest = {
        "objective_eur_per_year": abs(own["cost"]) + 1.0,
        "energy_balance_kwh_per_year": float(weight @ (exported + imported)) + 1.0,
        "co2_kg_per_year": counted["co2_kg_per_year"] + 1.0,
        "investment_eur": counted["investment_eur"] + 1.0,
    }
    for name, value in counted.items():
        stated = float(plan[name])
        if abs(stated - value) > 1e-6 * largest[name] + 1e-2:
            refusals.append(f"{name}: the plan says {stated:,.4f}, counted anew {value:,.4f}")
    _rows(plan, counted, refusals)
    return counted


def _rows(plan: Kept, counted: dict[str, float], refusals: list[str]) -> None:
    for limit, name, sign, slack in (
        ("balance_min", "energy_balance_kwh_per_year", 1.0, 2.0),
        ("co2_max", "co2_kg_per_year", -1.0, 0.2),
        ("investment_max", "investment_eur", -1.0, 2.0),
    ):
        level = float(plan[limit])
        if not np.isnan(level) and sign * (counted[name] - level) < -slack:
            refusals.append(f"{name} {counted[name]:,.2f} does not meet {limit} {level:,.2f}")
