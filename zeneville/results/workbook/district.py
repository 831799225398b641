"""The sheets about the district: cost by item and assets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from zeneville.results.workbook.buildings import rows_of
from zeneville.results.workbook.content import Content
from zeneville.results.workbook.page import Book, Formula, Place, table

NAMES = ("plan", "reference")
#: a capacity below which a district asset counts as not built
SMALL = 1e-3


def costs(book: Book, content: Content) -> Place:
    """The objective item by item beside the reference."""
    texts, told = content.texts, content.plan.costs
    place = content.place("Coûts", len(told))
    rows = rows_of(content, place, told)
    for at, row in enumerate(rows):
        plan, reference = (place.cell(f"{which}_eur_per_year", at) for which in NAMES)
        values = row["plan_eur_per_year"], row["reference_eur_per_year"]
        row["more_eur_per_year"] = Formula(f"={plan}-{reference}", values[0] - values[1])
    note = texts.notes["Coûts"].format(
        year=content.plan.data.attrs["base_year"],
        rate=texts.number(100.0 * float(content.plan.data.attrs["discount_rate"]), 1),
    )
    table(book, place, texts.titles["Coûts"], note, rows)
    return place


def assets(book: Book, content: Content) -> Place:
    """Panel fields, then the battery where there is one."""
    texts = content.texts
    found = pd.DataFrame(content.plan.assets.drop(columns="geometry")).reset_index()
    found = found.rename(columns={found.columns[0]: "asset"})
    rows: list[dict[Any, Any]] = found.to_dict("records")
    for row in rows:
        row["kwp"] = row["capacity"]
    rows += _battery(content)
    place = content.place("Équipements", len(rows))
    told = rows_of(content, place, pd.DataFrame(rows, columns=_keys(place)))
    note = texts.notes["Équipements" if rows else "no_assets"]
    table(book, place, texts.titles["Équipements"], note, told)
    return place


def _keys(place: Place) -> list[str]:
    return [column.key for column in place.columns]


def _battery(content: Content) -> list[dict[str, Any]]:
    """Energy and inverter of the district battery, with their prices."""
    data, texts = content.plan.data, content.texts
    if float(data["battery_kwh"]) < SMALL:
        return []
    return [
        {
            "asset": name,
            "name": texts["battery" if part == "energy" else "battery_power"],
            "kind": texts["battery"],
            "max": float(data[f"battery_max_{unit}"]),
            "capacity": float(data[f"battery_{unit}"]),
            "unit": unit.replace("kw", "kW"),
            "investment_eur": float(data[f"battery_{unit}"])
            * float(data[f"battery_{part}_investment"]),
            "annual_cost_eur": float(data[f"battery_{unit}"]) * float(data[f"battery_{part}_cost"]),
        }
        for name, part, unit in (
            ("battery_energy", "energy", "kwh"),
            ("battery_power", "power", "kw"),
        )
    ]
