"""Solar: roof planes, sites, shade, light on planes, yields of current and heat."""

from zeneville.solar.collectors import collector_of, collector_yields
from zeneville.solar.light import incident
from zeneville.solar.pv import pv_year, pv_yields
from zeneville.solar.roofs import arrays, roof_planes, site_planes

__all__ = [
    "arrays",
    "collector_of",
    "collector_yields",
    "incident",
    "pv_year",
    "pv_yields",
    "roof_planes",
    "site_planes",
]
