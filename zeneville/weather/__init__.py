"""Weather: one reader per format, one dataset out; representative hours."""

from zeneville.weather.read import read

__all__ = ["read"]
