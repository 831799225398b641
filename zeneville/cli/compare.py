"""``zeneville compare RESULT RESULT ...``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("compare")
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path))
def command(results: tuple[Path, ...]) -> None:
    """Put the summaries of stored plans side by side."""
    from zeneville import pipeline

    click.echo(pipeline.compare(results))
