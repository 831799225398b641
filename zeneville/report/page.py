"""The page of a plan: sections from templates, one style, one script, a strict content policy."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import jinja2

from zeneville.report import cards, comparison, figures, headline, lots, map, modes, wording
from zeneville.report.charts import goal
from zeneville.report.subject import Subject
from zeneville.results import yardsticks
from zeneville.results.labels import LETTERS
from zeneville.results.yardsticks import Yardstick

HERE = Path(__file__).parent
STYLES = ("base", "lead", "map", "tables", "figures", "sections", "narrow", "paper")
SCRIPTS = ("start", "words", "map", "card", "tables", "downloads", "ready")


def html(subject: Subject) -> str:
    """The whole page."""
    words = subject.words
    style, script = _joined("styles", STYLES, "css"), _joined("scripts", SCRIPTS, "js")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["n"] = words.n
    environment.filters["word"] = words.of
    environment.filters["figure"] = lambda value: wording.figure(value, words.lang)
    environment.filters["day"] = lambda iso: wording.day(iso, words.lang)
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
    return _dense(page) + "\n"


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
        "reference_rows": comparison.with_reference(subject),
        "scenario_letters": comparison.letters(subject),
        "scenario_rows": comparison.scenarios(subject) if subject.others else [],
        "scenario_chart": comparison.chart(subject) if subject.others else None,
        "yardsticks": [_yardstick(item, subject) for item in _reached(subject)],
        "yardstick_sources": yardsticks.figures(),
        "counted": _counted(subject),
        "refusals": [line for line in subject.plan.findings if not _is_count(line)],
        "assumptions": subject.plan.assumptions.fillna("").to_dict("records"),
    }


def _joined(folder: str, names: tuple[str, ...], suffix: str) -> str:
    """Files of a folder in their order, as one text without empty lines."""
    files = [(HERE / folder / f"{name}.{suffix}").read_text(encoding="utf-8") for name in names]
    return _dense("\n".join(files))


def _dense(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if line.strip())


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
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    packed = cards.packed(subject.buildings, subject.plan.planes, words)
    return f'{text[:-1]},"cards":{packed}}}'


def _script_words(words: wording.Words) -> list[str]:
    """Names of the words that the script says."""
    own = [name for name in words if name.startswith(("card_", "dir_"))]
    more = (
        "eur",
        "bill_note",
        "dwellings_n",
        "dwelling_1",
        "flat",
        "find_none",
        "shown",
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


def content_policy(style: str, script: str) -> str:
    """This style and this script by their hashes, nothing else, no network."""

    def allowed(text: str) -> str:
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"

    return (
        f"default-src 'none'; style-src {allowed(style)}; script-src {allowed(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
