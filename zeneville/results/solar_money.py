"""What panels cost and bring, for every plane and building of a cadastre.

A plane is priced at the size of the installation that takes all planes of its building. What a
building uses itself is unknown to a cadastre, so two cases are given: all is sold by the order's
class, or a stated share is used inside at the retail price and the rest is sold as surplus. Who
sells all recovers VAT: that case is before VAT on both sides. After the contract's years, energy
sold counts nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from zeneville.economics import Tariffs, returns
from zeneville.technologies import feed_in_order, panels

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Terms:
    """Prices and rates: tariffs of the case, figures of the catalogue, real rate a year."""

    tariffs: Tariffs
    figures: Any
    rate: float


def money(kwp: Array, kwh: Array, installation_kwp: Array, terms: Terms) -> pd.DataFrame:
    """Investment, levelised cost and payback of parts of installations, one row each.

    Parameters
    ----------
    kwp, kwh
        (N,) power and first year's energy of the part.
    installation_kwp
        (N,) power of the whole installation, which sets price and tariff class.
    """
    value = terms.figures.value
    life, fading = round(value("pv_life")), value("pv_degradation")
    share = np.divide(kwp, installation_kwp, out=np.zeros(len(kwp)), where=installation_kwp > 0)
    investment = panels.installed_cost(installation_kwp, terms.figures) * share
    upkeep = panels.upkeep_per_kwp(terms.figures) * kwp
    sold, used = _values(installation_kwp, life, terms)
    premium = feed_in_order.premium_eur_per_kwp(installation_kwp, terms.figures) * kwp
    out = {
        "investment_eur": investment,
        "cost_eur_per_kwh": returns.levelised_cost(
            investment, upkeep, kwh, terms.rate, life, fading
        ),
        "sale_class": np.array(feed_in_order.CLASSES)[feed_in_order.size_class(installation_kwp)],
    }
    vat = 1.0 + value("vat_standard")
    for name, price, paid, kept in (
        ("sale", sold, investment / vat, upkeep / vat),
        ("self", used, np.maximum(investment - premium, 0.0), upkeep),
    ):
        surplus = returns.yearly_surplus(kwh, price, kept, fading)
        for word, rate in (("", 0.0), ("_discounted", terms.rate)):
            out[f"payback_{name}{word}_years"] = returns.payback_years(paid, surplus, rate)
    table = pd.DataFrame(out)
    table.loc[kwp <= 0, [name for name in out if name != "sale_class"]] = np.nan
    table.loc[kwp <= 0, "sale_class"] = ""
    return table


def _values(installation_kwp: Array, life: int, terms: Terms) -> tuple[Array, Array]:
    """(N, life) EUR per kWh of the panels: all sold, and a share used inside."""
    figures, tariffs = terms.figures, terms.tariffs
    contract = np.arange(life) < figures.value("pv_contract_years")
    sale = feed_in_order.total_sale_eur_per_kwh(installation_kwp, figures)[:, None] * contract
    limits = np.asarray(tariffs.upper_kwp)
    place = np.minimum(np.searchsorted(limits, installation_kwp - 1e-9), len(limits) - 1)
    surplus = tariffs.feed_in.mean(axis=1)[place][:, None] * contract
    share = figures.value("pv_self_consumption")
    return sale, share * float(tariffs.retail.mean()) + (1.0 - share) * surplus
