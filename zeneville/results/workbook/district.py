"""The sheets about the district: cost by item and assets."""

from __future__ import annotations

from typing import Any

import pandas as pd

from zeneville.results.workbook.buildings import rows_of
from zeneville.results.workbook.content import Content
from zeneville.results.workbook.page import Book, Formula, Place, table

NAMES = ("plan", "reference")
#: a size below which a district asset counts as not built
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
    """Panel fields, then stores, central machines and zones of the heat network that are built."""
    texts = content.texts
    found = pd.DataFrame(content.plan.assets.drop(columns="geometry")).reset_index()
    found = found.rename(columns={found.columns[0]: "asset"})
    rows: list[dict[Any, Any]] = found.to_dict("records")
    for row in rows:
        row["kwp"] = row["capacity"]
    rows += [*_stores(content), *_machines(content), *_zones(content)]
    place = content.place("Équipements", len(rows))
    told = rows_of(content, place, pd.DataFrame(rows, columns=_keys(place)))
    note = texts.notes["Équipements" if rows else "no_assets"]
    table(book, place, texts.titles["Équipements"], note, told)
    return place


def _keys(place: Place) -> list[str]:
    return [column.key for column in place.columns]


def _stores(content: Content) -> list[dict[str, Any]]:
    """Energy and power of each store that is built; what it costs once is with its energy."""
    data, texts, rows = content.plan.data, content.texts, []
    nodes = data["node"].values.astype(str)
    for s, name in enumerate(data["store"].values.astype(str)):
        if float(data["store_kwh"].values[s]) < SMALL:
            continue
        kind = texts[f"store_{nodes[int(data['store_node'].values[s])]}"]
        for part, unit, once in (("energy", "kWh", True), ("power", "kW", False)):
            size = float(data[f"store_{unit.lower()}"].values[s])
            rows.append(
                {
                    "asset": f"{name}_{part}",
                    "name": content.texts.of(name),
                    "kind": kind,
                    "max": float(data[f"store_max_{unit.lower()}"].values[s]),
                    "capacity": size,
                    "unit": unit,
                    "investment_eur": size * float(data[f"store_{part}_investment"].values[s])
                    + once * float(data["store_fixed_investment"].values[s]),
                    "annual_cost_eur": size * float(data[f"store_{part}_cost"].values[s])
                    + once * float(data["store_fixed_cost"].values[s]),
                }
            )
    return rows


def _machines(content: Content) -> list[dict[str, Any]]:
    """Converters that are built; what they cost to run stands in the sheet of costs."""
    data, texts = content.plan.data, content.texts
    return [
        {
            "asset": name,
            "name": texts.of(name),
            "kind": texts["machine"],
            "max": float(data["converter_max_kw"].values[n]),
            "capacity": size,
            "unit": "kW",
            "investment_eur": size * float(data["converter_investment"].values[n])
            + float(data["converter_fixed_investment"].values[n]),
            "annual_cost_eur": size * float(data["converter_cost"].values[n])
            + float(data["converter_fixed_cost"].values[n]),
        }
        for n, name in enumerate(data["converter"].values.astype(str))
        if (size := float(data["converter_kw"].values[n])) > SMALL
    ]


def _zones(content: Content) -> list[dict[str, Any]]:
    """Zones of the heat network that are built, by the length of their trench."""
    data, texts = content.plan.data, content.texts
    return [
        {
            "asset": name,
            "name": name,
            "kind": texts["pipes"],
            "capacity": float(data["zone_length_m"].values[z]),
            "unit": "m",
            "investment_eur": float(data["zone_investment"].values[z]),
            "annual_cost_eur": float(data["zone_cost"].values[z]),
        }
        for z, name in enumerate(data["zone"].values.astype(str))
        if float(data["zone_built"].values[z]) == 1.0
    ]
