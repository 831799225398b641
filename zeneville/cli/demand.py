"""``zeneville demand CASE``."""

from __future__ import annotations

from pathlib import Path

import click

from zeneville.cli import language
from zeneville.cli.completion import cases


@click.command("demand")
@click.argument("case", shell_complete=cases)
@click.option("--out", type=click.Path(path_type=Path), help="File to write (NetCDF).")
@language.option("the progress and what is at fault")
def command(case: str, out: Path | None, lang: str | None) -> None:
    """Compute hourly needs of every building and package of CASE."""
    from zeneville import pipeline
    from zeneville.cli.progress import Progress

    with Progress(lang) as progress:
        file, table = pipeline.demand(case, out, progress)
    click.echo(table)
    click.echo(f"-> {file}")
