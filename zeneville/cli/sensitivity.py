"""``zeneville sensitivity CASE``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from zeneville.cli import deciding, language

#: futures and prices of entry told on the terminal at most
TOLD = 16


@click.command("sensitivity")
@click.argument("case")
@click.option(
    "--figures",
    type=click.IntRange(0),
    default=8,
    show_default=True,
    help="Catalogue figures to decide anew for, the widest; 0 leaves their ranges out.",
)
@deciding.hours(288)
@deciding.out
@deciding.gap("of each plan")
@deciding.solver
@language.option("the page, the progress and what is at fault")
def command(
    case: str,
    figures: int,
    hours: int,
    out: Path | None,
    gap: float | None,
    solver: str,
    lang: str | None,
) -> None:
    """The plan of CASE in other futures: prices, discount rate, catalogue ranges, climate."""
    from zeneville import pipeline
    from zeneville.cli.progress import Progress

    try:
        with Progress(lang) as progress:
            found, folder = pipeline.sensitivity_and_store(
                case,
                out=out,
                hours=hours,
                figures=figures,
                gap=gap,
                lang=lang,
                solver=solver,
                progress=progress,
            )
    except KeyboardInterrupt:
        click.echo("Interrupted; nothing was written.", err=True)
        sys.exit(130)
    told = found.summary()
    click.echo(f"{told['case']}: {told['objective_eur_per_year']:,.0f} EUR/year")
    click.echo(f"{'future':<40}{'unchanged':>14}{'anew':>14}{'regret':>12}  requirements")
    for row in told["futures"][:TOLD]:
        click.echo(_line(row))
    click.echo("left out, and at which price it would enter")
    for one in told["entry_prices"]:
        click.echo(_entry(one))
    for refused in told["refused"]:
        click.echo(f"refused: {refused['future']}: {refused['reason']}")
    verified = "every plan verified" if told["verified"] else "NOT every plan verified"
    click.echo(
        f"{len(told['futures'])} futures, {told['futures_reoptimised']} decided anew, "
        f"{verified}, {told['seconds']:.0f} s -> {folder}"
    )
    if not told["verified"]:
        sys.exit(4)


def _line(row: dict[str, Any]) -> str:
    name = f"{row['key']} {row['value']:g}"
    missed = ", ".join(f"{key} short by {value:,.0f}" for key, value in row["missed"].items())
    return (
        f"{name:<40}{row['unchanged_cost_eur_per_year']:>14,.0f}"
        f"{_shown(row['reoptimised_cost_eur_per_year']):>14}"
        f"{_shown(row['regret_eur_per_year']):>12}  {missed or 'met'}"
    )


def _entry(one: dict[str, Any]) -> str:
    if one["enters_at"] is None:
        return f"  {one['name']}: not even for nothing"
    checked = {True: "confirmed", False: "not confirmed", None: "not checked"}[one["confirmed"]]
    return (
        f"  {one['name']}: {one['enters_at']:,.0f} {one['unit']} instead of "
        f"{one['unit_price']:,.0f} ({-one['cut']:.0%}), {checked} by deciding anew"
    )


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:,.0f}"
