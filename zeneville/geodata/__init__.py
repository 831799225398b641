"""Geodata: one reader per source, our names and EPSG:2154 out."""

from zeneville.geodata.read import Geodata, is_city_model, is_cloud, read
from zeneville.geodata.write import write

__all__ = ["Geodata", "is_city_model", "is_cloud", "read", "write"]
