"""Texts for people that keep what they were made of, so that they can be said in French too.

The English text in the code is the key of the catalogue ``locale/fr/LC_MESSAGES/zeneville.po``
(gettext); units, bases, sources and notes of the tables of figures are those of
``locale/fr/figures.csv``. A text that is data alone has a template without letters and needs no
translation.
"""

from __future__ import annotations

import csv
import gettext
import locale
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

FOLDER = Path(__file__).parent / "locale"
DOMAIN = "zeneville"
FIGURES = "figures.csv"
LANGUAGES = ("fr", "en")
#: narrow no-break space between thousands, comma before decimals
FRENCH = str.maketrans(",.", "\u202f,")


class Message(str):
    """A text in English whose template and values are kept for other languages.

    Parameters
    ----------
    template
        English text with places in braces, as of ``str.format``.
    values
        What stands in the places; a value that is itself a message is translated with it.

    Examples
    --------
    >>> text = Message("has {count:,} rows", count=1234)
    >>> text, text.told("fr")
    ('has 1,234 rows', 'a 1\u202f234 lignes')
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Message:
        """The text in English."""
        self = super().__new__(cls, template.format(**values))
        self.template, self.values = template, values
        return self

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, Any]]:
        """Copies and pickles are made as the text was."""
        return (self.template,), self.values

    def told(self, lang: str) -> str:
        """The text in a language, ``fr`` or ``en``, with its numbers written the local way."""
        if lang == "en" or not self.template:
            return str(self)
        values = {
            key: value.told(lang) if isinstance(value, Message) else value
            for key, value in self.values.items()
        }
        return _Local().vformat(_catalogue(lang).gettext(self.template), (), values)


class _Local(Formatter):
    """Formats numbers with a comma before their decimals."""

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(super().format_field(value, format_spec))
        number = isinstance(value, (int, float)) or hasattr(value, "dtype")
        return text.translate(FRENCH).replace("%", "\u00a0%") if number else text


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    catalogue = gettext.translation(DOMAIN, FOLDER, [lang], fallback=True)
    catalogue.add_fallback(_Figures(lang))
    return catalogue


class _Figures(gettext.NullTranslations):
    """Texts of the tables of figures, asked where the catalogue of the code knows none."""

    def __init__(self, lang: str):
        super().__init__()
        with (FOLDER / lang / FIGURES).open(encoding="utf-8", newline="") as file:
            self._texts = {row["en"]: row[lang] for row in csv.DictReader(file)}

    def gettext(self, message: str) -> str:
        """The text in the language, or itself."""
        return self._texts.get(message, message)


def template(text: str) -> str:
    """Mark a text of which messages are made elsewhere, for the catalogue."""
    return text


def joined(parts: Sequence[str], by: str) -> Message:
    """Several texts one after the other, each in the language of the whole."""
    places = {f"part_{number}": part for number, part in enumerate(parts)}
    return Message(by.join(f"{{{name}}}" for name in places), **places)


def either(names: Iterable[str]) -> Message:
    """Names of which one is meant."""
    first, *others = names
    text = Message("{first}", first=first)
    for other in others:
        text = Message("{one} or {other}", one=text, other=other)
    return text


def with_others(first: Message, others: int) -> Message:
    """A place that stands for others like it."""
    return first if others < 1 else Message("{first} and {others} more", first=first, others=others)


def fixed(text: str) -> Message:
    """A fixed text of the catalogue that went through a table as a plain one."""
    return Message(text.replace("{", "{{").replace("}", "}}"))


def read_back(text: str, template: str) -> Message | None:
    """A message that went through a table as a plain text; ``None`` when it is of no such form.

    The values are texts, so that the places of the template may not ask for formats.
    """
    form = "".join(
        re.escape(words) + (f"(?P<{name}>.+)" if name else "")
        for words, name, _, _ in Formatter().parse(template)
    )
    found = re.fullmatch(form, text)
    return Message(template, **found.groupdict()) if found else None


def told(text: str, lang: str) -> str:
    """A text in a language: a message, or a fixed text that the catalogue knows, or itself."""
    if isinstance(text, Message):
        return text.told(lang)
    return text if lang == "en" or not text else _catalogue(lang).gettext(text)


def language(asked: str | None) -> str:
    """``fr`` or ``en``: as asked, else that of the locale, else French."""
    if asked in LANGUAGES:
        return asked
    name = (locale.getlocale()[0] or "fr").lower()
    return "en" if name.startswith("en") else "fr"
