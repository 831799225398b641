"""Pages in one file: their style, script and data inside, and a policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jinja2

HERE = Path(__file__).parent


def joined(folder: str, names: Iterable[str], suffix: str) -> str:
    """Files of a folder beside this one in their order, as one text without empty lines."""
    files = [(HERE / folder / f"{name}.{suffix}").read_text(encoding="utf-8") for name in names]
    return dense("\n".join(files))


def dense(text: str) -> str:
    """A text without empty lines."""
    return "\n".join(line for line in text.splitlines() if line.strip())


def templates(**filters: Any) -> jinja2.Environment:
    """The templates of the pages; what they show is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters
    return environment


def json_text(data: Any) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def content_policy(style: str, script: str) -> str:
    """This style and this script by their hashes, nothing else, no network."""

    def allowed(text: str) -> str:
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"

    return (
        f"default-src 'none'; style-src {allowed(style)}; script-src {allowed(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
