"""Write report.html of a plan."""

from __future__ import annotations

import json
import locale
import tomllib
from pathlib import Path
from typing import Any

import jinja2

from zeneville.report import map as district_map
from zeneville.results.labels import COLOURS, INK, LETTERS
from zeneville.results.plan import Plan
from zeneville.results.store import atomically
from zeneville.results.styles import PACKAGE_COLOURS

HERE = Path(__file__).parent

CARD = (
    "status",
    "reason",
    "use",
    "period",
    "heated_area_m2",
    "dwellings",
    "package",
    "system",
    "heat_kw",
    "pv_kwp",
    "investment_eur",
    "dpe_before",
    "dpe_after",
    "dpe_primary_kwh_per_m2_before",
    "dpe_primary_kwh_per_m2_after",
    "dpe_co2_kg_per_m2_before",
    "dpe_co2_kg_per_m2_after",
    "need_before_kwh",
    "need_after_kwh",
    "need_before_standard_kwh",
    "need_after_standard_kwh",
    "need_source",
    "discomfort_before_kh",
    "discomfort_after_kh",
    "co2_kg",
    "reference_co2_kg",
    "residence",
)
#: columns in the owner's own words
FREE_TEXT = ("residence",)


def language(asked: str | None) -> str:
    """``fr`` or ``en``: as asked, else that of the locale, else French."""
    if asked in ("fr", "en"):
        return asked
    name = (locale.getlocale()[0] or "fr").lower()
    return "en" if name.startswith("en") else "fr"


def number(value: Any, digits: int, lang: str) -> str:
    """A number written the local way: 1 234,5 or 1,234.5; a dash when there is none."""
    if value is None or value != value:
        return "–"
    text = f"{round(float(value), digits) + 0.0:,.{digits}f}"  # + 0.0: no minus before a zero
    return text if lang == "en" else text.translate(str.maketrans(",.", "\u202f,"))


def figure(value: Any, lang: str) -> str:
    """A figure of the catalogue with the digits it has, the local way; text as it is."""
    if isinstance(value, str) or value != value:
        return str(value)
    text = f"{float(value):,.10f}".rstrip("0").rstrip(".")
    return text if lang == "en" else text.translate(str.maketrans(",.", "\u202f,"))


def day(iso: str, lang: str) -> str:
    """A day the local way: 01/01/2026 or 2026-01-01."""
    return iso if lang == "en" else "/".join(reversed(iso.split("-")))


def words_of(lang: str) -> dict[str, str]:
    """Words of the package's ids and of the report in a language, ``fr`` or ``en``."""
    texts = tomllib.loads((HERE / "texts.toml").read_text(encoding="utf-8"))
    return {key: entry[lang] for key, entry in texts.items()}


def write(plan: Plan, path: Path, lang: str | None = None) -> None:
    """Write one HTML file: map, cards, works table, costs, assumptions, proof; no network."""
    tongue = language(lang)
    words = words_of(tongue)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["n"] = lambda value, digits=0: number(value, digits, tongue)
    environment.filters["figure"] = lambda value: figure(value, tongue)
    environment.filters["day"] = lambda iso: day(iso, tongue)
    table = plan.buildings.drop(columns="geometry").reset_index()
    cards = {
        str(row["building"]): {
            words.get(f"column_{name}", name): (
                (row[name] if name in FREE_TEXT else words.get(row[name], row[name]))
                if isinstance(row[name], str)
                else number(row[name], 1 if name in ("pv_kwp", "heat_kw") else 0, tongue)
            )
            for name in CARD
            if name in row and row[name] is not None and row[name] == row[name] and row[name] != ""
        }
        for row in table.to_dict("records")
    }
    works = [row for row in table.to_dict("records") if isinstance(row.get("package"), str)]
    html = environment.get_template("template.html.j2").render(
        lang=tongue,
        words=words,
        plan=plan,
        s=plan.summary,
        renovated=sum(row["package"] != "as_is" for row in works),
        works=works,
        findings=[_finding(line, words, tongue) for line in plan.findings],
        map=district_map.svg(plan.buildings, plan.assets, words),
        colours=PACKAGE_COLOURS,
        letters=LETTERS,
        letter_style={k: f"background:{COLOURS[k]};color:{INK[k]}" for k in LETTERS},
        cards=json.dumps(cards, ensure_ascii=False).replace("<", "\\u003c"),
        costs=plan.costs.to_dict("records"),
        assumptions=plan.assumptions.fillna("").to_dict("records"),
        largest=max(
            float(plan.costs[["plan_eur_per_year", "reference_eur_per_year"]].abs().max().max()),
            1.0,
        ),
    )
    atomically(path, lambda part: _put(part, html))


def _finding(line: str, words: dict[str, str], lang: str) -> str:
    """A counted figure in the reader's words; other findings as they are."""
    name, _, text = line.partition(": ")
    try:
        return f"{words[name]}{words['colon']} {number(float(text.replace(',', '')), 2, lang)}"
    except (KeyError, ValueError):
        return line


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
