"""Plans side by side: letters, a chart of cost and balance, a table with changes from the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from zeneville.report.charts import points
from zeneville.report.charts.figure import Figure, Table
from zeneville.report.charts.points import Dot
from zeneville.report.wording import Words

Summary = dict[str, Any]
#: rows that are figures: word, key of the summary, decimals, whether the change in percent is told
FIGURES = (
    ("row_cost", "objective_eur_per_year", 0, True),
    ("row_reference", "reference_cost_eur_per_year", 0, False),
    ("row_investment", "investment_eur", 0, True),
    ("row_balance", "energy_balance_kwh_per_year", 0, False),
    ("row_best", "max_balance_kwh_per_year", 0, False),
    ("row_co2", "co2_kg_per_year", 0, True),
    ("row_primary", "primary_energy_kwh_per_year", 0, True),
    ("row_imported", "imported_kwh_per_year", 0, True),
    ("row_exported", "exported_kwh_per_year", 0, True),
    ("row_pv", "pv_kwp", 0, True),
    ("row_hours", "hours", 0, False),
)


@dataclass(frozen=True)
class Cell:
    """A figure, and its change from the first plan where that tells something."""

    told: str
    change: str = ""


@dataclass(frozen=True)
class Line:
    """A row of the table."""

    label: str
    cells: tuple[Cell, ...]


def letter(place: int) -> str:
    """A for the first plan, Z and then AA."""
    return (letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def table(plans: Sequence[Summary], words: Words) -> list[Line]:
    """All plans side by side, from what is asked to what is proven."""
    return [
        _words_line("row_asked", plans, words, lambda told: requirement(told, words)),
        *(_figures(plans, words, *row) for row in FIGURES),
        _counts("row_renovated", plans, words, renovated),
        _counts("row_pumps", plans, words, pumps),
        _counts("row_poor", plans, words, poor),
        _words_line("row_gap", plans, words, lambda told: words.n(100.0 * told["gap"], 3)),
        _words_line(
            "row_verified", plans, words, lambda told: words["yes" if told["verified"] else "no"]
        ),
    ]


def requirement(told: Summary, words: Words) -> str:
    """What a plan had to reach and keep to."""
    asked, limits = told.get("requirement") or {}, told.get("limits") or {}
    balance = asked.get("balance", "none")
    out = []
    if balance != "none":
        least = words.energy(float(asked.get("at_least_kwh") or 0.0))
        out.append(words.say("asked_balance", least=least, definition=words.of(balance)))
    out += [
        words.say(f"asked_{name}", limit=_limit(name, value, words))
        for name, value in limits.items()
        if value is not None
    ]
    return ", ".join(out) or words["asked_none"]


def _limit(name: str, value: float | str, words: Words) -> str:
    """A limit with its unit, which its key ends with; a letter as it is."""
    if isinstance(value, str):
        return value
    if name == "co2_kg_per_year":
        return words.mass(value)
    if name.endswith("_eur"):
        return words.money(value)
    if name.endswith("_kw"):
        return f"{words.n(value)} kW"
    return words.say("percent", value=words.n(100.0 * value))


def renovated(told: Summary) -> int:
    """Heated buildings that get works."""
    return int(told["buildings"] - told["packages"].get("as_is", 0))


def pumps(told: Summary) -> int:
    """Buildings heated by a heat pump."""
    return sum(count for name, count in told["systems"].items() if name.startswith("hp_"))


def poor(told: Summary) -> int:
    """Buildings labelled F or G with the plan."""
    return sum(told["labels_after"][name] for name in "FG")


def _figures(
    plans: Sequence[Summary], words: Words, name: str, key: str, digits: int, relative: bool
) -> Line:
    first = plans[0].get(key)
    cells = [
        Cell(
            words.n(told.get(key), digits),
            _change(told.get(key), first, words) if relative and place else "",
        )
        for place, told in enumerate(plans)
    ]
    return Line(words[name], tuple(cells))


def _change(value: float | None, first: float | None, words: Words) -> str:
    """Percent of the first plan's figure, where that is above zero."""
    if value is None or first is None or first <= 0.0:
        return ""
    share = 100.0 * (value / first - 1.0)
    if abs(share) < 0.05:
        return "="
    digits = 0 if abs(share) >= 10.0 else 1
    return words.say("percent", value=("+" if share > 0 else "") + words.n(share, digits))


def _counts(
    name: str, plans: Sequence[Summary], words: Words, count: Callable[[Summary], int]
) -> Line:
    return _words_line(name, plans, words, lambda told: words.n(count(told)))


def _words_line(
    name: str, plans: Sequence[Summary], words: Words, tell: Callable[[Summary], str]
) -> Line:
    return Line(words[name], tuple(Cell(tell(told)) for told in plans))


def chart(plans: Sequence[Summary], words: Words) -> Figure:
    """Plans as points of cost and balance, the first one marked."""
    dots = [
        Dot(
            told["energy_balance_kwh_per_year"],
            told["objective_eur_per_year"],
            "other" if place else "plan",
            letter(place),
        )
        for place, told in enumerate(plans)
    ]
    rows = tuple((dot.letter, words.n(dot.at), words.n(dot.cost)) for dot in dots)
    head = (words["plan"], words["balance_kwh"], words["cost_eur"])
    return points.costs_against(
        "balance",
        "points",
        words["scenarios_chart"],
        words["scenarios_note"],
        dots,
        Table(head, rows),
        words,
    )


def doubts(plans: Sequence[Summary], words: Words) -> list[str]:
    """Why plans may not be comparable."""
    told = {
        "doubt_hours": {plan["hours"] for plan in plans},
        "doubt_buildings": {(plan["case"], plan["buildings"]) for plan in plans},
        "doubt_balance": {plan["balance_definition"] for plan in plans},
        "doubt_needs": {plan.get("needs") for plan in plans},
        "doubt_weather": {plan.get("weather") for plan in plans},
    }
    out = [words[name] for name, values in told.items() if len(values) > 1]
    if not all(plan["verified"] for plan in plans):
        out.append(words["doubt_verified"])
    return out
