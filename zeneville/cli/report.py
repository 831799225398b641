"""``zeneville report RESULT``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("report")
@click.argument("result", type=click.Path(path_type=Path))
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language; else that of the locale.")
@click.option(
    "--beside",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Another stored plan to compare with; may be given several times.",
)
@click.option(
    "--figures", type=click.Path(path_type=Path), help="A folder for every figure as SVG."
)
def command(result: Path, lang: str | None, beside: tuple[Path, ...], figures: Path | None) -> None:
    """Write report.html of the stored plan in RESULT again."""
    from zeneville import pipeline
    from zeneville.cli.progress import Progress

    with Progress() as progress:
        progress.stage("report")
        written = [pipeline.report(result, lang, beside)]
        if figures:
            progress.stage("figures")
            written += pipeline.figures(result, figures, lang)
    for path in written:
        click.echo(f"-> {path}")
