"""The independent check of a stored plan; shares no code with the model."""

from zeneville.verify.check import Report, check
from zeneville.verify.summary import against_summary

__all__ = ["Report", "against_summary", "check"]
