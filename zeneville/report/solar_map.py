"""Write solar.html: the public map of a solar cadastre, one file that asks no network."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import jinja2

from zeneville.report import document
from zeneville.report.solar_map_data import packed
from zeneville.results import irradiation_classes
from zeneville.results.cadastre import SolarCadastre
from zeneville.results.store import atomically, write_text

HERE = Path(__file__).parent
LANGUAGES = ("fr", "en")
#: words of the map among the report's
PREFIX = "solar_"
#: figures named in the sentences of the map
TOLD = (
    "pv_self_consumption",
    "pv_contract_years",
    "pv_life",
    "pv_degradation",
    "discount_rate",
)


def write(result: SolarCadastre, path: Path, lang: str | None = None) -> None:
    """Write the map in a language; the other one is a click away."""
    atomically(path, lambda part: write_text(part, html(result, document.language(lang))))


def html(result: SolarCadastre, lang: str) -> str:
    """The whole page."""
    style = (HERE / "solar_map.css").read_text(encoding="utf-8")
    script = (HERE / "solar_map.js").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["n"] = lambda value, digits=0: document.number(value, digits, lang)
    environment.filters["figure"] = lambda value: document.figure(value, lang)
    words = {tongue: _words(tongue) for tongue in LANGUAGES}
    known = result.assumptions.set_index("key")["value"]
    figures = {name: float(known[name]) for name in TOLD}
    return environment.get_template("solar_map.html.j2").render(
        lang=lang,
        words=words[lang],
        name=result.name,
        s=result.summary,
        energy=_energy(result.summary["kwh"], words[lang], lang),
        figures=figures,
        colours=irradiation_classes.COLOURS,
        assumptions=result.assumptions.fillna("").to_dict("records"),
        style=style,
        script=script,
        policy=_policy(style, script),
        data=_json(
            {
                "lang": lang,
                "words": words,
                "summary": _public(result),
                "figures": figures,
                "edges": irradiation_classes.EDGES,
                "colours": irradiation_classes.COLOURS,
                **packed(result.planes, result.buildings),
            }
        ),
    )


def _energy(kwh: float, words: dict[str, str], lang: str) -> tuple[str, str]:
    """Energy of a district and its unit: GWh, or MWh below one GWh."""
    if kwh >= 1e6:
        return document.number(kwh / 1e6, 2, lang), words["gwh_year"]
    return document.number(kwh / 1e3, 0, lang), words["mwh_year"]


def _words(lang: str) -> dict[str, str]:
    """The map's words without their prefix, and those it shares with the report."""
    words = document.words_of(lang)
    own = {key.removeprefix(PREFIX): text for key, text in words.items() if key.startswith(PREFIX)}
    shared = ("kWp", "colon", "key", "value", "unit", "source", "status", "year", "assumptions")
    statuses = ("sourced", "derived", "computed", "expert", "case")
    return own | {key: words[key] for key in (*shared, *statuses)}


def _public(result: SolarCadastre) -> dict[str, Any]:
    """Totals and provenance that the page tells."""
    summary = result.summary
    names = ("planes", "buildings", "kwp", "kwh", "weather", "weather_source")
    more = ("weather_distance_km", "weather_synthetic", "stock_format", "roof_sources")
    return {
        "name": result.name,
        "version": summary["zeneville_version"],
        "assumptions": len(result.assumptions),
        **{name: summary[name] for name in (*names, *more)},
    }


def _json(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def _policy(style: str, script: str) -> str:
    """Content policy: this style and this script by their hashes, nothing else, no network."""

    def allowed(text: str) -> str:
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"

    return (
        f"default-src 'none'; style-src {allowed(style)}; script-src {allowed(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
