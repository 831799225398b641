"""A figure: the drawing in two widths and the table it was drawn from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

#: width of drawings on a wide and on a narrow page, in units of about one pixel
WIDE, NARROW = 860, 350
HALF = 520


@dataclass(frozen=True)
class Table:
    """What a chart shows, as text; the first ``texts`` columns are words, the others numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: int = 1


@dataclass(frozen=True)
class Figure:
    """A drawing with a heading, a sentence on how to read it and its table."""

    name: str
    title: str
    note: str
    wide: str
    narrow: str
    table: Table

    @property
    def same(self) -> bool:
        """True where one drawing serves both widths."""
        return self.wide == self.narrow


def drawn(
    name: str,
    title: str,
    note: str,
    draw: Callable[[int], str],
    table: Table,
    widths: Sequence[int] = (WIDE, NARROW),
) -> Figure:
    """The figure that ``draw`` gives at both widths."""
    wide, narrow = (draw(width) for width in widths)
    return Figure(name, title, note, wide, narrow, table)
