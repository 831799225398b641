"""A case says what is asked: where, with which data, under which requirements and prices."""

from zeneville.case.load import load
from zeneville.case.origin import readme
from zeneville.case.schema import ASSETS, PACKAGES, PERIODS, SYSTEMS, Case, Lock, Requirement

__all__ = [
    "ASSETS",
    "PACKAGES",
    "PERIODS",
    "SYSTEMS",
    "Case",
    "Lock",
    "Requirement",
    "load",
    "readme",
]
