"""Plan and verify every shipped district; a table of their summary lines, then one line in all."""

from __future__ import annotations

import argparse

from zeneville import pipeline
from zeneville.errors import InfeasibleError
from zeneville.shipped import district_names

COLUMNS = ("cost EUR/a", "reference", "gap", "balance kWh/a", "attainable", "verified", "seconds")


def line(district: str, hours: int, gap: float) -> tuple[str, bool]:
    """Summary line of a district and whether its plan is verified."""
    told = pipeline.plan(district, hours=hours, gap=gap).summary
    text = (
        f"{district:<13} {told['buildings']:>9} {told['objective_eur_per_year']:>12,.0f} "
        f"{told['reference_cost_eur_per_year']:>12,.0f} {told['gap']:>9.4%} "
        f"{told['energy_balance_kwh_per_year']:>14,.0f} {told['max_balance_kwh_per_year']:>14,.0f} "
        f"{told['verified']!s:>9} {told['seconds']['total']:>8.1f}"
    )
    return text, told["verified"]


def main() -> None:
    """One after the other in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=int, default=288)
    parser.add_argument("--gap", type=float, default=0.01)
    parser.add_argument("--district", action="append", help="Only this one; may be repeated.")
    asked = parser.parse_args()
    names = asked.district or district_names()
    print(
        f"{'district':<13} {'buildings':>9} "
        + " ".join(f"{n:>{w}}" for n, w in zip(COLUMNS, (12, 12, 9, 14, 14, 9, 8), strict=True))
    )
    verified, refused = 0, 0
    for name in names:
        try:
            text, proved = line(name, asked.hours, asked.gap)
        except InfeasibleError as error:
            text, proved, refused = f"{name:<13} {error}", False, refused + 1
        verified += proved
        print(text, flush=True)
    print(
        f"districts={len(names)} hours={asked.hours} verified={verified} "
        f"requirement_refused={refused}"
    )


if __name__ == "__main__":
    main()
