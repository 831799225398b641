"""A progress line: stage, time, and in the optimiser cost, bound and gap."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console


class Progress:
    """Shows the running stage on a terminal; prints stage lines when output is a file."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._status = self._console.status("reading")
        self._started = time.monotonic()

    def __enter__(self) -> Progress:
        self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._status.stop()

    def stage(self, name: str) -> None:
        """A new stage begins."""
        self._status.update(f"{name} ({time.monotonic() - self._started:.0f} s)")

    def optimiser(self, stage: str, cost: float, bound: float) -> None:
        """Cost, bound and gap of the optimiser."""
        gap = (cost - bound) / max(abs(cost), 1e-9)
        self._status.update(
            f"{stage}: cost {cost:,.0f}, bound {bound:,.0f} EUR/year, gap {gap:.3%} "
            f"({time.monotonic() - self._started:.0f} s)"
        )
