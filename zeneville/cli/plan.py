"""``zeneville plan CASE``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from zeneville.cli import language


@click.command("plan")
@click.argument("case")
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
@language.option("the report and of what is at fault")
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

    with Progress() as progress:
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
    balance = summary["energy_balance_kwh_per_year"]
    click.echo(
        f"{summary['case']}: {summary['buildings']} heated buildings, "
        f"{summary['roofs_only']} roof only, {summary['unusable']} unusable\n"
        f"cost {summary['objective_eur_per_year']:,.0f} EUR/year "
        f"(reference {summary['reference_cost_eur_per_year']:,.0f}), "
        f"bound {summary['bound_eur_per_year']:,.0f}, gap {summary['gap']:.4%}\n"
        f"balance {balance:,.0f} kWh/year ({summary['balance_definition']}), "
        f"best attainable {summary['max_balance_kwh_per_year']:,.0f}\n"
        f"CO2 {summary['co2_kg_per_year']:,.0f} kg/year "
        f"(reference {summary['reference_co2_kg_per_year']:,.0f}), "
        f"investment {summary['investment_eur']:,.0f} EUR, {summary['pv_kwp']:,.0f} kWp\n"
        f"{'verified' if summary['verified'] else 'NOT verified'}, status {summary['status']}, "
        f"{summary['seconds']['total']:.0f} s -> {folder}"
    )
    if not summary["verified"]:
        sys.exit(4)
    if summary["status"] == "interrupted":
        sys.exit(130)
