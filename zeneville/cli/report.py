"""``zeneville report RESULT``."""

from __future__ import annotations

from pathlib import Path

import click

from zeneville.cli import language


@click.command("report")
@click.argument("result", type=click.Path(path_type=Path))
@language.option("the report")
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

    click.echo(f"-> {pipeline.report(result, lang, beside)}")
    if figures:
        for path in pipeline.figures(result, figures, lang):
            click.echo(f"-> {path}")
