"""``zeneville pareto CASE``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from zeneville.cli import deciding, language
from zeneville.messages import Message, joined
from zeneville.messages import language as chosen

WORDS = {
    "primary": Message("primary energy"),
    "final": Message("final energy"),
    "balance": Message("cost against the energy balance"),
    "co2": Message("cost against CO2"),
    "cheapest": Message("cheapest"),
    "knee": Message("knee"),
    "positive_energy": Message("positive energy"),
    "strictest": Message("strictest"),
}
EUR, KWH, CO2 = Message("EUR/year"), Message("kWh/year"), Message("kg CO2/year")
GAP = Message("gap")
HEADINGS = Message(
    "{eur:>14}{kwh:>14}{co2:>14}{price:>11}{gap:>10}",
    eur=EUR,
    kwh=KWH,
    co2=CO2,
    price="EUR/tCO2",
    gap=GAP,
)
VERIFIED, NOT_VERIFIED = Message("every point verified"), Message("NOT every point verified")
#: in place of a figure that there is not
NONE = Message(f"{'-':>11}")


@click.command("pareto")
@click.argument("case")
@click.option("--points", type=click.IntRange(2, 99), default=9, show_default=True)
@deciding.hours(288)
@deciding.out
@deciding.gap("of each point")
@deciding.solver
@language.option("the page, the progress and what is at fault")
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
        with Progress(lang) as progress:
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
        text = Message("Interrupted; finished points are kept, ask again to go on.")
        click.echo(text.told(chosen(lang)), err=True)
        sys.exit(130)
    told = fronts.summary()
    for line in [*resumed.lines(fronts.taken, fronts.discarded), *_lines(told, folder)]:
        click.echo(line.told(chosen(lang)))
    if not told["verified"]:
        sys.exit(4)


def _lines(told: dict[str, Any], folder: Path) -> list[Message]:
    reference = told["reference"]
    lines = [
        Message(
            "{case}: reference {cost:,.0f} EUR/year, balance {balance:,.0f} kWh/year "
            "({definition}), CO2 {co2:,.0f} kg/year",
            case=told["case"],
            cost=reference["cost_eur_per_year"],
            balance=reference["energy_balance_kwh_per_year"],
            definition=WORDS[told["balance_definition"]],
            co2=reference["co2_kg_per_year"],
        )
    ]
    for front in told["fronts"]:
        lines += [WORDS[front["against"]], HEADINGS, *map(_point, front["points"])]
    return [
        *lines,
        Message(
            "{verified}, {seconds:.0f} s -> {folder}",
            verified=VERIFIED if told["verified"] else NOT_VERIFIED,
            seconds=told["seconds"]["total"],
            folder=folder,
        ),
    ]


def _point(point: dict[str, Any]) -> Message:
    abatement = point["abatement_eur_per_tco2"]
    return Message(
        "{cost:>14,.0f}{balance:>14,.0f}{co2:>14,.0f}{abatement}{gap:>10.4%}  {marks}",
        cost=point["cost_eur_per_year"],
        balance=point["energy_balance_kwh_per_year"],
        co2=point["co2_kg_per_year"],
        abatement=NONE if abatement is None else Message("{value:>11,.0f}", value=abatement),
        gap=point["gap"],
        marks=joined([WORDS[mark] for mark in point["mark"]], ", "),
    )
