"""The first sentences of a report and its key figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zeneville.report.subject import Subject
from zeneville.report.wording import Words

#: share of the energy used below which a balance counts as even
EVEN = 1e-3


@dataclass(frozen=True)
class KeyFigure:
    """A large figure, its name and what it is compared with; ``unit`` follows the figure."""

    label: str
    value: str
    unit: str
    note: str


def sentences(subject: Subject) -> list[str]:
    """What is done, what it gives, what it costs: plain words."""
    return [_done(subject), _balance(subject), _cost(subject)]


def _done(subject: Subject) -> str:
    words, told = subject.words, subject.summary
    text = _renovated(told["buildings"], told["packages"].get("as_is", 0), words)
    pumps = sum(count for name, count in told["systems"].items() if name.startswith("hp_"))
    if pumps:
        text += words.count("lead_pumps", pumps)
    if told["pv_kwp"] < 0.5:
        return text + words["lead_no_panels"]
    made = subject.grid.roofs + subject.grid.fields
    return text + words.say("lead_panels", kwp=words.n(told["pv_kwp"]), energy=words.energy(made))


def _renovated(buildings: int, kept: int, words: Words) -> str:
    """How many of the heated buildings are renovated."""
    renovated = buildings - kept
    if buildings == 1:
        return words["lead_only_one" if renovated else "lead_only_none"]
    if renovated in (0, buildings):
        return words.say("lead_all" if renovated else "lead_none", buildings=words.n(buildings))
    return words.count("lead_some", renovated, buildings=words.n(buildings))


def _balance(subject: Subject) -> str:
    words, told = subject.words, subject.summary
    balance = told["energy_balance_kwh_per_year"]
    even = abs(balance) < EVEN * max(float(subject.planned.used_kwh.sum()), 1.0)
    key = "even" if even else "plus" if balance > 0 else "minus"
    definition = words.of(told["balance_definition"])
    text = words.say(
        f"lead_balance_{key}", energy=words.energy(abs(balance)), definition=definition
    )
    return f"{text} {words['lead_positive' if balance >= -1.0 else 'lead_not_positive']}"


def _cost(subject: Subject) -> str:
    words, told = subject.words, subject.summary
    saving = told["reference_cost_eur_per_year"] - told["objective_eur_per_year"]
    text = words.say(
        "lead_cost_less" if saving >= 0 else "lead_cost_more",
        cost=words.money(told["objective_eur_per_year"]),
        difference=words.money(abs(saving)),
    )
    factor = told["reference_co2_kg_per_year"] / max(told["co2_kg_per_year"], 1e-9)
    if factor < 1.05:
        return text
    return f"{text} {words.say('lead_co2', factor=words.n(factor, 1))}"


def key_figures(subject: Subject) -> list[KeyFigure]:
    """Eight figures, each beside what it is compared with."""
    return [
        _annual(subject),
        _investment(subject),
        _net(subject),
        _co2(subject),
        _energy(subject),
        _bills(subject),
        _panels(subject),
        _poor(subject),
    ]


def _change(subject: Subject, plan: float, today: float) -> str:
    """Signed percentage."""
    words = subject.words
    share = 100.0 * (plan / today - 1.0) if today else 0.0
    sign = "+" if share > 0.5 else ""
    return words.say("percent", value=sign + words.n(share))


def _annual(subject: Subject) -> KeyFigure:
    words, told = subject.words, subject.summary
    return KeyFigure(
        words["kf_cost"],
        words.money(told["objective_eur_per_year"]),
        words["a_year"],
        words.say("kf_cost_note", today=words.money(told["reference_cost_eur_per_year"])),
    )


def _investment(subject: Subject) -> KeyFigure:
    words, told = subject.words, subject.summary
    planned = subject.plan.buildings["package"].map(lambda value: isinstance(value, str))
    dwellings = float(subject.plan.buildings.loc[planned, "dwellings"].sum())
    return KeyFigure(
        words["kf_investment"],
        words.money(told["investment_eur"]),
        "",
        words.say(
            "kf_investment_note",
            each=words.money(told["investment_eur"] / max(dwellings, 1.0)),
            other=words.money(told["non_energy_works_eur"]),
        ),
    )


def _net(subject: Subject) -> KeyFigure:
    words, told = subject.words, subject.summary
    return KeyFigure(
        words["kf_balance"],
        words.energy(told["energy_balance_kwh_per_year"]),
        words.of(told["balance_definition"]),
        words.say("kf_balance_note", best=words.energy(told["max_balance_kwh_per_year"])),
    )


def _co2(subject: Subject) -> KeyFigure:
    words, told = subject.words, subject.summary
    plan, today = told["co2_kg_per_year"], told["reference_co2_kg_per_year"]
    return KeyFigure(
        words["kf_co2"],
        words.say("divided", value=words.n(today / max(plan, 1e-9), 1)),
        "",
        words.say("kf_co2_note", plan=words.mass(plan), today=words.mass(today)),
    )


def _energy(subject: Subject) -> KeyFigure:
    plan, today = float(subject.planned.used_kwh.sum()), float(subject.today.used_kwh.sum())
    return _instead(subject, "kf_energy", plan, today, subject.words.energy)


def _bills(subject: Subject) -> KeyFigure:
    plan, today = float(subject.planned.bill_eur.sum()), float(subject.today.bill_eur.sum())
    return _instead(subject, "kf_bills", plan, today, subject.words.money)


def _instead(
    subject: Subject, name: str, plan: float, today: float, told: Callable[[float], str]
) -> KeyFigure:
    """By how much the plan changes a figure, and both values."""
    words = subject.words
    note = words.say(f"{name}_note", plan=told(plan), today=told(today))
    return KeyFigure(words[name], _change(subject, plan, today), "", note)


def _panels(subject: Subject) -> KeyFigure:
    words, told = subject.words, subject.summary
    return KeyFigure(
        words["kf_panels"],
        words.n(told["pv_kwp"]),
        words["kWp"],
        words.say(
            "kf_panels_note",
            roofs=words.n(told["roof_pv_kwp"]),
            fields=words.n(told["field_pv_kwp"]),
        ),
    )


def _poor(subject: Subject) -> KeyFigure:
    words, told = subject.words, subject.summary
    before, after = (
        sum(told[f"labels_{when}"][letter] for letter in "FG") for when in ("before", "after")
    )
    return KeyFigure(
        words["kf_poor"], words.n(after), "", words.say("kf_poor_note", today=words.n(before))
    )
