"""Write solar.html: the public map of a solar cadastre, one file that asks no network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zeneville.messages import language, told
from zeneville.report import wording
from zeneville.report.self_contained import content_policy, joined, json_text, templates
from zeneville.report.solar_map_data import packed
from zeneville.results import irradiation_classes
from zeneville.results.cadastre import SolarCadastre
from zeneville.results.store import atomically, write_text

LANGUAGES = ("fr", "en")
STYLES = ("page", "stage", "solar")
SCRIPTS = ("start", "scale", "find", "shapes", "solar")
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
    atomically(path, lambda part: write_text(part, html(result, language(lang))))


def html(result: SolarCadastre, lang: str) -> str:
    """The whole page."""
    style, script = joined("styles", STYLES, "css"), joined("scripts", SCRIPTS, "js")
    environment = templates(
        n=lambda value, digits=0: wording.number(value, digits, lang),
        figure=lambda value: wording.figure(value, lang),
        told=lambda text: told(text, lang),
    )
    words = {tongue: _words(tongue) for tongue in LANGUAGES}
    known = result.assumptions.set_index("key")["value"]
    figures = {name: float(known[name]) for name in TOLD}
    return environment.get_template("solar.html.j2").render(
        lang=lang,
        words=words[lang],
        name=result.name,
        s=result.summary,
        lead=_lead(result.summary, wording.Words(lang, PREFIX)),
        energy=wording.quantity(result.summary["kwh"], wording.ENERGY, lang),
        figures=figures,
        colours=irradiation_classes.COLOURS,
        assumptions=result.assumptions.fillna("").to_dict("records"),
        style=style,
        script=script,
        policy=content_policy(style, script),
        data=json_text(
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


def _lead(summary: dict[str, Any], words: wording.Words) -> str:
    """What all roofs together could give."""
    return words.say(
        "lead",
        planes=words.count("n_planes", summary["planes"]),
        buildings=words.count("n_buildings", summary["buildings"]),
        kwp=words.n(summary["kwp"]),
        energy=words.energy(summary["kwh"]),
    )


def _words(lang: str) -> dict[str, str]:
    """The map's words without their prefix, and those it shares with the report."""
    words = wording.words_of(lang)
    own = {key.removeprefix(PREFIX): text for key, text in words.items() if key.startswith(PREFIX)}
    shared = (
        "kWp",
        "colon",
        "reconstruction",
        "key",
        "value",
        "unit",
        "source",
        "status",
        "year",
        "assumptions",
    )
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
