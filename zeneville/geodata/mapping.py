"""Which column of an owner's table is which of ours: a file, or what the headings suggest."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from zeneville import yaml_problems
from zeneville.case import rules
from zeneville.errors import Fault, InputError, Where
from zeneville.geodata import names
from zeneville.messages import Message, fixed

#: a heading is suggested for one of ours from this likeness of names on (difflib's ratio)
ALIKE = 0.75
#: largest file of a mapping, bytes: it is a page that people write
LARGEST = 1_000_000


class Mapping(BaseModel):
    """A mapping file: ``sheet`` of the workbook, what one row is, our columns, our words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sheet: str | None = None
    level: Literal["building", "dwelling"] | None = None
    columns: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}


def read(path: Path) -> Mapping:
    """A mapping from its YAML file.

    Raises
    ------
    InputError
        With every fault: no plain YAML, keys that are not known, columns that are not ours.
    """
    if not path.is_file():
        raise _fault(path, "", Message("there is no such file"), "mapping-missing")
    if path.stat().st_size > LARGEST:
        raise _fault(
            path,
            "",
            Message("has {size:,} bytes", size=path.stat().st_size),
            "mapping-size",
        )
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise _fault(
            path,
            Message("byte {start}", start=error.start),
            Message("is not UTF-8 text"),
            "mapping-yaml",
        ) from error
    except RecursionError as error:
        raise _fault(path, "", Message("is nested too deeply"), "mapping-yaml") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where: Where = Message("line {line}", line=mark.line + 1) if mark else ""
        problem = yaml_problems.told(error)
        raise _fault(
            path, where, Message("YAML {problem}", problem=problem), "mapping-yaml"
        ) from error
    if not isinstance(data, dict):
        raise _fault(
            path,
            "",
            Message("holds no keys and values"),
            "mapping-yaml",
        )
    try:
        mapping = Mapping.model_validate(data)
    except ValidationError as error:
        raise InputError(
            [
                fault
                for item in error.errors()
                for fault in _fault(
                    path,
                    Message("key {key}", key=".".join(str(step) for step in item["loc"])),
                    (
                        Message("is no key of a mapping")
                        if item["type"] == "extra_forbidden"
                        else Message(
                            "value {given!r} is not {rule}",
                            given=str(item.get("input"))[:40],
                            rule=rules.expected(item["type"], item.get("ctx", {}))
                            or fixed(item["msg"].lower()),
                        )
                    ),
                    "mapping-key",
                ).faults
            ]
        ) from error
    faults = [
        *_not_ours(path, "columns", mapping.columns),
        *_not_ours(path, "words", mapping.words),
    ]
    if faults:
        raise InputError(faults)
    return mapping


def suggested(headings: Iterable[str]) -> tuple[Mapping, dict[str, str]]:
    """A mapping by names that are known, and headings that look like one of the others."""
    headings = [str(name) for name in headings]
    sure = names.find("landlord", headings)
    left = {names.plain(name): name for name in headings if name not in sure.values()}
    alike: dict[str, str] = {}
    for ours, several in names.tables.aliases("landlord").items():
        if ours in sure:
            continue
        near = [
            match for name in several for match in difflib.get_close_matches(name, left, 1, ALIKE)
        ]
        if near and left[near[0]] not in alike.values():
            alike[ours] = left[near[0]]
    return Mapping(columns=sure), alike


def text(mapping: Mapping, alike: dict[str, str], unused: Iterable[str]) -> str:
    """The YAML of a mapping, with what is only suggested as comments."""
    data = mapping.model_dump(exclude_none=True)
    lines = [
        "# Which column of the table is which of ours; correct it and give it with --mapping.",
        yaml.safe_dump(data, allow_unicode=True, sort_keys=False).rstrip(),
    ]
    lines += [f"# looks like, not taken: {ours}: {theirs!r}" for ours, theirs in alike.items()]
    left = [name for name in unused if name not in alike.values()]
    if left:
        lines.append(f"# not used: {', '.join(map(repr, left))}")
    return "\n".join(lines) + "\n"


def _not_ours(path: Path, part: str, given: dict[str, Any]) -> list[Fault]:
    known = list(names.tables.aliases("landlord"))
    faults: list[Fault] = []
    for name in given:
        if name in known:
            continue
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        faults.append(
            Fault(
                str(path),
                Message("key {part}.{name}", part=part, name=name),
                Message("{name!r} is no column of ours", name=name),
                Message("one of {known}", known=", ".join(known)),
                (
                    Message("Did you mean {near!r}?", near=near[0])
                    if near
                    else Message("Remove it.")
                ),
                code="mapping-column",
            )
        )
    return faults


def _fault(path: Path, where: Where, value: Message, code: str) -> InputError:
    expected = Message("plain YAML with the keys sheet, level, columns and words")
    remedy = Message("Start from the mapping.yaml that `zeneville new` writes beside a case.")
    return InputError([Fault(str(path), where, value, expected, remedy, code=code)])
