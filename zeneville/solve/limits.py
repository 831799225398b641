"""How long a search may take, how close it comes, and how much work it does at most."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How close, until when (monotonic clock), and how much work at most.

    A search without a plan may go on until ``latest``: a late plan is worth more than none.
    """

    gap: float
    until: float | None
    latest: float | None
    groups: int
    iterations: int
    whole_below: int
    columns: int
    nodes: int

    def late(self, ahead_s: float = 0.0) -> bool:
        """True when the time is over, or will be in ``ahead_s`` seconds."""
        return _past(self.until, ahead_s)

    def lost(self) -> bool:
        """True when not even a plan is looked for any more."""
        return _past(self.latest)


def _past(moment: float | None, ahead_s: float = 0.0) -> bool:
    return moment is not None and time.monotonic() + ahead_s > moment
