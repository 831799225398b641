"""Where stages tell what they do, and the clock of a run."""

from __future__ import annotations

import time
from typing import Protocol

from zeneville.messages import Message, fixed, read_back, template

#: what a run may be at, as stages and the optimiser call it
STAGES = (
    template("reading"),
    template("stock"),
    template("needs"),
    template("sun"),
    template("hours"),
    template("designs"),
    template("decision"),
    template("check"),
    template("roofs"),
    template("shade"),
    template("money"),
    template("writing"),
    template("map"),
    template("fronts"),
    template("report"),
    template("figures"),
    template("workbook"),
    template("typical days"),
    template("columns"),
    template("splits"),
    template("plan"),
    template("future {name}"),
    template("entry of {name}"),
)


def message(stage: str) -> Message:
    """What a run is at, for people."""
    found = (read_back(stage, known) for known in STAGES)
    return next((one for one in found if one is not None), fixed(stage))


class Progress(Protocol):
    """Where stages tell what they do."""

    def stage(self, name: str) -> None:
        """A new stage begins."""
        ...

    def optimiser(self, stage: str, cost: float, bound: float) -> None:
        """Cost and bound so far."""
        ...


class Silent:
    """Progress that nobody watches."""

    def stage(self, name: str) -> None:
        """Nothing."""

    def optimiser(self, stage: str, cost: float, bound: float) -> None:
        """Nothing."""


class Clock:
    def __init__(self, progress: Progress):
        self.progress = progress
        self.seconds: dict[str, float] = {}
        self._name, self._since = "", time.perf_counter()
        self._first = self._since

    def stage(self, name: str) -> None:
        self._close()
        self._name = name
        self.progress.stage(name)

    def _close(self) -> None:
        now = time.perf_counter()
        if self._name:
            self.seconds[self._name] = round(now - self._since, 3)
        self._since = now

    def stop(self) -> None:
        self._close()
        self.seconds["total"] = round(time.perf_counter() - self._first, 3)
