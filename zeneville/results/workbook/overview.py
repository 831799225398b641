"""The first sheet: the figures of the summary, each a named formula on the other sheets."""

from __future__ import annotations

from typing import Any

from zeneville.results import labels
from zeneville.results.workbook.content import Content
from zeneville.results.workbook.lines import Line, write
from zeneville.results.workbook.lots import quoted
from zeneville.results.workbook.page import (
    A4,
    FIRST,
    Book,
    Formula,
    Place,
    colour,
    heading,
    printed,
)

SHEET = "Synthèse"
WIDTHS = (54.0, 18.0, 18.0, 10.0, 16.0)


def overview(
    book: Book, content: Content, assets: Place, costs: Place, pumps: Place, totals: dict[str, str]
) -> None:
    """Fill the sheet once the others stand.

    Parameters
    ----------
    totals
        Cells or sums of the sheet of balances, by key of the summary.
    """
    texts, page = content.texts, book.page(SHEET)
    title = f"{content.plan.case_name} — {texts.titles[SHEET]}"
    heading(book, page, title, texts.notes[SHEET], WIDTHS)
    for column, width in enumerate(WIDTHS):
        page.set_column(column, column, width)
    heads = tuple(texts[key] for key in ("plan", "reference", "unit", "where"))
    row = FIRST - 2
    blocks = [
        ("district", _district(content)),
        ("money", _money(content, assets, costs)),
        ("energy", _energy(content, totals)),
        ("climate", _climate(content, totals)),
        ("electricity", _electricity(content, assets, pumps)),
        ("proof", _proof(content)),
        ("choices", _choices(content)),
    ]
    for key, lines in blocks:
        row = write(book, page, row, texts[key], lines, heads) + 1
    heads = (texts["after"], texts["before"], "", texts["where"])
    end = write(book, page, row, texts["labels"], _labels(content), heads)
    for at, letter in enumerate(labels.LETTERS, start=row + 1):
        page.write(at, 3, letter, book.style(align="center", bold=True))
    colour(book, page, row + 1, 3, end - 1, 3)
    page.freeze_panes(1, 0)
    printed(book, page, A4)
    page.set_portrait()


def _told(content: Content, key: str) -> float:
    return float(content.plan.summary[key])


def _sum(content: Content, place: Place, key: str, name: str) -> Formula:
    """The sum of a column; what the summary says of it is its value."""
    return Formula(f"=SUM({place.column(key)})", _told(content, name))


def _district(content: Content) -> list[Line]:
    texts, bound = content.texts, content.at_buildings
    state, lines = bound.column("status"), []
    for key, name in (("buildings", "heated"), ("roofs_only", "roof_only"), ("unusable",) * 2):
        text = f"=SUMPRODUCT(--({state}={quoted(texts.of(name))}))"
        value = Formula(text, _told(content, key))
        lines.append(Line(texts[key], [value], where="Bâtiments", names=(key, "")))
    for label, key, unit in (
        ("dwellings", "dwellings", ""),
        ("heated_area", "heated_area_m2", "m²"),
    ):
        value = Formula(f"=SUM({bound.column(key)})", float(content.buildings[key].sum()))
        lines.append(Line(texts[label], [value], unit, where="Bâtiments"))
    return lines


def _money(content: Content, assets: Place, costs: Place) -> list[Line]:
    texts, bound, year = content.texts, content.at_buildings, content.texts["year_eur"]
    both = "+".join(f"SUM({place.column('investment_eur')})" for place in (bound, assets))
    invested = Formula(f"={both}", _told(content, "investment_eur"))
    other = _sum(content, bound, "non_energy_eur", "non_energy_works_eur")
    cost = [
        _sum(content, costs, f"{which}_eur_per_year", f"{name}_eur_per_year")
        for which, name in (("plan", "objective"), ("reference", "reference_cost"))
    ]
    bills = [
        Formula(
            f"=SUM({content.at_bills.column(f'bill_{when}_eur')})",
            float(content.buildings[[f"energy_{when}_eur", f"standing_{when}_eur"]].sum().sum()),
        )
        for when in ("after", "before")
    ]
    lines = [
        Line(
            texts["investment"],
            [invested],
            "€",
            where="Bâtiments",
            names=("investment_eur", ""),
        ),
        Line(
            texts["non_energy"],
            [other],
            "€",
            where="Bâtiments",
            names=("non_energy_works_eur", ""),
        ),
        Line(texts["cost"], cost, year, where="Coûts", names=COST, bold=True),
        Line(texts["bills"], bills, year, where="Factures"),
    ]
    if content.aids_known:
        amount = float(content.certificates["all"].sum()) * content.figures.value("cee_price")
        value = Formula(f"=SUM({content.at_aids.column('cee_eur')})", amount / 1000.0)
        lines.append(Line(texts["cee"], [value], "€", where="Aides"))
    return lines


COST = ("objective_eur_per_year", "reference_cost_eur_per_year")


def _pair(content: Content, key: str, totals: dict[str, str]) -> tuple[list[Any], tuple[str, str]]:
    """Formulas of a figure and of the reference's, and their names; none where there is none."""
    names = (key, f"reference_{key}")
    values = [
        Formula(f"={totals[name]}", _told(content, name)) if name in totals else None
        for name in names
    ]
    return values, (names[0], names[1] if values[1] is not None else "")


def _energy(content: Content, totals: dict[str, str]) -> list[Line]:
    texts, unit, bound = (
        content.texts,
        content.texts["year_kwh"],
        content.place("Énergie", len(content.buildings)),
    )
    definition = texts.of(content.plan.summary["balance_definition"])
    needs = {
        f"{before}heating_need_kwh_per_year{after}": f"SUM({bound.column(key)})"
        for before, when in (("", "after"), ("reference_", "before"))
        for after, key in (
            ("", f"need_{when}_kwh"),
            ("_standard_need", f"need_{when}_standard_kwh"),
        )
    }
    lines = []
    for label, key, where in (
        ("final_energy", "final_energy_kwh_per_year", "Bilan"),
        ("primary_energy", "primary_energy_kwh_per_year", "Bilan"),
        ("imported", "imported_kwh_per_year", "Bilan"),
        ("exported", "exported_kwh_per_year", "Bilan"),
        ("balance", "energy_balance_kwh_per_year", "Bilan"),
        ("primary_balance", "primary_balance_kwh_per_year", "Bilan"),
        ("final_balance", "final_balance_kwh_per_year", "Bilan"),
        ("need", "heating_need_kwh_per_year", "Énergie"),
        ("standard_need", "heating_need_kwh_per_year_standard_need", "Énergie"),
    ):
        values, names = _pair(content, key, totals | needs)
        told = texts[label].format(definition=definition)
        lines.append(Line(told, values, unit, 0, where, names, bold=label == "balance"))
    return lines


def _climate(content: Content, totals: dict[str, str]) -> list[Line]:
    texts = content.texts
    values, names = _pair(content, "co2_kg_per_year", totals)
    plan, reference = totals["co2_kg_per_year"], totals["reference_co2_kg_per_year"]
    factor = values[1].value / values[0].value if values[0].value > 0.0 else ""
    return [
        Line(texts["co2"], values, texts["year_kg"], 0, "Bilan", names),
        Line(
            texts["co2_factor"],
            [Formula(f'=IF({plan}>0,{reference}/{plan},"")', factor)],
            digits=1,
            where="Bilan",
        ),
    ]


def _electricity(content: Content, assets: Place, pumps: Place) -> list[Line]:
    texts, bound, kwp = content.texts, content.at_buildings, content.texts["kwp"]
    parts = {"roof_pv_kwp": bound.column("pv_kwp"), "field_pv_kwp": assets.column("kwp")}
    both = "+".join(f"SUM({column})" for column in parts.values())
    lines = [
        Line(
            texts["pv"],
            [Formula(f"={both}", _told(content, "pv_kwp"))],
            kwp,
            names=("pv_kwp", ""),
        )
    ]
    for label, (key, column), where in zip(
        ("roof_pv", "field_pv"), parts.items(), ("Bâtiments", "Équipements"), strict=True
    ):
        value = Formula(f"=SUM({column})", _told(content, key))
        lines.append(Line(texts[label], [value], kwp, 0, where, (key, "")))
    unit, kind, most = (assets.column(key) for key in ("unit", "kind", "capacity"))
    among = f'--({unit}="kWh"),--({kind}={quoted(texts["store_community"])})'
    stored = Formula(f"=SUMPRODUCT({among},{most})", _told(content, "battery_kwh"))
    lines.append(Line(texts["battery"], [stored], "kWh", 0, "Équipements", ("battery_kwh", "")))
    found = content.pumped
    count = f'=SUMPRODUCT(--({pumps.column("building")}<>""))'
    lines.append(
        Line(
            texts["pumped"],
            [Formula(count, float(len(found)))],
            where="Raccordement",
            names=(PUMPED, ""),
        )
    )
    for label, key, unit in (
        ("machines", "machines", ""),
        ("pump_kw", "heat_kw", "kW"),
        ("pump_draw", "heat_peak_kw", "kW"),
    ):
        value = Formula(f"=SUM({pumps.column(key)})", float(found[key].sum()))
        lines.append(Line(texts[label], [value], unit, where="Raccordement"))
    return lines


#: name of the cell with the number of buildings that get a heat pump
PUMPED = "heat_pump_buildings"


def _proof(content: Content) -> list[Line]:
    texts, told = content.texts, content.plan.summary
    year = texts["year_eur"]
    cost = COST[0]
    bound = "bound_eur_per_year"
    gap = Formula(f"=MAX(0,{cost}-{bound})/ABS({cost})", float(told["gap"]))
    euros = Formula(f"=MAX(0,{cost}-{bound})", float(told["gap_eur_per_year"]))
    state = texts["verified" if told["verified"] else "not_verified"]
    return [
        Line(texts["bound"], [float(told[bound])], year, names=(bound, "")),
        Line(texts["gap_eur"], [euros], year, names=("gap_eur_per_year", "")),
        Line(texts["gap"], [gap], "%", 3, names=("gap", "")),
        Line(texts["state"], [state]),
    ]


def _choices(content: Content) -> list[Line]:
    """How many heated buildings have which package and system."""
    texts, bound, lines = content.texts, content.at_buildings, []
    heated = f"--({bound.column('status')}={quoted(texts.of('heated'))})"
    for what, column in (("packages", "package"), ("systems", "system")):
        for name, count in content.plan.summary[what].items():
            word = texts.of(name)
            text = f"=SUMPRODUCT({heated},--({bound.column(column)}={quoted(word)}))"
            label = (
                f"{texts[column]} : {word}" if texts.lang == "fr" else f"{texts[column]}: {word}"
            )
            names = (f"{what}.{name}", "")
            lines.append(Line(label, [Formula(text, float(count))], where="Bâtiments", names=names))
    return lines


def _labels(content: Content) -> list[Line]:
    texts, bound, lines = content.texts, content.at_buildings, []
    for letter in labels.LETTERS:
        values = [
            Formula(
                f'=SUMPRODUCT(--({bound.column(f"dpe_{when}")}="{letter}"))',
                float(content.plan.summary[f"labels_{when}"][letter]),
            )
            for when in ("after", "before")
        ]
        names = (f"labels_after.{letter}", f"labels_before.{letter}")
        label = texts["letter"].format(letter=letter)
        lines.append(Line(label, values, where="Bâtiments", names=names))
    return lines
