"""Plan and verify every shipped district; a table of their summary lines, then one line in all.

``--page FILE`` also writes the table as Markdown, as docs/districts.md is made.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from zeneville import pipeline
from zeneville.errors import InfeasibleError
from zeneville.shipped import district_names

COLUMNS = ("cost EUR/a", "reference", "gap", "balance kWh/a", "attainable", "verified", "seconds")


PAGE = """# The shipped districts, planned and verified

Made by `python -m benchmarks.districts --hours {hours} --page docs/districts.md`. Each district
is a reconstruction from published figures ([districts/README.md](../districts/README.md)).
Cost, and what carrying on as today costs, in EUR a year; balance in kWh a year by the
definition of the case, and the best that can be reached; seconds of the whole plan on the
machine of the run, which may have had other work.

{head}
{rows}
"""
HEAD = (
    "district",
    "buildings",
    "renovated",
    "cost",
    "as today",
    "gap",
    "balance",
    "attainable",
    "CO2, t",
    "panels, kWp",
    "verified",
    "s",
)


def page(hours: int, rows: list[str]) -> str:
    """The whole page."""
    head = f"| {' | '.join(HEAD)} |\n|---|{'--:|' * (len(HEAD) - 1)}"
    return PAGE.format(hours=hours, head=head, rows="\n".join(rows))


def row(district: str, told: dict[str, Any]) -> str:
    """Line of the page."""
    cells = (
        f"`{district}`",
        told["buildings"],
        told["buildings"] - told["packages"].get("as_is", 0),
        f"{told['objective_eur_per_year']:,.0f}",
        f"{told['reference_cost_eur_per_year']:,.0f}",
        f"{told['gap']:.4%}",
        f"{told['energy_balance_kwh_per_year']:,.0f}",
        f"{told['max_balance_kwh_per_year']:,.0f}",
        f"{told['reference_co2_kg_per_year'] / 1e3:,.0f} to {told['co2_kg_per_year'] / 1e3:,.0f}",
        f"{told['pv_kwp']:,.0f}",
        "yes" if told["verified"] else "no",
        f"{told['seconds']['total']:.0f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def line(district: str, told: dict[str, Any]) -> str:
    """Summary line of a district."""
    return (
        f"{district:<13} {told['buildings']:>9} {told['objective_eur_per_year']:>12,.0f} "
        f"{told['reference_cost_eur_per_year']:>12,.0f} {told['gap']:>9.4%} "
        f"{told['energy_balance_kwh_per_year']:>14,.0f} {told['max_balance_kwh_per_year']:>14,.0f} "
        f"{told['verified']!s:>9} {told['seconds']['total']:>8.1f}"
    )


def main() -> None:
    """One after the other in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=int, default=288)
    parser.add_argument("--gap", type=float, default=0.001)
    parser.add_argument("--district", action="append", help="Only this one; may be repeated.")
    parser.add_argument("--page", type=Path, help="File of the table in Markdown.")
    asked = parser.parse_args()
    names = asked.district or district_names()
    print(
        f"{'district':<13} {'buildings':>9} "
        + " ".join(f"{n:>{w}}" for n, w in zip(COLUMNS, (12, 12, 9, 14, 14, 9, 8), strict=True))
    )
    verified, refused, rows = 0, 0, []
    for name in names:
        try:
            told = pipeline.plan(name, hours=asked.hours, gap=asked.gap).summary
        except InfeasibleError as error:
            refused += 1
            print(f"{name:<13} {error}", flush=True)
            rows.append(f"| `{name}` | {error} |{' |' * (len(HEAD) - 2)}")
            continue
        verified += told["verified"]
        rows.append(row(name, told))
        print(line(name, told), flush=True)
        if asked.page:
            asked.page.write_text(page(asked.hours, rows), encoding="utf-8")
    print(
        f"districts={len(names)} hours={asked.hours} verified={verified} "
        f"requirement_refused={refused}"
    )


if __name__ == "__main__":
    main()
