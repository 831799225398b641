"""``zeneville compare RESULT RESULT ...``."""

from __future__ import annotations

from pathlib import Path

import click

from zeneville.cli import language


@click.command("compare")
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder for compare.html and compare.csv."
)
@language.option("the table and the page")
def command(results: tuple[Path, ...], out: Path | None, lang: str | None) -> None:
    """Put stored plans side by side; figures in brackets are changes from the first."""
    from zeneville import pipeline

    lines, files = pipeline.compare(results, out, lang)
    for line in (*lines, *(f"-> {file}" for file in files)):
        click.echo(line)
