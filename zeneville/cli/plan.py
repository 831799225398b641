"""``zeneville plan CASE``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zeneville.cli import deciding, language
from zeneville.cli.completion import cases


@click.command("plan")
@click.argument("case", shell_complete=cases)
@deciding.out
@deciding.hours(8760)
@deciding.gap("to prove")
@click.option(
    "--time-limit", type=click.FloatRange(min=0.0, min_open=True), help="Seconds for the optimiser."
)
@deciding.solver
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
