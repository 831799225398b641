"""Read a case from its folder: every fault at once, with file, line and key."""

from __future__ import annotations

import difflib
import hashlib
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from zeneville import yaml_problems
from zeneville.case import rules
from zeneville.case.schema import Case
from zeneville.errors import Fault, InputError, Where
from zeneville.messages import Message
from zeneville.shipped import district_folder

KEYS_SET_BY_THE_READER = ("folder", "sha256")
#: what a YAML file may hold instead of keys and values
KINDS = {
    "NoneType": Message("nothing"),
    "list": Message("a list"),
    "str": Message("one text"),
    "int": Message("a number"),
    "float": Message("a number"),
    "bool": Message("true or false"),
    "date": Message("a date"),
}
ONE_VALUE = Message("one value")


def load(path_or_name: str | Path) -> Case:
    """Read and check a case.

    Parameters
    ----------
    path_or_name
        A folder holding ``case.yaml``, the YAML file itself, or the name of a shipped district.

    Raises
    ------
    InputError
        With every fault: unknown keys with the nearest known one, wrong types and ranges,
        each with the line of the file.
    """
    file = _find(path_or_name)
    text = _text(file)
    tree = _compose(file, text)
    data = _safe_load(file, text)
    faults = _file_faults(file, tree, data)
    if not faults:
        try:
            return Case.model_validate(
                {
                    **data,
                    "folder": file.parent.resolve(),
                    "sha256": hashlib.sha256(text.encode()).hexdigest(),
                }
            )
        except ValidationError as error:
            faults = [_fault(file, tree, item) for item in error.errors()]
    raise InputError(faults)


def _find(path_or_name: str | Path) -> Path:
    path = Path(path_or_name)
    if path.is_dir():
        path = path / "case.yaml"
    elif not path.exists() and path.name == str(path_or_name):
        shipped = district_folder(path.name)
        if shipped is not None:
            return shipped / "case.yaml"
    if not path.is_file():
        raise InputError(
            [
                Fault(
                    str(path),
                    "",
                    Message("there is no such case"),
                    Message("a folder with case.yaml, a case file, or a shipped district"),
                    Message(
                        "See `zeneville districts` for shipped ones; `zeneville new` makes one."
                    ),
                    code="case-missing",
                )
            ]
        )
    return path


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            [
                Fault(
                    str(file),
                    Message("byte {start}", start=error.start),
                    Message("is not UTF-8 text"),
                    Message("a YAML text file in UTF-8"),
                    Message("Save the file as UTF-8."),
                    code="case-encoding",
                )
            ]
        ) from error


def _compose(file: Path, text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except RecursionError as error:
        raise InputError([_too_deep(file)]) from error
    except yaml.YAMLError as error:
        raise InputError([_not_yaml(file, error)]) from error


def _not_yaml(file: Path, error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    return Fault(
        str(file),
        Message("line {line}", line=mark.line + 1) if mark else "",
        Message("YAML {problem}", problem=yaml_problems.told(error)),
        Message("well-formed YAML"),
        Message("Check indentation, colons and brackets on that line."),
        code="case-yaml",
    )


def _too_deep(file: Path) -> Fault:
    return Fault(
        str(file),
        "",
        Message("is nested too deeply"),
        Message("keys and values a few levels deep"),
        Message("Remove brackets or start from a shipped case."),
        code="case-shape",
    )


def _safe_load(file: Path, text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        if not yaml_problems.is_tag(error):
            raise InputError([_not_yaml(file, error)]) from error
        raise InputError(
            [
                Fault(
                    str(file),
                    "",
                    Message("holds a YAML tag that is not plain data"),
                    Message("plain values only"),
                    Message("Remove the `!!` tag: a case never runs code."),
                    code="case-yaml-tag",
                )
            ]
        ) from error


def _file_faults(file: Path, tree: yaml.Node | None, data: Any) -> list[Fault]:
    if not isinstance(data, dict):
        return [
            Fault(
                str(file),
                "",
                Message("holds {kind}", kind=KINDS.get(type(data).__name__, ONE_VALUE)),
                Message("keys and values"),
                Message("Start from a shipped case."),
                code="case-shape",
            )
        ]
    faults = []
    for key in KEYS_SET_BY_THE_READER:
        if key in data:
            faults.append(_unknown(file, tree, (key,)))
    faults += _double_keys(file, tree)
    return faults


def _double_keys(file: Path, tree: yaml.Node | None) -> list[Fault]:
    """Keys that stand twice; a part with an anchor is looked at once, however often named."""
    faults: list[Fault] = []
    seen: set[int] = set()
    left = [tree]
    while left:
        node = left.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            faults += _twice(file, node)
            left += [child for _, child in node.value]
        elif isinstance(node, yaml.SequenceNode):
            left += node.value
    return faults


def _twice(file: Path, node: yaml.MappingNode) -> list[Fault]:
    names = [key.value for key, _ in node.value]
    return [
        Fault(
            str(file),
            Message("line {line}", line=key.start_mark.line + 1),
            Message("key {value!r} stands twice", value=key.value),
            Message("each key once"),
            Message("Remove one of the two."),
            code="case-key-twice",
        )
        for at, (key, _) in enumerate(node.value)
        if key.value in names[:at]
    ]


def _line(tree: yaml.Node | None, location: tuple[Any, ...]) -> Where:
    if not location:
        return ""
    node, line = tree, None
    for step in location:
        if isinstance(node, yaml.MappingNode):
            match = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            if match is None:
                break
            line, node = match[0].start_mark.line + 1, match[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                break
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    key = ".".join(str(step) for step in location if not _of_pydantic(str(step)))
    return (
        Message("line {line}, key {key}", line=line, key=key)
        if line
        else Message("key {key}", key=key)
    )


def _of_pydantic(step: str) -> bool:
    """True for steps of a location that no file has."""
    return step.startswith("function-") or step == "[key]"


def _known_keys(location: tuple[Any, ...]) -> list[str]:
    model: type[BaseModel] = Case
    for step in location[:-1]:
        field = model.model_fields.get(str(step))
        if field is None:
            continue
        kinds = [field.annotation, *getattr(field.annotation, "__args__", ())]
        nested = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
        if nested:
            model = nested[0]
    return [key for key in model.model_fields if key not in KEYS_SET_BY_THE_READER]


def _unknown(file: Path, tree: yaml.Node | None, location: tuple[Any, ...]) -> Fault:
    known = _known_keys(location)
    near = difflib.get_close_matches(str(location[-1]), known, n=1, cutoff=0.5)
    remedy = Message("Did you mean {near!r}?", near=near[0]) if near else Message("Remove it.")
    return Fault(
        str(file),
        _line(tree, location),
        Message("unknown key {key!r}", key=str(location[-1])),
        Message("one of {known}", known=", ".join(known)),
        remedy,
        code="case-unknown-key",
    )


def _fault(file: Path, tree: yaml.Node | None, item: Any) -> Fault:
    location = tuple(item["loc"])
    if item["type"] == "extra_forbidden":
        return _unknown(file, tree, location)
    if item["type"] == "missing":
        return Fault(
            str(file),
            _line(tree, location),
            Message("is missing"),
            Message("a value"),
            Message("Add `{key}:` to the case.", key=location[-1]),
            code="case-key-missing",
        )
    value = repr(item.get("input"))
    value = value if len(value) <= 60 else value[:57] + "..."
    rule = rules.expected(item["type"], item.get("ctx", {}))
    if rule is not None:
        return Fault(
            str(file),
            _line(tree, location),
            Message("value {value}", value=value),
            rule,
            Message("Correct the value."),
            code="case-value",
        )
    return Fault(
        str(file),
        _line(tree, location),
        _contradiction(item),
        Message("a case without contradiction"),
        Message("Correct the key."),
        code="case-value",
    )


def _contradiction(item: Any) -> Message:
    """What a rule of the schema says, or pydantic where the rule is its own."""
    error = item.get("ctx", {}).get("error")
    if isinstance(error, ValueError) and error.args and isinstance(error.args[0], Message):
        return error.args[0]
    return Message("{rule}", rule=item["msg"].removeprefix("Value error, "))
