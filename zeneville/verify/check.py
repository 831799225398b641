"""The independent check of a stored plan: balances, capacities, masks, costs, rows, bound.

It shares no code with the model: it reads ``plan.nc`` by names and counts everything anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr

from zeneville.verify import home_battery, labels, meters, parts
from zeneville.verify import prices as restated
from zeneville.verify.bound import recompute
from zeneville.verify.kept import Kept

#: kWh an hour, per building of the district
HOURLY_TOLERANCE = 1e-6
RELATIVE_TOLERANCE = 1e-6
#: flows of home batteries that the plan states, all buildings together
HOME_BATTERIES = ("charge", "discharge", "level")


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
    net, own = _buildings(plan, scale, refusals)
    _hours(plan, net, scale, refusals)
    refusals += parts.refusals(plan, scale)
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


#: limits that are not asked are no number, nor is what is known of some buildings alone; every
#: other figure must be one, for no comparison with what is none would refuse it
MAY_LACK = frozenset(
    {
        *("balance_min", "co2_max", "investment_max", "transformer_kw", "winter_peak_kw"),
        *("export_kw", "renewable_heat_min", "autonomy_min"),
        *("dpe_primary_kwh_per_m2", "dpe_co2_kg_per_m2"),
        *("measured_heating_kwh_per_year", "discomfort_degree_hours"),
    }
)
NEEDED = (
    "chosen_package",
    "chosen_heater",
    "chosen_pv_option",
    "chosen_storage_option",
    "bought_kwh",
    "charged_kwh",
    "exchanged_kwh",
    "shared_kwh",
    "sold_kwh",
    "field_local_kwh",
    "field_sold_kwh",
    "store_charge_kwh",
    "store_discharge_kwh",
    "store_level_kwh",
    "converter_kwh",
    "flexible_kwh_drawn",
    "field_kwp",
    "store_kwh",
    "store_kw",
    "converter_kw",
    "zone_built",
    "objective_eur_per_year",
    "bound_eur_per_year",
    "energy_balance_kwh_per_year",
    "co2_kg_per_year",
    "investment_eur",
    "dual_community",
    "dual_heat",
    "dual_hydrogen",
    "dual_stored",
    "dual_imported",
    "dual_exported",
    "dual_balance",
    "dual_co2",
    "dual_invest",
    "dual_renewable",
    "dual_autonomy",
    "leaf_store_built",
    "leaf_converter_built",
    "leaf_zone_built",
    "weight",
    "need_kwh",
    "ventilation_extra_kw",
    "tank_loss_kw",
    "pv_kwh",
    "storage_allowed",
    "storage_tank",
    "tank_heating",
    "tank_extra_kw",
    "storage_buffer",
    "buffer_filling",
    "buffer_kwh",
    "buffer_loss_kw",
    "home_battery_usable_kwh",
    "home_battery_kw",
    "home_battery_efficiency",
    "home_battery_charge_kwh",
    "home_battery_discharge_kwh",
    "home_battery_level_kwh",
)


def _lacking(plan: Kept) -> list[str]:
    refusals = [f"the stored plan lacks {name}" for name in NEEDED if name not in plan]
    for name in (str(name) for name in plan.dataset.data_vars if name not in MAY_LACK):
        if plan[name].dtype.kind == "f" and not np.isfinite(plan[name].values).all():
            refusals.append(f"{name} is not finite everywhere")
    if not refusals and abs(float(plan["weight"].sum()) - 8760.0) > 1e-6:
        refusals.append(f"the hours weigh {float(plan['weight'].sum()):,.3f}, not 8760")
    return refusals


def _buildings(
    plan: Kept, scale: float, refusals: list[str]
) -> tuple[np.ndarray, dict[str, float]]:
    """Net load (B, T) and the sums of yearly figures; masks and batteries checked on the way."""
    net = np.empty((plan.sizes["building"], plan.sizes["hour"]))
    flows = np.zeros((len(HOME_BATTERIES), plan.sizes["hour"]))
    names = ("cost", "balance", "co2", "investment", "fuel_kwh", "renewable", "used")
    sums = dict.fromkeys(names, 0.0)
    for b, name in enumerate(plan["building"].values):
        p = int(plan["chosen_package"].values[b])
        j = int(plan["chosen_heater"].values[b])
        v = int(plan["chosen_pv_option"].values[b])
        s = int(plan["chosen_storage_option"].values[b])
        if not (
            0 <= p < plan.sizes["package"]
            and 0 <= j < plan.sizes["heater"]
            and 0 <= v < plan.sizes["pv_option"]
            and 0 <= s < plan.sizes["storage_option"]
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
        if not storage_fits(plan, b, j, v, s):
            label = plan["storage_option"].values[s]
            refusals.append(f"building {name}: storage {label} is not allowed")
        bare = meters.without_battery(plan, b, p, j, v, s)
        net[b], *moved = home_battery.behind(plan, b, s, bare)
        flows += moved
        for key, value in meters.yearly(plan, b, p, j, s).items():
            sums[key] += value
        sums["cost"] += float(plan["pv_cost"].values[b, v])
        sums["investment"] += float(plan["pv_investment"].values[b, v])
    for what, counted in zip(HOME_BATTERIES, flows, strict=True):
        differs = np.abs(plan[f"home_battery_{what}_kwh"].values - counted)
        _refuse(
            refusals, f"{what} of home batteries is not what loads and roofs give", differs, scale
        )
    return net, sums


def storage_fits(plan: Kept, building: int, heater: int, option: int, storage: int) -> bool:
    """Whether the storage may stand beside heater and panels.

    A clock needs a tank heated by electricity, a buffer tank a heat pump, a battery a roof that
    fills it.
    """
    kind = str(plan["carrier"].values[int(plan["heater_carrier"].values[building, heater])])
    clock = int(plan["storage_tank"].values[storage]) > 0
    buffer = int(plan["storage_buffer"].values[storage]) > 0
    battery = float(plan["home_battery_usable_kwh"].values[building, storage]) > 0.0
    roof = float(plan["pv_kwp"].values[building, option]) > 0.0
    return (
        bool(plan["storage_allowed"].values[building, storage])
        and (not clock or kind in ("electricity", "heat_pump"))
        and (not buffer or kind == "heat_pump")
        and (not battery or roof)
    )


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
            "store_charge_kwh",
            "store_discharge_kwh",
            "store_level_kwh",
            "converter_kwh",
            "flexible_kwh_drawn",
        )
    }
    for name, values in flows.items():
        _refuse(refusals, f"{name} is negative", -values, scale)
    drawn = np.where(net > 0.0, net, 0.0).sum(axis=0) + parts.at_meters(plan)
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
    supply = local + parts.node(plan, "community") + flows["charged_kwh"]
    used = flows["exchanged_kwh"] - supply
    _refuse(refusals, "the community uses more than it has", used, scale)
    short = lost_and_drawn_heat(plan) - parts.node(plan, "heat")
    _refuse(refusals, "the heat network gives more than it gets", short, scale)
    short = -parts.node(plan, "hydrogen")
    _refuse(refusals, "more hydrogen is used than there is", short, scale)
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


def _totals(plan: Kept, own: dict[str, float], refusals: list[str]) -> dict[str, float]:
    weight = plan["weight"].values
    imported = plan["bought_kwh"].values + plan["charged_kwh"].values
    sold, field_sold = plan["sold_kwh"].values, plan["field_sold_kwh"].values
    exported = sold.sum(axis=0) + field_sold.sum(axis=0)
    size = plan["field_kwp"].values
    of_parts = parts.yearly(plan)
    counted = {
        "objective_eur_per_year": own["cost"]
        + float(plan["fixed_cost"])
        + float(weight @ (imported * plan["retail"].values))
        + float(weight @ (plan["exchanged_kwh"].values * plan["fee"].values))
        - float((sold * plan["feed_in"].values @ weight).sum())
        - float((field_sold * plan["asset_feed_in"].values @ weight).sum())
        + float(size @ plan["asset_cost"].values)
        + of_parts["cost"],
        "energy_balance_kwh_per_year": float(plan["balance_factor"])
        * float(weight @ (exported - imported))
        - own["balance"]
        + of_parts["balance"]
        + float(plan["balance_constant"]),
        "co2_kg_per_year": own["co2"]
        + float(plan["co2_import"]) * float(weight @ imported)
        + of_parts["co2"],
        "investment_eur": own["investment"]
        + float(size @ plan["asset_investment"].values)
        + of_parts["investment"],
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
    _shares(plan, own, of_parts, float(weight @ imported), refusals)
    return counted


def lost_and_drawn_heat(plan: Kept) -> np.ndarray:
    """(T,) kWh that buildings draw from the heat network and its pipes lose."""
    total = np.full(
        plan.sizes["hour"], float(plan["zone_built"].values @ plan["zone_loss_kw"].values)
    )
    for b in range(plan.sizes["building"]):
        p = int(np.clip(plan["chosen_package"].values[b], 0, plan.sizes["package"] - 1))
        j = int(np.clip(plan["chosen_heater"].values[b], 0, plan.sizes["heater"] - 1))
        drawn = meters.network_heat(plan, b, p, j)
        if drawn is not None:
            total += drawn
    return total


def _shares(
    plan: Kept,
    own: dict[str, float],
    of_parts: dict[str, float],
    imported: float,
    refusals: list[str],
) -> None:
    """Renewable heat and autonomy, where a share is asked."""
    if not np.isnan(float(plan["renewable_heat_min"])):
        beyond = own["renewable"] + of_parts["renewable"]
        if beyond < -2.0:
            refusals.append(f"renewable heat misses its share by {-beyond:,.2f} kWh a year")
    least = float(plan["autonomy_min"])
    if not np.isnan(least):
        others = (1.0 - least) * float(plan["weight"].values @ parts.at_meters(plan))
        if own["used"] + others - imported < -2.0:
            refusals.append(
                f"autonomy misses its share by {imported - own['used'] - others:,.2f} kWh a year"
            )


def _rows(plan: Kept, counted: dict[str, float], refusals: list[str]) -> None:
    for limit, name, sign, slack in (
        ("balance_min", "energy_balance_kwh_per_year", 1.0, 2.0),
        ("co2_max", "co2_kg_per_year", -1.0, 0.2),
        ("investment_max", "investment_eur", -1.0, 2.0),
    ):
        level = float(plan[limit])
        if not np.isnan(level) and sign * (counted[name] - level) < -slack:
            refusals.append(f"{name} {counted[name]:,.2f} does not meet {limit} {level:,.2f}")
