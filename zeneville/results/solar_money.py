"""What panels cost and bring, for every plane and building of a cadastre.

A plane is priced at the size of the installation that takes all planes of its building. What a
building uses itself is unknown to a cadastre, so two cases are given: all is sold by the order's
class, or a stated share is used inside at the retail price and the rest is sold as surplus. Who
sells all recovers VAT: that case is before VAT on both sides, and must be repaid within the years
of the contract; the other one within the life of the panels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from zeneville.economics import Tariffs, discounted_payback, levelised_cost, simple_payback
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
        (N,) power and yearly energy of the part, mean of its life: wear is in it.
    installation_kwp
        (N,) power of the whole installation, which sets price and tariff class.
    """
    value = terms.figures.value
    share = np.divide(kwp, installation_kwp, out=np.zeros(len(kwp)), where=installation_kwp > 0)
    investment = panels.investment_eur(installation_kwp, terms.figures) * share
    upkeep = panels.upkeep_eur_per_kwp(terms.figures) * kwp
    life, contract = round(value("pv_life")), round(value("pv_contract_years"))
    premium = feed_in_order.premium_eur_per_kwp(installation_kwp, terms.figures) * kwp
    vat = 1.0 + value("vat_standard")
    out = {
        "investment_eur": investment,
        "cost_eur_per_kwh": levelised_cost(investment, upkeep, kwh, terms.rate, life, 0.0),
        "sale_class": np.array(feed_in_order.CLASSES)[feed_in_order.size_class(installation_kwp)],
    }
    sale = feed_in_order.total_sale_eur_per_kwh(installation_kwp, terms.figures)
    out |= _paybacks("sale", investment / vat, sale * kwh, upkeep / vat, terms.rate, contract)
    used = _used_inside(installation_kwp, terms) * kwh
    paid = np.maximum(investment - premium, 0.0)
    out |= _paybacks("self", paid, used, upkeep, terms.rate, life)
    table = pd.DataFrame(out)
    table.loc[kwp <= 0, [name for name in out if name != "sale_class"]] = np.nan
    table.loc[kwp <= 0, "sale_class"] = ""
    return table


def _paybacks(
    name: str, paid: Array, income: Array, upkeep: Array, rate: float, years: int
) -> dict[str, Array]:
    """Simple and discounted payback; NaN where it is not within ``years`` or there is no income."""
    income = np.nan_to_num(income)
    simple = simple_payback(paid, income, upkeep)
    later = discounted_payback(paid, income, upkeep, rate, years, 0.0)
    return {
        f"payback_{name}_years": np.where(simple <= years, simple, np.nan),
        f"payback_{name}_discounted_years": np.where(later <= years, later, np.nan),
    }


def _used_inside(installation_kwp: Array, terms: Terms) -> Array:
    """(N,) EUR per kWh where the stated share is used inside and the rest sold as surplus."""
    tariffs = terms.tariffs
    limits = np.asarray(tariffs.upper_kwp)
    place = np.minimum(np.searchsorted(limits, installation_kwp - 1e-9), len(limits) - 1)
    share = terms.figures.value("pv_self_consumption")
    surplus = tariffs.feed_in.mean(axis=1)[place]
    return np.asarray(share * float(tariffs.retail.mean()) + (1.0 - share) * surplus)
