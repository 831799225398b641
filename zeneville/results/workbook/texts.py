"""Words of the workbook in French and English, and those of ids given from outside."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Texts:
    """Titles and notes of sheets, words of rows; ``of`` gives the words of ids."""

    def __init__(self, lang: str, words: Mapping[str, str]):
        read = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
        told = {part: {key: entry[lang] for key, entry in read[part].items()} for part in read}
        self.lang = lang
        self.titles: dict[str, str] = told["sheets"]
        self.notes: dict[str, str] = told["notes"]
        self.words: dict[str, str] = told["words"]
        self.ids = {**told["ids"], **words}

    def __getitem__(self, key: str) -> str:
        return self.words[key]

    def of(self, name: Any) -> Any:
        """The words of an id; what is no text stays."""
        return self.ids.get(name, name) if isinstance(name, str) else name

    def number(self, value: float, digits: int = 0) -> str:
        """A number inside a sentence, the local way."""
        text = f"{value:,.{digits}f}"
        return text if self.lang == "en" else text.replace(",", "\u202f").replace(".", ",")
