"""The page of every array, column and key that is stored: read from the tables of the code."""

from __future__ import annotations

from collections.abc import Iterable

from zeneville import variables
from zeneville.model.problem import ARRAYS, SCALARS
from zeneville.results import solar_fields
from zeneville.weather.dataset import VARIABLES

Row = tuple[str, ...]

HEAD = """# Data dictionary

Made by `python -m docs` from `zeneville/variables.toml`, `zeneville/model/problem.py`,
`zeneville/weather/dataset.py` and `zeneville/results/solar_fields.csv`; change those, not this
page. A test holds every array of a plan, every column of its layers and every key of its summaries
against these tables: name, dims, unit and bounds.

`plan.nc` (NetCDF, opened with `xarray.open_dataset`) holds the
[decision problem](#decision-problem), the [plan](#plan) and what they take over from
[stock](#stock) and [needs](#needs). Units and meanings are in its attributes too. A place keeps the
names of the places above it. Units of the columns of `plan.xlsx` are on its sheet Unités.
"""
ARRAY_HEADINGS = ("name", "dims", "unit", "bounds", "meaning")
COLUMN_HEADINGS = ("name", "unit", "bounds", "meaning")


def page() -> str:
    """The page as Markdown."""
    parts = [HEAD]
    parts += _section("Coordinates", "Labels of dims.", _columns("coordinates"))
    parts += _section(
        "Weather", "Hourly, over `time`; a file beyond the bounds is refused.", _weather()
    )
    parts += _section(
        "Stock", "Areas and properties of heated buildings, by package.", _arrays("stock")
    )
    parts += _section(
        "Needs",
        "`demand.nc` of `zeneville demand`, and what the decision starts from.",
        _arrays("needs"),
    )
    parts += _section(
        "Decision problem", "What can be chosen, prices, limits; no limit is NaN.", _problem()
    )
    parts += _section(
        "Plan",
        "What was decided, its proof, and what the independent check needs.",
        _arrays("plan"),
    )
    parts += _section(
        "Layer batiments", "Of `plan.gpkg`, and `plan.buildings` in Python.", _columns("batiments")
    )
    parts += _section(
        "Layer toitures",
        "Of `plan.gpkg`: those of the [solar cadastre](#solar-cadastre), and these.",
        _columns("toitures"),
    )
    parts += _section("Layer equipements", "Of `plan.gpkg`.", _columns("equipements"))
    parts += _section("Layer reseaux", "Of `plan.gpkg`, a row a pipe.", _columns("reseaux"))
    parts += _section("summary.json", "Keys only grow.", _columns("summary"))
    parts += _section(
        "Solar cadastre", "Layers of `solar.gpkg`; planes also in `solar.parquet`.", _cadastre()
    )
    parts += _section("solar.json", "", _columns("solar"))
    parts += _section("Units", "", _units())
    return "\n".join(parts)


def _section(title: str, about: str, rows: list[Row]) -> list[str]:
    head, *body = rows
    lines = [f"## {title}", ""]
    lines += [about, ""] if about else []
    lines += [_line(head), _line(("---",) * len(head)), *map(_line, body), ""]
    return lines


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _bounds(low: float, high: float) -> str:
    """Bounds in a few signs; a bound that is a hair below zero is solvers' zero."""
    low = 0.0 if -1.0 <= low < 0.0 else low
    if low == -variables.UNBOUNDED and high == variables.UNBOUNDED:
        return ""
    if high == variables.UNBOUNDED:
        return f"≥ {low:g}"
    if low == -variables.UNBOUNDED:
        return f"≤ {high:g}"
    return f"{low:g} to {high:g}"


def _arrays(place: str) -> list[Row]:
    return [ARRAY_HEADINGS] + [
        (f"`{one.name}`", ", ".join(one.dims), one.unit, _bounds(one.low, one.high), one.meaning)
        for one in variables.of(place).values()
    ]


def _columns(place: str) -> list[Row]:
    return [COLUMN_HEADINGS] + [
        (
            f"`{one.name}`",
            one.unit,
            _bounds(one.low, one.high),
            one.meaning + (f" (by {one.keys})" if one.keys else ""),
        )
        for one in variables.of(place).values()
    ]


def _problem() -> list[Row]:
    arrays = [(name, dims, unit, meaning) for name, (dims, unit, meaning) in ARRAYS.items()]
    scalars = [(name, (), unit, meaning) for name, (unit, meaning) in SCALARS.items()]
    return [ARRAY_HEADINGS] + [
        (f"`{name}`", ", ".join(dims), unit, _bounds(*variables.bounds(name, unit)), meaning)
        for name, dims, unit, meaning in arrays + scalars
    ]


def _weather() -> list[Row]:
    return [COLUMN_HEADINGS] + [
        (f"`{name}`", unit, _bounds(low, high), meaning)
        for name, (unit, meaning, low, high) in VARIABLES.items()
    ]


def _cadastre() -> list[Row]:
    return [("name", "layers", "unit", "meaning")] + [
        (f"`{field.name}`", ", ".join(field.layers), field.unit, field.meaning["en"])
        for field in solar_fields.FIELDS
    ]


def _units() -> list[Row]:
    return [("unit", "in words", "bounds")] + [
        (f"`{unit.name}`", unit.says, _bounds(unit.low, unit.high))
        for unit in variables.units().values()
    ]
