"""The order of the stages; the only package that knows them all."""

from zeneville.pipeline.buildings import heater_menu, heating_today, stock_of, with_behaviour
from zeneville.pipeline.cadastre import solar, solar_and_store
from zeneville.pipeline.cases import check, demand, new
from zeneville.pipeline.inputs import Inputs
from zeneville.pipeline.planning import plan, plan_and_store, store
from zeneville.pipeline.progress import Progress, Silent
from zeneville.pipeline.stored_plans import compare, report, verify

__all__ = [
    "Inputs",
    "Progress",
    "Silent",
    "check",
    "compare",
    "demand",
    "heater_menu",
    "heating_today",
    "new",
    "plan",
    "plan_and_store",
    "report",
    "solar",
    "solar_and_store",
    "stock_of",
    "store",
    "verify",
    "with_behaviour",
]
