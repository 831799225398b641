"""The order of the stages; the only package that knows them all.

Names are imported when they are first asked for: a solar cadastre needs no optimiser.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zeneville.pipeline.buildings import heater_menu, heating_today, stock_of, with_behaviour
    from zeneville.pipeline.cadastre import solar, solar_and_store
    from zeneville.pipeline.checking import check, checked, preview
    from zeneville.pipeline.inputs import Inputs
    from zeneville.pipeline.needs import demand
    from zeneville.pipeline.new_case import new
    from zeneville.pipeline.pareto import pareto, pareto_and_store
    from zeneville.pipeline.planning import plan, plan_and_store, statement, store
    from zeneville.pipeline.progress import Progress, Silent
    from zeneville.pipeline.sensitivity import sensitivity, sensitivity_and_store
    from zeneville.pipeline.stored_plans import (
        compare,
        figures,
        report,
        told,
        verify,
        workbook,
    )

#: module -> names that it gives to the package
GIVEN = {
    "buildings": ("heater_menu", "heating_today", "stock_of", "with_behaviour"),
    "cadastre": ("solar", "solar_and_store"),
    "checking": ("check", "checked", "preview"),
    "inputs": ("Inputs",),
    "needs": ("demand",),
    "new_case": ("new",),
    "pareto": ("pareto", "pareto_and_store"),
    "planning": ("plan", "plan_and_store", "statement", "store"),
    "progress": ("Progress", "Silent"),
    "sensitivity": ("sensitivity", "sensitivity_and_store"),
    "stored_plans": ("compare", "figures", "report", "told", "verify", "workbook"),
}


def __getattr__(name: str) -> Any:
    for module, names in GIVEN.items():
        if name in names:
            return getattr(importlib.import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "Inputs",
    "Progress",
    "Silent",
    "check",
    "checked",
    "compare",
    "demand",
    "figures",
    "heater_menu",
    "heating_today",
    "new",
    "pareto",
    "pareto_and_store",
    "plan",
    "plan_and_store",
    "preview",
    "report",
    "sensitivity",
    "sensitivity_and_store",
    "solar",
    "solar_and_store",
    "statement",
    "stock_of",
    "store",
    "told",
    "verify",
    "with_behaviour",
    "workbook",
]
