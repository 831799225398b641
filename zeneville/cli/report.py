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
    "--figures",
    type=click.Path(path_type=Path),
    help="A folder for every figure as SVG and, with the extra 'figures' installed, as PNG.",
)
@click.option("--workbook", is_flag=True, help="Write plan.xlsx again too, in that language.")
def command(
    result: Path,
    lang: str | None,
    beside: tuple[Path, ...],
    figures: Path | None,
    workbook: bool,
) -> None:
    """Write report.html of the stored plan in RESULT again."""
    from zeneville import pipeline
    from zeneville.cli.progress import Progress

    with Progress(lang) as progress:
        progress.stage("report")
        written = [pipeline.report(result, lang, beside)]
        if figures:
            progress.stage("figures")
            written += pipeline.figures(result, figures, lang)
        if workbook:
            progress.stage("workbook")
            written.append(pipeline.workbook(result, lang))
    for path in written:
        click.echo(f"-> {path}")
