"""The decision solved: HiGHS, duals and bound, dispatch, decomposition."""

from zeneville.solve.bound import price
from zeneville.solve.decomposition import Answer, Settings, best_balance, decide
from zeneville.solve.dispatch import dispatch

__all__ = ["Answer", "Settings", "best_balance", "decide", "dispatch", "price"]
