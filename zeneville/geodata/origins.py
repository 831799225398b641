"""Where a value of a building is from, as the columns ``<column>_source`` say it in English.

The text starts with the source, by which sources are ranked, and goes on after commas with how
its row was matched or which rule made the value.
"""

from __future__ import annotations

from zeneville.messages import Message, fixed, joined, read_back, template

#: forms of one part between commas
FORMS = (
    template("median of the {use} buildings of the file"),
    template("{storeys} storeys of {each_m} m"),
    template("storeys of {each_m} m"),
    template("roof minus ground altitude"),
    template("top of the roof taken for the gutter"),
    template("by volume"),
    template("by {key}"),
    template("share by volume"),
    template("of the group"),
    template("in its footprint"),
    template("nearest address"),
    template("overlap {share}"),
    template("overlap"),
    template("DPE of the house of {day}"),
    template("DPE of the block of {day}"),
    template("DPE of {count} flat(s)"),
    template("its first energy"),
    template("middle of {period}"),
    template("meters"),
    template("landlord {file}"),
    template("landlord"),
    template("no date"),
    template("the stock"),
    template("{file} of {year}"),
)
#: a file of a year, the last of the forms, is one only where the year is
YEAR_DIGITS = 4
#: kinds of files that are joined, and keys by which their rows are matched
KINDS = (
    template("own"),
    template("DPE table"),
    template("consumption by address"),
    template("owner's table"),
    template("BDNB table"),
    template("footprints"),
    template("cadastre"),
    template("point cloud"),
    template("id"),
    template("RNB id"),
    template("BAN id"),
    template("BDNB group"),
    template("BDNB construction"),
    template("address"),
)


def message(text: str) -> Message:
    """The text as a message, part by part; names of files and what is not known stay."""
    return joined([_part(part) for part in text.split(", ")], ", ")


def _part(part: str) -> Message:
    for form in FORMS:
        found = read_back(part, form)
        if found is None or not _is_year(found.values.get("year", "0" * YEAR_DIGITS)):
            continue
        told = {name: fixed(value) for name, value in found.values.items()}
        return Message(form, **told)
    return fixed(part)


def _is_year(text: str) -> bool:
    return len(text) == YEAR_DIGITS and text.isdigit()
