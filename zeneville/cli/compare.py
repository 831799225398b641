"""``zeneville compare RESULT RESULT ...``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("compare")
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder for compare.html and compare.csv."
)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language; else that of the locale.")
def command(results: tuple[Path, ...], out: Path | None, lang: str | None) -> None:
    """Put stored plans side by side; figures in brackets are changes from the first."""
    from zeneville import pipeline

    lines, files = pipeline.compare(results, out, lang)
    for line in (*lines, *(f"-> {file}" for file in files)):
        click.echo(line)
