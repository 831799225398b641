"""plan.xlsx as a landlord reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from pandas.api.types import is_numeric_dtype

from zeneville.results.labels import COLOURS, INK
from zeneville.results.plan import Plan

COLUMNS = (
    ("building", "Bâtiment", ""),
    ("status", "État", ""),
    ("reason", "Raison", ""),
    ("use", "Usage", ""),
    ("period", "Période", ""),
    ("heated_area_m2", "Surface chauffée", "m²"),
    ("dwellings", "Logements", ""),
    ("package", "Bouquet", ""),
    ("system", "Chauffage", ""),
    ("heat_kw", "Puissance", "kW"),
    ("pv_kwp", "Panneaux", "kWc"),
    ("storage", "Stockage", ""),
    ("home_battery_kwh", "Batterie", "kWh"),
    ("investment_eur", "Investissement", "EUR TTC"),
    ("non_energy_eur", "Travaux non énergétiques", "EUR TTC"),
    ("dpe_before", "DPE avant", ""),
    ("dpe_after", "DPE après", ""),
    ("dpe_primary_kwh_per_m2_before", "DPE énergie primaire avant", "kWh EP/m²/an"),
    ("dpe_primary_kwh_per_m2_after", "DPE énergie primaire après", "kWh EP/m²/an"),
    ("dpe_co2_kg_per_m2_before", "DPE climat avant", "kg CO2/m²/an"),
    ("dpe_co2_kg_per_m2_after", "DPE climat après", "kg CO2/m²/an"),
    ("need_before_kwh", "Besoin de chauffage avant", "kWh/an"),
    ("need_after_kwh", "Besoin de chauffage après", "kWh/an"),
    ("need_before_standard_kwh", "Besoin conventionnel avant", "kWh/an"),
    ("need_after_standard_kwh", "Besoin conventionnel après", "kWh/an"),
    ("need_source", "Origine du besoin", ""),
    ("discomfort_before_kh", "Inconfort d'été avant", "DH, K·h"),
    ("discomfort_after_kh", "Inconfort d'été après", "DH, K·h"),
    ("fuel_kwh", "Combustible", "kWh PCI/an"),
    ("electricity_drawn_kwh", "Électricité soutirée", "kWh/an"),
    ("co2_kg", "CO2", "kg/an"),
    ("reference_co2_kg", "CO2 de référence", "kg/an"),
)
SUMMED = {
    *("investment_eur", "non_energy_eur", "pv_kwp", "home_battery_kwh", "heated_area_m2"),
    "dwellings",
} | {name for name, _, unit in COLUMNS if unit.endswith("/an") and "/m²" not in unit}
#: headings of the other sheets
TITLES = {
    "item": "Poste",
    "plan_eur_per_year": "Plan (EUR/an)",
    "reference_eur_per_year": "Référence (EUR/an)",
    "asset": "Équipement",
    "name": "Nom",
    "kind": "Genre",
    "area_m2": "Surface (m²)",
    "kwp_max": "Puissance possible (kWc)",
    "tilt_deg": "Inclinaison (°)",
    "azimuth_deg": "Azimut (°)",
    "capacity": "Puissance choisie",
    "unit": "Unité",
    "max": "Maximum",
    "investment_eur": "Investissement (EUR TTC)",
    "annual_cost_eur": "Coût annuel (EUR/an)",
    "key": "Clé",
    "value": "Valeur",
    "low": "Bas",
    "high": "Haut",
    "basis": "Base",
    "year": "Année",
    "source": "Source",
    "status": "Statut",
    "note": "Note",
}
#: columns in the words of the owner or of the source
FREE_TEXT = ("building", "residence", "asset", "name", "key", "source", "note", "Remarque")


def write_workbook(plan: Plan, path: Path, words: Mapping[str, str] | None = None) -> None:
    """Write the sheets Bâtiments, Coûts, Équipements, Programme, Échéancier, Hypothèses, Unités.

    ``words`` gives the French words of ids such as ``walls_inside``, which stay without it.
    """
    plan = _in_words(plan, words or {})
    book = xlsxwriter.Workbook(str(path), {"nan_inf_to_errors": True})
    bold = book.add_format({"bold": True, "bottom": 1})
    number = book.add_format({"num_format": "#,##0"})
    _buildings(book, plan, bold, number)
    _frame(book, "Coûts", plan.costs, bold, number)
    _frame(
        book,
        "Équipements",
        pd.DataFrame(plan.assets.drop(columns="geometry")).reset_index(),
        bold,
        number,
    )
    why = dict(plan.not_yet).get("works by year", "")
    why = (words or {}).get(why, why)
    for sheet in ("Programme", "Échéancier"):
        page = book.add_worksheet(sheet)
        page.write(0, 0, "pas encore", bold)
        page.write(1, 0, why)
    _frame(book, "Hypothèses", plan.assumptions, bold, number)
    units = pd.DataFrame(
        [(fr, unit) for _, fr, unit in COLUMNS if unit], columns=["Colonne", "Unité"]
    )
    _frame(book, "Unités", units, bold, number)
    _frame(
        book, "Lecture", pd.DataFrame({"Remarque": list(plan.faults) or ["aucune"]}), bold, number
    )
    book.close()


def _in_words(plan: Plan, words: Mapping[str, str]) -> Plan:
    """The plan with its ids in words, the owner's text as it is."""
    return replace(
        plan,
        buildings=_translated(plan.buildings, words),
        assets=_translated(plan.assets, words),
        costs=_translated(plan.costs, words),
        assumptions=_translated(plan.assumptions, words),
    )


def _translated(table: Any, words: Mapping[str, str]) -> Any:
    out = table.copy()
    for name in out.columns:
        if name not in (*FREE_TEXT, "geometry") and not is_numeric_dtype(out[name]):
            out[name] = [words.get(v, v) if isinstance(v, str) else v for v in out[name]]
    return out


def _buildings(book: Any, plan: Plan, bold: Any, number: Any) -> None:
    page = book.add_worksheet("Bâtiments")
    table = plan.buildings.reset_index()
    page.freeze_panes(1, 1)
    last = len(table)
    for column, (name, title, unit) in enumerate(COLUMNS):
        page.write(0, column, f"{title} ({unit})" if unit else title, bold)
        for row, value in enumerate(table[name] if name in table else [None] * last, start=1):
            _cell(page, row, column, value, number)
        if name in SUMMED:
            letter = xlsxwriter.utility.xl_col_to_name(column)
            page.write_formula(last + 1, column, f"=SUM({letter}2:{letter}{last + 1})", number)
        if name in ("dpe_before", "dpe_after"):
            _colour(book, page, column, last)
    page.write(last + 1, 0, "Total", bold)
    page.autofilter(0, 0, last, len(COLUMNS) - 1)
    page.set_column(0, len(COLUMNS) - 1, 16)


def _colour(book: Any, page: Any, column: int, last: int) -> None:
    """The official colour of each letter, by a rule that follows an edited cell."""
    for letter, colour in COLOURS.items():
        style = book.add_format({"bg_color": colour, "font_color": INK[letter], "bold": True})
        page.conditional_format(
            1,
            column,
            last,
            column,
            {"type": "cell", "criteria": "==", "value": f'"{letter}"', "format": style},
        )


def _frame(book: Any, name: str, table: pd.DataFrame, bold: Any, number: Any) -> None:
    page = book.add_worksheet(name)
    for column, title in enumerate(table.columns):
        page.write(0, column, TITLES.get(str(title), str(title)), bold)
        for row, value in enumerate(table[title], start=1):
            _cell(page, row, column, value, number)
    page.set_column(0, max(len(table.columns) - 1, 0), 22)


def _cell(page: Any, row: int, column: int, value: Any, number: Any) -> None:
    if value is None or value != value:
        return
    if isinstance(value, bool | str) or not hasattr(value, "__float__"):
        page.write_string(row, column, str(value))
    else:
        page.write_number(row, column, float(value), number if abs(float(value)) >= 100 else None)
