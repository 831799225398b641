"""The first sentences of a report and its key figures."""

from __future__ import annotations

from dataclasses import dataclass

from zeneville.report.subject import Subject

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
    buildings = told["buildings"]
    renovated = buildings - told["packages"].get("as_is", 0)
    pumps = sum(count for name, count in told["systems"].items() if name.startswith("hp_"))
    key = "lead_none" if renovated == 0 else "lead_one" if renovated == 1 else "lead_many"
    text = words.say(key, renovated=words.n(renovated), buildings=words.n(buildings))
    if pumps:
        text += words.say("lead_pumps", pumps=words.n(pumps))
    if told["pv_kwp"] < 0.5:
        return text + words["lead_no_panels"]
    made = subject.grid.roofs + subject.grid.fields
    return text + words.say("lead_panels", kwp=words.n(told["pv_kwp"]), energy=words.energy(made))


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
        words.say("kf_co2_note", plan=words.n(plan / 1e3), today=words.n(today / 1e3)),
    )


def _energy(subject: Subject) -> KeyFigure:
    words = subject.words
    plan, today = float(subject.planned.used_kwh.sum()), float(subject.today.used_kwh.sum())
    return KeyFigure(
        words["kf_energy"],
        _change(subject, plan, today),
        "",
        words.say("kf_energy_note", plan=words.energy(plan), today=words.energy(today)),
    )


def _bills(subject: Subject) -> KeyFigure:
    words = subject.words
    plan, today = float(subject.planned.bill_eur.sum()), float(subject.today.bill_eur.sum())
    return KeyFigure(
        words["kf_bills"],
        _change(subject, plan, today),
        "",
        words.say("kf_bills_note", plan=words.money(plan), today=words.money(today)),
    )


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
