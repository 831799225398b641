"""``zeneville pareto CASE``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click


@click.command("pareto")
@click.argument("case")
@click.option("--points", type=click.IntRange(2, 99), default=9, show_default=True)
@click.option("--hours", default=288, show_default=True, help="8760, or 288 for typical days.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the results.")
@click.option(
    "--gap",
    type=click.FloatRange(min=0.0, max=1.0),
    help="Relative gap of each point; the solver profile's when left out.",
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
    points: int,
    hours: int,
    out: Path | None,
    gap: float | None,
    solver: str,
    lang: str | None,
) -> None:
    """Fronts of cost against energy balance and against CO2 of CASE.

    Finished points are kept beside the results: a run that was stopped goes on from there.
    """
    from zeneville import pipeline
    from zeneville.cli import resumed
    from zeneville.cli.progress import Progress

    try:
        with Progress() as progress:
            fronts, folder = pipeline.pareto_and_store(
                case,
                out=out,
                hours=hours,
                points=points,
                gap=gap,
                lang=lang,
                solver=solver,
                progress=progress,
            )
    except KeyboardInterrupt:
        click.echo("Interrupted; finished points are kept, ask again to go on.", err=True)
        sys.exit(130)
    told = fronts.summary()
    resumed.tell(fronts.taken, fronts.discarded)
    reference = told["reference"]
    click.echo(
        f"{told['case']}: reference {reference['cost_eur_per_year']:,.0f} EUR/year, "
        f"balance {reference['energy_balance_kwh_per_year']:,.0f} kWh/year "
        f"({told['balance_definition']}), CO2 {reference['co2_kg_per_year']:,.0f} kg/year"
    )
    for front in told["fronts"]:
        click.echo(_table(front))
    verified = "every point verified" if told["verified"] else "NOT every point verified"
    click.echo(f"{verified}, {told['seconds']['total']:.0f} s -> {folder}")
    if not told["verified"]:
        sys.exit(4)


def _table(front: dict[str, Any]) -> str:
    lines = [
        f"cost against {front['against']}",
        f"{'EUR/year':>14}{'kWh/year':>14}{'kg CO2/year':>14}{'EUR/tCO2':>11}{'gap':>10}",
    ]
    for point in front["points"]:
        abatement = point["abatement_eur_per_tco2"]
        told = "-" if abatement is None else f"{abatement:,.0f}"
        lines.append(
            f"{point['cost_eur_per_year']:>14,.0f}{point['energy_balance_kwh_per_year']:>14,.0f}"
            f"{point['co2_kg_per_year']:>14,.0f}{told:>11}{point['gap']:>10.4%}"
            f"  {', '.join(point['mark'])}"
        )
    return "\n".join(lines)
