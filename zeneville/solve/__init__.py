"""The decision solved: HiGHS, duals and bound, dispatch, decomposition."""

from zeneville.solve import profile
from zeneville.solve.bound import price
from zeneville.solve.decomposition import Answer, Settings, decide
from zeneville.solve.direct import Whole, solve_whole
from zeneville.solve.dispatch import audit, dispatch
from zeneville.solve.infeasible import best_balance

__all__ = [
    "Answer",
    "Settings",
    "Whole",
    "audit",
    "best_balance",
    "decide",
    "dispatch",
    "price",
    "profile",
    "solve_whole",
]
