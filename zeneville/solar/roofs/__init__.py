"""Roof planes of buildings, what of them carries modules, and how modules stand on them."""

from zeneville.solar.roofs.layout import arrays
from zeneville.solar.roofs.rule import roof_planes
from zeneville.solar.roofs.sites import site_planes

__all__ = ["arrays", "roof_planes", "site_planes"]
