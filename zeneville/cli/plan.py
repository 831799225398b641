"""``zeneville plan CASE``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zeneville.cli import language
from zeneville.cli.completion import cases


@click.command("plan")
@click.argument("case", shell_complete=cases)
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the results.")
@click.option("--hours", default=8760, show_default=True, help="8760, or 288 for typical days.")
@click.option(
    "--gap",
    type=click.FloatRange(min=0.0, max=1.0),
    help="Relative gap to prove; the solver profile's when left out.",
)
@click.option(
    "--time-limit", type=click.FloatRange(min=0.0, min_open=True), help="Seconds for the optimiser."
)
@click.option(
    "--solver",
    default="standard",
    show_default=True,
    help="Solver profile: quick, standard, proof, or a .toml file.",
)
@language.option("the report, the progress and what is at fault")
def command(
    case: str,
    out: Path | None,
    hours: int,
    gap: float | None,
    time_limit: float | None,
    solver: str,
    lang: str | None,
) -> None:
    """Plan the district of CASE (a folder, a case file or a shipped district)."""
    from zeneville import pipeline
    from zeneville.cli.progress import Progress

    with Progress(lang) as progress:
        plan, folder = pipeline.plan_and_store(
            case,
            out=out,
            hours=hours,
            gap=gap,
            time_limit_s=time_limit,
            lang=lang,
            solver=solver,
            progress=progress,
        )
    summary = plan.summary
    for line in pipeline.told(summary, lang):
        click.echo(line)
    click.echo(f"-> {folder}")
    if not summary["verified"]:
        sys.exit(4)
    if summary["status"] == "interrupted":
        sys.exit(130)
