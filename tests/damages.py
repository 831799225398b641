"""Ways to damage a stored plan; each is done in place on a Dataset."""

import numpy as np


def raised(name, amount, index=...):
    def damage(plan):
        values = plan[name].values.copy().astype(float)
        values[index] = values[index] + amount
        plan[name] = (plan[name].dims, values)

    return damage


def forbid_package(plan):
    chosen = int(plan["chosen_package"].values[0])
    values = plan["package_allowed"].values.copy()
    values[0, chosen] = 0
    plan["package_allowed"] = (plan["package_allowed"].dims, values)


def oversize_field(plan):
    plan["field_kwp"] = (("asset",), plan["asset_max"].values * 2)


def break_weights(plan):
    plan["weight"] = (("hour",), plan["weight"].values * 0.5)


def hide_import(plan):
    plan["bought_kwh"] = (("hour",), plan["bought_kwh"].values * 0.9)


def drop_duals(plan):
    del plan["dual_community"]


def other_heater(plan):
    values = plan["chosen_heater"].values.copy()
    values[1] = (values[1] + 1) % plan.sizes["heater"]
    plan["chosen_heater"] = (("building",), values)


def not_a_number(plan):
    plan["sold_kwh"] = (plan["sold_kwh"].dims, np.full(plan["sold_kwh"].shape, np.nan))


def lost(name):
    """One figure that is no number."""

    def damage(plan):
        values = plan[name].values.copy()
        values[(-1,) * values.ndim] = np.nan
        plan[name] = (plan[name].dims, values)

    return damage


DAMAGES = {
    "load-lost": lost("electricity_kwh"),
    "price-lost": lost("retail"),
    "works-cost-lost": lost("package_cost"),
    "bound-inflated": raised("bound_eur_per_year", 50.0),
    "cost-understated": raised("objective_eur_per_year", -50.0),
    "balance-overstated": raised("energy_balance_kwh_per_year", 500.0),
    "co2-understated": raised("co2_kg_per_year", -10.0),
    "investment-understated": raised("investment_eur", -1000.0),
    "surplus-invented": raised("sold_kwh", 1.0, (0, 3)),
    "import-hidden": hide_import,
    "package-forbidden": forbid_package,
    "heater-swapped": other_heater,
    "field-too-large": oversize_field,
    "weights-broken": break_weights,
    "storage-drifts": raised("store_level_kwh", 1.0, (0, 5)),
    "duals-missing": drop_duals,
    "not-a-number": not_a_number,
    "requirement-raised": raised("balance_min", 1e9),
    "tanks-hidden": raised("tank_loss_kw", 0.5),
    "fans-hidden": raised("ventilation_extra_kw", 0.5),
    "transformer-exceeded": raised("transformer_kw", -59.0),
}


def zone_not_built(plan):
    """Pipes of a zone whose buildings take heat from them."""
    built = plan["zone_built"].values.copy()
    built[int(np.flatnonzero(built)[0])] = 0.0
    plan["zone_built"] = (("zone",), built)


def first_leaf_gone(plan):
    for name in [name for name in plan.data_vars if "leaf" in plan[name].dims]:
        values = plan[name].values.copy()
        values[0] = values[-1]
        plan[name] = (plan[name].dims, values)


#: damages of the district's own technologies
PART_DAMAGES = {
    "heat-invented": raised("store_discharge_kwh", 1.0, (1, 3)),
    "machine-overrun": raised("converter_kwh", 30.0, (0, 2)),
    "machine-smaller": raised("converter_kw", -2.0, 0),
    "cars-not-charged": raised("flexible_kwh_drawn", -0.4, (0, 20)),
    "cars-charged-while-away": raised("flexible_kwh_drawn", 0.4, (0, 12)),
    "zone-not-built": zone_not_built,
    "leaf-left-out": first_leaf_gone,
    "pipes-lose-nothing": raised("zone_loss_kw", 0.4),
    "store-too-large": raised("store_kwh", 1e5, 0),
}


def scaled(name, factor):
    def damage(plan):
        plan[name] = (plan[name].dims, plan[name].values * factor)

    return damage


def cheap_electricity_in_the_text(plan):
    text = plan.attrs["tariffs_text"]
    plan.attrs["tariffs_text"] = text.replace("0.2001", "0.1001")


def house_taken_for_unprotected(plan):
    """An inside insulation counted at the price of an outside one."""
    flag = plan["outside_forbidden"].values
    plan["outside_forbidden"] = (("building",), 1 - flag)


def menu_narrowed_to_the_choice(plan):
    """Nothing but the chosen design is allowed: every bound would look good."""
    packages = np.arange(plan.sizes["package"])[None, :]
    chosen = packages == plan["chosen_package"].values[:, None]
    plan["package_allowed"] = (plan["package_allowed"].dims, chosen.astype(np.int8))


def letter_improved(plan):
    """A building of the worst letters told to be A, its figures left alone."""
    letters = plan["dpe_label"].values.copy()
    bad = np.argwhere(np.isin(letters, ["F", "G"]))[0]
    letters[tuple(bad)] = "A"
    plan["dpe_label"] = (plan["dpe_label"].dims, letters)


def letter_without_figures(plan):
    values = plan["dpe_primary_kwh_per_m2"].values.copy()
    values[0] = np.nan
    plan["dpe_primary_kwh_per_m2"] = (plan["dpe_primary_kwh_per_m2"].dims, values)


def heat_from_groundwater(plan):
    """Every heat pump of the menu counted with the performance of groundwater."""
    plan["heater_pump"] = (("heater",), np.full(plan.sizes["heater"], 2))


#: damages of prices: a plan may be consistent with itself and wrong against the catalogue
PRICE_DAMAGES = {
    "works-cheap": scaled("package_cost", 0.5),
    "heater-dear-in-every-design": scaled("heater_cost", 1.5),
    "panels-cheap": scaled("pv_cost", 0.9),
    "retail-cheap": scaled("retail", 0.5),
    "network-fee-gone": scaled("fee", 0.0),
    "co2-factor-low": scaled("fuel_co2", 0.5),
    "primary-factor-high": scaled("primary_factor", 1.1),
    "insulation-worse-than-promised": scaled("u_roof_w_per_m2k", 3.0),
    "tariff-text-changed": cheap_electricity_in_the_text,
    "facades-swapped": house_taken_for_unprotected,
    "menu-narrowed": menu_narrowed_to_the_choice,
    "boiler-efficiency-high": scaled("heater_efficiency", 1.2),
    "behaviour-too-thrifty": scaled("behaviour_factor", 0.9),
    "income-forgotten": scaled("persons", 0.5),
    "heat-today-cheap": scaled("heating_price_today", 0.5),
    "boiler-today-better": scaled("efficiency_today", 1.2),
    "standard-need-low": scaled("need_standard_kwh", 0.8),
    "heat-pump-performance-high": scaled("cop_full", 1.05),
    "heat-pump-part-load-performance-high": scaled("cop_part", 1.05),
    "heat-pump-hot-water-performance-high": scaled("cop_hot_water", 1.05),
    "heat-pump-output-high": scaled("capacity_share", 1.2),
    "heat-pump-cycles-for-nothing": scaled("degradation", 1.05),
    "heat-pump-air-warmed": raised("source_degc", 3.0, 0),
    "heat-pump-brine-warmed-at-the-peak": raised("source_degc", 5.0, (1, 3)),
    "heat-pump-source-swapped": heat_from_groundwater,
    "tanks-without-losses": scaled("tank_loss_kw", 0.0),
    "fans-forgotten": scaled("ventilation_extra_kw", 0.0),
    "fans-give-electricity": raised("ventilation_extra_kw", -50.0, (0, 1)),
    "heat-recovery-forgotten": scaled("heat_recovery", 0.0),
}

#: damages of labels: letters that their own figures do not bear
LABEL_DAMAGES = {
    "letter-improved": letter_improved,
    "letter-without-figures": letter_without_figures,
}

#: the same for technologies of the district; the plan must offer a battery, a network and cars
PART_PRICE_DAMAGES = {
    "battery-cheap": scaled("store_energy_cost", 0.9),
    "battery-bound-narrowed": scaled("store_max_kwh", 0.5),
    "central-performance-high": scaled("converter_gives", 0.9),
    "central-cheap": scaled("converter_cost", 0.5),
    "pipes-cheap": scaled("zone_cost", 0.5),
    "pipes-tight": scaled("zone_loss_kw", 0.0),
    "cars-draw-less": scaled("flexible_kwh", 0.9),
}


def buffered(plan):
    """Buildings that have a buffer tank."""
    option = plan["chosen_storage_option"].values.astype(int)
    return np.flatnonzero(plan["storage_buffer"].values[option])


def buffer_tank_forgotten(plan):
    storage = plan["chosen_storage_option"].values.copy()
    storage[buffered(plan)[0]] = 0
    plan["chosen_storage_option"] = (("building",), storage)


def buffer_tank_forbidden(plan):
    b, allowed = buffered(plan)[0], plan["storage_allowed"].values.copy()
    allowed[b, int(plan["chosen_storage_option"].values[b])] = 0
    plan["storage_allowed"] = (plan["storage_allowed"].dims, allowed)


def buffer_tank_beside_a_boiler(plan):
    """All that is chosen stays, but what feeds the heater is told to be gas."""
    b, carrier = buffered(plan)[0], plan["heater_carrier"].values.copy()
    carriers = plan["carrier"].values.astype(str).tolist()
    carrier[b, int(plan["chosen_heater"].values[b])] = carriers.index("gas")
    plan["heater_carrier"] = (plan["heater_carrier"].dims, carrier)


def buffer_tank_filled_later(plan):
    plan["buffer_filling"] = (
        plan["buffer_filling"].dims,
        np.roll(plan["buffer_filling"].values, 6, axis=1),
    )


def buffer_clocks_swapped(plan):
    """Those of the night are told to fill around noon."""
    filling = plan["buffer_filling"].values
    plan["buffer_filling"] = (
        plan["buffer_filling"].dims,
        np.concatenate([filling[:1], filling[:0:-1]]),
    )


#: damages of buffer tanks; some buildings of the plan must have one, at two clocks
BUFFER_DAMAGES = {
    "buffer-holds-more": scaled("buffer_kwh", 1.5),
    "buffer-holds-less": scaled("buffer_kwh", 0.5),
    "buffer-loses-nothing": scaled("buffer_loss_kw", 0.0),
    "buffer-filled-later": buffer_tank_filled_later,
    "buffer-forgotten": buffer_tank_forgotten,
    "buffer-forbidden": buffer_tank_forbidden,
    "buffer-beside-a-boiler": buffer_tank_beside_a_boiler,
    "buffer-filled-by-a-larger-machine": scaled("heater_kw", 1.3),
}
BUFFER_PRICE_DAMAGES = {
    "buffer-cheap": scaled("storage_cost", 0.5),
    "buffer-investment-cheap": scaled("storage_investment", 0.5),
    "buffer-holds-its-double": scaled("buffer_kwh", 2.0),
    "buffer-loss-forgotten": scaled("buffer_loss_kw", 0.5),
    "buffer-clocks-swapped": buffer_clocks_swapped,
    "buffer-in-no-option": scaled("storage_buffer", 0.0),
    "buffer-menu-narrowed": scaled("storage_allowed", 0.0),
}
