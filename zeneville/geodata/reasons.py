"""Why a building is left out, as the column ``reason`` says it in English."""

from __future__ import annotations

from zeneville import messages
from zeneville.messages import Message, template

#: neither height nor storeys are known; a table that is joined may tell them
NO_HEIGHT = Message("no height")
NO_POLYGON = Message("no polygon")
CROSSING = Message("self-crossing polygon")
NOT_REAL = Message("footprint is not real")
#: such reasons counted together
ANOTHER = Message("lies on another")
ON_ANOTHER = template("lies for {share} on building {other}")
#: what GEOS says of a polygon that is not valid, at a place in brackets
INVALID = (
    template("Self-intersection[{place}]"),
    template("Ring Self-intersection[{place}]"),
    template("Hole lies outside shell[{place}]"),
    template("Holes are nested[{place}]"),
    template("Nested shells[{place}]"),
    template("Interior is disconnected[{place}]"),
    template("Duplicate Rings[{place}]"),
    template("Too few points in geometry component[{place}]"),
    template("Invalid Coordinate[{place}]"),
)


def on_another(share: float, other: str) -> Message:
    """The footprint lies for a share of its area, 0 to 1, on that of another building."""
    return Message(ON_ANOTHER, share=f"{share:.0%}", other=other)


def invalid(why: str) -> Message:
    """What GEOS says of a polygon, as a message."""
    found = (messages.read_back(why, known) for known in INVALID)
    return next((one for one in found if one is not None), Message("{why}", why=why))


def kind(reason: str) -> str:
    """A reason without the building it names."""
    return str(ANOTHER) if messages.read_back(reason, ON_ANOTHER) else reason


def told(reason: str, lang: str) -> str:
    """A reason of the column in a language, ``fr`` or ``en``."""
    found = messages.read_back(reason, ON_ANOTHER)
    return messages.told(reason, lang) if found is None else found.told(lang)
