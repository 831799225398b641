"""The sheet of balances: energy bought with CO2 and primary energy, uses, the district's border."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zeneville.results.district_energy import DistrictEnergy
from zeneville.results.workbook.content import CURRENT, Content
from zeneville.results.workbook.lines import Line, write
from zeneville.results.workbook.page import FIRST, Book, Formula, Place, table

SHEET = "Bilan"
SIDES = ("plan", "reference")
#: carriers of heat in buildings that are not bought as fuel or heat
NOT_BOUGHT = (*CURRENT, "network")
#: rows of the table that follow those of fuels: two supplements, cars and the grid
AFTER_FUELS = 4


@dataclass(frozen=True)
class Sides:
    """A formula of the plan and one of the reference."""

    plan: Formula
    reference: Formula

    @property
    def both(self) -> list[Formula]:
        """In the order of the columns."""
        return [self.plan, self.reference]


def balance(book: Book, content: Content) -> dict[str, str]:
    """Write the sheet; gives the cells or sums of its totals by key of the summary."""
    texts, rows = content.texts, _bought(content)
    place = content.place(SHEET, len(rows))
    for at, row in enumerate(rows):
        for side in SIDES:
            for factor, what in (("co2_factor", "co2_kg"), ("primary_factor", "primary_kwh")):
                amount, by = place.cell(f"{side}_kwh", at), place.cell(factor, at)
                value = row[f"{side}_kwh"] * row[factor]
                row[f"{side}_{what}"] = Formula(f"={amount}*{by}", value)
    table(book, place, texts.titles[SHEET], texts.notes[SHEET], rows)
    fuel = Sides(*(_fuel(place, rows, side, "kwh") for side in SIDES))
    own = len(_of_buildings(content))
    used = Sides(*(_fuel(place, rows, side, "kwh", own) for side in SIDES))
    top = FIRST + len(rows) + 2
    below = write(book, book.page(SHEET), top, texts["uses"], _uses(content, top, used))
    write(
        book,
        book.page(SHEET),
        below + 1,
        texts["border"],
        _border(content, place, rows, fuel, below + 3),
    )
    return _totals(content, place, used=below, border=below + 3)


Row = tuple[str, float, float, float, float]


def _bought(content: Content) -> list[dict[str, Any]]:
    """Rows of what is bought, with factors: fuels, supplements of electric heat, cars, the grid."""
    data, texts = content.plan.data, content.texts
    plan, today = content.planned, content.today
    rows = [*_of_buildings(content), *_of_machines(content)]
    for name, kwh in (("heating", "heat_kwh"), ("hot_water", "water_kwh")):
        used, before = (energy.yearly(getattr(energy, kwh)) for energy in (plan, today))
        rows.append((texts[f"{name}_extra"], used, before, float(data[f"co2_{name}_extra"]), 0.0))
    cars, mix = float(content.plan.summary["electric_cars_kwh_per_year"]), float(data["co2_import"])
    rows.append((texts["cars"], cars, cars, mix, 0.0))
    bought = content.grid.imported - cars, today.yearly(today.electricity_kwh)
    rows.append((texts["grid"], *bought, mix, float(data["primary_factor"])))
    keys = ("item", "plan_kwh", "reference_kwh", "co2_factor", "primary_factor")
    return [dict(zip(keys, row, strict=True)) for row in rows]


def _of_buildings(content: Content) -> list[Row]:
    """Fuels and bought heat that buildings take."""
    data, rows = content.plan.data, []
    for number, name in enumerate(data["carrier"].values.astype(str)):
        burnt, before = (
            energy.fuel_kwh.get(name, 0.0) for energy in (content.planned, content.today)
        )
        if name not in NOT_BOUGHT and max(burnt, before) > 0.0:
            co2, primary = (float(data[f"fuel_{of}"].values[number]) for of in ("co2", "primary"))
            rows.append((content.texts[name], burnt, before, co2, primary))
    return rows


def _of_machines(content: Content) -> list[Row]:
    """Fuels that central machines take; one kWh of primary energy each."""
    data, rows = content.plan.data, []
    for n, name in enumerate(data["converter"].values.astype(str)):
        each = max(0.0, -float(data["converter_balance"].values[n]))
        burnt = each * float(data["weight"].values @ data["converter_kwh"].values[n])
        if burnt > 0.0:
            told = content.texts["burnt_in"].format(name=content.texts.of(name))
            rows.append((told, burnt, 0.0, float(data["converter_co2"].values[n]) / each, 1.0))
    return rows


def _fuel(
    place: Place, rows: list[dict[str, Any]], side: str, what: str, first: int | None = None
) -> Formula:
    """The sum of a column over the rows of fuels, or the ``first`` of them; 0 where is none."""
    fuels, key = rows[:-AFTER_FUELS][:first], f"{side}_{what}"
    if not fuels:
        return Formula("=0", 0.0)
    value = sum(row[key] if what == "kwh" else row[key].value for row in fuels)
    return Formula(f"=SUM({place.cell(key, 0)}:{place.cell(key, len(fuels) - 1)})", value)


def _uses(content: Content, top: int, fuel: Sides) -> list[Line]:
    """Final energy by use and its sum; ``top`` is the row, from 0, of the block's heading."""
    texts, unit = content.texts, content.texts["year_kwh"]

    def electric(energy: DistrictEnergy) -> list[float]:
        hourly = energy.heat_kwh, energy.water_kwh, energy.other_kwh
        return [energy.yearly(values) for values in hourly]

    plan, today = electric(content.planned), electric(content.today)
    names = ("use_heating", "use_water", "use_other")
    lines = [
        Line(texts[name], values, unit)
        for name, values in zip(names, zip(plan, today, strict=True), strict=True)
    ]
    lines.append(Line(texts["use_fuel"], fuel.both, unit))
    heat = [energy.fuel_kwh.get("network", 0.0) for energy in (content.planned, content.today)]
    lines.append(Line(texts["use_network"], heat, unit))
    first, last = top + 2, top + 1 + len(lines)
    sums = [
        Formula(f"=SUM({letter}{first}:{letter}{last})", sum(used) + float(burnt.value) + warm)
        for letter, used, burnt, warm in zip("BC", (plan, today), fuel.both, heat, strict=True)
    ]
    return [*lines, Line(texts["final_energy"], sums, unit, bold=True)]


def _border(
    content: Content, place: Place, rows: list[dict[str, Any]], fuel: Sides, first: int
) -> list[Line]:
    """Bought, sold and both balances; ``first`` is the row, from 1, of the first line."""
    texts, unit = content.texts, content.texts["year_kwh"]
    grid, cars, last = rows[-1], rows[-2], len(rows) - 1
    factor = place.cell("primary_factor", last)
    bought, primary, final = [], [], []
    sold = (content.grid.exported, 0.0)
    for letter, side, burnt, out in zip("BC", SIDES, fuel.both, sold, strict=True):
        key = f"{side}_kwh"
        own, moved = place.cell(key, last), place.cell(key, last - 1)
        bought.append(Formula(f"={own}+{moved}", grid[key] + cars[key]))
        net, value = f"({letter}{first + 1}-{own})", out - grid[key]
        paid = _fuel(place, rows, side, "primary_kwh")
        primary.append(
            Formula(
                f"={factor}*{net}-{paid.text[1:]}",
                grid["primary_factor"] * value - float(paid.value),
            )
        )
        final.append(Formula(f"={net}-{burnt.text[1:]}", value - float(burnt.value)))
    return [
        Line(texts["imported"], bought, unit),
        Line(texts["exported"], sold, unit),
        Line(texts["primary_balance"], primary, unit, bold=True),
        Line(texts["final_balance"], final, unit, bold=True),
    ]


def _totals(content: Content, place: Place, used: int, border: int) -> dict[str, str]:
    """Cells by key of the summary; ``used`` and ``border`` are rows from 1."""
    asked = 3 if content.plan.summary["balance_definition"] == "final" else 2
    found: dict[str, str] = {}
    for letter, side, before in (("B", "plan", ""), ("C", "reference", "reference_")):
        cells = {
            "co2_kg_per_year": f"SUM({place.column(f'{side}_co2_kg')})",
            "primary_energy_kwh_per_year": f"SUM({place.column(f'{side}_primary_kwh')})",
            "final_energy_kwh_per_year": f"'{SHEET}'!${letter}${used}",
            "energy_balance_kwh_per_year": f"'{SHEET}'!${letter}${border + asked}",
        }
        found |= {before + key: cell for key, cell in cells.items()}
    of_plan = ("imported", "exported", "primary_balance", "final_balance")
    return found | {
        f"{key}_kwh_per_year": f"'{SHEET}'!$B${border + n}" for n, key in enumerate(of_plan)
    }
