"""What a run took from an earlier one, in lines for people."""

from __future__ import annotations

from zeneville.messages import Message


def lines(taken: int, discarded: int) -> list[Message]:
    """How many finished pieces were taken, and how many answered another question."""
    told = []
    if taken:
        told.append(Message("{count} finished pieces taken from an earlier run", count=taken))
    if discarded:
        told.append(Message("{count} pieces of other inputs discarded", count=discarded))
    return told
