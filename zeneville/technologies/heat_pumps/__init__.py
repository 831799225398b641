"""Heat pumps on outdoor air, ground and groundwater: tests, performance, sources, season, tables.

A kind of machine is the median of the certified models of that kind with a controlled compressor;
``points.csv`` and ``capacity.csv`` hold its tests.
"""

from zeneville.technologies.heat_pumps import yearly
from zeneville.technologies.heat_pumps.operation import flow_temperature
from zeneville.technologies.heat_pumps.points import KINDS, Machine, machine
from zeneville.technologies.heat_pumps.sources import source_temperatures
from zeneville.technologies.heat_pumps.tables import Tables, field_cops, tables

__all__ = [
    "KINDS",
    "Machine",
    "Tables",
    "field_cops",
    "flow_temperature",
    "machine",
    "source_temperatures",
    "tables",
    "yearly",
]
