"""What PyYAML finds wrong with a file, in the words of the catalogue."""

from __future__ import annotations

import yaml

from zeneville.messages import Message, fixed, read_back, template

CANNOT = Message("cannot be read")
#: problems that people write; others are told as PyYAML says them
KNOWN = (
    template("mapping values are not allowed here"),
    template("mapping keys are not allowed here"),
    template("could not find expected ':'"),
    template("found unexpected end of stream"),
    template("found unknown escape character {found}"),
    template("expected ',' or ']', but got {found}"),
    template("expected ',' or '}}', but got {found}"),
    template("expected <block end>, but found {found}"),
    template("expected the node content, but found {found}"),
    template("expected '<document start>', but found {found}"),
    template("expected a single document in the stream"),
    template("expected alphabetic or numeric character, but found {found}"),
    template("found character {found} that cannot start any token"),
    template("found undefined alias {found}"),
    template("found duplicate anchor {found}; first occurrence"),
    template("found undefined tag handle {found}"),
    template("found unhashable key"),
    template("could not determine a constructor for the tag {found}"),
    template("special characters are not allowed"),
    template("but found another document"),
    template("expected a mapping or list of mappings for merging, but found {found}"),
)


def is_tag(error: yaml.YAMLError) -> bool:
    """True where the file asks for more than plain data."""
    return "for the tag" in str(getattr(error, "problem", ""))


def told(error: yaml.YAMLError) -> Message:
    """The problem as a message; what it names stays as it is."""
    problem = getattr(error, "problem", None) or getattr(error, "reason", None)
    if not problem:
        return CANNOT
    found = (read_back(str(problem), known) for known in KNOWN)
    return next((one for one in found if one is not None), fixed(str(problem)))
