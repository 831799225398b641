"""Works by residence, every sum a formula on the sheets of buildings and bills."""

from __future__ import annotations

from typing import Any

import pandas as pd

from zeneville.results.workbook.content import Content, is_pump
from zeneville.results.workbook.page import Book, Formula, Place, table

#: columns that are sums of those of the buildings
SUMMED = (
    "dwellings",
    "investment_eur",
    "non_energy_eur",
    "cee_eur",
    "pv_kwp",
    "bill_before_eur",
    "bill_after_eur",
)


def lots(book: Book, content: Content) -> None:
    """One row a residence, from the largest investment."""
    texts = content.texts
    place = content.place("Lots", len(content.residences))
    groups = dict(tuple(content.buildings.groupby("residence")))
    rows = [
        _row(content, place, at, name, groups[name]) for at, name in enumerate(content.residences)
    ]
    table(book, place, texts.titles["Lots"], texts.notes["Lots"], rows)


def _row(content: Content, place: Place, at: int, name: str, rows: pd.DataFrame) -> dict[str, Any]:
    here, bound = place.cell("residence", at), content.at_buildings
    among = f"EXACT({bound.column('residence')},{here})"
    out: dict[str, Any] = {"residence": name}
    for key in SUMMED:
        text = f"=SUMPRODUCT(--{among},{bound.column(key)})"
        out[key] = Formula(text, _sum(content, rows, key))
    for key, condition, value in _counts(content, rows):
        out[key] = Formula(f"=SUMPRODUCT(--{among},--({condition}))", value)
    pumps = is_pump(rows["system"])
    _, condition, _ = next(item for item in _counts(content, rows) if item[0] == "pumps")
    out["pump_kw"] = Formula(
        f"=SUMPRODUCT(--{among},--({condition}),{bound.column('heat_kw')})",
        float(rows.loc[pumps, "heat_kw"].sum()),
    )
    homes, money = (out[key].value for key in ("dwellings", "investment_eur"))
    many, paid = (place.cell(key, at) for key in ("dwellings", "investment_eur"))
    out["each_eur"] = Formula(f'=IF({many}>0,{paid}/{many},"")', money / homes if homes else "")
    before, after = (place.cell(f"bill_{when}_eur", at) for when in ("before", "after"))
    was, will = (out[f"bill_{when}_eur"].value for when in ("before", "after"))
    out["saving"] = Formula(f'=IF({before}>0,1-{after}/{before},"")', 1 - will / was if was else "")
    return out


def _sum(content: Content, rows: pd.DataFrame, key: str) -> float:
    if key.startswith("bill_"):
        when = key.split("_")[1]
        return float((rows[f"energy_{when}_eur"] + rows[f"standing_{when}_eur"]).sum())
    if key == "cee_eur":
        given = content.certificates["all"].reindex(rows["building"]).sum()
        return float(given) * content.figures.value("cee_price") / 1000.0
    return float(rows[key].sum())


def _counts(content: Content, rows: pd.DataFrame) -> list[tuple[str, str, float]]:
    """Column, condition on the buildings and how many of ``rows`` meet it."""
    bound, texts = content.at_buildings, content.texts
    decided = rows["package"].map(lambda name: isinstance(name, str))
    renovated = decided & (rows["package"] != "as_is")
    package, as_is = bound.column("package"), quoted(texts.of("as_is"))
    pumps = "+".join(
        f"({bound.column('system')}={quoted(texts.of(name))})"
        for name in ("hp_air", "hp_ground", "hp_water")
    )
    out = [
        ("buildings", f'{package}<>""', decided.sum()),
        ("renovated", f'({package}<>"")*({package}<>{as_is})', renovated.sum()),
        ("pumps", pumps, is_pump(rows["system"]).sum()),
    ]
    for when in ("before", "after"):
        letter = bound.column(f"dpe_{when}")
        poor = rows[f"dpe_{when}"].isin(["F", "G"]).sum()
        out.append((f"poor_{when}", f'({letter}="F")+({letter}="G")', poor))
    return [(key, condition, float(value)) for key, condition, value in out]


def quoted(text: str) -> str:
    """A text inside a formula."""
    doubled = str(text).replace('"', '""')
    return f'"{doubled}"'
