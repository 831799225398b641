"""The independent check: shares no code with the model or the solver."""

from zeneville.verify.check import Report, check

__all__ = ["Report", "check"]
