"""Stock: which buildings are heated, their envelope, packages and works."""

from zeneville.stock.prepare import Stock, prepare

__all__ = ["Stock", "prepare"]
