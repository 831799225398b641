"""``zeneville sensitivity CASE``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from zeneville.cli import deciding, language
from zeneville.messages import Message, joined
from zeneville.messages import language as chosen

COST = "objective_eur_per_year"
FUTURE, UNCHANGED, ANEW = Message("future"), Message("unchanged"), Message("anew")
REGRET, NEEDED = Message("regret"), Message("requirements")
HEADINGS = Message(
    "{future:<40}{unchanged:>14}{anew:>14}{regret:>12}  {needed}",
    future=FUTURE,
    unchanged=UNCHANGED,
    anew=ANEW,
    regret=REGRET,
    needed=NEEDED,
)
MET = Message("met")
#: requirements that another future may miss
NEEDS = {
    "balance": Message("balance"),
    "co2": Message("{co2}", co2="CO2"),
    "invest": Message("investment"),
    "meter": Message("transformer"),
    "renewable": Message("renewable heat"),
    "autonomy": Message("autonomy"),
    "heat": Message("heat of the network"),
}
CHECKED = {
    True: Message("confirmed by deciding anew"),
    False: Message("not confirmed by deciding anew"),
    None: Message("not checked by deciding anew"),
}
VERIFIED, NOT_VERIFIED = Message("every plan verified"), Message("NOT every plan verified")
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
    """The plan of CASE in other futures: prices, discount rate, catalogue ranges, climate.

    Finished pieces are kept beside the results: a run that was stopped goes on from there.
    """
    from zeneville import pipeline
    from zeneville.cli import resumed
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
        stopped = Message("Interrupted; finished pieces are kept, ask again to go on.")
        click.echo(stopped.told(chosen(lang)), err=True)
        sys.exit(130)
    told = found.summary()
    for line in [*resumed.lines(found.taken, found.discarded), *_lines(told, folder)]:
        click.echo(line.told(chosen(lang)))
    if not told["verified"]:
        sys.exit(4)


def _lines(told: dict[str, Any], folder: Path) -> list[Message]:
    return [
        Message("{case}: {cost:,.0f} EUR/year", case=told["case"], cost=told[COST]),
        HEADINGS,
        *map(_future, told["futures"][:TOLD]),
        _robust(told),
        Message("left out, and at which price it would enter"),
        *map(_entry, told["entry_prices"]),
        *(
            Message("refused: {future}: {reason}", future=one["future"], reason=one["reason"])
            for one in told["refused"]
        ),
        Message(
            "{count} futures, {anew} decided anew, {verified}, {seconds:.0f} s -> {folder}",
            count=len(told["futures"]),
            anew=told["futures_reoptimised"],
            verified=VERIFIED if told["verified"] else NOT_VERIFIED,
            seconds=told["seconds"],
            folder=folder,
        ),
    ]


def _future(row: dict[str, Any]) -> Message:
    missed = [
        Message("{need} short by {value:,.0f}", need=NEEDS[key], value=value)
        for key, value in row["missed"].items()
    ]
    return Message(
        "{name:<40}{unchanged:>14,.0f}{anew}{regret}  {missed}",
        name=f"{row['key']} {row['value']:g}",
        unchanged=row["unchanged_cost_eur_per_year"],
        anew=_shown(row["reoptimised_cost_eur_per_year"], 14),
        regret=_shown(row["regret_eur_per_year"], 12),
        missed=joined(missed, ", ") if missed else MET,
    )


def _robust(told: dict[str, Any]) -> Message:
    """Decisions that no future changes, and those that nine of ten leave as they are."""
    robust = told["robust"]
    alike = {
        part: f"{robust['in_all'][part]} / {robust['in_nine_of_ten'][part]}"
        for part in robust["in_all"]
    }
    return Message(
        "alike in all / in nine of ten of {futures} futures: works of {works}, heating of "
        "{heating} of {heated} buildings; panels of {panels} of {roofs} roofs",
        futures=told["futures_reoptimised"],
        works=alike["package"],
        heating=alike["system"],
        heated=robust["heated"],
        panels=alike["pv"],
        roofs=robust["roofs"],
    )


def _entry(one: dict[str, Any]) -> Message:
    if one["enters_at"] is None:
        return Message("  {name}: not even for nothing", name=one["name"])
    return Message(
        "  {name}: {enters:,.0f} {unit} instead of {price:,.0f} ({cut:.0%}), {checked}",
        name=one["name"],
        enters=one["enters_at"],
        unit=one["unit"],
        price=one["unit_price"],
        cut=-one["cut"],
        checked=CHECKED[one["confirmed"]],
    )


def _shown(value: float | None, width: int) -> Message:
    """A figure to the right of a column; a dash where there is none."""
    if value is None:
        return Message("{dash}", dash="-".rjust(width))
    return Message(f"{{value:>{width},.0f}}", value=value)
