"""Names of columns in each source, and what their values mean to us."""

from __future__ import annotations

from zeneville.messages import Message, template

#: our column -> names in BD TOPO V3 (shapefile, then GeoPackage / WFS), lower case
BD_TOPO = {
    "building": ("id", "cleabs"),
    "nature": ("nature",),
    "usage_1": ("usage1", "usage_1"),
    "usage_2": ("usage2", "usage_2"),
    "light": ("leger", "construction_legere"),
    "state": ("etat", "etat_de_l_objet"),
    "appeared": ("date_app", "date_d_apparition"),
    "dwellings": ("nb_logts", "nombre_de_logements"),
    "storeys": ("nb_etages", "nombre_d_etages"),
    "height_m": ("hauteur",),
    "ground_altitude_m": ("z_min_sol", "altitude_minimale_sol"),
    "eaves_altitude_m": ("z_min_toit", "altitude_minimale_toit"),
    "ridge_altitude_m": ("z_max_toit", "altitude_maximale_toit"),
    "rnb": ("id_rnb", "identifiants_rnb", "rnb_id"),
}
BD_TOPO_NEEDED = ("building", "usage_1", "height_m")

#: consumption on meters: gas in kWh of the higher heating value as on bills; the whole meter,
#: with hot water, and with appliances on an electric one; degree days (base 18 degC) of its year
MEASURED = (
    "measured_gas_kwh_per_year",
    "measured_electricity_kwh_per_year",
    "measured_heat_kwh_per_year",
    "measured_degree_days",
)

OWN = (
    "building",
    "use",
    "height_m",
    "storeys",
    "dwellings",
    "construction_year",
    "roof_shape",
    "heating_energy",
    "tenure",
    "owner",
    "residence",
    "protected",
    "ridge_height_m",
    "dpe_file",
    *MEASURED,
)
#: transmittances of elements as they are, W/m2K, see zeneville.stock.known
KNOWN_U = (
    "u_wall_w_per_m2k",
    "u_roof_w_per_m2k",
    "u_floor_w_per_m2k",
    "u_window_w_per_m2k",
)
KNOWN = (*KNOWN_U, "heated_area_m2")
#: identifiers and words that sources give beside those, carried along as text
FURTHER = (
    "rnb_id",
    "bdnb_group",
    "bdnb_construction",
    "ban_id",
    "address",
    "dpe_class",
    "climate_class",
    "dpe_number",
    "heating_installation",
    "wall_material",
    "roof_material",
    "wall_insulation",
    "roof_insulation",
    "floor_insulation",
    "window_insulation",
    "quality",
    "refused",
)

OWN_NEEDED = ("building", "use", "height_m")

USES = (
    template("residential"),
    template("office"),
    template("shop"),
    template("school"),
    template("health"),
    template("sports"),
    template("workshop"),
    template("religious"),
    template("annex"),
    template("unknown"),
)

HEATING_ENERGIES = ("gas", "electricity", "oil", "wood", "heat_network", "heat_pump")
ROOF_SHAPES = ("flat", "gable", "hip")

USE_OF_BD_TOPO = {
    "résidentiel": "residential",
    "commercial et services": "shop",
    "industriel": "workshop",
    "agricole": "annex",
    "annexe": "annex",
    "religieux": "religious",
    "sportif": "sports",
    "indifférencié": "unknown",
}

USE_OF_NATURE = {
    "eglise": "religious",
    "église": "religious",
    "chapelle": "religious",
    "serre": "annex",
    "silo": "annex",
    "tribune": "annex",
}

MEANING = {
    "building": Message("identifier of the building"),
    "usage_1": Message("main use"),
    "use": Message("use of the building"),
    "height_m": Message("height of the gutter above ground in metres"),
}
