"""Economics: annuities, levelised costs, paybacks and tariffs."""

from zeneville.economics.annuity import annuity_factor
from zeneville.economics.levelised import discounted_payback, levelised_cost, simple_payback
from zeneville.economics.tariffs import Tariffs

__all__ = ["Tariffs", "annuity_factor", "discounted_payback", "levelised_cost", "simple_payback"]
