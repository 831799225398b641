"""Write sensitivity.html: a plan in other futures, for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from zeneville.messages import language
from zeneville.report import plain_page
from zeneville.report.charts import tornado
from zeneville.report.charts.figure import Figure, Table
from zeneville.report.plain_page import Listed, Page, Section
from zeneville.report.wording import Words, figure
from zeneville.results.sensitivity import Sensitivity
from zeneville.results.store import atomically, write_text

#: figures drawn at most
DRAWN = 18
#: units of what a requirement misses
MISSED = {
    "balance": "kWh",
    "co2": "kg",
    "invest": "€",
    "meter": "kWh/h",
    "renewable": "kWh",
    "autonomy": "kWh",
    "heat": "kWh/h",
}
#: EUR a year that are too small a swing to be told
SMALL = 0.5


def write(found: Sensitivity, path: Path, lang: str | None = None) -> None:
    """One HTML file that asks nothing of the network."""
    text = html(found.summary(), Words(language(lang))).rstrip("\n")
    atomically(path, lambda part: write_text(part, text))


def html(told: Mapping[str, Any], words: Words) -> str:
    """The page of what sensitivity.json tells."""
    rows = [row for row in told["futures"] if _matters(row)]
    page = Page(
        subject=told["case"],
        title=words["sens_page"],
        sentences=(
            words.say("sens_intro", cost=words.money(told["objective_eur_per_year"])),
            *([words["approximate"]] if told["approximate"] else []),
        ),
        sections=[
            Section(
                "swings",
                words["sens_swings"],
                (words["sens_swings_note"],),
                (_tornado(rows, words),) if rows else (),
            ),
            Section(
                "regret",
                words["sens_regret"],
                (words["sens_regret_note"],),
                tables=(Listed("regrets", words["sens_regret"], _regrets(told, words)),),
            ),
            Section(
                "robust",
                words["sens_robust"],
                (words.say("sens_robust_note", number=words.n(told["futures_reoptimised"])),),
                tables=(
                    Listed("shares", words["sens_shares"], _shares(told, words)),
                    Listed("buildings", words["sens_buildings"], _buildings(told, words)),
                ),
            ),
            Section(
                "entry",
                words["sens_entry"],
                (words["sens_entry_note"],),
                tables=(Listed("entries", words["sens_entry"], _entries(told, words)),),
            ),
        ],
        foot=(
            words.say("made_with", version=told["zeneville_version"]),
            f"{words['case_print']}{words['colon']} {told['case_sha256'][:16]}",
        ),
    )
    return plain_page.html(page, words)


def _matters(row: Mapping[str, Any]) -> bool:
    """A future that moves something, or that a plan was made for."""
    moved = abs(row["swing_eur_per_year"]) > SMALL
    return moved or row["reoptimised_cost_eur_per_year"] is not None


def _label(row: Mapping[str, Any], words: Words) -> str:
    """The word of a figure, else its key of the catalogue."""
    return words.get(f"sens_{row['key']}", row["key"])


def _value(row: Mapping[str, Any], of: str, words: Words) -> str:
    """A figure with the digits it has; years without a mark of thousands."""
    if row[of] is None:
        return "–"
    return str(int(row[of])) if row["kind"] == "climate" else figure(row[of], words.lang)


def _tornado(rows: Sequence[Mapping[str, Any]], words: Words) -> Figure:
    by_key: dict[str, dict[str, float]] = {}
    names: dict[str, str] = {}
    for row in rows:
        by_key.setdefault(row["key"], {})[row["end"]] = row["swing_eur_per_year"]
        names[row["key"]] = _label(row, words)
    bars = [(names[key], ends.get("low"), ends.get("high")) for key, ends in by_key.items()]
    lines = tuple(
        (
            _label(row, words),
            words.told(row["unit"]),
            words.told(row["source"]) or "–",
            _value(row, "today", words),
            _value(row, "value", words),
            words.n(row["swing_eur_per_year"]),
        )
        for row in rows
    )
    head = ("figure", "unit", "source", "today_value", "future_value", "swing")
    table = Table(tuple(words[f"sens_{name}"] for name in head), lines, texts=3)
    return tornado.swings(
        words["sens_tornado"], words["sens_tornado_note"], bars[:DRAWN], table, words
    )


def _regrets(told: Mapping[str, Any], words: Words) -> Table:
    rows = [row for row in told["futures"] if row["reoptimised_cost_eur_per_year"] or row["missed"]]
    rows.sort(key=lambda row: -(row["regret_eur_per_year"] or 0.0))
    lines = []
    for row in rows:
        missed = ", ".join(
            f"{words[f'sens_missed_{name}']} {words.n(value)} {MISSED[name]}"
            for name, value in row["missed"].items()
        )
        lines.append(
            (
                _label(row, words),
                _value(row, "value", words),
                missed or words["yes"],
                words.n(row["unchanged_cost_eur_per_year"]),
                words.n(row["reoptimised_cost_eur_per_year"]),
                words.n(row["regret_eur_per_year"]),
                words.n(row["regret_at_most_eur_per_year"]),
            )
        )
    head = ("figure", "future_value", "meets", "unchanged", "reoptimised", "regret_eur", "most")
    return Table(tuple(words[f"sens_{name}"] for name in head), tuple(lines), texts=3)


def _shares(told: Mapping[str, Any], words: Words) -> Table:
    """How many buildings decide alike in every future, and in nine of ten."""
    robust = told["robust"]
    lines = [
        (
            words[f"sens_part_{part}"],
            words.n(robust["in_all"][part]),
            words.n(robust["in_nine_of_ten"][part]),
            words.n(robust["roofs" if part == "pv" else "heated"]),
        )
        for part in ("package", "system", "pv", "all")
    ]
    head = ("part", "in_all", "in_most", "of_buildings")
    return Table(tuple(words[f"sens_{name}"] for name in head), tuple(lines))


def _buildings(told: Mapping[str, Any], words: Words) -> Table:
    heated = (one for one in told["buildings"] if one["heated"])
    lines = tuple(
        (
            one["building"],
            words.of(one["package"]),
            words.of(one["system"]),
            *(words.n(one[f"same_{part}"]) for part in ("package", "system", "pv", "all")),
        )
        for one in sorted(heated, key=lambda one: (one["same_all"], one["building"]))
    )
    same = (f"same_{part}" for part in ("package", "system", "pv", "all"))
    head = ["building", "part_package", "part_system", *same]
    return Table(tuple(words[f"sens_{name}"] for name in head), lines, texts=3)


def _entries(told: Mapping[str, Any], words: Words) -> Table:
    lines = []
    for one in told["entry_prices"]:
        enters = one["enters_at"] is not None
        checked = {True: "confirmed", False: "not_confirmed", None: "not_checked"}
        lines.append(
            (
                words.of(one["name"]),
                one["building"] or "–",
                words[f"sens_unit_{one['unit'].split('/')[1]}"],
                words[f"sens_{checked[one['confirmed']] if enters else 'never'}"],
                words.n(one["unit_price"]),
                words.n(one["enters_at"]),
                words.n(-100.0 * one["cut"]) if enters else "–",
                _has(one, "above", words),
                _has(one, "below", words),
            )
        )
    prices = ("price_today", "price_entry", "cut", "above", "below")
    head = ["left_out", "first_building", "unit", "checked", *prices]
    return Table(tuple(words[f"sens_{name}"] for name in head), tuple(lines), texts=4)


def _has(one: Mapping[str, Any], side: str, words: Words) -> str:
    """How much a re-optimised plan has, and at which cut."""
    if one[f"{side}_has"] is None:
        return "–"
    return f"{words.n(one[f'{side}_has'])} ({words.n(-100.0 * one[f'{side}_cut'])} %)"
