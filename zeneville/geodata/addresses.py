"""Addresses as keys: the same door written in two ways has one key."""

from __future__ import annotations

import re
from typing import Any

from zeneville.geodata import names, values

#: short words of addresses, as the postal norm NF Z10-011 and people write them
SHORT = {
    **{"r": "rue", "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard"},
    **{"bvd": "boulevard", "pl": "place", "all": "allee", "imp": "impasse", "ch": "chemin"},
    **{"che": "chemin", "rte": "route", "sq": "square", "crs": "cours", "qu": "quai"},
    **{"res": "residence", "fg": "faubourg", "fbg": "faubourg", "pass": "passage"},
    **{"st": "saint", "ste": "sainte", "gal": "general", "dr": "docteur", "b": "bis", "t": "ter"},
}
POSTCODE = re.compile(r"\b\d{5}\b")


def key(address: Any, commune: Any = None) -> str | None:
    """Street and commune of an address in one form; ``None`` where one of both is not known.

    The commune stands behind a postcode of five digits in the address, or beside it.
    """
    text = values.text(address)
    if text is None:
        return None
    parts = POSTCODE.split(text, maxsplit=1)
    town = values.text(commune) or (parts[1] if len(parts) > 1 else None)
    street = _long(parts[0])
    if not town or not street:
        return None
    return f"{street} # {_long(POSTCODE.sub('', town))}"


def _long(text: str) -> str:
    glued = re.sub(r"^(\d+)\s*(bis|ter|quater|[a-e])\b", r"\1 \2", text.strip(), flags=re.I)
    words = [SHORT.get(word, word) for word in names.plain(glued).split("_") if word]
    return " ".join(word.lstrip("0") or "0" if word.isdecimal() else word for word in words)
