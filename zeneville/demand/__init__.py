"""Demand: hourly space heat, hot water and electricity."""

from zeneville.demand.needs import needs

__all__ = ["needs"]
