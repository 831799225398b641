"""The page of a plan: sections from templates, one style, one script, a strict content policy."""

from __future__ import annotations

from typing import Any

from zeneville.report import (
    cards,
    comparison,
    figures,
    front,
    headline,
    lots,
    map,
    modes,
    parts,
    readme,
    scenarios,
    sources,
    wording,
)
from zeneville.report.charts import goal
from zeneville.report.self_contained import (
    content_policy,
    dense,
    joined,
    json_text,
    templates,
)
from zeneville.report.subject import Subject
from zeneville.results import yardsticks
from zeneville.results.labels import LETTERS
from zeneville.results.yardsticks import Yardstick

STYLES = (
    "page",
    "base",
    "stage",
    "lead",
    "map",
    "tables",
    "figures",
    "sections",
    "narrow",
    "paper",
)
SCRIPTS = (
    "start",
    "words",
    "scale",
    "find",
    "shapes",
    "map",
    "card",
    "solid",
    "tables",
    "downloads",
    "ready",
)


def html(subject: Subject) -> str:
    """The whole page."""
    words = subject.words
    style, script = joined("styles", STYLES, "css"), joined("scripts", SCRIPTS, "js")
    environment = templates(
        n=words.n,
        word=words.of,
        figure=lambda value: wording.figure(value, words.lang),
        told=words.told,
        day=lambda iso: wording.day(iso, words.lang),
    )
    page = environment.get_template("page.html.j2").render(
        w=words,
        s=subject.summary,
        plan=subject.plan,
        subject=subject,
        style=style,
        script=script,
        policy=content_policy(style, script),
        letters=LETTERS,
        **_sections(subject),
    )
    return dense(page) + "\n"


def _sections(subject: Subject) -> dict[str, Any]:
    """What the templates show, by section."""
    words = subject.words
    table = subject.buildings
    meanings = modes.of_map(table, words)
    place = map.extent(subject.on_map, subject.plan.assets)
    works = table.assign(number=range(len(table)))
    works = works[works["package"].map(lambda value: isinstance(value, str))]
    return {
        "lead": headline.sentences(subject),
        "origin": readme.html(subject.plan.data.attrs.get("origin", "")),
        "key_figures": headline.key_figures(subject),
        "map": map.interactive(subject.on_map, subject.plan.assets, place, words),
        "stills": [
            map.still(subject.on_map, when, map.extent(subject.on_map), words)
            for when in ("before", "after")
        ],
        "modes": meanings,
        "data": _data(subject, meanings),
        "works": works.sort_values("investment_eur", ascending=False).reset_index(),
        "totals": works.sum(numeric_only=True),
        "lots": lots.by_residence(table, words),
        "assets": subject.plan.assets,
        "figures": figures.of_plan(subject),
        "levels": figures.levels(subject),
        "value_sources": sources.of_values(subject.plan.buildings, words),
        "parts": parts.built(subject),
        "reference_rows": comparison.with_reference(subject),
        "fronts": front.drawn(subject.fronts, words, subject.summary),
        **_beside(subject),
        "yardsticks": [_yardstick(item, subject) for item in _reached(subject)],
        "yardstick_sources": yardsticks.figures(),
        "counted": _counted(subject),
        "refusals": [line for line in subject.plan.findings if not _is_count(line)],
        "assumptions": subject.plan.assumptions.fillna("").to_dict("records"),
    }


def _beside(subject: Subject) -> dict[str, Any]:
    """Other plans; no chart where there are none."""
    if not subject.others:
        return {"scenario_chart": None}
    plans = [subject.summary, *subject.others]
    names = [str(told.get("scenario") or told["case"]) for told in plans]
    return {
        "scenario_letters": [(scenarios.letter(k), name) for k, name in enumerate(names)],
        "scenario_rows": scenarios.table(plans, subject.words),
        "scenario_chart": scenarios.chart(plans, subject.words),
    }


def _data(subject: Subject, meanings: list[modes.Mode]) -> str:
    """JSON for the script: cards, meanings of the colours, words of the cards."""
    words = subject.words
    told = {
        "lang": words.lang,
        "modes": {
            mode.name: {
                "of": mode.of,
                "colours": [entry.colour for entry in mode.entries],
                "letters": [entry.letter for entry in mode.entries],
                "inks": [entry.ink for entry in mode.entries],
            }
            for mode in meanings
        },
        "words": {name: words[name] for name in _script_words(words)},
    }
    text = json_text(told)
    place = map.extent(subject.on_map, subject.plan.assets)
    packed = cards.packed(subject.buildings, subject.plan.planes, place, words)
    return f'{text[:-1]},"cards":{packed}}}'


def _script_words(words: wording.Words) -> list[str]:
    """Names of the words that the script says."""
    own = [name for name in words if name.startswith(("card_", "dir_", "solid_"))]
    more = (
        "eur",
        "bill_note",
        "dwellings_n",
        "dwelling_1",
        "flat",
        "find_none",
        "map_keys",
        "shown",
        "shown_1",
        "kWp",
        "colon",
    )
    return [*own, *more, "labels_before", "labels_after"]


def _reached(subject: Subject) -> list[Yardstick]:
    return yardsticks.of_plan(subject.summary, subject.planned, subject.today, subject.grid)


def _yardstick(item: Yardstick, subject: Subject) -> dict[str, Any]:
    words = subject.words
    value, aim = item.shares
    told = {
        "energy": words.say("percent", value=words.n(-100 * item.value)),
        "co2": words.say("divided", value=words.n(item.value, 1)),
        "renewable": words.say("percent", value=words.n(100 * item.value)),
    }[item.name]
    return {
        "label": words[f"yard_{item.name}"],
        "goal": words[f"yard_{item.name}_goal"],
        "note": words[f"yard_{item.name}_note"],
        "told": told,
        "reached": item.reached,
        "bar": goal.bar(f"{words[f'yard_{item.name}']} {told}", value, aim, words),
    }


def _is_count(line: str) -> bool:
    """Whether a finding is a counted figure rather than a refusal."""
    name, _, text = line.partition(": ")
    try:
        float(text.replace(",", ""))
    except ValueError:
        return False
    return name.isidentifier()


def _counted(subject: Subject) -> list[tuple[str, str, str]]:
    """Name, what the summary states and what the check counted."""
    words, told = subject.words, subject.summary
    rows = []
    for line in filter(_is_count, subject.plan.findings):
        name, _, text = line.partition(": ")
        again = float(text.replace(",", ""))
        rows.append((words.of(name), words.n(told.get(name), 2), words.n(again, 2)))
    return rows
