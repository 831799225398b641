"""Stock: which buildings are heated, their envelope, packages and works."""

from zeneville.stock.prepare import Stock, described, prepare

__all__ = ["Stock", "described", "prepare"]
