"""Geodata: one reader per source, our names and EPSG:2154 out."""

from zeneville.geodata.read import Geodata, read
from zeneville.geodata.write import write

__all__ = ["Geodata", "read", "write"]
