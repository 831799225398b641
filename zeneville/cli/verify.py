"""``zeneville verify RESULT``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("verify")
@click.argument("result", type=click.Path(path_type=Path))
def command(result: Path) -> None:
    """Check the stored plan in the folder RESULT with code of its own."""
    from zeneville import pipeline
    from zeneville.errors import VerificationError

    report = pipeline.verify(result)
    if not report.verified:
        raise VerificationError(report.refusals)
    for line in report.lines():
        click.echo(line)
    click.echo("verified=True bound_verified=True")
