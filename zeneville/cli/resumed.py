"""What a run took from an earlier one, in a line for people."""

from __future__ import annotations

import click


def tell(taken: int, discarded: int) -> None:
    """Say how many finished pieces were taken, and how many answered another question."""
    if taken:
        click.echo(f"{taken} finished pieces taken from an earlier run")
    if discarded:
        click.echo(f"{discarded} pieces of other inputs discarded")
