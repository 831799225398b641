"""Results: a plan as an object, its indicators, and how it is stored."""

from zeneville.results.plan import Plan

__all__ = ["Plan"]
