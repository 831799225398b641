"""What a user reads when no plan meets the requirements: what is missed, and each way out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from zeneville.errors import InfeasibleError, LabelShortfall, Shortfall
from zeneville.messages import language
from zeneville.report.wording import figure, number

TEXTS = Path(__file__).with_name("ways_out.toml")
#: limit -> key of a case that states it
KEYS = {
    "balance_min": "requirement.at_least_kwh",
    "co2_max": "limits.co2_kg_per_year",
    "investment_max": "limits.investment_eur",
    "transformer_kw": "limits.transformer_kw",
    "winter_peak_kw": "limits.winter_peak_kw",
    "export_kw": "limits.export_kw",
    "renewable_heat_min": "limits.renewable_heat_share",
    "autonomy_min": "limits.autonomy_share",
}
#: units as they are read; of the year where they are a year's
UNITS = {
    "kg/year": {"fr": "kg/an", "en": "kg/year"},
    "kWh/year": {"fr": "kWh/an", "en": "kWh/year"},
}
#: unit -> how many of it one of the larger unit has in which a price is told
LARGER = {"kg/year": 1e3, "kWh/year": 1e3, "EUR": 1e3, "kW": 1.0}
#: EUR a year of a last unit, and units by which one more eases, below which nothing is told
SLIGHT = 0.01
#: buildings that are named; the rest is counted
NAMED = 20


def told(error: InfeasibleError, lang: str | None = None) -> str:
    """Lines for people, in ``fr`` or ``en``; the locale's language when left out."""
    words = _Words(language(lang))
    labels = [item for item in error.shortfalls if isinstance(item, LabelShortfall)]
    levels = [item for item in error.shortfalls if isinstance(item, Shortfall)]
    lines = [words.say("no_plan")]
    if labels:
        lines += [words.say("labels"), *_labels(labels, words)]
    if levels:
        lines.append(words.say("together" if error.together else "alone"))
    for item in sorted(levels, key=lambda one: one.best is None):
        lines += _way_out(item, words)
    return "\n".join(lines)


class _Words:
    def __init__(self, lang: str):
        self.lang = lang
        self.texts: dict[str, dict[str, str]] = tomllib.loads(TEXTS.read_text(encoding="utf-8"))

    def say(self, key: str, **values: Any) -> str:
        return self.texts[key][self.lang].format(**values)

    def part(self, key: str, name: str) -> str:
        """A word that goes with a requirement, empty where it has none."""
        return self.texts[key].get(f"{name}_{self.lang}", "")

    def level(self, value: float) -> str:
        """A level with the digits it has; none after the point from a thousand on."""
        digits = 0 if abs(value) >= 1e3 else 2
        return figure(round(value, digits), self.lang).replace("-", "\u2212")

    def unit(self, unit: str) -> str:
        return UNITS.get(unit, {}).get(self.lang, unit)


def _labels(items: list[LabelShortfall], words: _Words) -> list[str]:
    lines = [
        f"  - {words.say('label', building=one.building, asked=one.asked, best=one.best)}"
        for one in items[:NAMED]
    ]
    if len(items) > NAMED:
        lines.append(f"  - {words.say('others', count=len(items) - NAMED)}")
    return lines


def _way_out(item: Shortfall, words: _Words) -> list[str]:
    name, unit = words.say(item.requirement), words.unit(item.unit)
    asked = words.level(item.asked)
    if item.best is None:
        return [f"  - {words.say('helpless', name=name, asked=asked, unit=unit)}"]
    least = item.requirement == "balance_min"
    values = {
        "name": name,
        "asked": asked,
        "best": words.level(item.best),
        "missed": words.level(abs(item.best - item.asked)),
        "unit": unit,
    }
    lines = [f"  - {words.say('at_least' if least else 'at_most', **values)}"]
    value = f"{item.best:.10f}".rstrip("0").rstrip(".")
    more = [words.say("key", word=KEYS[item.requirement], value=value)]
    if item.bound is not None:
        beyond = words.say("above" if least else "below")
        more.append(words.say("bound", beyond=beyond, bound=words.level(item.bound), unit=unit))
    return lines + [f"    {line}" for line in more + _money(item, words)]


def _money(item: Shortfall, words: _Words) -> list[str]:
    """What a plan at the level costs, its last unit, and what more of another limit would do."""
    lines = []
    if item.cost is not None:
        lines.append(words.say("cost", cost=number(item.cost, 0, words.lang)))
    price = (item.price or 0.0) * LARGER[item.unit]
    if price >= SLIGHT:
        told = number(price, 0 if price >= 10 else 2, words.lang)
        lines.append(words.part(item.requirement, "price").format(price=told))
    for other, rate, unit in item.rates:
        eased = rate * LARGER[unit]
        if eased >= SLIGHT:
            more, here = words.part(other, "more"), words.unit(item.unit)
            shown = number(eased, 0 if eased >= 10 else 2, words.lang)
            lines.append(words.say("rate", more=more, rate=shown, unit=here))
    return lines
