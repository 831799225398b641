"""The JSON Schema of a case, for editors: keys complete, values are checked while one types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from zeneville.case.load import KEYS_SET_BY_THE_READER
from zeneville.case.schema import Case

FILE = "case.schema.json"
#: first line of a case beside its schema, as the YAML language server reads it
EDITOR_LINE = f"# yaml-language-server: $schema={FILE}\n"
#: keys that the reader also takes in another shape
ALSO: dict[str, list[dict[str, Any]]] = {"requirement": [{"enum": ["none", None]}]}


def schema() -> dict[str, Any]:
    """What a case file may say; what its reader adds to it is left out."""
    made = Case.model_json_schema()
    for key in KEYS_SET_BY_THE_READER:
        del made["properties"][key]
    for key, shapes in ALSO.items():
        asked = made["properties"][key]
        default = {name: asked.pop(name) for name in ("default",) if name in asked}
        made["properties"][key] = {"anyOf": [asked, *shapes], **default}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plain(made)}


def _plain(part: Any) -> Any:
    """Without titles that repeat the key, and without marks of reStructuredText."""
    if isinstance(part, list):
        return [_plain(item) for item in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _plain(item) for key, item in part.items() if not _is_title(key, item)}
    if isinstance(kept.get("description"), str):
        kept["description"] = kept["description"].replace("``", "`")
    return kept


def _is_title(key: str, item: Any) -> bool:
    return key == "title" and isinstance(item, str)


def text() -> str:
    """The schema as it is written."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def write(path: Path) -> None:
    """Write the schema into a file."""
    path.write_text(text(), encoding="utf-8")
