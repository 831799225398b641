"""Economics: annuities and tariffs."""

from zeneville.economics.annuity import annuity_factor
from zeneville.economics.tariffs import Tariffs

__all__ = ["Tariffs", "annuity_factor"]
