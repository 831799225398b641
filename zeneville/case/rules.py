"""What the schema expected of a value, in the words of a case file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from zeneville.messages import Message, either

#: kind of fault of the schema -> what was expected
SHAPES = {
    "model_type": Message("keys and values, such as {{key: value}}"),
    "dict_type": Message("keys and values, such as {{key: value}}"),
    "tuple_type": Message("a list, such as [one, other]"),
    "int_parsing": Message("a whole number"),
    "int_type": Message("a whole number"),
    "int_from_float": Message("a whole number"),
    "float_parsing": Message("a number"),
    "float_type": Message("a number"),
    "finite_number": Message("a finite number"),
    "bool_parsing": Message("true or false"),
    "bool_type": Message("true or false"),
    "string_type": Message("text"),
    "invalid_key": Message("a text as key"),
}
#: what stands between the parts of a sentence about a choice
QUOTED = re.compile(r"'[^']*'|\b\d+\b")


def expected(kind: str, told: Mapping[str, Any]) -> Message | None:
    """What a rule of pydantic expected; ``None`` for rules of the schema's own.

    Parameters
    ----------
    kind
        Type of the error, such as ``"greater_than_equal"``.
    told
        Its context: the limit, the pattern, the choices.
    """
    if kind in SHAPES:
        return SHAPES[kind]
    if kind == "literal_error":
        choices = QUOTED.findall(str(told["expected"]))
        return (
            either(choices)
            if len(choices) < 3
            else Message("one of {known}", known=", ".join(choices))
        )
    limits = {
        "greater_than_equal": Message("greater than or equal to {limit}", limit=_of(told, "ge")),
        "greater_than": Message("greater than {limit}", limit=_of(told, "gt")),
        "less_than_equal": Message("less than or equal to {limit}", limit=_of(told, "le")),
        "less_than": Message("less than {limit}", limit=_of(told, "lt")),
        "string_too_short": Message(
            "text of at least {count} characters", count=told.get("min_length")
        ),
        "string_too_long": Message(
            "text of at most {count} characters", count=told.get("max_length")
        ),
        "string_pattern_mismatch": Message(
            "text of the form {pattern}", pattern=told.get("pattern")
        ),
    }
    return limits.get(kind)


def _of(told: Mapping[str, Any], name: str) -> float | int:
    """A limit of the context as the schema writes it, none where the rule has another."""
    limit: float | int = told.get(name, float("nan"))
    return int(limit) if float(limit).is_integer() else limit
