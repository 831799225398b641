"""Write pareto.html: the fronts of a district for people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zeneville.messages import language
from zeneville.report import front, plain_page
from zeneville.report.plain_page import Page, Section
from zeneville.report.wording import Words
from zeneville.results.pareto import Fronts
from zeneville.results.store import atomically, write_text


def write(fronts: Fronts, path: Path, lang: str | None = None) -> None:
    """One HTML file that asks nothing of the network."""
    text = html(fronts.summary(), Words(language(lang))).rstrip("\n")
    atomically(path, lambda part: write_text(part, text))


def html(told: dict[str, Any], words: Words) -> str:
    """The page of what pareto.json tells."""
    lines = [each for each in told["fronts"] if each["points"]]
    sections = [
        Section(
            name=f"against-{each['against']}",
            title=words[f"front_title_{each['against']}"],
            sentences=_sentences(each, words),
            figures=(drawn.figure,),
        )
        for each, drawn in zip(lines, front.drawn({**told, "fronts": lines}, words), strict=True)
    ]
    page = Page(
        subject=told["case"],
        title=words["front_page"],
        sentences=(
            words["front_intro"],
            words[f"front_definition_{told['balance_definition']}"],
            *([words["approximate"]] if told["approximate"] else []),
        ),
        sections=sections,
        foot=(
            words.say("made_with", version=told["zeneville_version"]),
            f"{words['case_print']}{words['colon']} {told['case_sha256'][:16]}",
        ),
    )
    return plain_page.html(page, words)


def _sentences(each: dict[str, Any], words: Words) -> list[str]:
    """What the marked points cost, and what the last tonne or kWh does."""
    named = {mark: point for point in each["points"] for mark in point["mark"]}
    out = []
    for mark in ("cheapest", "positive_energy", "knee"):
        if mark not in named:
            continue
        point = named[mark]
        out.append(
            words.say(
                f"front_says_{mark}",
                cost=words.money(point["cost_eur_per_year"]),
                balance=words.energy(point["energy_balance_kwh_per_year"]),
                co2=words.n(point["co2_kg_per_year"] / 1e3),
                invest=words.money(point["investment_eur"]),
                abatement=words.n(point["abatement_eur_per_tco2"]),
            )
        )
    if "positive_energy" not in named:
        out.append(words["front_never_positive"])
    return out
