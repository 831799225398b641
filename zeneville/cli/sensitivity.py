"""``zeneville sensitivity CASE``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

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
@click.option("--hours", default=288, show_default=True, help="8760, or 288 for typical days.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the results.")
@click.option(
    "--gap",
    type=click.FloatRange(min=0.0, max=1.0),
    help="Relative gap of each plan; the solver profile's when left out.",
)
@click.option(
    "--solver",
    default="standard",
    show_default=True,
    help="Solver profile: quick, standard, proof, or a .toml file.",
)
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the page.")
def command(
    case: str,
    figures: int,
    hours: int,
    out: Path | None,
    gap: float | None,
    solver: str,
    lang: str | None,
) -> None:
    """The plan of CASE in other futures: prices, discount rate, catalogue ranges, climate.

    Finished pieces are kept beside the results: a run that was stopped goes on from there.
    """
    from zeneville import pipeline
    from zeneville.cli import resumed
    from zeneville.cli.progress import Progress

    try:
        with Progress() as progress:
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
        click.echo("Interrupted; finished pieces are kept, ask again to go on.", err=True)
        sys.exit(130)
    told = found.summary()
    resumed.tell(found.taken, found.discarded)
    click.echo(f"{told['case']}: {told['objective_eur_per_year']:,.0f} EUR/year")
    click.echo(f"{'future':<40}{'unchanged':>14}{'anew':>14}{'regret':>12}  requirements")
    for row in told["futures"][:TOLD]:
        click.echo(_line(row))
    click.echo(_robust(told))
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


def _robust(told: dict[str, Any]) -> str:
    """Decisions that no future changes, and those that nine of ten leave as they are."""
    robust = told["robust"]
    alike = {
        part: f"{robust['in_all'][part]} / {robust['in_nine_of_ten'][part]}"
        for part in robust["in_all"]
    }
    return (
        f"alike in all / in nine of ten of {told['futures_reoptimised']} futures: works of "
        f"{alike['package']}, heating of {alike['system']} of {robust['heated']} buildings; panels "
        f"of {alike['pv']} of {robust['roofs']} roofs"
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
