"""A progress line: stage, time, and in the optimiser cost, bound and gap."""

from __future__ import annotations

import time
from types import TracebackType

from rich.console import Console

from zeneville.messages import Message, language


class Progress:
    """Shows the running stage on a terminal, in a language; nothing where output is a file."""

    def __init__(self, lang: str | None = None) -> None:
        self._lang = language(lang)
        self._console = Console(stderr=True)
        self._started = time.monotonic()
        self._status = self._console.status(Message("reading").told(self._lang))

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
        from zeneville.pipeline.progress import message

        self._show(Message("{stage} ({seconds:.0f} s)", stage=message(name), seconds=self._seconds))

    def optimiser(self, stage: str, cost: float, bound: float) -> None:
        """Cost, bound and gap of the optimiser."""
        from zeneville.pipeline.progress import message

        self._show(
            Message(
                "{stage}: cost {cost:,.0f}, bound {bound:,.0f} EUR/year, gap {gap:.3%} "
                "({seconds:.0f} s)",
                stage=message(stage),
                cost=cost,
                bound=bound,
                gap=(cost - bound) / max(abs(cost), 1e-9),
                seconds=self._seconds,
            )
        )

    @property
    def _seconds(self) -> float:
        return time.monotonic() - self._started

    def _show(self, text: Message) -> None:
        self._status.update(text.told(self._lang))
