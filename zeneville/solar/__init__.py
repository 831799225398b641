"""Solar: roof planes, sites, yields."""

from zeneville.solar.pv import pv_yields
from zeneville.solar.roofs import arrays, roof_planes, site_planes

__all__ = ["arrays", "pv_yields", "roof_planes", "site_planes"]
