"""A plan in a few lines of plain text, for a terminal."""

from __future__ import annotations

from typing import Any

from zeneville.report.wording import Words


def lines(summary: dict[str, Any], words: Words) -> list[str]:
    """What ``zeneville plan`` says at its end, from the keys of summary.json."""

    def n(key: str, digits: int = 0) -> str:
        return words.n(summary[key], digits)

    counts = ", ".join(
        words.count(f"count_{name}", summary[key])
        for name, key in (("heated", "buildings"), ("roofs", "roofs_only"))
    )
    unusable = words.count("count_unusable", summary["unusable"])
    out = [f"{summary['case']}{words['colon']} {counts}, {unusable}"]
    if summary.get("reconstruction"):
        out.append(words["reconstruction"])
    return [
        *out,
        words.say(
            "brief_cost",
            cost=n("objective_eur_per_year"),
            today=n("reference_cost_eur_per_year"),
            bound=n("bound_eur_per_year"),
            gap=words.n(100.0 * summary["gap"], 4),
        ),
        words.say(
            "brief_balance",
            balance=n("energy_balance_kwh_per_year"),
            definition=words.of(summary["balance_definition"]),
            best=n("max_balance_kwh_per_year"),
        ),
        words.say(
            "brief_co2",
            co2=n("co2_kg_per_year"),
            today=n("reference_co2_kg_per_year"),
            investment=n("investment_eur"),
            kwp=n("pv_kwp"),
        ),
        words.say(
            "brief_end",
            verified=words["brief_verified" if summary["verified"] else "badge_not_verified"],
            status=words[f"status_{summary['status']}"],
            seconds=words.n(summary["seconds"]["total"]),
        ),
    ]
