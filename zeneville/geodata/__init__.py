"""Geodata: one reader per source, our names and EPSG:2154 out."""

from zeneville.geodata import origins, reasons
from zeneville.geodata.join import Joined, Survey, join, survey
from zeneville.geodata.mapping import Mapping
from zeneville.geodata.mapping import read as read_mapping
from zeneville.geodata.read import METRIC, Geodata, is_city_model, is_cloud, read
from zeneville.geodata.write import write

__all__ = [
    "METRIC",
    "Geodata",
    "Joined",
    "Mapping",
    "Survey",
    "is_city_model",
    "is_cloud",
    "join",
    "origins",
    "read",
    "read_mapping",
    "reasons",
    "survey",
    "write",
]
