"""What can be wrong with an input, and the exceptions that carry it to the user."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from zeneville.messages import Message

Severity = Literal["row", "file", "remark"]
#: where inside a file, "" for the whole of it
Where = Message | Literal[""]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with an input, told so that the user can mend it.

    Parameters
    ----------
    file
        Path or name of the file as the user gave it.
    where
        Row id, layer, line or key inside the file, ``""`` for the whole file.
    value
        What came, written short.
    expected
        What was expected instead.
    remedy
        What to do now. For a row it also says what was done to go on without it.
    severity
        ``"file"`` stops the run; ``"row"`` flags one row and the run goes on; ``"remark"`` tells
        what is unusual of the whole and need not be wrong.
    code
        Stable short name of the kind of fault, such as ``"height-missing"``.
    """

    file: str
    where: Where
    value: Message
    expected: Message
    remedy: Message
    severity: Severity = "file"
    code: str = ""

    def __str__(self) -> str:
        return str(self.line)

    @property
    def line(self) -> Message:
        """The fault as one line."""
        told = {
            "value": self.value,
            "expected": self.expected,
            "remedy": self.remedy,
            "file": self.file,
        }
        if self.where:
            return Message(
                "{file}: {where}: {value}; expected {expected}. {remedy}", where=self.where, **told
            )
        return Message("{file}: {value}; expected {expected}. {remedy}", **told)


class ZenevilleError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(ZenevilleError):
    """The input cannot be used; carries every fault found, not only the first."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults: tuple[Fault, ...] = tuple(faults)
        if not self.faults:
            raise ValueError("InputError needs at least one Fault")
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class Shortfall:
    """A requirement that cannot be met, and the level at which there is a plan.

    Parameters
    ----------
    requirement
        Name of the limit in the decision problem, such as ``"co2_max"``.
    asked, best
        Level asked, and the nearest one at which a plan stands, the other requirements kept;
        ``None`` where no level of this one is enough.
    bound
        Level that no plan can be beyond, where it is proved.
    cost, price
        EUR a year of the cheapest plan found at ``best``, and of the last unit there.
    rates
        Units of this requirement that one more unit of another limit would give.
    """

    requirement: str
    asked: float
    best: float | None
    unit: str
    bound: float | None = None
    cost: float | None = None
    price: float | None = None
    rates: tuple[tuple[str, float, str], ...] = ()

    def __str__(self) -> str:
        asked = f"{self.requirement}: asked {self.asked:,.10g} {self.unit}"
        if self.best is None:
            return f"{asked}, no level of it is enough by itself"
        missed = abs(self.best - self.asked)
        return (
            f"{asked}, best attainable {self.best:,.10g} {self.unit}, "
            f"missed by {missed:,.6g} {self.unit}"
        )


@dataclass(frozen=True)
class LabelShortfall:
    """A building of which no design that it is offered reaches the label asked."""

    building: str
    asked: str
    best: str
    requirement: str = "minimum_label"

    def __str__(self) -> str:
        return (
            f"{self.requirement}: building {self.building}: asked {self.asked}, "
            f"best attainable {self.best}"
        )


class InfeasibleError(ZenevilleError):
    """No plan meets the requirements; says which ones are missed and by how much.

    The shortfalls are ways out, any of which is enough; with ``together`` all are needed.
    """

    def __init__(
        self,
        shortfalls: Sequence[Shortfall | LabelShortfall],
        message: str = "",
        together: bool = False,
    ):
        self.shortfalls, self.together = tuple(shortfalls), together
        lines = [message] if message else []
        lines += [str(shortfall) for shortfall in self.shortfalls]
        super().__init__("\n".join(lines) or "no plan meets the requirements")


class VerificationError(ZenevilleError):
    """The independent check refused a plan; carries every finding."""

    def __init__(self, findings: Sequence[str]):
        self.findings = tuple(findings)
        super().__init__("\n".join(self.findings))
