"""Words and numbers in the reader's language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from zeneville import messages
from zeneville.messages import FRENCH

HERE = Path(__file__).parent
#: words of the plan's report among those of all outputs
PREFIX = "report_"
#: units of energy and of mass: how many kWh or kg one has, largest first
ENERGY = ((1e6, "GWh"), (1e3, "MWh"), (1.0, "kWh"))
MASS = ((1e3, "t"), (1.0, "kg"))
#: words of amounts in euros, by how many one has
MONEY = ((1e6, "million_eur"), (1e3, "thousand_eur"), (1.0, "eur"))
Units = tuple[tuple[float, str], ...]


def number(value: Any, digits: int, lang: str) -> str:
    """A number written the local way: 1 234,5 or 1,234.5; a dash when there is none."""
    if value is None or value != value:
        return "–"
    text = f"{round(float(value), digits) + 0.0:,.{digits}f}"  # + 0.0: no minus before a zero
    text = text.replace("-", "−")
    return text if lang == "en" else text.translate(FRENCH)


def unit_of(largest: float, units: Units) -> tuple[float, str]:
    """The unit in which the largest of some values is at least 1; else the smallest unit."""
    fitting = (unit for unit in units if abs(largest) >= unit[0])
    return next(fitting, units[-1])


def quantity(value: float, units: Units, lang: str) -> tuple[str, str]:
    """A value with three digits in the unit that suits it, and that unit."""
    scale, unit = unit_of(value, units)
    told = abs(value) / scale
    digits = 0 if unit == units[-1][1] or told >= 100.0 else 1 if told >= 10.0 else 2
    return number(value / scale, digits, lang), unit


def figure(value: Any, lang: str) -> str:
    """A figure of the catalogue with the digits it has, the local way; text as it is."""
    if isinstance(value, str) or value != value:
        return str(value)
    text = f"{float(value):,.10f}".rstrip("0").rstrip(".")
    return text if lang == "en" else text.translate(FRENCH)


def day(iso: str, lang: str) -> str:
    """A day the local way: 01/01/2026 or 2026-01-01."""
    return iso if lang == "en" else "/".join(reversed(iso.split("-")))


def words_of(lang: str) -> dict[str, str]:
    """Words of the package's ids and of the outputs in a language, ``fr`` or ``en``."""
    texts = tomllib.loads((HERE / "texts.toml").read_text(encoding="utf-8"))
    return {key: entry[lang] for key, entry in texts.items()}


class Words(dict[str, str]):
    """Words of a page by their short name, and of ids; numbers in the same language."""

    def __init__(self, lang: str, prefix: str = PREFIX):
        shared = words_of(lang)
        own = {
            key.removeprefix(prefix): text for key, text in shared.items() if key.startswith(prefix)
        }
        super().__init__(shared | own)
        self.lang = lang

    def of(self, name: Any) -> str:
        """The word of an id, else the text itself; nothing for what is missing."""
        if not isinstance(name, str):
            return "" if name is None or name != name else str(name)
        return self[name] if name in self else self.told(name)

    def told(self, text: str) -> str:
        """A unit, basis or source of the tables of figures; a text of the user as it is."""
        return messages.told(text, self.lang)

    def n(self, value: Any, digits: int = 0) -> str:
        """A number the local way."""
        return number(value, digits, self.lang)

    def say(self, key: str, **values: Any) -> str:
        """A sentence with its places filled."""
        return self[key].format(**values)

    def count(self, key: str, count: float, **values: Any) -> str:
        """A sentence about ``{n}`` things; ``key_1`` is said of one, in French of none too."""
        one = count < 2 if self.lang == "fr" else count == 1
        return self.say(f"{key}_1" if one else key, n=self.n(count), **values)

    def energy(self, kwh: float) -> str:
        """Energy with the unit that suits it: kWh, MWh or GWh."""
        return "\u00a0".join(quantity(kwh, ENERGY, self.lang))

    def mass(self, kg: float) -> str:
        """Mass with the unit that suits it: kg or t."""
        return "\u00a0".join(quantity(kg, MASS, self.lang))

    def money(self, eur: float) -> str:
        """Euros with the unit that suits them: EUR, thousands or millions."""
        if abs(eur) >= 1e6:
            return self.say("million_eur", value=self.n(eur / 1e6, 2 if abs(eur) < 1e7 else 1))
        if abs(eur) >= 1e4:
            return self.say("thousand_eur", value=self.n(eur / 1e3))
        return self.say("eur", value=self.n(eur))
