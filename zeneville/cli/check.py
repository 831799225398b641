"""``zeneville check CASE or FILE``."""

from __future__ import annotations

import sys

import click


@click.command("check")
@click.argument("target")
def command(target: str) -> None:
    """Read everything of TARGET, run nothing, and report all faults at once."""
    from zeneville import pipeline

    lines, faults = pipeline.check(target)
    for line in lines:
        click.echo(line)
    if faults:
        click.echo(f"{len(faults)} fault(s):", err=True)
        for fault in faults:
            click.echo(f"  - [{fault.severity}] {fault}", err=True)
        sys.exit(2)
    click.echo("no fault found")
