"""A street planned in seconds, with a battery and a panel field that the case offers."""

from pathlib import Path

from streets import street

from zeneville import pipeline
from zeneville.results.plan import Plan

CASE = """name: Rue d'essai <&>
place: {latitude: 50.70, longitude: 3.13, altitude_m: 40}
stock: street.geojson
weather: lille-typical
zone: H1a
years: {base: 2026}
requirement: {balance: primary, at_least_kwh: -960000}
money: {discount_rate: 0.032, tariffs: france-2026, vat_recovered: false}
systems: [as_is, gas_boiler, electric, hp_air, heat_network]
assets: [grid, battery, central_heat_pump_air, electric_cars]
heat_network: {zones: 2}
"""


def plan(folder: Path) -> Plan:
    """The plan of the street on two typical days."""
    street(folder)
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    return pipeline.plan(folder, hours=48, gap=0.02)
