"""The sheets with a row per building: decisions, bills, aids, energy, heat pumps."""

from __future__ import annotations

from typing import Any

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell

from zeneville.results.workbook.content import Content
from zeneville.results.workbook.page import A3, Book, Formula, Place, put, table
from zeneville.verify import meters
from zeneville.verify.kept import Kept

#: column of the cell with the price of certificates, in the first row of their sheet
PRICE = 8
#: columns in the owner's own words
FREE_TEXT = ("building", "residence", "name")


def rows_of(content: Content, place: Place, source: Any) -> list[dict[str, Any]]:
    """The columns of a table that ``source`` has, ids in words."""
    keys = [column.key for column in place.columns if column.key in source]
    told = source[keys].to_dict("records")
    return [
        {key: value if key in FREE_TEXT else content.texts.of(value) for key, value in row.items()}
        for row in told
    ]


def decisions(book: Book, content: Content) -> None:
    """Package, systems, sizes, cost, aids, labels and bills of every building."""
    place, bills, aids = content.at_buildings, content.at_bills, content.at_aids
    rows = rows_of(content, place, content.buildings)
    given = content.certificates["all"].to_dict() if content.aids_known else {}
    price = content.figures.value("cee_price") / 1000.0
    for at, row in enumerate(rows):
        for when in ("before", "after"):
            row[f"bill_{when}_eur"] = _looked_up(
                place, at, bills, f"bill_{when}_eur", _bill(content, at, when)
            )
        if row["building"] in given:
            amount = given[row["building"]] * price
            row["cee_eur"] = _looked_up(place, at, aids, "cee_eur", amount)
    table(
        book, place, content.texts.titles["Bâtiments"], content.texts.notes["Bâtiments"], rows, A3
    )


def _looked_up(place: Place, at: int, other: Place, key: str, value: float) -> Formula:
    """A cell of another sheet, found by the building's identifier."""
    found = f"MATCH({place.cell('building', at)},{other.column('building')},0)"
    return Formula(f"=INDEX({other.column(key)},{found})", value)


def _bill(content: Content, at: int, when: str) -> float:
    row = content.buildings.iloc[at]
    told = float(row[f"energy_{when}_eur"]) + float(row[f"standing_{when}_eur"])
    return told if np.isfinite(told) else 0.0


def bills(book: Book, content: Content) -> None:
    """Energy and standing charges of the occupants, before and after works."""
    place, texts, tariff = content.at_bills, content.texts, content.tariff
    rows = rows_of(content, place, content.buildings)
    for at, row in enumerate(rows):
        row |= _of_bill(content, place, at, float(row["dwellings"] or 0.0))
    meter = tariff["electricity_standing_eur_per_year"]
    note = texts.notes["Factures"].format(
        tariffs=tariff["name"],
        year=content.plan.data.attrs["base_year"],
        needs=texts[content.plan.summary.get("needs", "adjusted")],
        gas=texts.number(tariff["gas"]["standing_eur_per_year"]),
        heat=texts.number(content.heat_price, 3),
        **{key: texts.number(meter[key]) for key in ("kva_6", "kva_9", "kva_36")},
    )
    table(book, place, texts.titles["Factures"], note, rows, A3)


def _of_bill(content: Content, place: Place, at: int, homes: float) -> dict[str, Formula]:
    """Sums, differences and shares of one bill."""

    def cell(key: str) -> str:
        return place.cell(key, at)

    before, after = (_bill(content, at, when) for when in ("before", "after"))
    homes = homes if np.isfinite(homes) else 0.0
    each = {"before": before, "after": after}
    out = {
        f"bill_{when}_eur": Formula(
            f"={cell(f'energy_{when}_eur')}+{cell(f'standing_{when}_eur')}", value
        )
        for when, value in each.items()
    }
    out["saved_eur"] = Formula(
        f"={cell('bill_before_eur')}-{cell('bill_after_eur')}", before - after
    )
    many = cell("dwellings")
    for when, value in each.items():
        out[f"each_{when}_eur"] = Formula(
            f'=IF(N({many})>0,{cell(f"bill_{when}_eur")}/{many},"")', value / homes if homes else ""
        )
    out["each_month_eur"] = Formula(
        f'=IF(N({many})>0,{cell("saved_eur")}/{many}/12,"")',
        (before - after) / homes / 12.0 if homes else "",
    )
    return out


def aids(book: Book, content: Content) -> None:
    """Certificates by building and measure, and what is not known."""
    place, texts = content.at_aids, content.texts
    page, title = book.page("Aides"), texts.titles["Aides"]
    if not content.aids_known:
        table(book, place, title, f"{texts.notes['aids_unknown']}.", [])
        return
    value = content.figures.value("cee_price")
    found = content.certificates.rename_axis("building").reset_index()
    found = found.merge(content.buildings[["building", "residence"]], on="building", how="left")
    rows = rows_of(content, place, found)
    price = xl_rowcol_to_cell(0, PRICE, row_abs=True, col_abs=True)
    measures = [c.key for c in place.columns if c.key in ("roof", "heater")]
    for at, row in enumerate(rows):
        first, last = (place.cell(key, at) for key in measures)
        row["all"] = Formula(f"=SUM({first}:{last})", row["all"])
        row["cee_eur"] = Formula(
            f"={place.cell('all', at)}/1000*{price}",
            row["all"].value * value / 1000.0,
        )
    note = f"{texts.notes['aids_limits']}\n{texts.notes['aids_not_yet']}"
    table(book, place, title, note, rows, A3)
    page.merge_range(0, 3, 0, PRICE - 1, texts.notes["Aides"], book.style(bold=True, align="right"))
    put(page, 0, PRICE, value, book.style(bold=True, num_format="0.00", bg_color="#fff6d6"))


def energy(book: Book, content: Content) -> None:
    """Needs, energy, CO2, figures of the labels and summer discomfort."""
    texts = content.texts
    place = content.place("Énergie", len(content.buildings))
    rows = rows_of(content, place, content.buildings)
    needs = texts[content.plan.summary.get("needs", "adjusted")]
    note = texts.notes["Énergie"].format(needs=needs)
    table(book, place, texts.titles["Énergie"], note, rows, A3)


def connection(book: Book, content: Content) -> Place:
    """Heat pumps with their draw in winter, for the request to the grid."""
    texts, found = content.texts, content.pumped
    place = content.place("Raccordement", len(found))
    if not len(found):
        table(book, place, texts.titles["Raccordement"], texts.notes["no_pumps"], [])
        return place
    rows = rows_of(content, place, found)
    for at, row in enumerate(rows):
        before, after = (place.cell(key, at) for key in ("peak_before_kw", "peak_kw"))
        row["more_kw"] = Formula(
            f"=MAX(0,{after}-{before})", max(0.0, row["peak_kw"] - row["peak_before_kw"])
        )
    data = content.plan.data
    winter = data["winter"].values.astype(bool)
    bought = (data["bought_kwh"].values + data["charged_kwh"].values)[winter]
    note = texts.notes["Raccordement"].format(
        together=texts.number(together_kw(content)),
        border=texts.number(float(bought.max(initial=0.0))),
    )
    table(book, place, texts.titles["Raccordement"], note, rows)
    return place


def together_kw(content: Content) -> float:
    """Largest hourly electricity of all heat pumps, backup included, in winter, kW."""
    plan = Kept(content.plan.data)
    names = plan["building"].values.astype(str).tolist()
    total = np.zeros(plan.sizes["hour"])
    for name in content.pumped["building"]:
        b = names.index(name)
        parts = ("package", "heater", "storage_option")
        package, heater, storage = (int(plan[f"chosen_{part}"].values[b]) for part in parts)
        heat, water = meters.heat_and_water_electricity(plan, b, package, heater, storage=storage)
        total += heat + water
    return float(total[plan["winter"].values.astype(bool)].max(initial=0.0))
